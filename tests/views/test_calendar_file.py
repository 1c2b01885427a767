import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from ical.alarm import Alarm
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from views.calendar_file import DESCRIPTION_LIMIT, LINE_LIMIT, CalendarEntry, calendar_file

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
START = datetime(2026, 11, 23, 15, tzinfo=UTC)
ENTRY = CalendarEntry("interview-42@inroad", 0, START, START + timedelta(minutes=30), "Dana Wu, Genentech")
CANCELLED = replace(ENTRY, sequence=1, cancelled=True)

# Whatever a form field can send, and what it cannot.
texts = st.text(st.characters(), max_size=300) | st.text(
    st.sampled_from(',;:\\"\n\r\t\x00\x0b\u2028\x85 é😀n')
)
instants = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.timezones())
PROPERTY = re.compile(rb"[A-Z-]+:[^\x00-\x08\x0a-\x1f\x7f]*")


def lines_of(file: bytes) -> list[bytes]:
    """The content lines, unfolded."""
    return file.removesuffix(b"\r\n").replace(b"\r\n ", b"").split(b"\r\n")


def event_in(file: bytes) -> Event:
    """What another library reads in the file."""
    (calendar,) = IcsCalendarStream.from_ics(file.decode()).calendars
    (event,) = calendar.events
    return event


def event_of(entry: CalendarEntry = ENTRY, **changes: Any) -> Event:
    return event_in(calendar_file(replace(entry, **changes), NOW))


