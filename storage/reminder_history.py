"""What became of reminders, and how they stand: for members, and for whoever runs Inroad."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    null,
    select,
)

from core.model import Backlog, Owner, ReminderKind, ReminderReport, ReminderState
from storage.columns import AnyRow
from storage.reminder_statements import ASIDE
from storage.tables import (
    contacts,
    interviews,
    introductions,
    outreaches,
    reminders,
    reminders_done,
    scheduled_interviews,
)

_STILL_OPEN = (ReminderState.PENDING.value, ReminderState.SENDING.value)

_SUBJECTS = {
    "interview": interviews,
    "outreach": outreaches,
    "scheduled": scheduled_interviews,
    "introduction": introductions,
}
"""Where the subjects of reminders stand, each with its contact."""


def _reports(table: Table, reason: Any, at: Any) -> Select[Any]:  # noqa: ANN401 - SQLAlchemy expressions
    described: FromClause = table
    for subject in _SUBJECTS.values():
        kinds = [kind.value for kind in ReminderKind if _SUBJECTS.get(kind.subject) is subject]
        about = and_(subject.c.id == table.c.subject_id, table.c.kind.in_(kinds))
        described = described.outerjoin(subject, about)
    about_contacts = table.c.kind.in_([kind.value for kind in ReminderKind if kind.subject == "contact"])
    named = case((about_contacts, table.c.subject_id))
    contact_id = func.coalesce(named, *(subject.c.contact_id for subject in _SUBJECTS.values()))
    described = described.outerjoin(contacts, contacts.c.id == contact_id)
    return select(
        table.c.id,
        table.c.team_id,
        table.c.user_id,
        table.c.kind,
        func.coalesce(contacts.c.name, "").label("about"),
        table.c.due_at,
        table.c.state,
        reason.label("reason"),
        at.label("at"),
    ).select_from(described)


_OPEN = _reports(reminders, literal(""), null())
_DONE = _reports(reminders_done, reminders_done.c.reason, reminders_done.c.finished_at)


class SqlHistory:
    """See core.ports.reminding.History."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self, owner: Owner, limit: int) -> list[ReminderReport]:
        mine = _OPEN.where(*_of(reminders, owner)).order_by(reminders.c.due_at, reminders.c.id)
        return self._all(mine.limit(limit))

    def lately(
        self, owner: Owner, states: Sequence[ReminderState], since: datetime, limit: int
    ) -> list[ReminderReport]:
        done = reminders_done.c
        mine = _DONE.where(
            *_of(reminders_done, owner),
            done.state.in_([state.value for state in states]),
            done.finished_at > since,
        )
        return self._all(mine.order_by(done.finished_at.desc(), done.id.desc()).limit(limit))

    def overdue(self, before: datetime, limit: int) -> list[ReminderReport]:
        late = _OPEN.where(
            reminders.c.due_at < before, reminders.c.state.in_(_STILL_OPEN), reminders.c.claimed_by != ASIDE
        )
        return self._all(late.order_by(reminders.c.due_at, reminders.c.id).limit(limit))

    def unknown(self, limit: int) -> list[ReminderReport]:
        doubtful = _OPEN.where(reminders.c.state == ReminderState.UNKNOWN.value)
        return self._all(doubtful.order_by(reminders.c.due_at, reminders.c.id).limit(limit))

    def failed(self, limit: int) -> list[ReminderReport]:
        gone = _DONE.where(reminders_done.c.state == ReminderState.FAILED.value)
        return self._all(gone.order_by(reminders_done.c.finished_at.desc()).limit(limit))

    def backlog(self, now: datetime) -> Backlog:
        due = reminders.c.due_at <= now
        unknown = reminders.c.state == ReminderState.UNKNOWN.value
        counted = select(
            func.count(),
            func.min(reminders.c.due_at, type_=reminders.c.due_at.type),
            func.count(case((unknown, 1))),
        ).where(due, reminders.c.claimed_by != ASIDE)
        return Backlog(*self._connection.execute(counted).one())

    def sent_since(self, instant: datetime) -> int:
        done = reminders_done.c
        counted = select(func.count()).where(
            done.state == ReminderState.SENT.value, done.finished_at > instant
        )
        return self._connection.execute(counted).scalar_one()

    def retry(self, reminder_id: int, now: datetime) -> bool:
        done = reminders_done.c
        failed = and_(done.id == reminder_id, done.state == ReminderState.FAILED.value)
        return put_back(self._connection, failed, now)

    def _all(self, statement: Select[Any]) -> list[ReminderReport]:
        return [_report(row) for row in self._connection.execute(statement)]


def put_back(connection: Connection, one: ColumnElement[bool], now: datetime) -> bool:
    """Make that finished reminder due again; False where there is none such."""
    row = connection.execute(select(reminders_done).where(one)).mappings().one_or_none()
    if row is None:
        return False
    connection.execute(delete(reminders_done).where(one))
    kept = {name: row[name] for name in row if name in reminders.c}
    lane = ReminderKind(row["kind"]).lane
    again = {"due_at": now, "state": ReminderState.PENDING.value, "lane": lane, "claimed_by": ""}
    connection.execute(insert(reminders).values({**kept, **again}))
    return True


def _of(table: Table, owner: Owner) -> tuple[Any, Any]:
    return table.c.team_id == owner.team_id, table.c.user_id == owner.user_id


def _report(row: AnyRow) -> ReminderReport:
    reminder_id, team_id, user_id, kind, about, due_at, state, reason, at = row
    return ReminderReport(
        id=reminder_id,
        owner=Owner(team_id, user_id),
        kind=ReminderKind(kind),
        about=about,
        due_at=due_at,
        state=ReminderState(state),
        reason=reason,
        finished_at=at,
    )
