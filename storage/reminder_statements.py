"""The statements that every sweep runs: is anything due, claim it, move what is finished to the history.

Each is put together once: that costs several times what running it does.
"""

from typing import Any

from sqlalchemy import Executable, and_, bindparam, case, delete, exists, func, insert, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from core.model import ReminderKind, ReminderState
from storage.dialects import PerDialect, Spelling
from storage.tables import reminders, reminders_done

_HOT, _DONE = reminders.c, reminders_done.c
COLUMNS = (
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
PENDING = ReminderState.PENDING.value
ASIDE = "(not installed)"
"""Who holds the reminders of a workspace that Inroad was taken out of: nobody, until it is back."""

LANES = sorted({kind.lane for kind in ReminderKind})

_UNHELD = or_(_HOT.lease_until.is_(None), _HOT.lease_until <= bindparam("now"))
_FREE = and_(_HOT.due_at <= bindparam("now"), _UNHELD)
ANYTHING_DUE = select(or_(*(exists().where(_HOT.lane == lane, _FREE) for lane in LANES)))
NEXT_DUE = select(func.min(_HOT.due_at, type_=_HOT.due_at.type)).where(_HOT.state == PENDING)


def _held() -> ReturningUpdate[Any]:
    """They are this worker's until the lease ends."""
    held: dict[str, Any] = {"claimed_by": bindparam("worker"), "lease_until": bindparam("until")}
    return update(reminders).values(held).returning(*COLUMNS)


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
    fresh = _HOT.state == PENDING
    return (
        _held()
        .where(_HOT.id == due.c.id)
        .values(
            state=case((fresh, ReminderState.SENDING.value), else_=ReminderState.UNKNOWN.value),
            sending_at=case((fresh, bindparam("now")), else_=_HOT.sending_at),
        )
    )


CLAIM = _claim()


def _claim_along(spelling: Spelling) -> Executable:
    lead = reminders.alias("lead")
    alike = and_(*(lead.c[name] == _HOT[name] for name in ("team_id", "user_id", "kind")))
    along = (
        select(_HOT.id)
        .join_from(reminders, lead, alike)
        .where(
            spelling.among(lead.c.id, "ids"), _HOT.state == PENDING, _HOT.due_at <= bindparam("by"), _UNHELD
        )
        .with_for_update(skip_locked=True, of=reminders)
        .cte("along")
    )
    taken = {"state": ReminderState.SENDING.value, "sending_at": bindparam("now")}
    return _held().where(_HOT.id.in_(select(along.c.id))).values(taken)


CLAIM_ALONG = PerDialect(_claim_along)


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


OVERTAKEN = PerDialect(_overtaken)


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


MOVE = PerDialect(_move)
