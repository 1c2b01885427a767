"""Reading that two were in touch, and how often a member wants to be in touch with somebody."""

from collections.abc import Mapping
from datetime import datetime

from core.errors import InvalidFields, UnreadableTime
from core.keep_in_touch import Touch
from core.keep_in_touch_rules import Cadence, days_of
from core.model import Nudging
from core.nudges import HowOften
from core.when import MOMENTS, read_moment


def read_cadence(values: Mapping[str, str], nudging: Nudging) -> int | None:
    """The days that were chosen, None for no nudges. Raises InvalidFields."""
    cadence, typed = Cadence(values.get("cadence") or Cadence.NONE), values.get("cadence_days", "")
    if typed and cadence is not Cadence.CUSTOM:
        _refuse_unless_same(typed, days_of(cadence, nudging=nudging))
    return days_of(cadence, typed, nudging)


def read_how_often(values: Mapping[str, str], nudging: Nudging) -> HowOften | None:
    """The same where it may be left open: None. A number alone is a choice. Raises InvalidFields."""
    typed = values.get("cadence_days", "")
    if not values.get("cadence"):
        return HowOften(days_of(Cadence.CUSTOM, typed)) if typed else None
    return HowOften(read_cadence(values, nudging))


def read_touch(values: Mapping[str, str], now: datetime, zone: str) -> Touch | None:
    """When the two were in touch and what it was about; None where no day is given. Raises InvalidFields."""
    when, note = values.get("when", ""), values.get("note", "")
    if not when:
        if note:
            raise InvalidFields({"when": f"On which day was it? Write {MOMENTS}."})
        return None
    try:
        return Touch(read_moment(when, now, zone), note)
    except UnreadableTime as unreadable:
        raise InvalidFields({"when": unreadable.sentence}) from None


def _refuse_unless_same(typed: str, days: int | None) -> None:
    """Refuse a number beside another choice: which of the two is meant, only the member can say."""
    if days_of(Cadence.CUSTOM, typed) != days:
        raise InvalidFields(
            {"cadence_days": "Choose “another number of days” above for this, or leave it empty."}
        )
