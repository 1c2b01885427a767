"""Keeping in touch: how often, from when, and on which mornings nudges come.

The cadences are career offices' advice (Santa Clara, Longwood: mentor; Univ. of Portland: up to three times a
year, warm), the bounds PingCRM's, three people a day our choice (defaults, section 5).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import InvalidFields
from core.local_time import DAY
from core.model import QuietHours

WARM_DAYS = 120
SHORTEST_DAYS, LONGEST_DAYS = 7, 365
AT_MOST = 3
MORNING = time(9, 0)
_SATURDAY = 5


def check_days(days: int) -> None:
    """Refuse a cadence out of bounds. Raises InvalidFields."""
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise InvalidFields({"cadence_days": f"Choose between {SHORTEST_DAYS} and {LONGEST_DAYS} days."})


def due_on(touched_on: date, cadence_days: int) -> date:
    """The day on which it is somebody's turn again."""
    return touched_on + timedelta(days=cadence_days)


def is_weekday(day: date) -> bool:
    """Whether nudges come on that day."""
    return day.weekday() < _SATURDAY


def morning_for(day: date, zone: str, quiet: QuietHours) -> datetime:
    """The instant of that day's nudge, or of the next weekday's where it is a weekend."""
    while not is_weekday(day):
        day += DAY
    return datetime.combine(day, _morning(quiet), ZoneInfo(zone)).astimezone(UTC)


def _morning(quiet: QuietHours) -> time:
    """When quiet hours end, where that is in the morning, else nine."""
    if quiet.start != quiet.end and time(5) <= quiet.end <= time(12):
        return quiet.end
    return MORNING
