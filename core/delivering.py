"""Use cases of the worker: take what is due, and record what became of it.

A reminder is ``sending`` on disk before Slack is called, so that a crash in between leaves a trace that
says "this may have been posted" instead of a second copy.
"""

from datetime import datetime, timedelta

from core import thank_you
from core.model import Interview, PostedMessage, ReminderState, ThankYou
from core.ports import Uow
from core.thank_you import Send

LEASE = timedelta(minutes=2)
"""How long one delivery may take; longer than Slack's slowest answer and its retries (our choice)."""

BATCH = 200


def anything_due(uow: Uow, now: datetime) -> bool:
    """Whether there is something to deliver: an idle sweep costs this one question."""
    with uow() as work:
        return work.reminders.anything_due(now)


def take_due(uow: Uow, worker: str, now: datetime) -> list[Send]:
    """Claim what is due and keep what may really be sent now; the rest is cancelled or postponed."""
    with uow() as work:
        work.reminders.doubt_expired(now)
        claimed = work.reminders.claim(worker, now, lease=LEASE, limit=BATCH)
        decided = [thank_you.decide(work, reminder, now) for reminder in claimed]
        work.commit()
    return [send for send in decided if send is not None]


def record_sent(uow: Uow, send: Send, posted: PostedMessage, now: datetime) -> Interview | None:
    """It stands in Slack, there. Gives the interview if its note was dealt with while this was under way."""
    with uow() as work:
        work.members.hold(send.member.owner)
        work.reminders.finish(send.reminder.id, ReminderState.SENT, now, posted=posted)
        interview = work.interviews.get(send.member.owner, send.interview.id)
        work.commit()
    return interview if interview.thank_you is not ThankYou.DUE else None


def record_failed(uow: Uow, reminder_id: int, reason: str, now: datetime) -> None:
    """Slack will never take it."""
    with uow() as work:
        work.reminders.finish(reminder_id, ReminderState.FAILED, now, reason=reason)
        work.commit()


def record_not_sent(uow: Uow, reminder_id: int, again_at: datetime) -> None:
    """It was certainly not posted: try again then."""
    with uow() as work:
        work.reminders.postpone(reminder_id, again_at)
        work.commit()


def record_doubt(uow: Uow, reminder_id: int) -> None:
    """It may have been posted."""
    with uow() as work:
        work.reminders.doubt(reminder_id)
        work.commit()


def next_due_at(uow: Uow) -> datetime | None:
    """When the next reminder of anybody is due."""
    with uow() as work:
        return work.reminders.next_due_at()
