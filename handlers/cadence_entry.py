"""Reading how often a member wants to be in touch with somebody."""

from collections.abc import Mapping

from core.errors import InvalidFields
from core.keep_in_touch_rules import Cadence, days_of
from core.model import Nudging
from core.nudges import HowOften


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


def _refuse_unless_same(typed: str, days: int | None) -> None:
    """Refuse a number beside another choice: which of the two is meant, only the member can say."""
    if days_of(Cadence.CUSTOM, typed) != days:
        raise InvalidFields(
            {"cadence_days": "Choose “another number of days” above for this, or leave it empty."}
        )
