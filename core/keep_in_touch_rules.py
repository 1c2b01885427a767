"""Keeping in touch: how often, from when, and on which mornings nudges come.

The cadences are career offices' advice (Santa Clara, Longwood: mentor; Univ. of Portland: up to three times a
year, warm; no nudges is as good a choice, Duke), half a year and the bounds PingCRM's, three people a day our
choice (defaults, section 5).
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from core import business_days
from core.errors import InvalidFields
from core.local_time import DAY, in_zone
from core.model import QuietHours

MENTOR_DAYS = 60
WARM_DAYS = 120
LIGHT_DAYS = 180
SHORTEST_DAYS, LONGEST_DAYS = 7, 365
AT_MOST = 3
_TYPED_DAYS = re.compile(r"(?P<days>-?\d{1,9})\s*(?:d|days?)?\.?", re.IGNORECASE)


class Cadence(StrEnum):
    """How often to be in touch, as it is offered."""

    MENTOR = "mentor"
    WARM = "warm"
    LIGHT = "light"
    CUSTOM = "custom"
    NONE = "none"


PRESETS = {Cadence.MENTOR: MENTOR_DAYS, Cadence.WARM: WARM_DAYS, Cadence.LIGHT: LIGHT_DAYS}


def cadence_of(days: int | None) -> Cadence:
    """The choice that stands for so many days, None for no nudges."""
    if days is None:
        return Cadence.NONE
    return next((cadence for cadence, preset in PRESETS.items() if preset == days), Cadence.CUSTOM)


def days_of(cadence: Cadence, custom: str = "") -> int | None:
    """The days that a choice stands for, None for no nudges; ``custom`` as typed. Raises InvalidFields."""
    if cadence is Cadence.NONE:
        return None
    return read_days(custom) if cadence is Cadence.CUSTOM else PRESETS[cadence]


def read_days(typed: str) -> int:
    """A cadence as typed: ``45`` or ``45 days``. Raises InvalidFields."""
    found = _TYPED_DAYS.fullmatch(typed.strip())
    if not found:
        bounds = f"between {SHORTEST_DAYS} and {LONGEST_DAYS}"
        raise InvalidFields({"cadence_days": f"Write a number of days {bounds}, such as 90."})
    days = int(found["days"])
    check_days(days)
    return days


def check_days(days: int) -> None:
    """Refuse a cadence out of bounds. Raises InvalidFields."""
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise InvalidFields({"cadence_days": f"Choose between {SHORTEST_DAYS} and {LONGEST_DAYS} days."})


def due_on(touched_on: date, cadence_days: int) -> date:
    """The day on which it is somebody's turn again."""
    return touched_on + timedelta(days=cadence_days)


def is_weekday(day: date) -> bool:
    """Whether nudges come on that day."""
    return business_days.is_weekday(day)


def morning_for(day: date, zone: str, quiet: QuietHours) -> datetime:
    """The instant of that day's nudge, or of the next weekday's where it is a weekend."""
    morning = business_days.morning_of(business_days.weekday_from(day), zone, quiet)
    return business_days.sendable_on_weekday(morning, zone, quiet)


def next_morning(after: datetime, zone: str, quiet: QuietHours) -> datetime:
    """The first weekday morning that is later than the instant."""
    day = in_zone(after, zone).date()
    while (morning := morning_for(day, zone, quiet)) <= after:
        day += DAY
    return morning


def chosen(due: Sequence[tuple[int, date]], today: date, at_most: int = AT_MOST) -> list[tuple[int, date]]:
    """Whom to name today, of (contact id, due day): those whose turn has come, most overdue first."""
    ready = [entry for entry in due if entry[1] <= today]
    return sorted(ready, key=lambda entry: (entry[1], entry[0]))[:at_most]


def spread(count: int, first_day: date) -> list[date]:
    """Due days for many people at once (an import, a conference): at most three a weekday."""
    days: list[date] = []
    day = business_days.weekday_from(first_day)
    while len(days) < count:
        days += [day] * min(AT_MOST, count - len(days))
        day = business_days.business_day(day, 1)
    return days
