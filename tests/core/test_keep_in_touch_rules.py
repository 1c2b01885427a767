"""How often to be in touch, and on which mornings nudges come, over zones and quiet hours."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, strategies as st

from core.errors import InvalidFields
from core.keep_in_touch_rules import (
    Cadence,
    cadence_of,
    check_nudging,
    days_of,
    due_on,
    is_weekday,
    morning_for,
    next_morning,
    presets,
    read_days,
)
from core.local_time import in_zone, is_quiet
from core.model import Nudging, QuietHours

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
]
DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"
DEFAULT, NONE = QuietHours(), QuietHours(time(8), time(8))

zones = st.sampled_from(ZONES)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiet_hours = st.builds(QuietHours, wall_times, wall_times)
cadences = st.integers(7, 365)
weekdays = st.frozensets(st.integers(1, 7), min_size=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [(Cadence.MENTOR, 60), (Cadence.WARM, 120), (Cadence.LIGHT, 180), (Cadence.NONE, None)],
)
def test_a_choice_stands_for_its_days_and_they_for_it(cadence: Cadence, expected: int | None) -> None:
    assert days_of(cadence) == expected
    assert cadence_of(expected) is cadence


def test_a_warm_contact_hears_from_one_no_more_than_three_times_a_year() -> None:
    warm = days_of(Cadence.WARM)
    assert warm is not None
    assert 365 // warm <= 3


@given(cadences)
def test_any_days_within_the_bounds_can_be_typed_and_come_back_as_they_were(number: int) -> None:
    for typed in (f"{number}", f" {number} days ", f"{number}d", f"{number} Day."):
        assert days_of(Cadence.CUSTOM, typed) == number
    cadence = cadence_of(number)
    assert days_of(cadence, str(number)) == number


@pytest.mark.parametrize("typed", ["6", "366", "0", "-90", "999999999"])
def test_days_out_of_bounds_are_refused_with_the_bounds(typed: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        read_days(typed)
    assert refusal.value.problems == {"cadence_days": "Choose between 7 and 365 days."}


@pytest.mark.parametrize("typed", ["", "often", "90.5", "3 months", "9" * 5000, "9 9"])
def test_what_is_no_number_of_days_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidFields, match="Write a number of days between 7 and 365, such as 90"):
        read_days(typed)


def test_a_member_says_what_their_cadences_mean() -> None:
    own = Nudging(mentor_days=30, warm_days=90)
    assert days_of(Cadence.WARM, nudging=own) == 90
    assert cadence_of(90, own) is Cadence.WARM
    assert cadence_of(120, own) is Cadence.CUSTOM


@pytest.mark.parametrize(
    ("nudging", "problems"),
    [
        (Nudging(weekdays=frozenset()), {"weekdays": "Choose one day at least."}),
        (Nudging(a_day=4), {"a_day": "Choose between 1 and 3 people."}),
        (Nudging(a_day=0), {"a_day": "Choose between 1 and 3 people."}),
        (Nudging(mentor_days=6), {"mentor_days": "Choose between 7 and 365 days."}),
        (Nudging(light_days=366), {"light_days": "Choose between 7 and 365 days."}),
        (Nudging(warm_days=60), {"warm_days": "Choose more than the 60 days above"}),
        (
            Nudging(mentor_days=200),
            {"warm_days": "Choose more than the 200", "light_days": "Choose more than the 200"},
        ),
    ],
)
def test_what_a_member_cannot_mean_is_refused_at_its_field(
    nudging: Nudging, problems: dict[str, str]
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        check_nudging(nudging)
    assert refusal.value.problems.keys() == problems.keys()
    for field, why in problems.items():
        assert why in refusal.value.problems[field]


@given(st.sets(cadences, min_size=3, max_size=3), weekdays, st.integers(1, 3))
def test_any_three_different_cadences_can_be_told_apart(
    three: set[int], weekdays: frozenset[int], a_day: int
) -> None:
    own = Nudging(weekdays, a_day, *sorted(three))
    check_nudging(own)
    for cadence, number in presets(own).items():
        assert cadence_of(days_of(cadence, nudging=own), own) is cadence
        assert days_of(cadence, nudging=own) == number


@given(st.text())
def test_whatever_is_typed_is_a_cadence_within_the_bounds_or_refused(typed: str) -> None:
    with suppress(InvalidFields):
        assert 7 <= read_days(typed) <= 365


@given(days, days, cadences)
def test_the_clock_counts_from_the_last_touch(first: date, last: date, cadence: int) -> None:
    assert due_on(last, cadence) - last == cadence * DAY
    assert (due_on(first, cadence) < due_on(last, cadence)) == (first < last)


@given(days, zones, quiet_hours)
@example(date(2026, 11, 28), BERLIN, QuietHours(time(8), time(20)))
def test_a_morning_is_on_the_day_or_the_monday_after_it_and_never_quiet(
    day: date, zone: str, quiet: QuietHours
) -> None:
    morning = morning_for(day, zone, quiet)
    assert not is_quiet(morning, zone, quiet)
    expected = day if is_weekday(day) else day + (7 - day.weekday()) * DAY
    assert in_zone(morning, zone).date() == expected


@given(days, zones, quiet_hours, weekdays)
def test_a_morning_is_the_first_of_the_chosen_days_from_that_one_on(
    day: date, zone: str, quiet: QuietHours, weekdays: frozenset[int]
) -> None:
    morning = morning_for(day, zone, quiet, weekdays)
    assert not is_quiet(morning, zone, quiet)
    coming = [day + n * DAY for n in range(7) if (day + n * DAY).isoweekday() in weekdays]
    assert in_zone(morning, zone).date() == coming[0]
    assert next_morning(morning - timedelta(seconds=1), zone, quiet, weekdays) == morning


@given(days, zones)
def test_with_ordinary_quiet_hours_it_is_nine_also_on_the_day_after_a_clock_change(
    day: date, zone: str
) -> None:
    for quiet in (DEFAULT, NONE):
        assert in_zone(morning_for(day, zone, quiet), zone).time() == time(9)


@given(instants, zones, quiet_hours)
def test_the_next_morning_is_later_and_none_lies_between(
    after: datetime, zone: str, quiet: QuietHours
) -> None:
    morning = next_morning(after, zone, quiet)
    assert morning > after
    today = in_zone(after, zone).date()
    between = [morning_for(today + n * DAY, zone, quiet) for n in range(-3, 5)]
    assert not any(after < other < morning for other in between)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-24 08:59", "Tue 09:00"),
        ("2026-11-24 09:00", "Wed 09:00"),
        ("2026-11-27 12:00", "Mon 09:00"),
        ("2026-11-28 07:00", "Mon 09:00"),
        ("2026-11-30 00:10", "Mon 09:00"),
    ],
)
def test_the_next_morning_as_a_student_says_it(after: str, expected: str) -> None:
    assert f"{in_zone(next_morning(local(after), BERLIN, DEFAULT), BERLIN):%a %H:%M}" == expected


@given(instants, zones, quiet_hours)
def test_there_is_one_morning_a_weekday(after: datetime, zone: str, quiet: QuietHours) -> None:
    told: list[date] = []
    for _ in range(10):
        after = next_morning(after, zone, quiet)
        told.append(in_zone(after, zone).date())
    assert told == sorted(set(told))
    assert all(is_weekday(day) for day in told)
    assert (told[-1] - told[0]).days in {11, 13}
