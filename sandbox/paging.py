"""Pages of long lists, and the cursors that lead from one to the next."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from sandbox.arguments import Arguments
from sandbox.errors import SlackError

T = TypeVar("T")


def page_of(
    entries: Sequence[T], arguments: Arguments, *, most: int, default: int
) -> tuple[Sequence[T], str]:
    """One page by `limit` and `cursor`, and the next page's cursor ("" on the last)."""
    limit = arguments.number("limit", default, most)
    start = _position_of(arguments.optional_text("cursor"))
    end = start + limit
    return entries[start:end], (cursor_at("next", str(end)) if end < len(entries) else "")


def cursor_at(word: str, place: str) -> str:
    """A cursor; `word` says what kind of list it belongs to."""
    return base64.b64encode(f"{word}:{place}".encode()).decode()


def place_of(word: str, cursor: str) -> str:
    """Where a cursor of that kind stands; SlackError when it is none."""
    try:
        found, _, place = base64.b64decode(cursor, validate=True).decode().partition(":")
    except ValueError:
        found, place = "", ""
    if found != word:
        raise SlackError("invalid_cursor")
    return place


def _position_of(cursor: str | None) -> int:
    if cursor is None:
        return 0
    place = place_of("next", cursor)
    if not place.isdecimal():
        raise SlackError("invalid_cursor")
    return int(place)
