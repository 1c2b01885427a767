"""People as vCards of version 4 (RFC 6350): for a phone, a mail program, and our own import."""

import re
from collections.abc import Iterable, Iterator

from core.belongings import Row

FIELD = "X-INROAD-FIELD"
"""The field of work: vCards have no place for it."""

_FOLDED_AT = 75
"""Octets of a line (RFC 6350, 3.2)."""

_MARKS = {"BEGIN:VCARD", "END:VCARD"}
_LINE_ENDS = re.compile("\r\n|[\r\n]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PROPERTIES = {
    "name": "FN",
    "organisation": "ORG",
    "role": "TITLE",
    "email": "EMAIL",
    "phone": "TEL",
    "linkedin": "URL",
    "field": FIELD,
    "notes": "NOTE",
}


def vcards_of(people: Iterable[Row]) -> str:
    """A card for each row of the sheet ``people``."""
    return "".join(f"{line}\r\n" for person in people for line in _card(person))


def _card(person: Row) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    for column, name in _PROPERTIES.items():
        if said := _escaped(str(person[column])):
            yield from _folded(f"{name}:{said}")
    if tags := [_escaped(tag) for tag in str(person["tags"]).split(", ") if tag]:
        yield from _folded(f"CATEGORIES:{','.join(tags)}")
    yield "END:VCARD"


def _escaped(text: str) -> str:
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)).strip()
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """The line in pieces that are short enough; none of them reads as the begin or the end of a card."""
    pieces = [*_pieces(line, _FOLDED_AT)]
    return [*_pieces(line, _FOLDED_AT - 1)] if pieces[-1].strip().upper() in _MARKS else pieces


def _pieces(line: str, most: int) -> Iterator[str]:
    """Pieces of so many octets at most; those after the first begin with a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > most:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece
