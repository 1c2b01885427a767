"""Reading when a conversation is to take place, as students type it."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, strategies as st

from core.errors import UnreadableTime
from core.local_time import in_zone
from core.when import looks_like_when, read_when
from core.when_days import SOON, Towards, coming_weekday, day_of_month, nearest_day

ZONE = "America/New_York"
# Monday 23 November 2026, 15:30 in New York.
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
FUTURE = Towards.FUTURE


def read(text: str) -> str:
    span = read_when(text, NOW, ZONE, FUTURE)
    start, end = in_zone(span.started_at, ZONE), in_zone(span.ended_at, ZONE)
    return f"{start:%a %Y-%m-%d %H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next Thu 3pm", "Thu 2026-12-03 15:00-15:30"),
        ("Thu 3pm", "Thu 2026-11-26 15:00-15:30"),
        ("this Thursday at 3", "Thu 2026-11-26 15:00-15:30"),
        ("this coming Friday at 10", "Fri 2026-11-27 10:00-10:30"),
        ("Thu next week 10-10:30", "Thu 2026-12-03 10:00-10:30"),
        ("next week Thu 3pm", "Thu 2026-12-03 15:00-15:30"),
        ("next Monday 9am", "Mon 2026-11-30 09:00-09:30"),
        ("next Sunday 1pm", "Sun 2026-12-06 13:00-13:30"),
        ("mon 6pm", "Mon 2026-11-23 18:00-18:30"),
        ("mon 9am", "Mon 2026-11-30 09:00-09:30"),
        ("mon 3:30pm", "Mon 2026-11-30 15:30-16:00"),
        ("Dec 3 14:00", "Thu 2026-12-03 14:00-14:30"),
        ("3 Dec 2pm, 45 min", "Thu 2026-12-03 14:00-14:45"),
        ("Thursday 3 December at noon for 20 minutes", "Thu 2026-12-03 12:00-12:20"),
        ("31 Jan 3pm", "Sun 2027-01-31 15:00-15:30"),
        ("23 Nov 6pm", "Mon 2026-11-23 18:00-18:30"),
        ("27.11. 15h30", "Fri 2026-11-27 15:30-16:00"),
        ("12/24 3pm", "Thu 2026-12-24 15:00-15:30"),
        ("2026-12-03T15:00", "Thu 2026-12-03 15:00-15:30"),
        ("29 Feb 3pm", "Tue 2028-02-29 15:00-15:30"),
        ("in 3 days at 10", "Thu 2026-11-26 10:00-10:30"),
        ("in a week, 3pm", "Mon 2026-11-30 15:00-15:30"),
        ("in two weeks at 3pm", "Mon 2026-12-07 15:00-15:30"),
        ("in an hour", "Mon 2026-11-23 16:30-17:00"),
        ("in half an hour, 20 min", "Mon 2026-11-23 16:00-16:20"),
        ("in 2 hours and 15 minutes", "Mon 2026-11-23 17:45-18:15"),
        ("in 90 min", "Mon 2026-11-23 17:00-17:30"),
        ("today 5pm", "Mon 2026-11-23 17:00-17:30"),
        ("5pm", "Mon 2026-11-23 17:00-17:30"),
        ("tonight at 8", "Mon 2026-11-23 20:00-20:30"),
        ("tomorrow morning at 9", "Tue 2026-11-24 09:00-09:30"),
        ("the day after tomorrow 2pm", "Wed 2026-11-25 14:00-14:30"),
        ("the 5th 3pm", "Sat 2026-12-05 15:00-15:30"),
        ("the 30th at 10", "Mon 2026-11-30 10:00-10:30"),
        ("the 31st 3pm", "Thu 2026-12-31 15:00-15:30"),
        ("1 Nov 2027 3pm", "Mon 2027-11-01 15:00-15:30"),
    ],
)
def test_it_reads_what_is_still_to_come(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "When is it? Write a day and a time, such as “next Thu 3pm”"),
        ("next week", "On which day next week?"),
        ("next month", "I can't read “next month”"),
        ("Thu", "At what time on Thursday 26 November 2026?"),
        ("20 Nov 3pm", "20 November has just passed. If you mean next year, write the year too."),
        ("3/12 3pm", "3 December or 12 March"),
        ("an hour ago", "I can't read “ago”"),
        ("in 2 hours tomorrow", "I read two different times there. Write in how long it is, or when."),
        ("in a week Thu 3pm", "Monday 30 November 2026 is that date"),
        ("14 March 2027 2:30am", "does not exist"),
        ("tomorrow 3pm, 13 hours", "between 1 minute and 12 hours"),
    ],
)
def test_what_it_cannot_take_is_said_with_what_to_write_instead(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableTime, match=r".") as caught:
        read(text)
    assert sentence in caught.value.sentence


def test_it_reads_a_time_that_has_passed_too_for_whoever_asks_to_say_so() -> None:
    assert read("yesterday 3pm") == "Sun 2026-11-22 15:00-15:30"
    assert read("last Thu 3pm") == "Thu 2026-11-19 15:00-15:30"


@pytest.mark.parametrize("text", ["next Thu 3pm", "in 3 days at 10", "next week", "the day after tomorrow"])
def test_words_of_the_future_are_a_time_only_where_one_is_looked_for(text: str) -> None:
    assert looks_like_when(text, NOW, ZONE, FUTURE)
    assert not looks_like_when(text, NOW, ZONE)


def test_the_same_words_mean_the_day_of_the_members_own_zone() -> None:
    at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    honolulu, berlin = (
        in_zone(read_when("tomorrow 9am", at, zone, FUTURE).started_at, zone)
        for zone in ("Pacific/Honolulu", "Europe/Berlin")
    )
    assert (honolulu.day, berlin.day) == (24, 25)


def test_a_wall_time_after_a_clock_change_is_that_of_its_own_day() -> None:
    """New York's clocks go forward on 14 March 2027."""
    at = datetime(2027, 3, 12, 17, tzinfo=UTC)
    assert read_when("Monday 9am", at, ZONE, FUTURE).started_at == datetime(2027, 3, 15, 13, tzinfo=UTC)
    assert read_when("in 48 hours", at, ZONE, FUTURE).started_at == at + timedelta(hours=48)


