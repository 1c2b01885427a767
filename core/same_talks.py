"""Of two people who become one, what is known twice of one conversation, in the caller's unit of work."""

from dataclasses import replace
from datetime import datetime

from core import meeting_reminders
from core.model import Owner
from core.ports import UnitOfWork
from core.scheduled import ScheduledState


def join(work: UnitOfWork, owner: Owner, contact_id: int, other_id: int, now: datetime) -> None:
    """Before the two become one: what both have at the same instant is one conversation. Raises NotYours."""
    ended = work.interviews.join(owner, contact_id, other_id) + work.scheduled.join(
        owner, contact_id, other_id
    )
    for kind, subject_id in ended:
        work.reminders.cancel_pending(owner, kind, subject_id, now, reason="merged")


def settle(work: UnitOfWork, owner: Owner, contact_id: int, now: datetime) -> None:
    """After they became one: what is agreed with them for when they talked has been held."""
    held = {each.started_at: each.id for each in work.interviews.with_contact(owner, contact_id)}
    for scheduled in work.scheduled.open_with(owner, contact_id):
        if interview_id := held.get(scheduled.starts_at):
            settled = replace(scheduled, state=ScheduledState.HELD, interview_id=interview_id)
            work.scheduled.save(owner, settled)
            meeting_reminders.cancel(work, owner, scheduled.id, now, reason="held")
