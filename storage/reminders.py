"""The reminder queue: a small table of what is still to do, and a history of what is done.

A row moves to the history in the transaction that finishes it, so that a sweep costs the same with a
million old reminders. Any number of workers may claim on PostgreSQL; on SQLite one process writes.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)

from core.model import (
    Outcome,
    Owner,
    PlannedReminder,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
)
from storage.columns import AnyRow
from storage.dialects import PerDialect, Spelling, insert_or_ignore
from storage.tables import reminder_keys, reminders, reminders_done

_HOT, _DONE = reminders.c, reminders_done.c
_COLUMNS = (
    _HOT.id,
    _HOT.team_id,
    _HOT.user_id,
    _HOT.kind,
    _HOT.subject_id,
    _HOT.occurrence,
    _HOT.due_at,
    _HOT.state,
    _HOT.sending_at,
    _HOT.lease_until,
)
_KEPT = ("id", "team_id", "user_id", "kind", "subject_id", "occurrence", "due_at")
_OUTCOME = ("state", "reason", "channel", "ts")
_PENDING = ReminderState.PENDING.value
_LANES = sorted({kind.lane for kind in ReminderKind})

_FREE = and_(
    _HOT.due_at <= bindparam("now"), or_(_HOT.lease_until.is_(None), _HOT.lease_until <= bindparam("now"))
)
_ANYTHING_DUE = select(or_(*(exists().where(_HOT.lane == lane, _FREE) for lane in _LANES)))
_NEXT_DUE = select(func.min(_HOT.due_at, type_=_HOT.due_at.type)).where(_HOT.state == _PENDING)


def _claim() -> Executable:
    due = (
        select(_HOT.id)
        .where(
            _HOT.lane == bindparam("of_lane"), _FREE, _HOT.team_id.not_in(bindparam("skip", expanding=True))
        )
        .order_by(_HOT.due_at, _HOT.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    fresh = _HOT.state == _PENDING
    return (
        update(reminders)
        .where(_HOT.id == due.c.id)
        .values(
            state=case((fresh, ReminderState.SENDING.value), else_=ReminderState.UNKNOWN.value),
            sending_at=case((fresh, bindparam("now")), else_=_HOT.sending_at),
            claimed_by=bindparam("worker"),
            lease_until=bindparam("until"),
        )
        .returning(*_COLUMNS)
    )


_CLAIM = _claim()


def _overtaken(spelling: Spelling) -> Executable:
    later = reminders.alias("later")
    about_the_same = and_(
        *(later.c[name] == _HOT[name] for name in ("team_id", "user_id", "kind", "subject_id"))
    )
    return (
        select(_HOT.id)
        .join_from(reminders, later, about_the_same)
        .where(
            spelling.among(_HOT.id, "ids"),
            later.c.occurrence > _HOT.occurrence,
            later.c.due_at <= bindparam("now"),
        )
        .distinct()
    )


_OVERTAKEN = PerDialect(_overtaken)


def _move(spelling: Spelling) -> list[Executable]:
    """Move rows with their outcomes to the history: one statement where a DELETE can feed an INSERT."""
    outcomes = spelling.rows("outcomes", *_OUTCOME)
    columns = [*(_HOT[name] for name in _KEPT), *(outcomes.c[name] for name in _OUTCOME)]
    into = insert(reminders_done)
    names = [*_KEPT, *_OUTCOME, "finished_at"]
    finished_at = bindparam("at", type_=_DONE.finished_at.type)
    if spelling.native:
        moved = delete(reminders).where(_HOT.id == outcomes.c.id).returning(*columns).cte("moved")
        return [into.from_select(names, select(*moved.c, finished_at))]
    rows = select(*columns, finished_at).join_from(reminders, outcomes, _HOT.id == outcomes.c.id)
    return [
        into.from_select(names, rows),
        delete(reminders).where(_HOT.id.in_(select(outcomes.c.id))),
    ]


_MOVE = PerDialect(_move)


class SqlReminders:
    """See core.ports.reminding.Reminders."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, owner: Owner, planned: Iterable[PlannedReminder]) -> None:
        for reminder in planned:
            key = insert_or_ignore(self._connection, reminder_keys).values(
                dedupe_key=reminder.dedupe_key(owner)
            )
            new_id = self._connection.execute(key.returning(reminder_keys.c.id)).scalar_one_or_none()
            if new_id is None:
                continue
            self._connection.execute(
                insert(reminders).values(
                    id=new_id,
                    team_id=owner.team_id,
                    user_id=owner.user_id,
                    kind=reminder.kind.value,
                    subject_id=reminder.subject_id,
                    occurrence=reminder.occurrence,
                    due_at=reminder.due_at,
                    state=_PENDING,
                    lane=reminder.kind.lane,
                    claimed_by="",
                )
            )

    def about(self, owner: Owner, kind: ReminderKind, subject_id: int) -> list[Reminder]:
        return self._all(*_about(reminders, owner, kind, subject_id))

    def posted(self, owner: Owner, kind: ReminderKind, subject_id: int) -> list[PostedMessage]:
        statement = (
            select(_DONE.channel, _DONE.ts)
            .where(*_about(reminders_done, owner, kind, subject_id), _DONE.state == ReminderState.SENT.value)
            .order_by(_DONE.id)
        )
        return [PostedMessage(channel, ts) for channel, ts in self._connection.execute(statement)]

    def next_occurrence(self, owner: Owner, kind: ReminderKind, subject_id: int) -> int:
        both = union_all(
            *(
                select(func.max(table.c.occurrence).label("last")).where(
                    *_about(table, owner, kind, subject_id)
                )
                for table in (reminders, reminders_done)
            )
        ).subquery()
        return (self._connection.execute(select(func.max(both.c.last))).scalar_one_or_none() or 0) + 1

    def next_due_at(self) -> datetime | None:
        return self._connection.execute(_NEXT_DUE).scalar_one_or_none()

    def anything_due(self, now: datetime) -> bool:
        return bool(self._connection.execute(_ANYTHING_DUE, {"now": now}).scalar_one())

    def claim(
        self, worker: str, now: datetime, *, lease: timedelta, limit: int, skip: Collection[str] = ()
    ) -> list[Reminder]:
        given = {"worker": worker, "now": now, "until": now + lease, "skip": list(skip)}
        claimed: list[Reminder] = []
        for lane in _LANES:
            if len(claimed) < limit:
                rows = self._connection.execute(
                    _CLAIM, {**given, "of_lane": lane, "most": limit - len(claimed)}
                )
                claimed += sorted(
                    map(_reminder, rows.all()), key=lambda reminder: (reminder.due_at, reminder.id)
                )
        return claimed

    def overtaken(self, ids: Sequence[int], now: datetime) -> set[int]:
        statement = _OVERTAKEN.on(self._connection)
        return set(self._connection.execute(statement, {"ids": ids, "now": now}).scalars())

    def finish(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        if not outcomes:
            return
        rows = [
            {
                "id": outcome.reminder_id,
                "state": outcome.state.value,
                "reason": outcome.reason,
                "channel": outcome.posted.channel,
                "ts": outcome.posted.ts,
            }
            for outcome in outcomes
        ]
        for statement in _MOVE.on(self._connection):
            self._connection.execute(statement, {"outcomes": json.dumps(rows), "at": now})

    def cancel_pending(
        self, owner: Owner, kind: ReminderKind, subject_id: int, now: datetime, *, reason: str
    ) -> None:
        pending = self._locked(owner, kind, subject_id)
        self.finish([Outcome(each, ReminderState.CANCELLED, reason) for each in pending], now)

    def hold(self, owner: Owner, kind: ReminderKind, subject_id: int) -> None:
        self._locked(owner, kind, subject_id)

    def move(self, reminder_id: int, due_at: datetime) -> bool:
        pending = update(reminders).where(_HOT.id == reminder_id, _HOT.state == _PENDING)
        return self._connection.execute(pending.values(due_at=due_at, lease_until=None)).rowcount == 1

    def postpone(self, reminder_id: int, due_at: datetime) -> None:
        self._give_back(_HOT.id == reminder_id, due_at=due_at, lease_until=None)

    def release(self, worker: str, ids: Sequence[int], again_at: datetime) -> None:
        self._give_back(*_held(worker, ids), lease_until=again_at)

    def doubt(self, worker: str, ids: Sequence[int], look_at: datetime) -> None:
        values = {"state": ReminderState.UNKNOWN.value, "lease_until": look_at, "claimed_by": ""}
        self._connection.execute(update(reminders).where(*_held(worker, ids)).values(values))

    def _give_back(self, *conditions: Any, **values: Any) -> None:  # noqa: ANN401 - SQLAlchemy expressions
        given = {"state": _PENDING, "claimed_by": "", "sending_at": None, **values}
        self._connection.execute(update(reminders).where(*conditions).values(given))

    def _locked(self, owner: Owner, kind: ReminderKind, subject_id: int) -> Sequence[int]:
        """The pending ones, locked: a worker that is claiming one decides first whether it still is."""
        statement = (
            select(_HOT.id)
            .where(*_about(reminders, owner, kind, subject_id), _HOT.state == _PENDING)
            .with_for_update()
        )
        return self._connection.execute(statement).scalars().all()

    def _all(self, *conditions: Any) -> list[Reminder]:  # noqa: ANN401 - SQLAlchemy expressions
        statement = select(*_COLUMNS).where(*conditions).order_by(_HOT.due_at, _HOT.id)
        return [_reminder(row) for row in self._connection.execute(statement)]


def _about(table: Table, owner: Owner, kind: ReminderKind, subject_id: int) -> tuple[Any, ...]:
    return (
        table.c.team_id == owner.team_id,
        table.c.user_id == owner.user_id,
        table.c.kind == kind.value,
        table.c.subject_id == subject_id,
    )


def _held(worker: str, ids: Sequence[int]) -> tuple[Any, ...]:
    """Only what is still this worker's: whoever lost its lease has no say any more."""
    return _HOT.id.in_(ids), _HOT.claimed_by == worker


def _reminder(row: AnyRow) -> Reminder:
    reminder_id, team_id, user_id, kind, subject_id, occurrence, due_at, state, sending_at, lease_until = row
    return Reminder(
        id=reminder_id,
        owner=Owner(team_id, user_id),
        kind=ReminderKind(kind),
        subject_id=subject_id,
        occurrence=occurrence,
        due_at=due_at,
        state=ReminderState(state),
        sending_at=sending_at,
        lease_until=lease_until,
    )
