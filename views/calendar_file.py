"""Calendar files (iCalendar, RFC 5545): of a scheduled conversation, and of all of a member's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Inroad//Informational interviews//EN"
# The day's brief comes 30 minutes before the conversation (defaults.md, brief); the calendar rings then too.
ALARM_BEFORE = timedelta(minutes=30)
CALENDAR_NAME = "Inroad: my conversations"
# How often a calendar is asked to look again (our choice; Google looks when it likes, about twice a day).
READ_AGAIN = timedelta(hours=1)
# Our choice: calendars cut or refuse what is much longer than they show. It is all kept in Inroad.
LINE_LIMIT = 255
DESCRIPTION_LIMIT = 8000

# Python ends a line at more characters than iCalendar does; all of them become the one that it knows.
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# RFC 5545 (3.1) allows no control character in a text but the tab; half a surrogate pair is no UTF-8, and
# the two non-characters are no XML, in which CalDAV carries these files.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_URI_CHARACTERS = ":/?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True)
class CalendarEntry:
    """What the calendar shall hold of a conversation.

    `uid` and `sequence` make a later file change the entry of an earlier one: the same `uid`, and a
    `sequence` one higher for each change and for the cancellation. The instants are aware, in whole seconds;
    `ends_at` is after `starts_at`. A `url` that is no web address is left out. `takes_time`: whoever looks at
    the calendar is not free then.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False
    takes_time: bool = True


def calendar_file(entry: CalendarEntry, now: datetime) -> bytes:
    """The .ics file with this entry as of `now`; ValueError for naive instants or an end not after the start.

    It is published, never a METHOD:REQUEST or CANCEL: those are between an organiser and attendees, without
    whom Outlook takes no answer to the one and RFC 5546 (3.2.5) forbids the other; and an ORGANIZER who is
    somebody else makes an entry that one cannot edit in one's own calendar. A cancellation is the same entry
    with STATUS:CANCELLED, which RFC 5546 (3.2.1) allows. Outlook shows such an entry like any other, and
    Google may keep it: so the title says it too, and it takes no time.
    """
    # The library costs memory, which only whoever schedules need spend.
    import icalendar  # noqa: PLC0415

    calendar = _empty()
    event = _filled(icalendar.Event(), entry, now)
    if not entry.cancelled:
        event.add_component(_ringing(icalendar.Alarm(), _title(entry)))
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def whole_calendar(entries: Iterable[CalendarEntry], now: datetime) -> bytes:
    """A calendar of all of these, to be subscribed to or opened once: nothing in it rings."""
    import icalendar  # noqa: PLC0415

    calendar = _empty()
    calendar.add("x-wr-calname", CALENDAR_NAME)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(READ_AGAIN))
    for entry in entries:
        calendar.add_component(_filled(icalendar.Event(), entry, now))
    file: bytes = calendar.to_ical()
    return file


def _empty() -> "Calendar":
    import icalendar  # noqa: PLC0415

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _title(entry: CalendarEntry) -> str:
    summary = _one_line(entry.summary) or "Conversation"
    return _one_line(f"Cancelled: {summary}") if entry.cancelled else summary


def _filled(event: "Event", entry: CalendarEntry, now: datetime) -> "Event":
    event.add("uid", _one_line(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _instant(now))
    event.add("last-modified", _instant(now))
    starts_at, ends_at = _instant(entry.starts_at), _instant(entry.ends_at)
    if ends_at <= starts_at:
        raise ValueError("A conversation ends after it starts.")
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", _title(entry))
    _add_details(event, entry)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.takes_time and not entry.cancelled else "TRANSPARENT")
    return event


def _add_details(event: "Event", entry: CalendarEntry) -> None:
    if description := _cut(_text(entry.description), DESCRIPTION_LIMIT):
        event.add("description", description)
    if location := _one_line(entry.location):
        event.add("location", location)
    if url := _web_address(entry.url):
        event.add("url", url)


def _ringing(alarm: "Alarm", summary: str) -> "Alarm":
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)  # RFC 5545 (3.6.6) requires one, and validators refuse a file without
    alarm.add("trigger", -ALARM_BEFORE)
    return alarm


def _instant(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant in a calendar file has a time zone.")
    return at.astimezone(UTC).replace(microsecond=0)


def _text(text: str) -> str:
    return _LINE_ENDS.sub("\n", _FORBIDDEN.sub("", text)).strip()


def _one_line(text: str) -> str:
    return _cut(" ".join(_text(text).split()), LINE_LIMIT)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _web_address(url: str) -> str:
    address = quote("".join(_text(url).split()), safe=_URI_CHARACTERS)
    return address if re.match("https?://[^/]", address, re.IGNORECASE) else ""
