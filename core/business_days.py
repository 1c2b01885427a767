"""Working days in the member's zone: Monday to Friday. Holidays are not known: they differ everywhere.

Where ``weekdays`` are given, as ISO counts them, those take the place of Monday to Friday.

Instants are aware UTC. A step that a weekend would catch comes on Monday at the same wall time (HubSpot's
help pages; defaults, section 2).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.local_time import DAY, Window, in_zone, is_quiet, sending_windows
from core.model import WORKING_DAYS, QuietHours

MORNING = time(9, 0)
_LOOK_AHEAD = timedelta(days=4)
"""Longer than any weekend with the quiet hours around it."""


def is_weekday(day: date, weekdays: frozenset[int] = WORKING_DAYS) -> bool:
    """Whether it is a Monday, Tuesday, Wednesday, Thursday or Friday, or one of the given days."""
    return day.isoweekday() in weekdays


def business_day(day: date, days: int) -> date:
    """The day so many working days after this one; the day itself for 0."""
    for _ in range(days):
        day = weekday_from(day + DAY)
    return day


def weekday_from(day: date, weekdays: frozenset[int] = WORKING_DAYS) -> date:
    """The day, or the Monday after it where it is a Saturday or Sunday."""
    while not is_weekday(day, weekdays):
        day += DAY
    return day


def at_wall_time(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time that was reckoned, not typed.

    What the clock jumps over becomes as much later as it jumps (02:30 → 03:30); of what it shows twice, it
    is the first.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def add_business_days(instant: datetime, days: int, zone: str) -> datetime:
    """The same wall time so many working days later. From a Saturday, one working day later is Monday."""
    local = in_zone(instant, zone)
    return _on(business_day(local.date(), days), instant, zone)


def business_days_between(earlier: datetime, later: datetime, zone: str) -> int:
    """How many whole working days have gone by, as ``add_business_days`` counts; 0 if none has."""
    days = 0
    day = business_day(in_zone(earlier, zone).date(), 1)
    while _on(day, earlier, zone) <= later:
        days += 1
        day = business_day(day, 1)
    return days


def on_weekday(instant: datetime, zone: str, weekdays: frozenset[int]) -> datetime:
    """The instant, or the same wall time on the next of the weekdays."""
    return _on(weekday_from(in_zone(instant, zone).date(), weekdays), instant, zone)


def sendable(instant: datetime, zone: str, quiet: QuietHours) -> datetime:
    """The first instant at or after this one outside quiet hours, whatever the day."""
    while is_quiet(instant, zone, quiet):
        windows = sending_windows(instant, instant + _LOOK_AHEAD, zone, quiet)
        instant = windows[0].start if windows else instant + _LOOK_AHEAD
    return instant


def sendable_on_weekday(
    instant: datetime, zone: str, quiet: QuietHours, weekdays: frozenset[int] = WORKING_DAYS
) -> datetime:
    """The first instant at or after this one on a weekday and outside quiet hours."""
    if is_weekday(in_zone(instant, zone).date(), weekdays) and not is_quiet(instant, zone, quiet):
        return instant
    until = instant + _LOOK_AHEAD
    for window in sending_windows(instant, until, zone, quiet):
        for start in _starts_of_days(window, zone):
            if is_weekday(in_zone(start, zone).date(), weekdays):
                return start
    return sendable_on_weekday(until, zone, quiet, weekdays)


def morning_of(day: date, zone: str, quiet: QuietHours) -> datetime:
    """The instant at which a day begins for reminders: the end of quiet hours in the morning, else 9:00.

    Where 9:00 is quiet it is the end of quiet hours, at whatever hour of that day; on a later day only where
    the clock jumps over all that is not quiet.
    """
    in_the_morning = quiet.start != quiet.end and time(5) <= quiet.end <= time(12)
    wall = quiet.end if in_the_morning or quiet.covers(MORNING) else MORNING
    return sendable(at_wall_time(datetime.combine(day, wall), zone), zone, quiet)


def _on(day: date, instant: datetime, zone: str) -> datetime:
    """The wall time of the instant on another day; the very instant on its own, also in a doubled hour."""
    local = in_zone(instant, zone)
    if day == local.date():
        return instant
    return at_wall_time(datetime.combine(day, local.time()), zone)


def _starts_of_days(window: Window, zone: str) -> Iterator[datetime]:
    """Where the window begins, and every midnight in it."""
    yield window.start
    day = in_zone(window.start, zone).date() + DAY
    while (midnight := at_wall_time(datetime.combine(day, time()), zone)) < window.end:
        if midnight > window.start:
            yield midnight
        day += DAY
