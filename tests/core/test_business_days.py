"""Working days and the hours of them, over zones with odd clock changes and any quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, strategies as st

from core.business_days import (
    add_business_days,
    at_wall_time,
    business_day,
    business_days_between,
    is_weekday,
    morning_of,
    sendable,
    sendable_on_weekday,
)
from core.local_time import in_zone, is_quiet
from core.model import QuietHours

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Cairo",
]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BERLIN, NEW_YORK, CAIRO = "Europe/Berlin", "America/New_York", "Africa/Cairo"
NONE = QuietHours(time(8), time(8))

zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiet_hours = st.builds(QuietHours, wall_times, wall_times)
few_days = st.integers(0, 30)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def said(instant: datetime, zone: str) -> str:
    return f"{in_zone(instant, zone):%a %d %b %H:%M}"


def day_of(instant: datetime, zone: str) -> date:
    return in_zone(instant, zone).date()


def exists(wall: datetime, zone: str) -> bool:
    return in_zone(at_wall_time(wall, zone), zone).replace(tzinfo=None) == wall


@given(instants, st.integers(1, 30), zones)
def test_the_working_days_passed_over_are_as_many_as_asked_for(
    instant: datetime, days: int, zone: str
) -> None:
    first, last = day_of(instant, zone), day_of(add_business_days(instant, days, zone), zone)
    between = [first + n * DAY for n in range(1, (last - first).days + 1)]
    assert sum(is_weekday(day) for day in between) == days
    assert is_weekday(last)


@given(instants, few_days, zones)
@example(local("2026-03-25 02:30", "Africa/Cairo"), 2, CAIRO)
def test_the_wall_time_stays_the_same_unless_the_clock_jumps_over_it(
    instant: datetime, days: int, zone: str
) -> None:
    before = in_zone(instant, zone)
    after = in_zone(add_business_days(instant, days, zone), zone)
    wall = datetime.combine(business_day(before.date(), days), before.time().replace(fold=0))
    if exists(wall, zone):
        assert after.time() == before.time().replace(fold=after.fold)
    else:
        assert timedelta(0) < after.replace(tzinfo=None) - wall <= HOUR


def test_a_wall_time_that_the_clock_jumps_over_comes_as_much_later_as_it_jumps() -> None:
    assert said(at_wall_time(datetime(2026, 3, 29, 2, 30), BERLIN), BERLIN) == "Sun 29 Mar 03:30"
    thursday = local("2026-04-23 00:15", CAIRO)
    assert said(add_business_days(thursday, 1, CAIRO), CAIRO) == "Fri 24 Apr 01:15"


def test_no_working_day_later_is_the_very_instant_also_in_an_hour_that_comes_twice() -> None:
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert in_zone(second, NEW_YORK).fold == 1
    assert add_business_days(second, 0, NEW_YORK) == second


@pytest.mark.parametrize(
    ("from_", "days", "expected"),
    [
        ("2026-11-23 15:00", 3, "Thu 26 Nov 15:00"),
        ("2026-11-26 15:00", 1, "Fri 27 Nov 15:00"),
        ("2026-11-27 15:00", 1, "Mon 30 Nov 15:00"),
        ("2026-11-28 15:00", 1, "Mon 30 Nov 15:00"),
        ("2026-11-29 15:00", 3, "Wed 02 Dec 15:00"),
        ("2026-10-30 15:00", 1, "Mon 02 Nov 15:00"),
    ],
    ids=["in a week", "to Friday", "over a weekend", "from Saturday", "from Sunday", "over a clock change"],
)
def test_working_days_as_a_student_counts_them(from_: str, days: int, expected: str) -> None:
    assert said(add_business_days(local(from_, NEW_YORK), days, NEW_YORK), NEW_YORK) == expected


@given(instants, instants, few_days, zones)
def test_who_writes_later_is_reminded_later(one: datetime, other: datetime, days: int, zone: str) -> None:
    earlier, later = sorted([one, other])
    if day_of(earlier, zone) < day_of(later, zone):
        later_day = day_of(add_business_days(later, days, zone), zone)
        assert day_of(add_business_days(earlier, days, zone), zone) <= later_day


@given(instants, st.timedeltas(timedelta(0), 60 * DAY), zones)
def test_the_working_days_gone_by_are_the_most_that_can_be_added_without_passing_the_end(
    instant: datetime, length: timedelta, zone: str
) -> None:
    later = instant + length
    days = business_days_between(instant, later, zone)
    assert add_business_days(instant, days, zone) <= later
    assert add_business_days(instant, days + 1, zone) > later


@given(instants, zones, quiet_hours)
@example(local("2026-03-27 21:00", BERLIN), BERLIN, QuietHours(time(20), time(9)))
@example(local("2026-10-23 21:00", BERLIN), BERLIN, NONE)
@example(local("2026-04-24 00:00", CAIRO), CAIRO, QuietHours(time(0, 45), time(0, 30)))
def test_the_first_weekday_minute_that_is_not_quiet_is_found(
    instant: datetime, zone: str, quiet: QuietHours
) -> None:
    instant = instant.replace(second=0, microsecond=0)
    found = sendable_on_weekday(instant, zone, quiet)
    assert found >= instant
    assert is_weekday(day_of(found, zone))
    assert not is_quiet(found, zone, quiet)
    # An independent way to the same answer: nothing before it would have done.
    for quarters in range(int((found - instant) / timedelta(minutes=15))):
        earlier = instant + quarters * timedelta(minutes=15)
        assert not is_weekday(day_of(earlier, zone)) or is_quiet(earlier, zone, quiet)
    last = found - timedelta(seconds=1)
    assert found == instant or not is_weekday(day_of(last, zone)) or is_quiet(last, zone, quiet)


@given(instants, zones, quiet_hours)
def test_quiet_hours_are_waited_for_to_the_second_and_on_any_day(
    instant: datetime, zone: str, quiet: QuietHours
) -> None:
    found = sendable(instant, zone, quiet)
    assert not is_quiet(found, zone, quiet)
    if is_quiet(instant, zone, quiet):
        assert found > instant
        assert is_quiet(found - timedelta(seconds=1), zone, quiet)
    else:
        assert found == instant


@pytest.mark.parametrize(
    ("instant", "quiet", "expected"),
    [
        ("2026-11-27 19:59", QuietHours(), "Fri 27 Nov 19:59"),
        ("2026-11-27 20:00", QuietHours(), "Mon 30 Nov 09:00"),
        ("2026-11-28 12:00", QuietHours(), "Mon 30 Nov 09:00"),
        ("2026-11-28 12:00", NONE, "Mon 30 Nov 00:00"),
        ("2026-11-26 06:00", QuietHours(), "Thu 26 Nov 09:00"),
        ("2026-11-28 12:00", QuietHours(time(9), time(17)), "Mon 30 Nov 00:00"),
    ],
)
def test_what_falls_on_a_weekend_or_into_quiet_hours_waits(
    instant: str, quiet: QuietHours, expected: str
) -> None:
    assert said(sendable_on_weekday(local(instant, BERLIN), BERLIN, quiet), BERLIN) == expected


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), zones, quiet_hours)
@example(date(2026, 4, 24), CAIRO, QuietHours(time(0, 45), time(0, 30)))
def test_a_morning_is_not_quiet_and_on_its_day_if_that_has_a_minute_that_is_not(
    day: date, zone: str, quiet: QuietHours
) -> None:
    morning = morning_of(day, zone, quiet)
    assert not is_quiet(morning, zone, quiet)
    midnight = at_wall_time(datetime.combine(day, time()), zone)
    quarters = [midnight + n * timedelta(minutes=15) for n in range(100)]
    loud = [at for at in quarters if day_of(at, zone) == day and not is_quiet(at, zone, quiet)]
    assert day_of(morning, zone) == day or not loud


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (QuietHours(), "09:00"),
        (QuietHours(time(22), time(7)), "07:00"),
        (QuietHours(time(23), time(1)), "09:00"),
        (QuietHours(time(8), time(17)), "17:00"),
        (QuietHours(time(8), time(2)), "02:00"),
        (NONE, "09:00"),
    ],
)
def test_a_morning_begins_at_nine_or_when_quiet_hours_end(quiet: QuietHours, expected: str) -> None:
    assert f"{in_zone(morning_of(date(2026, 11, 24), BERLIN, quiet), BERLIN):%H:%M}" == expected
