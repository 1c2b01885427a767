"""The day on which it is somebody's turn: last touch and cadence, a delay, and a rest after a nudge."""

from dataclasses import replace
from datetime import date, datetime

from core import keep_in_touch_rules as rules
from core.local_time import in_zone
from core.nudges import Keeping


def counted(keeping: Keeping, zone: str) -> Keeping:
    """The same with the day that follows from the rest, in the member's zone."""
    return replace(keeping, due_on=_due_on(keeping, zone))


def rested(keeping: Keeping, before: Keeping, named_at: datetime | None, today: date) -> Keeping:
    """Whoever a nudge has named, last at ``named_at``, is not named again as soon as their day has moved.

    So it is whenever another cadence is chosen, and until the two are in touch. A delay that the member
    has just chosen holds.
    """
    if keeping.due_on in {None, before.due_on} or named_at is None or keeping.cadence_days is None:
        return keeping
    put_off = keeping.snoozed_until and keeping.snoozed_until != before.snoozed_until
    is_chosen = keeping.cadence_days != before.cadence_days
    is_touched = keeping.touched_at and keeping.touched_at >= named_at
    rested_on = rules.rested_on(today, keeping.cadence_days)
    if put_off or (is_touched and not is_chosen) or (keeping.due_on and keeping.due_on >= rested_on):
        return keeping
    return replace(keeping, snoozed_until=rested_on, due_on=rested_on)


def _due_on(keeping: Keeping, zone: str) -> date | None:
    if keeping.touched_at is None or keeping.cadence_days is None or keeping.is_archived:
        return None
    due_on = rules.due_on(in_zone(keeping.touched_at, zone).date(), keeping.cadence_days)
    return max(due_on, keeping.snoozed_until or due_on)
