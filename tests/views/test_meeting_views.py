"""A scheduled conversation in words, on two clocks; its form keeps what was typed; its calendar file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from ical.calendar_stream import IcsCalendarStream

from core.meeting_note import confirmation
from core.model import Contact, ContactDetails
from core.preparation import Preparation
from core.scheduled import Medium, Meeting, ScheduledState
from core.when import Span, read_when
from core.when_days import Towards
from tests.views.meetings import FULL, FULL_ENTRY, MEMBER, NOW, PLAIN
from views import meeting, meeting_calendar, meeting_list, schedule_form
from views.meeting_words import in_full, starts, their_clock
from views.schedule_form import ScheduleEntry, Shown, day_words

ZONES = ["Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu", "America/New_York", "Asia/Kathmandu", "UTC"]


def there(zone: str) -> Contact:
    return Contact(1, ContactDetails("Dana Wu", zone=zone))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("", "Tue 24 Nov, 3:30 pm"),
        ("America/New_York", "Tue 24 Nov, 3:30 pm"),
        ("America/Toronto", "Tue 24 Nov, 3:30 pm"),
        ("Europe/Berlin", "Tue 24 Nov, 3:30 pm your time, 9:30 pm Berlin time"),
        ("Asia/Tokyo", "Tue 24 Nov, 3:30 pm your time, Wed 25 Nov, 5:30 am Tokyo time"),
    ],
)
def test_both_clocks_are_told_where_they_differ(zone: str, said: str) -> None:
    assert starts(replace(PLAIN, contact=there(zone)), MEMBER) == said


def test_two_cities_may_share_a_clock_in_one_week_and_not_in_another() -> None:
    """London's clocks go forward a fortnight after New York's."""
    winter, between = datetime(2027, 3, 8, 15, tzinfo=UTC), datetime(2027, 3, 16, 14, tzinfo=UTC)
    assert their_clock(winter, MEMBER, "Europe/London") == "3:00 pm London time"
    assert their_clock(between, MEMBER, "Europe/London") == "2:00 pm London time"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("", "on Tuesday 24 November at 3:30 pm, by video. "),
        ("Europe/Berlin", "on Tuesday 24 November at 9:30 pm your time (3:30 pm New York time), by video. "),
        (
            "Asia/Tokyo",
            "on Wednesday 25 November at 5:30 am your time "
            "(Tuesday 24 November, 3:30 pm New York time), by video. ",
        ),
    ],
)
def test_a_confirmation_tells_the_other_their_own_time_first(zone: str, said: str) -> None:
    assert said in confirmation(replace(PLAIN, contact=there(zone)), MEMBER.zone)


def test_a_confirmation_is_signed_by_whoever_told_their_name() -> None:
    assert confirmation(PLAIN, MEMBER.zone, "Maya Okafor").endswith("\n\nBest wishes,\nMaya Okafor")
    assert confirmation(PLAIN, MEMBER.zone).endswith("\n\nBest wishes,")


def test_a_confirmation_names_the_link_or_the_place_and_how_they_talk() -> None:
    assert "in person: Pier 69." in confirmation(
        replace(PLAIN, medium=Medium.IN_PERSON, place="Pier\n69"), MEMBER.zone
    )
    assert "by phone: +1 555 0100." in confirmation(
        replace(PLAIN, medium=Medium.PHONE, place="+1 555 0100"), MEMBER.zone
    )


@given(
    st.datetimes(datetime(2026, 11, 25), datetime(2027, 10, 1)).map(
        lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
    ),
    st.sampled_from([15, 30, 45, 60]),
    st.sampled_from(["America/New_York", "Asia/Kathmandu", "Pacific/Honolulu"]),
)
def test_the_words_that_fill_a_form_are_read_back_as_the_same_time(
    starts_at: datetime, minutes: int, zone: str
) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    words = day_words(starts_at, ends_at, zone)
    read = read_when(words, NOW, zone, Towards.FUTURE)
    # Of an hour that the clock shows twice, words mean the first.
    assert starts_at - read.started_at in {timedelta(0), timedelta(hours=1)}
    assert read_when(words, ends_at + timedelta(days=1), zone) == read


def test_the_form_asks_for_three_required_fields_at_most() -> None:
    form = schedule_form.form(ScheduleEntry(), MEMBER, NOW)
    inputs = [block for block in form["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs if not block["optional"]] == ["person", "when", "medium"]


def test_every_field_comes_back_as_it_was_typed() -> None:
    span = Span(FULL.starts_at, FULL.ends_at)
    form = schedule_form.form(FULL_ENTRY, MEMBER, NOW, span=span)
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    kept = {
        name: element.get("initial_value") or element["initial_option"]["value"]
        for name, element in shown.items()
    }
    entry = FULL_ENTRY
    assert kept == {
        "person": "1",
        "when": entry.when,
        "length": entry.length,
        "medium": entry.medium,
        "place": entry.place,
        "zone": entry.zone,
    }
    assert Shown.load(form["private_metadata"]).span_of(entry) == span


@pytest.mark.parametrize("change", [{"when": "Fri 3pm"}, {"length": "45"}, {"zone": "Asia/Tokyo"}])
def test_what_was_shown_holds_for_the_very_same_words_only(change: dict[str, Any]) -> None:
    shown = Shown.of(FULL_ENTRY, 0, Span(FULL.starts_at, FULL.ends_at))
    assert shown.span_of(replace(FULL_ENTRY, place="elsewhere"))
    assert shown.span_of(replace(FULL_ENTRY, **change)) is None


@pytest.mark.parametrize(
    ("minutes", "headline"),
    [(30, "In 30 minutes, at 3:30 pm:"), (1, "In 1 minute, at 3:30 pm:"), (0.2, "In 1 minute, at 3:30 pm:")],
)
def test_a_brief_says_how_long_there_is(minutes: float, headline: str) -> None:
    brief = meeting.brief(Meeting(PLAIN), MEMBER, PLAIN.starts_at - timedelta(minutes=minutes))
    assert brief.text.startswith(headline)


def test_a_brief_without_a_sheet_has_questions_to_begin_with_and_says_so() -> None:
    bare, written = Meeting(PLAIN), Meeting(PLAIN, preparation=Preparation(aim="see the lab"))
    told = [meeting.brief(each, MEMBER, NOW) for each in (bare, written)]
    assert [meeting.NO_SHEET in str(brief.blocks) for brief in told] == [True, False]
    assert ["How did you get into this line of work?" in brief.text for brief in told] == [True, False]


def test_the_calendar_entry_tells_their_time_and_leaves_the_members_to_the_calendar() -> None:
    """Whoever flies away before the conversation would read a wrong one."""
    for zone, said in (("Europe/Berlin", "Video call, 9:30 pm Berlin time"), ("", "Video call")):
        assert meeting_calendar.entry(replace(PLAIN, contact=there(zone)), MEMBER).description == said


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("https://example.org/j/1?pwd=a&b=*c*", "<https://example.org/j/1?pwd=a&amp;b=*c*>"),
        ("Pier 69 <!channel>", "Pier 69 &lt;!channel&gt;"),
        ("https://example.org/a b", "https://example.org/a b"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org|<!here>", "https://example.org|&lt;!here&gt;"),
    ],
)
def test_a_link_can_be_clicked_and_anything_else_is_shown_as_typed(place: str, shown: str) -> None:
    assert meeting_list.line(replace(PLAIN, place=place), MEMBER, NOW).endswith(f" · {shown}")
    facts = meeting.brief(Meeting(replace(PLAIN, place=place)), MEMBER, NOW).blocks[1]
    element = facts["elements"][0]["elements"][-1]["elements"][1]
    if shown.startswith("<"):
        assert element == {"type": "link", "url": place}
    else:
        assert element == {"type": "text", "text": place}


def test_the_list_asks_how_it_went_once_it_has_begun() -> None:
    actions = [button["action_id"] for button in meeting_list.steps(PLAIN, PLAIN.starts_at)]
    assert actions == ["meeting.held", "meeting.move", "meeting.cancel", "meeting.missed"]
    before = [button["action_id"] for button in meeting_list.steps(PLAIN, NOW)]
    assert before == ["prep.open", "meeting.move", "meeting.cancel", "meeting.file"]


def test_the_calendar_entry_keeps_its_uid_over_every_change() -> None:
    first = meeting_calendar.entry(PLAIN, MEMBER)
    moved = meeting_calendar.entry(replace(PLAIN, sequence=1, place="https://example.org/x"), MEMBER)
    cancelled = meeting_calendar.entry(replace(PLAIN, sequence=2, state=ScheduledState.CANCELLED), MEMBER)
    other = meeting_calendar.entry(replace(PLAIN, id=2), MEMBER)
    assert first.uid == moved.uid == cancelled.uid != other.uid
    assert [entry.sequence for entry in (first, moved, cancelled)] == [0, 1, 2]
    assert (moved.url, moved.location) == ("https://example.org/x", "https://example.org/x")
    assert (cancelled.cancelled, first.cancelled) == (True, False)
    assert first.location == "Video call"


@given(st.text(max_size=200), st.text(max_size=500), st.sampled_from(ZONES))
def test_any_name_and_place_make_a_file_that_another_library_reads(name: str, place: str, zone: str) -> None:
    scheduled = replace(PLAIN, contact=Contact(1, ContactDetails(name, zone=zone)), place=place)
    file = meeting_calendar.upload(scheduled, MEMBER, NOW)
    event = IcsCalendarStream.calendar_from_ics(file.content.decode()).events[0]
    assert event.dtstart == scheduled.starts_at
    assert file.filename.endswith(".ics")
    assert not set(file.filename) & set("/\\\n\r\0<>&")
    assert "<" not in file.comment


def test_in_full_says_one_clock_where_there_is_one() -> None:
    assert in_full(PLAIN.starts_at, PLAIN.ends_at, MEMBER, "") == (
        "Tuesday 24 November 2026, 3:30 pm to 4:00 pm (New York time)"
    )


def test_of_an_hour_that_the_clock_shows_twice_it_is_said_which_one_is_meant() -> None:
    span = read_when("7 Nov 2027 1:30am", NOW, MEMBER.zone, Towards.FUTURE)
    said = "1:30 am (before the clock change) to 1:00 am (after the clock change)"
    assert said in in_full(span.started_at, span.ended_at, MEMBER, "")
    assert said in in_full(span.started_at, span.ended_at, MEMBER, "Europe/Berlin")
