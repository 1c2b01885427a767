"""When a thank-you is reminded of, over all zones, clock changes and quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given, strategies as st

from core.errors import TooLate
from core.local_time import in_zone, is_quiet, sending_windows
from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Owner,
    QuietHours,
    ThankYou,
)
from core.thank_you_rules import (
    APART,
    LATE,
    Later,
    Standing,
    check_snooze,
    deadline,
    reminding_instants,
    snoozed_until,
    standing,
)

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("posix", "right"))
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

zones = st.sampled_from(ZONES)
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiet_hours = st.builds(QuietHours, wall_times, wall_times)
ends = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
delays = st.timedeltas(timedelta(0), timedelta(days=10))

BERLIN, NEW_YORK, HONOLULU = "Europe/Berlin", "America/New_York", "Pacific/Honolulu"
DEFAULT = QuietHours()


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def walls(instants: dict[int, datetime], zone: str) -> list[str]:
    return [f"{in_zone(instant, zone):%a %H:%M}" for instant in instants.values()]


@given(ends, delays, zones, quiet_hours)
@example(local("2026-03-29 01:30", BERLIN), timedelta(0), BERLIN, QuietHours(time(20), time(2, 30)))
@example(local("2026-10-25 00:30", BERLIN), timedelta(0), BERLIN, QuietHours(time(2, 30), time(2, 45)))
@example(local("2026-11-01 08:00", NEW_YORK), timedelta(0), NEW_YORK, DEFAULT)
def test_every_reminder_lies_within_the_24_hours_and_outside_quiet_hours_unless_no_other_instant_exists(
    ended_at: datetime, delay: timedelta, zone: str, quiet: QuietHours
) -> None:
    logged_at = ended_at + delay
    assume(logged_at <= deadline(ended_at))
    instants = reminding_instants(ended_at, logged_at, zone, quiet)
    assert instants
    for instant in instants.values():
        assert ended_at < instant <= deadline(ended_at)
        assert instant >= logged_at
        if is_quiet(instant, zone, quiet):
            assert not _some_loud_minute(
                max(ended_at + timedelta(minutes=1), logged_at), deadline(ended_at), zone, quiet
            )


def _some_loud_minute(after: datetime, until: datetime, zone: str, quiet: QuietHours) -> bool:
    """By trying every minute: an independent way to the same answer."""
    minutes = int((until - after) / timedelta(minutes=1))
    return any(not is_quiet(after + timedelta(minutes=n), zone, quiet) for n in range(minutes + 1))


@given(ends, delays, zones, quiet_hours)
def test_there_are_never_more_than_two_and_never_two_close_together(
    ended_at: datetime, delay: timedelta, zone: str, quiet: QuietHours
) -> None:
    instants = list(reminding_instants(ended_at, ended_at + delay, zone, quiet).values())
    assert len(instants) <= 2
    if len(instants) == 2:
        assert instants[1] - instants[0] >= APART


@given(ends, zones)
def test_without_quiet_hours_they_come_2_and_20_hours_after_the_end(ended_at: datetime, zone: str) -> None:
    instants = reminding_instants(ended_at, ended_at, zone, QuietHours(time(8), time(8)))
    assert instants == {1: ended_at + 2 * HOUR, 2: ended_at + 20 * HOUR}


@given(ends, st.timedeltas(DAY + timedelta(seconds=1), 7 * DAY - timedelta(seconds=1)), zones, quiet_hours)
def test_logged_after_the_24_hours_it_comes_once_and_at_once(
    ended_at: datetime, delay: timedelta, zone: str, quiet: QuietHours
) -> None:
    assert reminding_instants(ended_at, ended_at + delay, zone, quiet) == {LATE: ended_at + delay}


@given(ends, st.timedeltas(7 * DAY, 900 * DAY), zones)
def test_logged_after_a_week_nothing_is_reminded_of(ended_at: datetime, delay: timedelta, zone: str) -> None:
    assert reminding_instants(ended_at, ended_at + delay, zone, DEFAULT) == {}


@pytest.mark.parametrize(
    ("ended", "zone", "expected"),
    [
        ("2026-11-23 15:40", BERLIN, ["Mon 17:40", "Tue 11:40"]),
        ("2026-11-23 19:30", BERLIN, ["Tue 09:00", "Tue 15:30"]),
        ("2026-11-23 08:00", NEW_YORK, ["Mon 10:00", "Mon 19:30"]),
        ("2026-11-23 12:00", HONOLULU, ["Mon 14:00", "Tue 09:00"]),
        ("2026-11-28 16:00", NEW_YORK, ["Sat 18:00", "Sun 12:00"]),
        ("2026-03-07 16:00", NEW_YORK, ["Sat 18:00", "Sun 13:00"]),
    ],
    ids=["afternoon", "evening", "morning", "noon", "weekend", "clocks go forward overnight"],
)
def test_a_student_is_reminded_at_a_decent_hour(ended: str, zone: str, expected: list[str]) -> None:
    ended_at = local(ended, zone)
    assert walls(reminding_instants(ended_at, ended_at, zone, DEFAULT), zone) == expected


def test_logged_hours_later_the_first_reminder_comes_at_once_and_the_second_as_planned() -> None:
    ended_at = local("2026-11-23 10:00", BERLIN)
    instants = reminding_instants(ended_at, ended_at + 5 * HOUR, BERLIN, DEFAULT)
    assert walls(instants, BERLIN) == ["Mon 15:00", "Tue 09:00"]


def test_logged_shortly_before_the_second_reminder_there_is_only_one() -> None:
    ended_at = local("2026-11-23 16:00", BERLIN)
    instants = reminding_instants(ended_at, ended_at + timedelta(hours=19, minutes=30), BERLIN, DEFAULT)
    assert walls(instants, BERLIN) == ["Tue 11:30"]


@given(ends, st.timedeltas(timedelta(0), 2 * DAY), zones, quiet_hours)
def test_the_sending_windows_are_the_minutes_that_are_not_quiet(
    after: datetime, length: timedelta, zone: str, quiet: QuietHours
) -> None:
    after, until = after.replace(second=0, microsecond=0), (after + length).replace(second=0, microsecond=0)
    assume(after <= until)
    windows = sending_windows(after, until, zone, quiet)
    for minute in range(0, int((until - after) / timedelta(minutes=1)), 7):
        instant = after + timedelta(minutes=minute)
        inside = any(window.start <= instant < window.end for window in windows)
        assert inside != is_quiet(instant, zone, quiet)


def interview(ended_at: datetime, state: ThankYou = ThankYou.DUE) -> Interview:
    contact = Contact(1, ContactDetails("Dana Wu", "Genentech"))
    return Interview(1, contact, ended_at - HOUR, ended_at, ended_at, Debrief(), state)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, Standing.DUE),
        (24, Standing.DUE),
        (24.1, Standing.LATE),
        (167, Standing.LATE),
        (168, Standing.CLOSED),
    ],
)
def test_a_thank_you_is_due_for_a_day_late_for_a_week_and_then_closed(
    hours: float, expected: Standing
) -> None:
    ended_at = local("2026-11-23 16:00", BERLIN)
    assert standing(interview(ended_at), ended_at + hours * HOUR) is expected


@pytest.mark.parametrize("state", [ThankYou.SENT, ThankYou.SKIPPED])
def test_a_thank_you_that_was_dealt_with_stays_so(state: ThankYou) -> None:
    ended_at = local("2026-11-23 16:00", BERLIN)
    assert standing(interview(ended_at, state), ended_at + 9 * DAY).value == state.value


def member(zone: str, quiet: QuietHours = DEFAULT) -> Member:
    return Member(Owner("T1", "U1"), zone, datetime(2026, 1, 1, tzinfo=UTC), quiet)


@pytest.mark.parametrize(
    ("now", "later", "quiet", "expected"),
    [
        ("2026-11-23 15:00", Later.TONIGHT, DEFAULT, "Mon 19:00"),
        ("2026-11-23 15:00", Later.TOMORROW_MORNING, DEFAULT, "Tue 09:00"),
        ("2026-11-23 00:30", Later.TOMORROW_MORNING, DEFAULT, "Mon 09:00"),
        ("2026-11-23 15:00", Later.TONIGHT, QuietHours(time(22), time(7)), "Mon 21:00"),
        ("2026-11-23 15:00", Later.TOMORROW_MORNING, QuietHours(time(22), time(7)), "Tue 07:00"),
        ("2026-11-23 15:00", Later.TONIGHT, QuietHours(time(0), time(0)), "Mon 19:00"),
    ],
)
def test_later_means_an_hour_at_which_one_may_be_written_to(
    now: str, later: Later, quiet: QuietHours, expected: str
) -> None:
    until = snoozed_until(later, member(NEW_YORK, quiet), local(now, NEW_YORK))
    assert f"{in_zone(until, NEW_YORK):%a %H:%M}" == expected
    assert not is_quiet(until, NEW_YORK, quiet)


def test_tonight_is_refused_once_it_is_evening() -> None:
    with pytest.raises(TooLate, match="evening already"):
        snoozed_until(Later.TONIGHT, member(NEW_YORK), local("2026-11-23 19:00", NEW_YORK))


def test_later_than_the_deadline_is_refused_with_the_deadline_as_the_reason() -> None:
    ended_at = local("2026-11-23 08:30", NEW_YORK)
    with pytest.raises(TooLate, match=r"by Tue 24 Nov, 8:30 am"):
        check_snooze(local("2026-11-24 09:00", NEW_YORK), ended_at, NEW_YORK)
    check_snooze(local("2026-11-24 08:00", NEW_YORK), ended_at, NEW_YORK)
