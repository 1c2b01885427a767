"""Serves members' calendars at their secret addresses. Neither a path nor a token is ever logged."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from hashlib import sha256

from slack_bolt.response import BoltResponse

from bot.threads import Threads
from core import calendar_feed
from core.calendar_feed import Feed
from handlers.calendar_address import PATH
from views.calendar_file import whole_calendar
from views.member_calendar import SHEETS, entries

ENDING = ".ics"
_START = f"/{PATH}"
_PRIVATE = {"cache-control": "private, no-cache", "x-robots-tag": "noindex", "referrer-policy": "no-referrer"}


class CalendarFeeds:
    """What the web process answers to whoever asks for a calendar."""

    def __init__(self, store: Threads, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    @staticmethod
    def serves(method: str, path: str) -> bool:
        """Whether this is asked for a calendar."""
        return method in {"GET", "HEAD"} and path.startswith(_START) and path.endswith(ENDING)

    async def response(self, path: str, headers: Mapping[str, str]) -> BoltResponse:
        """The calendar; nothing for an address that nobody has, whatever is wrong with it."""
        token = path[len(_START) : -len(ENDING)]
        feed = await self._store.read(calendar_feed.read, token, *SHEETS)
        if feed is None:
            return BoltResponse(status=404, body="Not Found")
        known = {each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")}
        tag, content = await self._store.aside(_drawn, feed, self._now(), known)
        if content is None:
            return BoltResponse(status=304, body="", headers={**_PRIVATE, "etag": tag})
        kind = {"content-type": "text/calendar; charset=utf-8", "etag": tag}
        return BoltResponse(status=200, body=content, headers={**_PRIVATE, **kind})


def _drawn(feed: Feed, now: datetime, known: Collection[str]) -> tuple[str, str | None]:
    """The tag, the same as long as what is in the file is; and the file, where that is not known."""
    found = entries(feed.belongings, feed.owner, now)
    tag = f'"{sha256(repr(found).encode()).hexdigest()[:32]}"'
    return tag, None if tag in known else whole_calendar(found, now).decode()
