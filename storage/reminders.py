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
    Result,
    Select,
    Table,
    func,
    insert,
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
    Section,
)
from storage.columns import AnyRow
from storage.dialects import insert_or_ignore
from storage.reminder_statements import (
    ANYTHING_DUE,
    ASIDE,
    CLAIM,
    CLAIM_ALONG,
    COLUMNS,
    LANES,
    MOVE,
    NEXT_DUE,
    OVERTAKEN,
    PENDING,
)
from storage.tables import reminder_keys, reminders, reminders_done

_HOT, _DONE = reminders.c, reminders_done.c


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
                    state=PENDING,
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
        return self._connection.execute(NEXT_DUE).scalar_one_or_none()

    def anything_due(self, now: datetime) -> bool:
        return bool(self._connection.execute(ANYTHING_DUE, {"now": now}).scalar_one())

    def claim(
        self, worker: str, now: datetime, *, lease: timedelta, limit: int, skip: Collection[str] = ()
    ) -> list[Reminder]:
        given = {"worker": worker, "now": now, "until": now + lease, "skip": list(skip)}
        claimed: list[Reminder] = []
        for lane in LANES:
            if len(claimed) < limit:
                rows = self._connection.execute(
                    CLAIM, {**given, "of_lane": lane, "most": limit - len(claimed)}
                )
                claimed += _soonest_first(rows)
        return claimed

    def claim_along(
        self, worker: str, ids: Sequence[int], now: datetime, *, by: datetime, lease: timedelta
    ) -> list[Reminder]:
        given = {"worker": worker, "ids": ids, "now": now, "by": by, "until": now + lease}
        return _soonest_first(self._connection.execute(CLAIM_ALONG.on(self._connection), given))

    def told_with(
        self, owner: Owner, kind: ReminderKind, subject_id: int, where: PostedMessage
    ) -> list[Section]:
        told = select(_DONE.subject_id, _DONE.occurrence, _DONE.finished_at).where(
            *_of_kind(reminders_done, owner, kind),
            _DONE.state == ReminderState.SENT.value,
            _DONE.channel == where.channel,
            _DONE.ts == where.ts,
        )
        rows = self._connection.execute(told.order_by(_DONE.due_at, _DONE.id)).all()
        rows = rows or self._connection.execute(_on_their_way_with(owner, kind, subject_id)).all()
        return [Section(*row) for row in rows]

    def overtaken(self, ids: Sequence[int], now: datetime) -> set[int]:
        statement = OVERTAKEN.on(self._connection)
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
        for statement in MOVE.on(self._connection):
            self._connection.execute(statement, {"outcomes": json.dumps(rows), "at": now})

    def cancel_pending(
        self, owner: Owner, kind: ReminderKind, subject_id: int, now: datetime, *, reason: str
    ) -> None:
        pending = self._locked(owner, kind, subject_id)
        self.finish([Outcome(each, ReminderState.CANCELLED, reason) for each in pending], now)

    def hold(self, owner: Owner, kind: ReminderKind, subject_id: int) -> None:
        self._locked(owner, kind, subject_id)

    def move(self, reminder_id: int, due_at: datetime) -> bool:
        pending = update(reminders).where(_HOT.id == reminder_id, _HOT.state == PENDING)
        return self._connection.execute(pending.values(due_at=due_at, lease_until=None)).rowcount == 1

    def postpone(self, reminder_id: int, due_at: datetime) -> None:
        self._give_back(_HOT.id == reminder_id, due_at=due_at, lease_until=None)

    def release(self, worker: str, ids: Sequence[int], again_at: datetime) -> None:
        self._give_back(*_held(worker, ids), lease_until=again_at)

    def doubt(self, worker: str, ids: Sequence[int], look_at: datetime) -> None:
        values = {"state": ReminderState.UNKNOWN.value, "lease_until": look_at, "claimed_by": ""}
        self._connection.execute(update(reminders).where(*_held(worker, ids)).values(values))

    def put_aside(self, team_id: str, until: datetime) -> None:
        open_ = _HOT.state.in_([PENDING, ReminderState.UNKNOWN.value])
        waiting = update(reminders).where(_HOT.team_id == team_id, open_, _HOT.claimed_by == "")
        self._connection.execute(waiting.values(claimed_by=ASIDE, lease_until=until))

    def let_go(self, team_id: str) -> None:
        aside = update(reminders).where(_HOT.team_id == team_id, _HOT.claimed_by == ASIDE)
        self._connection.execute(aside.values(claimed_by="", lease_until=None))

    def _give_back(self, *conditions: Any, **values: Any) -> None:  # noqa: ANN401 - SQLAlchemy expressions
        given = {"state": PENDING, "claimed_by": "", "sending_at": None, **values}
        self._connection.execute(update(reminders).where(*conditions).values(given))

    def _locked(self, owner: Owner, kind: ReminderKind, subject_id: int) -> Sequence[int]:
        """The pending ones, locked: a worker that is claiming one decides first whether it still is."""
        statement = (
            select(_HOT.id)
            .where(*_about(reminders, owner, kind, subject_id), _HOT.state == PENDING)
            .with_for_update()
        )
        return self._connection.execute(statement).scalars().all()

    def _all(self, *conditions: Any) -> list[Reminder]:  # noqa: ANN401 - SQLAlchemy expressions
        statement = select(*COLUMNS).where(*conditions).order_by(_HOT.due_at, _HOT.id)
        return [_reminder(row) for row in self._connection.execute(statement)]


def _on_their_way_with(owner: Owner, kind: ReminderKind, subject_id: int) -> Select[Any]:
    """Those of one message are claimed at one instant."""
    claimed_at = select(_HOT.sending_at).where(
        *_about(reminders, owner, kind, subject_id), _HOT.state != PENDING
    )
    same = (_HOT.state != PENDING, _HOT.sending_at.in_(claimed_at))
    statement = select(_HOT.subject_id, _HOT.occurrence, _HOT.sending_at)
    return statement.where(*_of_kind(reminders, owner, kind), *same).order_by(_HOT.due_at, _HOT.id)


def _of_kind(table: Table, owner: Owner, kind: ReminderKind) -> tuple[Any, ...]:
    return (
        table.c.team_id == owner.team_id,
        table.c.user_id == owner.user_id,
        table.c.kind == kind.value,
    )


def _about(table: Table, owner: Owner, kind: ReminderKind, subject_id: int) -> tuple[Any, ...]:
    return (*_of_kind(table, owner, kind), table.c.subject_id == subject_id)


def _held(worker: str, ids: Sequence[int]) -> tuple[Any, ...]:
    """Only what is still this worker's: whoever lost its lease has no say any more."""
    return _HOT.id.in_(ids), _HOT.claimed_by == worker


def _soonest_first(rows: Result[Any]) -> list[Reminder]:
    return sorted(map(_reminder, rows.all()), key=lambda reminder: (reminder.due_at, reminder.id))


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
