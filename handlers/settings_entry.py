"""Reading what a member chose in the settings."""

from collections.abc import Mapping
from datetime import time

from core.errors import InvalidFields
from core.keep_in_touch_rules import DEFAULTS, presets, read_days
from core.model import Nudging, QuietHours


def read_quiet_hours(values: Mapping[str, str]) -> QuietHours:
    """The hours without reminders."""
    return QuietHours(time.fromisoformat(values["quiet_start"]), time.fromisoformat(values["quiet_end"]))


def read_nudging(values: Mapping[str, str]) -> Nudging:
    """When nudges come and how often; an empty number is the usual one. Raises InvalidFields."""
    problems: dict[str, str] = {}
    days: dict[str, int] = {}
    for cadence, usual in presets().items():
        field = f"{cadence}_days"
        try:
            days[field] = read_days(values[field], field) if values.get(field) else usual
        except InvalidFields as invalid:
            problems |= invalid.problems
    if problems:
        raise InvalidFields(problems)
    weekdays = frozenset(int(day) for day in values.get("weekdays", "").split(",") if day)
    return Nudging(weekdays, int(values.get("a_day") or DEFAULTS.a_day), **days)
