"""Reading dates, times and lengths as students type them."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, strategies as st

from core.errors import UnreadableTime
from core.local_time import in_zone
from core.when import ASSUMED_LENGTH, looks_like_when, read_when

ZONE = "America/New_York"
# Monday 23 November 2026, 15:30 in New York.
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


def read(text: str) -> str:
    span = read_when(text, NOW, ZONE)
    start, end = in_zone(span.started_at, ZONE), in_zone(span.ended_at, ZONE)
    return f"{start:%a %Y-%m-%d %H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday 3pm, 40 min", "Sun 2026-11-22 15:00-15:40"),
        ("Yesterday at 3 P.M. for 40 minutes", "Sun 2026-11-22 15:00-15:40"),
        ("Thu 14:00-14:30", "Thu 2026-11-19 14:00-14:30"),
        ("2-3:30pm yesterday", "Sun 2026-11-22 14:00-15:30"),
        ("yesterday 11am to 1pm", "Sun 2026-11-22 11:00-13:00"),
        ("yesterday 11pm-12:30am", "Sun 2026-11-22 23:00-00:30"),
        ("19 Nov 2pm for an hour", "Thu 2026-11-19 14:00-15:00"),
        ("November 19th, 2026, noon", "Thu 2026-11-19 12:00-12:30"),
        ("19.11. 15h30", "Thu 2026-11-19 15:30-16:00"),
        ("19.11.2025 15:30, 1h30m", "Wed 2025-11-19 15:30-17:00"),
        ("2026-11-19T15:00", "Thu 2026-11-19 15:00-15:30"),
        ("2026-11-19 15:00, 45m", "Thu 2026-11-19 15:00-15:45"),
        ("11/20 9am, 1h", "Fri 2026-11-20 09:00-10:00"),
        ("20/11/2026 9am", "Fri 2026-11-20 09:00-09:30"),
        ("the 5th 3pm", "Thu 2026-11-05 15:00-15:30"),
        ("the 30th at 3pm", "Fri 2026-10-30 15:00-15:30"),
        ("31 December 4pm", "Wed 2025-12-31 16:00-16:30"),
        ("monday 9am", "Mon 2026-11-23 09:00-09:30"),
        ("monday 6pm", "Mon 2026-11-16 18:00-18:30"),
        ("last monday at 3", "Mon 2026-11-16 15:00-15:30"),
        ("Thursday 19 Nov 2pm", "Thu 2026-11-19 14:00-14:30"),
        ("yesterday 7-8", "Sun 2026-11-22 19:00-20:00"),
        ("last night 11:30-12:15am", "Sun 2026-11-22 23:30-00:15"),
        ("8 March 2026 1:30am-3:30am", "Sun 2026-03-08 01:30-03:30"),
        ("1 Nov 2026 12:30am-2:30am", "Sun 2026-11-01 00:30-02:30"),
        ("an hour ago", "Mon 2026-11-23 14:30-15:00"),
        ("half an hour ago, 20 min", "Mon 2026-11-23 15:00-15:20"),
        ("just now, 20 min", "Mon 2026-11-23 15:10-15:30"),
        ("10 minutes ago, 1 hour", "Mon 2026-11-23 14:30-15:30"),
        ("2 days ago 16:30, 1.5 hours", "Sat 2026-11-21 16:30-18:00"),
        ("a week ago, noon, half an hour", "Mon 2026-11-16 12:00-12:30"),
        ("this morning at 8", "Mon 2026-11-23 08:00-08:30"),
        ("last night at 8", "Sun 2026-11-22 20:00-20:30"),
        ("day before yesterday 10:15", "Sat 2026-11-21 10:15-10:45"),
        ("3pm", "Mon 2026-11-23 15:00-15:30"),
        ("yesterday at 2", "Sun 2026-11-22 14:00-14:30"),
        ("2.5 hours ago", "Mon 2026-11-23 13:00-13:30"),
        ("1 hour 30 min ago", "Mon 2026-11-23 14:00-14:30"),
        ("last night 9:00-9:30", "Sun 2026-11-22 21:00-21:30"),
        ("yesterday evening 8:00-8:45", "Sun 2026-11-22 20:00-20:45"),
        ("today 2:15", "Mon 2026-11-23 14:15-14:45"),
        ("yesterday 02:15", "Sun 2026-11-22 02:15-02:45"),
        ("yesterday 3-4", "Sun 2026-11-22 15:00-16:00"),
        ("Friday afternoon 2-3", "Fri 2026-11-20 14:00-15:00"),
        ("Nov 3rd 9:30-10", "Tue 2026-11-03 09:30-10:00"),
        ("yesterday 15.30", "Sun 2026-11-22 15:30-16:00"),
        ("yesterday 16:30h", "Sun 2026-11-22 16:30-17:00"),
        ("yesterday 14h, 1.25 h", "Sun 2026-11-22 14:00-15:15"),
        ("3 in the afternoon yesterday", "Sun 2026-11-22 15:00-15:30"),
        ("2026/11/20 15:00", "Fri 2026-11-20 15:00-15:30"),
        ("20-11-2026 3pm", "Fri 2026-11-20 15:00-15:30"),
    ],
)
def test_it_reads_what_students_write(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "When was it?"),
        ("45 min", "When was it?"),
        ("yesterday", "At what time on Sunday 22 November 2026?"),
        ("the 5th", "At what time on Thursday 5 November 2026?"),
        ("tonight at 8", "still to come"),
        ("tomorrow 3pm", "still to come"),
        ("24 Nov 2026 3pm", "still to come"),
        ("12 Nov 2016 3pm", "more than five years ago"),
        ("3/12", "3 December or 12 March"),
        ("3-12-2025 3pm", "3 December or 12 March"),
        ("a week ago today at 3", "two different days"),
        ("20 Nov, yesterday 3pm", "two different days"),
        ("yesterday 2 hours ago", "two different times"),
        ("31 Dec 9999 11:59pm", "cannot be right"),
        ("11-20 3pm", "I can't read “11-20”"),
        ("3/12 3pm, 20 min", "3 December or 12 March"),
        ("8 March 2026 2:30am", "does not exist"),
        ("yesterday 25:00", "not a time of day"),
        ("yesterday 13pm", "not a time of day"),
        ("30 Feb 2026 3pm", "no day 30"),
        ("2026-02-30 15:00", "no day 30"),
        ("99th 3pm", "No month has"),
        ("Thursday 20 Nov 3pm", "Friday 20 November 2026 is that date"),
        ("yesterday 3pm, 13 hours", "between 1 minute and 12 hours"),
        ("just now, 0 min", "between 1 minute and 12 hours"),
        ("yesterday 3pm, 0 min", "between 1 minute and 12 hours"),
        ("blah yesterday 3pm", "I can't read “blah”"),
        ("yesterday 3pm 40", "I can't read “40”"),
        ("😀", "I can't read “😀”"),
        ("أمس", "I can't read"),
        ("<!channel>", "I can't read"),
    ],
)
def test_what_it_cannot_take_is_said_with_what_to_write_instead(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableTime, match=r".") as caught:
        read_when(text, NOW, ZONE)
    assert sentence in caught.value.sentence


def test_a_length_that_was_not_given_is_marked_as_assumed() -> None:
    assert read_when("yesterday 3pm", NOW, ZONE).assumed_length
    assert not read_when("yesterday 3pm, 30 min", NOW, ZONE).assumed_length
    assert not read_when("yesterday 3-3:30pm", NOW, ZONE).assumed_length


def test_a_time_that_the_clock_showed_twice_means_the_first() -> None:
    span = read_when("1 Nov 2026 1:30am", NOW, ZONE)
    assert span.started_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_length_counts_real_minutes_across_a_clock_change() -> None:
    span = read_when("1 Nov 2026 12:30am, 2 hours", NOW, ZONE)
    assert span.ended_at - span.started_at == timedelta(hours=2)


def test_the_same_words_mean_the_day_of_the_members_own_zone() -> None:
    at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert in_zone(read_when("today 9am", at, "Pacific/Honolulu").started_at, "Pacific/Honolulu").day == 23
    assert in_zone(read_when("yesterday 9am", at, "Europe/Berlin").started_at, "Europe/Berlin").day == 23


FORMATS = (
    "%Y-%m-%d %H:%M",
    "%d %b %Y %H:%M",
    "%B %d, %Y, %I:%M %p",
    "%A %d %B %Y at %I:%M%p",
    "%d.%m.%Y %H:%M",
)


@given(
    st.datetimes(datetime(2022, 1, 1), datetime(2026, 11, 22)),
    st.sampled_from(FORMATS),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]),
    st.integers(1, 600),
)
def test_any_written_out_past_time_reads_back_as_itself(
    wall: datetime, form: str, zone: str, minutes: int
) -> None:
    wall = wall.replace(second=0, microsecond=0)
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assume(in_zone(instant, zone).replace(tzinfo=None) == wall)
    span = read_when(f"{wall.strftime(form)}, {minutes} min", NOW, zone)
    assert span.started_at == instant
    assert span.ended_at - span.started_at == timedelta(minutes=minutes)


@given(st.text(max_size=60))
def test_no_text_at_all_makes_it_stumble(text: str) -> None:
    with suppress(UnreadableTime):
        span = read_when(text, NOW, ZONE)
        assert span.started_at <= NOW
        assert span.ended_at > span.started_at
        assert span.ended_at - span.started_at == ASSUMED_LENGTH or not span.assumed_length


@pytest.mark.parametrize("text", ["yesterday 3pm", "40 min", "19 Nov", "3/12", "Thu", "2026-11-19", "noon"])
def test_it_tells_a_time_from_a_name(text: str) -> None:
    assert looks_like_when(text, NOW, ZONE)


@pytest.mark.parametrize(
    "text", ["Dana Wu", "Genentech", "April Jones", "May", "Dr. Mon", "3M", "", "the", "at IBM"]
)
def test_it_tells_a_name_from_a_time(text: str) -> None:
    assert not looks_like_when(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24 Nov 3pm", "24 November is still to come. If you mean an earlier year, write it too."),
        ("last night at 12", "12 at night can be two days"),
    ],
)
def test_what_may_be_a_slip_is_asked_about(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableTime, match=sentence):
        read(text)