def the_same(text: str) -> str:
    """A text without what iCalendar cannot carry: kinds of line end, control characters, edges."""
    kept = re.sub("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
    return "\n".join(kept.splitlines()).strip()


def shown(text: str) -> str:
    """The same in one line, cut with a mark."""
    line = " ".join(the_same(text).split())
    return line if len(line) <= LINE_LIMIT else line[: LINE_LIMIT - 1] + "…"


def test_the_file_says_what_every_calendar_asks_for() -> None:
    lines = lines_of(calendar_file(ENTRY, NOW))
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b"END:VCALENDAR"
    for line in (
        b"VERSION:2.0",
        b"PRODID:-//Inroad//Informational interviews//EN",
        b"METHOD:PUBLISH",
        b"UID:interview-42@inroad",
        b"SEQUENCE:0",
        b"DTSTAMP:20261120T090000Z",
        b"LAST-MODIFIED:20261120T090000Z",
        b"DTSTART:20261123T150000Z",
        b"DTEND:20261123T153000Z",
        b"SUMMARY:Dana Wu\\, Genentech",
        b"STATUS:CONFIRMED",
    ):
        assert lines.count(line) == 1


def test_the_same_entry_at_the_same_time_is_the_same_file() -> None:
    assert calendar_file(ENTRY, NOW) == calendar_file(ENTRY, NOW)


def test_the_calendar_rings_half_an_hour_before_and_says_why() -> None:
    (alarm,) = event_of().alarm
    assert isinstance(alarm, Alarm)
    assert (alarm.action, alarm.trigger) == ("DISPLAY", -timedelta(minutes=30))
    assert alarm.description == "Dana Wu, Genentech"


def test_a_change_keeps_the_uid_and_counts_on() -> None:
    moved = event_of(
        sequence=3, starts_at=START + timedelta(days=1), ends_at=START + timedelta(days=1, hours=1)
    )
    assert (moved.uid, moved.sequence, moved.dtstart) == (ENTRY.uid, 3, START + timedelta(days=1))


def test_a_cancellation_says_so_in_its_status_and_title_and_neither_rings_nor_blocks_time() -> None:
    event = event_of(CANCELLED)
    assert (event.uid, event.sequence, event.status) == (ENTRY.uid, 1, "CANCELLED")
    assert event.summary == "Cancelled: Dana Wu, Genentech"
    assert event.transparency == "TRANSPARENT"
    assert event.alarm == []


@pytest.mark.parametrize("entry", [ENTRY, CANCELLED])
def test_nobody_is_invited_and_nobody_else_owns_the_entry(entry: CalendarEntry) -> None:
    file = calendar_file(entry, NOW)
    assert b"METHOD:PUBLISH" in file
    assert b"ORGANIZER" not in file
    assert b"ATTENDEE" not in file


def test_what_is_not_known_is_left_out() -> None:
    event = event_of(summary=" ", description="\n", location="\t")
    assert (event.summary, event.description, event.location, event.url) == ("Conversation", None, None, None)
    assert event_of(CANCELLED, summary="").summary == "Cancelled: Conversation"


@given(starts_at=instants, minutes=st.integers(1, 600))
def test_the_instants_are_utc_whatever_zone_they_came_in(starts_at: datetime, minutes: int) -> None:
    ends_at = starts_at.astimezone(UTC) + timedelta(minutes=minutes)
    event = event_of(starts_at=starts_at, ends_at=ends_at)
    assert event.dtstart == starts_at.astimezone(UTC).replace(microsecond=0)
    assert event.dtend == ends_at.replace(microsecond=0)


@pytest.mark.parametrize("name", ["starts_at", "ends_at"])
def test_an_instant_without_a_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        event_of(ENTRY, **{name: START.replace(tzinfo=None)})
    with pytest.raises(ValueError, match="zone"):
        calendar_file(ENTRY, NOW.replace(tzinfo=None))


@pytest.mark.parametrize("ends_at", [START, START - timedelta(minutes=1), START + timedelta(milliseconds=1)])
def test_a_conversation_that_ends_before_it_starts_is_refused(ends_at: datetime) -> None:
    with pytest.raises(ValueError, match="ends after"):
        event_of(ends_at=ends_at)


def test_an_end_in_another_zone_is_compared_as_an_instant() -> None:
    west = timezone(-timedelta(hours=8))
    assert event_of(ends_at=datetime(2026, 11, 23, 7, 20, tzinfo=west)).dtend == START + timedelta(minutes=20)


@given(description=texts)
@example(description="Bring: paper, pen; a\\b\r\nc\rd\n\ne")
@example(description="\\n is not a line end")
@example(description="0\r\x08\n0")
@example(description="END:VEVENT\r\nBEGIN:VEVENT")
def test_any_description_comes_back_as_it_was_typed(description: str) -> None:
    assert (event_of(description=description).description or "") == the_same(description)


@given(summary=texts, location=texts)
@example(summary="Dana\r\nATTENDEE:mailto:all@example.com", location="Room 1\nMETHOD:REQUEST")
def test_any_title_and_place_come_back_in_one_line(summary: str, location: str) -> None:
    event = event_of(summary=summary, location=location)
    assert event.summary == (shown(summary) or "Conversation")
    assert (event.location or "") == shown(location)


@given(summary=texts, description=texts, location=texts, url=texts.map("https://a.example/{}".format))
@example(summary="😀" * 300, description="é" * 10_000, location="\x7f" * 80, url="https://a.example/\r\nX:1")
def test_every_line_is_short_clean_and_a_property_of_ours(
    summary: str, description: str, location: str, url: str
) -> None:
    entry = replace(ENTRY, summary=summary, description=description, location=location, url=url)
    file = calendar_file(entry, NOW)
    assert file.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert file.count(b"\n") == file.count(b"\r") == file.count(b"\r\n")
    for line in file.split(b"\r\n"):
        line.decode()  # no character was cut in two
    lines = lines_of(file)
    assert all(PROPERTY.fullmatch(line) for line in lines)
    names = [line.split(b":")[0] for line in lines]
    assert names.count(b"BEGIN") == names.count(b"END") == 3
    assert names.count(b"METHOD") == 1
    assert not {b"ATTENDEE", b"ORGANIZER", b"X"} & set(names)


@pytest.mark.parametrize("length", [DESCRIPTION_LIMIT, DESCRIPTION_LIMIT + 1, 10_000])
def test_a_very_long_description_is_cut_with_a_mark(length: int) -> None:
    description = event_of(description="x," * (length // 2) + "y" * (length % 2)).description
    assert description is not None
    assert len(description) <= DESCRIPTION_LIMIT
    assert description.endswith("…") == (length > DESCRIPTION_LIMIT)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://zoom.us/j/1?pwd=a,b;c&x=1#top", "https://zoom.us/j/1?pwd=a,b;c&x=1#top"),
        ("  HTTPS://meet.example/é b\n", "HTTPS://meet.example/%C3%A9b"),
        ("https://a.example/%20", "https://a.example/%20"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("her office", None),
        ("https://", None),
    ],
)
def test_a_link_is_a_web_address_or_none(typed: str, written: str | None) -> None:
    lines = [
        line for line in lines_of(calendar_file(replace(ENTRY, url=typed), NOW)) if line.startswith(b"URL")
    ]
    assert lines == ([] if written is None else [f"URL:{written}".encode()])
