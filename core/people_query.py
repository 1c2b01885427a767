"""What a member may type after `/interview people`: free words and a few filters."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from core.errors import InroadError

QUIET_DAYS = 90
"""What `quiet` alone means: the quarter of a year that the help names (our choice)."""
LONGEST_QUIET_DAYS = 3650
LONGEST = 200
"""Characters of a query: a button carries it to the next page (our choice)."""

_KEYS = {"org": "org", "organisation": "org", "organization": "org", "tag": "tag", "quiet": "quiet"}
_MEANT = {
    "company": "org",
    "employer": "org",
    "firm": "org",
    "at": "org",
    "where": "org",
    "label": "tag",
    "topic": "tag",
    "field": "tag",
    "group": "tag",
}
_FILTERS = "org:NOAA, tag:policy, quiet 90, due, archived"
_QUOTES = str.maketrans("“”„«»", '"""""')
_TOKEN = re.compile(
    r"""
    (?P<key>[^\W\d_]+):(?!//)\s*(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))?
    | quiet (?:\s+(?P<days>\d+) (?:\s*d(?:ays?)?)? )? (?![^\s])
    | (?P<flag>due|archived)(?![^\s])
    | "(?P<phrase>[^"]*)"
    | (?P<word>[^\s"]+)
    | "
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Whom a member looks for; everything that is given has to hold.

    ``quiet_days``: no touch for so long. ``due``: their next action's day has come. ``archived``: those put
    away, who are hidden otherwise. Written as text it can be read again: a button carries it so.
    """

    words: str = ""
    organisation: str = ""
    tags: tuple[str, ...] = ()
    quiet_days: int | None = None
    due: bool = False
    archived: bool = False

    def __str__(self) -> str:
        parts = [
            self.words if _is_plain(self.words) else f'"{self.words}"',
            f"org:{_quoted(self.organisation)}" if self.organisation else "",
            *(f"tag:{_quoted(tag)}" for tag in self.tags),
            "" if self.quiet_days is None else f"quiet {self.quiet_days}",
            "due" if self.due else "",
            "archived" if self.archived else "",
        ]
        return " ".join(part for part in parts if part)


def _is_plain(words: str) -> bool:
    """Whether none of them would be read as a filter."""
    return all(token["word"] for token in _TOKEN.finditer(words))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


class UnreadableQuery(InroadError):
    """A query with a filter that does not exist, or that is too long."""


def read_query(text: str) -> PeopleQuery:
    """``dana org:"Woods Hole" quiet 90`` → what is looked for. Raises UnreadableQuery."""
    if len(text) > LONGEST:
        raise UnreadableQuery(f"That is too long to search for. Use {LONGEST} characters at most.")
    return written_query(text)


def written_query(text: str) -> PeopleQuery:
    """The same for what a button carries. Raises UnreadableQuery."""
    words: list[str] = []
    organisation: list[str] = []
    tags: list[str] = []
    quiet_days, flags = None, set[str]()
    for token in _TOKEN.finditer(text.translate(_QUOTES)):
        if token["key"]:
            key, value = _key(token, text), (token["quoted"] or token["value"] or "").strip()
            if key == "org":
                organisation += value.split()
            elif key == "tag":
                tags += [tag_of(value)] if value else []
            else:
                quiet_days = _days(value)
        elif token["flag"]:
            flags.add(token["flag"].casefold())
        elif token["phrase"] or token["word"]:
            words += (token["phrase"] or token["word"]).split()
        elif token[0] != '"' and token["phrase"] is None:
            quiet_days = _days(token["days"] or "")
    return PeopleQuery(
        words=" ".join(words),
        organisation=" ".join(organisation),
        tags=tuple(dict.fromkeys(tags)),
        quiet_days=quiet_days,
        due="due" in flags,
        archived="archived" in flags,
    )


def tag_of(typed: str) -> str:
    """A tag as it is stored: case and white space do not tell two tags apart."""
    return " ".join(typed.casefold().split())


def _key(token: re.Match[str], text: str) -> str:
    typed = token["key"].casefold()
    if typed in _KEYS:
        return _KEYS[typed]
    near = _MEANT.get(typed) or next(iter(get_close_matches(typed, _KEYS, n=1, cutoff=0.5)), "")
    meant = f"{text[: token.start()]}{_KEYS.get(near, near)}:{text[token.end('key') + 1 :]}"
    question = f" Did you mean “/interview people {meant}”?" if near else ""
    raise UnreadableQuery(
        f"I don't know the filter “{token['key']}:”.{question} The filters are: {_FILTERS}."
    )


def _days(value: str) -> int:
    number = re.fullmatch(r"(\d{1,5})\s*(?:d|days?)?", value or str(QUIET_DAYS), re.ASCII | re.IGNORECASE)
    days = int(number[1]) if number else 0
    if not 1 <= days <= LONGEST_QUIET_DAYS:
        raise UnreadableQuery(
            f"“quiet” takes a number of days from 1 to {LONGEST_QUIET_DAYS}, for example: quiet 90."
        )
    return days