FORMATS = ("%Y-%m-%d %H:%M", "%d %b %Y %H:%M", "%A, %B %d, %Y, %I:%M %p", "%d.%m.%Y %H:%M", "%d %b %H:%M")


@given(
    st.datetimes(datetime(2026, 11, 25), datetime(2027, 11, 1)),
    st.sampled_from(FORMATS),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]),
    st.integers(1, 600),
)
def test_any_written_out_time_of_the_coming_months_reads_back_as_itself(
    wall: datetime, form: str, zone: str, minutes: int
) -> None:
    wall = wall.replace(second=0, microsecond=0)
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assume(in_zone(instant, zone).replace(tzinfo=None) == wall)
    span = read_when(f"{wall.strftime(form)}, {minutes} min", NOW, zone, FUTURE)
    assert span.started_at == instant
    assert span.ended_at - span.started_at == timedelta(minutes=minutes)


@given(st.text(max_size=60))
def test_no_text_at_all_makes_it_stumble(text: str) -> None:
    with suppress(UnreadableTime):
        span = read_when(text, NOW, ZONE, FUTURE)
        assert span.ended_at > span.started_at


DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@given(DAYS, st.integers(1, 12), st.integers(1, 28), st.sampled_from(Towards))
def test_a_date_without_a_year_is_the_nearest_on_its_side_of_today(
    today: date, month: int, number: int, towards: Towards
) -> None:
    with suppress(UnreadableTime):
        found = nearest_day(month, number, today, towards)
        assert (found.month, found.day) == (month, number)
        assert timedelta(0) <= (found - today) * towards.sign <= timedelta(days=366)
        assert abs(found.replace(year=today.year) - today) > SOON or found.year == today.year


@given(DAYS, st.integers(1, 31), st.sampled_from(Towards))
def test_a_day_of_the_month_is_the_nearest_on_its_side_of_today(
    today: date, number: int, towards: Towards
) -> None:
    found = day_of_month(number, today, towards)
    assert found.day == number
    assert timedelta(0) <= (found - today) * towards.sign <= timedelta(days=62)


@given(DAYS, st.integers(0, 6), st.booleans())
def test_a_weekday_lies_within_a_week_and_next_means_the_week_after_sunday(
    today: date, weekday: int, over: bool
) -> None:
    coming = coming_weekday(weekday, 0, today, today_is_over=over)
    assert coming.weekday() == weekday
    assert timedelta(days=1 if over else 0) <= coming - today <= timedelta(days=7 if over else 6)
    of_next_week = coming_weekday(weekday, 1, today, today_is_over=over)
    assert of_next_week.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]
