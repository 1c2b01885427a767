"""Wall clocks and instants: the member's zone, its clock changes, and quiet hours.

Instants are aware UTC; wall times are naive and mean something only together with a zone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.errors import UnreadableTime
from core.model import QuietHours

DAY = timedelta(days=1)
# Shorter than the distance between any two clock changes of one zone.
_PROBE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants from ``start`` up to ``end``, in which a reminder may be sent."""

    start: datetime
    end: datetime


def in_zone(instant: datetime, zone: str) -> datetime:
    """The instant as its wall clock shows it in the zone."""
    return instant.astimezone(ZoneInfo(zone))


def to_instant(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time; of a time that the clock showed twice, the first.

    Raises UnreadableTime for a time that the clock jumped over.
    """
    aware = wall.replace(tzinfo=ZoneInfo(zone))
    instant = aware.astimezone(UTC)
    if in_zone(instant, zone).replace(tzinfo=None) != wall:
        raise UnreadableTime(
            f"{wall:%H:%M} does not exist on {wall.day} {wall:%B %Y}: the clocks go forward then. "
            "Write a time before or after the change."
        )
    return instant


def shown_twice(wall: datetime) -> bool:
    """Whether the clock shows this time twice, as it goes back. ``wall``: aware, as from `in_zone`."""
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def is_quiet(instant: datetime, zone: str, quiet: QuietHours) -> bool:
    """Whether the instant lies in the member's quiet hours."""
    return quiet.covers(in_zone(instant, zone).time())


def sending_windows(after: datetime, until: datetime, zone: str, quiet: QuietHours) -> list[Window]:
    """The stretches of [after, until] outside quiet hours, in order, clock changes included."""
    edges = {after, until}
    edges |= {edge for edge in _edges(after, until, zone, quiet) if after < edge < until}
    windows: list[Window] = []
    for start, end in pairwise(sorted(edges)):
        if is_quiet(start, zone, quiet):
            continue
        if windows and windows[-1].end == start:
            windows[-1] = Window(windows[-1].start, end)
        else:
            windows.append(Window(start, end))
    if not is_quiet(until, zone, quiet) and not (windows and windows[-1].end == until):
        windows.append(Window(until, until))
    return windows


def _edges(after: datetime, until: datetime, zone: str, quiet: QuietHours) -> Iterator[datetime]:
    """Every instant at which quiet hours may begin or end: the two wall times, and clock changes."""
    yield from _clock_changes(after, until, zone)
    day = in_zone(after, zone).date() - DAY
    while day <= in_zone(until, zone).date() + DAY:
        for wall in (quiet.start, quiet.end):
            yield from _instants_of(day, wall, zone)
        day += DAY


def _instants_of(day: date, wall: time, zone: str) -> Iterator[datetime]:
    for fold in (0, 1):
        local = datetime.combine(day, wall, ZoneInfo(zone)).replace(fold=fold)
        yield local.astimezone(UTC)


def _clock_changes(after: datetime, until: datetime, zone: str) -> Iterator[datetime]:
    probe = after
    while probe < until:
        following = min(probe + _PROBE, until)
        if in_zone(probe, zone).utcoffset() != in_zone(following, zone).utcoffset():
            yield _change_between(probe, following, zone)
        probe = following


def _change_between(low: datetime, high: datetime, zone: str) -> datetime:
    before = in_zone(low, zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if in_zone(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
