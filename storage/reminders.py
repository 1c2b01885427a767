"""The reminder queue: a small table of what is still to do, and a history of what is done.

A row moves to the history in the transaction that finishes it, so that a sweep costs the same with a
million old reminders. Any number of workers may claim on PostgreSQL; on SQLite one process writes.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, union_all, update

from core.model import NOWHERE, Owner, PlannedReminder, PostedMessage, Reminder, ReminderKind, ReminderState
from storage.dialects import insert_or_ignore
from storage.tables import AnyRow, reminder_keys, reminders, reminders_done

_COLUMNS = (
    reminders.c.id,
    reminders.c.team_id,
    reminders.c.user_id,
    reminders.c.kind,
    reminders.c.interview_id,
    reminders.c.occurrence,
    reminders.c.due_at,
    reminders.c.state,
)
_PENDING = ReminderState.PENDING.value
_SENDING = ReminderState.SENDING.value

_ANYTHING_DUE = (
    select(reminders.c.id)
    .where(
        or_(
            and_(reminders.c.state == _PENDING, reminders.c.due_at <= bindparam("now")),
            and_(reminders.c.state == _SENDING, reminders.c.lease_until < bindparam("now")),
        )
    )
    .limit(1)
)


class SqlReminders:
    """See core.ports.Reminders."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, owner: Owner, planned: Iterable[PlannedReminder]) -> None:
        for reminder in planned:
            key = insert_or_ignore(self._connection, reminder_keys).values(dedupe_key=reminder.dedupe_key)
            new_id = self._connection.execute(key.returning(reminder_keys.c.id)).scalar_one_or_none()
            if new_id is None:
                continue
            self._connection.execute(
                insert(reminders).values(
                    id=new_id,
                    team_id=owner.team_id,
                    user_id=owner.user_id,
                    kind=reminder.kind.value,
                    interview_id=reminder.interview_id,
                    occurrence=reminder.occurrence,
                    due_at=reminder.due_at,
                    state=_PENDING,
                    claimed_by="",
                )
            )

    def waiting(self, owner: Owner, interview_id: int) -> list[Reminder]:
        statement = (
            select(*_COLUMNS)
            .where(
                reminders.c.team_id == owner.team_id,
                reminders.c.user_id == owner.user_id,
                reminders.c.interview_id == interview_id,
            )
            .order_by(reminders.c.due_at, reminders.c.id)
        )
        return [_reminder(row) for row in self._connection.execute(statement)]

    def posted(self, owner: Owner, interview_id: int) -> list[PostedMessage]:
        done = reminders_done.c
        statement = (
            select(done.channel, done.ts)
            .where(
                done.team_id == owner.team_id,
                done.user_id == owner.user_id,
                done.interview_id == interview_id,
                done.state == ReminderState.SENT.value,
            )
            .order_by(done.id)
        )
        return [PostedMessage(channel, ts) for channel, ts in self._connection.execute(statement)]

    def next_occurrence(self, interview_id: int) -> int:
        both = union_all(
            *(
                select(func.max(table.c.occurrence).label("last")).where(table.c.interview_id == interview_id)
                for table in (reminders, reminders_done)
            )
        ).subquery()
        return (self._connection.execute(select(func.max(both.c.last))).scalar_one_or_none() or 0) + 1

    def next_due_at(self) -> datetime | None:
        statement = (
            select(reminders.c.due_at)
            .where(reminders.c.state == _PENDING)
            .order_by(reminders.c.due_at)
            .limit(1)
        )
        return self._connection.execute(statement).scalar_one_or_none()

    def anything_due(self, now: datetime) -> bool:
        return self._connection.execute(_ANYTHING_DUE, {"now": now}).first() is not None

    def claim(self, worker: str, now: datetime, *, lease: timedelta, limit: int) -> list[Reminder]:
        due = (
            select(reminders.c.id)
            .where(reminders.c.state == _PENDING, reminders.c.due_at <= now)
            .order_by(reminders.c.due_at, reminders.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        statement = (
            update(reminders)
            .where(reminders.c.id.in_(due.scalar_subquery()))
            .values(state=_SENDING, claimed_by=worker, lease_until=now + lease)
            .returning(*_COLUMNS)
        )
        claimed = [_reminder(row) for row in self._connection.execute(statement)]
        return sorted(claimed, key=lambda reminder: (reminder.due_at, reminder.id))

    def postpone(self, reminder_id: int, due_at: datetime) -> None:
        values = {"state": _PENDING, "due_at": due_at, "claimed_by": "", "lease_until": None}
        self._connection.execute(update(reminders).where(reminders.c.id == reminder_id).values(values))

    def cancel_pending(self, owner: Owner, interview_id: int, now: datetime, *, reason: str) -> None:
        of_interview = (
            reminders.c.team_id == owner.team_id,
            reminders.c.user_id == owner.user_id,
            reminders.c.interview_id == interview_id,
            reminders.c.state == _PENDING,
        )
        self._move(
            of_interview, {"state": ReminderState.CANCELLED.value, "reason": reason, "finished_at": now}
        )

    def finish(
        self,
        reminder_id: int,
        state: ReminderState,
        now: datetime,
        *,
        reason: str = "",
        posted: PostedMessage = NOWHERE,
    ) -> None:
        where = {"channel": posted.channel, "ts": posted.ts}
        outcome = {"state": state.value, "reason": reason, "finished_at": now, **where}
        self._move((reminders.c.id == reminder_id,), outcome)

    def _move(self, conditions: tuple[Any, ...], outcome: dict[str, Any]) -> None:
        """Move rows to the history. Deleting them first is what decides who of several moves a row."""
        moved = self._connection.execute(delete(reminders).where(*conditions).returning(*_COLUMNS)).mappings()
        rows = [{"channel": "", "ts": "", **row, **outcome} for row in moved]
        if rows:
            self._connection.execute(insert(reminders_done), rows)

    def doubt(self, reminder_id: int) -> None:
        self._doubt(reminders.c.id == reminder_id)

    def doubt_expired(self, now: datetime) -> int:
        expired = or_(reminders.c.lease_until < now, reminders.c.lease_until.is_(None))
        return self._doubt(reminders.c.state == _SENDING, expired)

    def _doubt(self, *conditions: Any) -> int:  # noqa: ANN401 - SQLAlchemy expressions
        statement = update(reminders).where(*conditions).values(state=ReminderState.UNKNOWN.value)
        return self._connection.execute(statement).rowcount


def _reminder(row: AnyRow) -> Reminder:
    return Reminder(
        id=row.id,
        owner=Owner(row.team_id, row.user_id),
        kind=ReminderKind(row.kind),
        interview_id=row.interview_id,
        occurrence=row.occurrence,
        due_at=row.due_at,
        state=ReminderState(row.state),
    )
