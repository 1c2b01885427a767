"""vCards of the versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350): who is in them.

Phones and mail programs write them with small faults, so what is understood is taken and nothing else is
asked for. A card that nobody can be made of is told by its number.
"""

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.export_vcard import FIELD
from core.import_csv import MOST_PEOPLE, FoundPeople
from core.import_file import Unreadable
from core.import_person import Amiss, Known, NewPerson, first_address, read_person

_BEGINS = re.compile(r"^[ \t]*BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ENDS = re.compile(r"^[ \t]*END:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(
    r'(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<parameters>(?:;(?:"[^"]*"|[^":])*)?):(?P<value>.*)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PIECE = re.compile(r"\\.|[^\\;]+|[\\;]", re.DOTALL)
_ADDRESSES = {"URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP"}
_WANTED = {
    "FN",
    "N",
    "NICKNAME",
    "ORG",
    "TITLE",
    "ROLE",
    "EMAIL",
    "TEL",
    "NOTE",
    "CATEGORIES",
    FIELD,
    *_ADDRESSES,
}
_LONGEST_LINE = 200_000
"""Characters of a line that is looked at; pictures are longer and are not."""


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    parameters: str
    value: str


def is_vcards(text: str) -> bool:
    """Whether a text begins as vCards do."""
    return bool(_BEGINS.match(text.lstrip("\ufeff \t\r\n")[:100].partition("\n")[0].strip()))


def people_of_cards(text: str) -> FoundPeople:
    """Who is in the cards. Raises Unreadable for more than MOST_PEOPLE, or nobody."""
    people: list[NewPerson] = []
    amiss: list[Amiss] = []
    for number, card in enumerate(_cards(text.replace("\r\n", "\n").replace("\r", "\n")), 1):
        if number > MOST_PEOPLE:
            raise Unreadable(f"There are more than {MOST_PEOPLE:,} people in that. Send me them in parts.")
        if card is None:
            amiss.append(Amiss(number, "it has no end"))
            continue
        person, wrong = read_person(number, _said(card), from_sheet=False)
        amiss += wrong
        people += [person] if person else []
    if not people and not amiss:
        raise Unreadable("I can't make out any person in those vCards.")
    return FoundPeople(people, amiss, unit="card")


def _cards(text: str) -> Iterator[list[_Line] | None]:
    """The lines of each card that say something about the person; None for a card that does not end."""
    begins = [found.end() for found in _BEGINS.finditer(text)]
    for begin, following in zip(begins, [*begins[1:], len(text) + 1], strict=True):
        end = _ENDS.search(text, begin, min(following, len(text)))
        yield [*_lines(text[begin : end.start()])] if end else None


def _lines(card: str) -> Iterator[_Line]:
    """What was folded is one line again: by white space, and in quoted-printable by a = at the end."""
    whole: list[str] = []
    for line in [*card.split("\n"), "END"]:
        is_soft = bool(whole) and whole[-1].rstrip().endswith("=") and _is_quoted_printable(whole[0])
        if is_soft:
            whole.append(f"\n{line}")
        elif whole and line[:1] in {" ", "\t"}:
            whole.append(line[1:])
        else:
            if (read := _read_line("".join(whole))) and read.name in _WANTED:
                yield read
            whole = [line]


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _read_line(line: str) -> _Line | None:
    if len(line) > _LONGEST_LINE:
        return None
    found = _LINE.fullmatch(line.strip("\r\n"))
    if not found:
        return None
    parameters, value = found["parameters"].upper(), found["value"]
    if "QUOTED-PRINTABLE" in parameters:
        value = _quoted_printable(value, parameters)
    return _Line(found["name"].upper(), parameters, value)


def _quoted_printable(value: str, parameters: str) -> str:
    charset = re.search(r"CHARSET=\"?([\w-]+)", parameters)
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    for encoding in (charset[1] if charset else "utf-8", "utf-8", "cp1252"):
        try:
            # A line break that is a part of the value is read as one that is written out.
            return content.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def _said(card: Sequence[_Line]) -> dict[Known, str]:
    organisation = _parts(_first(card, "ORG"))
    role = _unescaped(_first(card, "TITLE") or _first(card, "ROLE"))
    urls = [_unescaped(line.value) for line in card if line.name in _ADDRESSES]
    name = _name(card)
    return {
        Known.NAME: name or (organisation[0] if organisation else ""),
        Known.ORGANISATION: ", ".join(part for part in organisation if part) if name else "",
        Known.ROLE: role,
        Known.EMAIL: _unescaped(_first(card, "EMAIL")),
        Known.PHONE: re.sub("^tel:", "", _unescaped(_first(card, "TEL")), flags=re.IGNORECASE),
        Known.LINKEDIN: first_address(urls),
        Known.FIELD: _unescaped(_first(card, FIELD)),
        Known.TAGS: ",".join(_unescaped(line.value) for line in card if line.name == "CATEGORIES"),
        Known.NOTES: "\n".join(_unescaped(line.value) for line in card if line.name == "NOTE"),
    }


def _name(card: Sequence[_Line]) -> str:
    if shown := _unescaped(_first(card, "FN")).strip():
        return shown
    last, first, middle, *_ = (*_parts(_first(card, "N")), "", "", "")
    joined = " ".join(part for part in (first, middle, last) if part.strip())
    return joined or _unescaped(_first(card, "NICKNAME"))


def _first(card: Sequence[_Line], name: str) -> str:
    """The value of that name which is preferred, or the first that is not empty."""
    lines = [line for line in card if line.name == name and line.value.strip(" ;")]
    preferred = [line for line in lines if re.search(r"\bPREF\b(?!=(?:[2-9]|1\d))", line.parameters)]
    return (preferred or lines)[0].value if lines else ""


def _parts(value: str) -> list[str]:
    """The components of a value, parted by semicolons that are not escaped."""
    parts = [""]
    for piece in _PIECE.findall(value):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return [_unescaped(part) for part in parts]


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
