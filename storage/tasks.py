"""Tasks in SQL: what was promised and advised, and which nudge has named it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Executable,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from core.errors import NotYours
from core.model import Interview, Owner
from core.task import Task, TaskKind, TaskState
from core.task_rules import PlannedTask
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import PerDialect, Spelling
from storage.tables import contacts, reminders, tasks

_TABLE = tasks.c
_COLUMNS = (
    *COLUMNS,
    _TABLE.id,
    _TABLE.kind,
    _TABLE.text,
    _TABLE.due_on,
    _TABLE.state,
    _TABLE.interview_id,
    _TABLE.closed_at,
    _TABLE.written_at,
    _TABLE.told_for,
)
_WITH_CONTACTS = tasks.join(contacts, contacts.c.id == _TABLE.contact_id)
_SOONEST_FIRST = (_TABLE.due_on, _TABLE.id)
_OPEN = and_(_TABLE.state == TaskState.OPEN.value, contacts.c.archived_at.is_(None))
_UNTOLD = _TABLE.told_for.is_distinct_from(_TABLE.due_on)


def _of_reminders(spelling: Spelling) -> Executable:
    """The first few tasks of each reminder's owner."""
    mine = and_(_TABLE.team_id == reminders.c.team_id, _TABLE.user_id == reminders.c.user_id)
    place = func.row_number().over(partition_by=reminders.c.id, order_by=_SOONEST_FIRST)
    ranked = (
        select(*_COLUMNS[: len(COLUMNS)], *_labelled(), reminders.c.id.label("of"), place.label("place"))
        .select_from(_WITH_CONTACTS.join(reminders, mine))
        .where(
            spelling.among(reminders.c.id, "ids"),
            _OPEN,
            _TABLE.due_on <= bindparam("by", type_=Date),
            or_(_UNTOLD, _TABLE.nudge_id == reminders.c.id),
        )
        .subquery()
    )
    return select(*ranked.c).where(ranked.c.place <= bindparam("most")).order_by(ranked.c.place)


def _labelled() -> list[Any]:
    """Under names that differ from those of the contact's columns."""
    return [column.label(f"task_{column.name}") for column in _COLUMNS[len(COLUMNS) :]]


_OF_REMINDERS = PerDialect(_of_reminders)


class SqlTasks:
    """See core.ports.talking.Tasks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, owner: Owner, interview: Interview, planned: Sequence[PlannedTask], now: datetime
    ) -> list[Task]:
        rows = [
            {
                "team_id": owner.team_id,
                "user_id": owner.user_id,
                "contact_id": interview.contact.id,
                "interview_id": interview.id,
                "kind": task.kind.value,
                "text": task.text,
                "due_on": task.due_on,
                "state": TaskState.OPEN.value,
                "created_at": now,
            }
            for task in planned
        ]
        if rows:
            self._connection.execute(insert(tasks), rows)
        return self.of_interview(owner, interview.id)

    def get(self, owner: Owner, task_id: int) -> Task:
        found = self._all(_of(owner).where(_TABLE.id == task_id))
        if not found:
            raise NotYours
        return found[0]

    def save(self, owner: Owner, task: Task) -> None:
        mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id, _TABLE.id == task.id)
        changed = update(tasks).values(
            due_on=task.due_on,
            state=task.state.value,
            closed_at=task.closed_at,
            written_at=task.written_at,
        )
        if self._connection.execute(changed.where(*mine)).rowcount == 0:
            raise NotYours

    def of_interview(self, owner: Owner, interview_id: int) -> list[Task]:
        return self._all(_of(owner).where(_TABLE.interview_id == interview_id).order_by(_TABLE.id))

    def open(self, owner: Owner, limit: int) -> list[Task]:
        return self._all(_of(owner).where(_OPEN).order_by(*_SOONEST_FIRST).limit(limit))

    def count_open(self, owner: Owner) -> int:
        mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id)
        counted = select(func.count()).select_from(_WITH_CONTACTS).where(*mine, _OPEN)
        return self._connection.execute(counted).scalar_one()

    def with_contact(self, owner: Owner, contact_id: int) -> list[Task]:
        return self._all(_of(owner).where(_TABLE.contact_id == contact_id).order_by(*_SOONEST_FIRST))

    def first_due_on(self, owner: Owner) -> date | None:
        mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id)
        first = (
            select(func.min(_TABLE.due_on, type_=Date))
            .select_from(_WITH_CONTACTS)
            .where(*mine, _OPEN, _UNTOLD)
        )
        return self._connection.execute(first).scalar_one_or_none()

    def of_reminders(self, ids: Sequence[int], by: date, at_most: int) -> dict[int, list[Task]]:
        given = {"ids": ids, "by": by, "most": at_most}
        named: dict[int, list[Task]] = defaultdict(list)
        for *row, reminder_id, _place in self._connection.execute(_OF_REMINDERS.on(self._connection), given):
            named[reminder_id].append(_task(row))
        return named

    def told_in(self, owner: Owner, reminder_id: int) -> list[Task]:
        return self._all(
            _of(owner).where(_TABLE.nudge_id == reminder_id).order_by(_TABLE.told_for, _TABLE.id)
        )

    def tell(self, reminder_id: int, named: Sequence[Task]) -> None:
        self._connection.execute(
            update(tasks)
            .where(_TABLE.id.in_([task.id for task in named]))
            .values(nudge_id=reminder_id, told_for=_TABLE.due_on)
        )

    def take_back(self, reminder_id: int) -> None:
        self._connection.execute(
            update(tasks).where(_TABLE.nudge_id == reminder_id).values(nudge_id=None, told_for=None)
        )

    def _all(self, statement: Select[Any]) -> list[Task]:
        return [_task(row) for row in self._connection.execute(statement)]


def _of(owner: Owner) -> Select[Any]:
    mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id)
    return select(*_COLUMNS).select_from(_WITH_CONTACTS).where(*mine)


def _task(row: AnyRow | Sequence[Any]) -> Task:
    task_id, kind, text, due_on, state, interview_id, closed_at, written_at, told_for = row[len(COLUMNS) :]
    return Task(
        id=task_id,
        contact=contact_of(row),
        kind=TaskKind(kind),
        text=text,
        due_on=due_on,
        state=TaskState(state),
        interview_id=interview_id,
        closed_at=closed_at,
        written_at=written_at,
        told_for=told_for,
    )
