"""Use cases that tell how reminders stand: to a member about their own, and to whoever runs Inroad."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.model import Backlog, Owner, ReminderReport, ReminderState
from core.ports import Uow

LATELY = timedelta(days=14)
SHOWN = 5
LISTED = 50

OVERDUE_AFTER = timedelta(minutes=1)
"""A reminder that is due for longer is listed as overdue (our choice: sixty times what is usual)."""

MEASURED_OVER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class MemberStatus:
    """A member's reminders: soonest waiting, last sent, and those that Slack refused lately."""

    waiting: list[ReminderReport]
    sent: list[ReminderReport]
    failed: list[ReminderReport]


@dataclass(frozen=True, slots=True)
class Troubled:
    """What needs an operator's eye. ``done_at``: when the overdue ones will have been sent, at the
    speed of the last ten minutes, if anything was sent in them.
    """

    overdue: list[ReminderReport]
    failed: list[ReminderReport]
    unknown: list[ReminderReport]
    backlog: Backlog
    done_at: datetime | None


def of_member(uow: Uow, owner: Owner, now: datetime) -> MemberStatus:
    """How a member's own reminders stand."""
    since = now - LATELY
    with uow() as work:
        return MemberStatus(
            waiting=work.history.waiting(owner, SHOWN),
            sent=work.history.lately(owner, [ReminderState.SENT], since, SHOWN),
            failed=work.history.lately(owner, [ReminderState.FAILED], since, SHOWN),
        )


def troubled(uow: Uow, now: datetime) -> Troubled:
    """Overdue, failed and unknown reminders of everybody."""
    with uow() as work:
        backlog = work.history.backlog(now)
        sent = work.history.sent_since(now - MEASURED_OVER)
        return Troubled(
            overdue=work.history.overdue(now - OVERDUE_AFTER, LISTED),
            failed=work.history.failed(LISTED),
            unknown=work.history.unknown(LISTED),
            backlog=backlog,
            done_at=now + MEASURED_OVER * (backlog.due / sent) if sent and backlog.due else None,
        )


def backlog(uow: Uow, now: datetime) -> Backlog:
    """How much is due, and since when."""
    with uow() as work:
        return work.history.backlog(now)


def retry(uow: Uow, reminder_id: int, now: datetime) -> bool:
    """Make a failed reminder due again. False where none has failed under this number."""
    with uow() as work:
        found = work.history.retry(reminder_id, now)
        work.commit()
    return found
