"""Keeping in touch: how often, from when, and on which mornings nudges come.

The cadences are career offices' advice (Santa Clara, Longwood: mentor; Univ. of Portland: up to three times a
year, warm; no nudges is as good a choice, Duke), half a year and the bounds PingCRM's, three people a day our
choice (defaults, section 5). A member may change all of them but the bounds. Whoever a nudge has named rests
for a fortnight, however the day of their turn moves: that is PingCRM's too.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from core import business_days
from core.errors import InvalidFields
from core.local_time import DAY, in_zone
from core.model import WORKING_DAYS, Nudging, QuietHours

DEFAULTS = Nudging()
SHORTEST_DAYS, LONGEST_DAYS = 7, 365
AT_MOST = DEFAULTS.a_day
COOLDOWN = timedelta(days=14)
_TYPED_DAYS = re.compile(r"(?P<days>-?\d{1,9})\s*(?:d|days?)?\.?", re.IGNORECASE)


class Cadence(StrEnum):
    """How often to be in touch, as it is offered."""

    MENTOR = "mentor"
    WARM = "warm"
    LIGHT = "light"
    CUSTOM = "custom"
    NONE = "none"


def presets(nudging: Nudging = DEFAULTS) -> dict[Cadence, int]:
    """The days of the cadences that have a name, for one member."""
    return {
        Cadence.MENTOR: nudging.mentor_days,
        Cadence.WARM: nudging.warm_days,
        Cadence.LIGHT: nudging.light_days,
    }


def cadence_of(days: int | None, nudging: Nudging = DEFAULTS) -> Cadence:
    """The choice that stands for so many days, None for no nudges."""
    if days is None:
        return Cadence.NONE
    return next((cadence for cadence, preset in presets(nudging).items() if preset == days), Cadence.CUSTOM)


def days_of(cadence: Cadence, custom: str = "", nudging: Nudging = DEFAULTS) -> int | None:
    """The days that a choice stands for, None for no nudges; ``custom`` as typed. Raises InvalidFields."""
    if cadence is Cadence.NONE:
        return None
    return read_days(custom) if cadence is Cadence.CUSTOM else presets(nudging)[cadence]


def read_days(typed: str, field: str = "cadence_days") -> int:
    """A cadence as typed: ``45`` or ``45 days``. Raises InvalidFields, at the ``field``."""
    found = _TYPED_DAYS.fullmatch(typed.strip())
    if not found:
        bounds = f"between {SHORTEST_DAYS} and {LONGEST_DAYS}"
        raise InvalidFields({field: f"Write a number of days {bounds}, such as 90."})
    days = int(found["days"])
    check_days(days, field)
    return days


def check_days(days: int, field: str = "cadence_days") -> None:
    """Refuse a cadence out of bounds. Raises InvalidFields."""
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise InvalidFields({field: f"Choose between {SHORTEST_DAYS} and {LONGEST_DAYS} days."})


def check_nudging(nudging: Nudging) -> None:
    """Refuse what a member cannot mean, each at its field. Raises InvalidFields."""
    problems: dict[str, str] = {}
    if not nudging.weekdays:
        problems["weekdays"] = "Choose one day at least. To have no nudges for a while, pause them above."
    if not 1 <= nudging.a_day <= AT_MOST:
        problems["a_day"] = f"Choose between 1 and {AT_MOST} people."
    shorter = 0
    for cadence, days in presets(nudging).items():
        field = f"{cadence}_days"
        if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
            problems[field] = f"Choose between {SHORTEST_DAYS} and {LONGEST_DAYS} days."
        elif days <= shorter:
            problems[field] = f"Choose more than the {shorter} days above, so that the two differ."
        shorter = max(shorter, days)
    if problems:
        raise InvalidFields(problems)


def due_on(touched_on: date, cadence_days: int) -> date:
    """The day on which it is somebody's turn again."""
    return touched_on + timedelta(days=cadence_days)


def rested_on(today: date, cadence_days: int) -> date:
    """From which day on somebody whom a nudge has named may be named again, whatever is chosen today.

    A shorter cadence than the cooldown is what the member wants, counted from today.
    """
    return today + min(timedelta(days=cadence_days), COOLDOWN)


def is_weekday(day: date, weekdays: frozenset[int] = WORKING_DAYS) -> bool:
    """Whether nudges come on that day."""
    return business_days.is_weekday(day, weekdays)


def morning_for(day: date, zone: str, quiet: QuietHours, weekdays: frozenset[int] = WORKING_DAYS) -> datetime:
    """The instant of that day's nudge, or of the next weekday's where it is a weekend."""
    morning = business_days.morning_of(business_days.weekday_from(day, weekdays), zone, quiet)
    return business_days.sendable_on_weekday(morning, zone, quiet, weekdays)


def next_morning(
    after: datetime, zone: str, quiet: QuietHours, weekdays: frozenset[int] = WORKING_DAYS
) -> datetime:
    """The first weekday morning that is later than the instant."""
    day = in_zone(after, zone).date()
    while (morning := morning_for(day, zone, quiet, weekdays)) <= after:
        day += DAY
    return morning
