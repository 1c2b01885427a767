"""A cohort's week in SQL, counted over all its members, and the digests that tell of it.

What counts is defined in ``core.digest``. Each count comes with how many different members it is from.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
    update,
)

from core.digest import UNCERTAIN, Tally, What
from core.model import Owner, ReminderKind, ReminderState, ThankYou
from core.outreach import ASKS, Situation
from core.programme import Progress
from core.thank_you_rules import DUE_WITHIN
from storage.dialects import PerDialect, Spelling
from storage.reminder_history import put_back
from storage.tables import (
    cohort_asks,
    cohort_members,
    cohort_takeaways,
    contacts,
    interviews,
    outreaches,
    reminders,
    reminders_done,
)

_TEAM = bindparam("team", type_=String)
_SINCE = bindparam("since", type_=interviews.c.ended_at.type)
_UNTIL = bindparam("until", type_=interviews.c.ended_at.type)
_ARE_ASKS = outreaches.c.situation.in_([situation.value for situation in ASKS])
_COLD = Situation.COLD.value
_COHORT = 0
"""The subject of a digest in the channel."""


def _within(instant: Any) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    return and_(instant >= _SINCE, instant < _UNTIL)


def _talk(table: Any) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    """A talk with several people is stored once for each of them, under one word of the member's own."""
    one = case((table.panel != "", table.panel), else_=cast(table.id, String))
    return table.user_id.concat(":").concat(one)


def _each(what: What, table: Any, key: Any, *conditions: Any) -> Select[Any]:  # noqa: ANN401
    """One row for each thing that counts, with whose it is; the same key twice is one."""
    counted = and_(
        cohort_members.c.team_id == table.c.team_id,
        cohort_members.c.user_id == table.c.user_id,
        cohort_members.c.is_counted,
    )
    return (
        select(
            literal(what.value, String).label("what"),
            cast(key, String).label("key"),
            cohort_members.c.user_id.label("user_id"),
        )
        .select_from(cohort_members.join(table, counted))
        .where(cohort_members.c.team_id == _TEAM, *conditions)
    )


def _fields(table: Any, *conditions: Any) -> Select[Any]:  # noqa: ANN401 - SQLAlchemy expressions
    """The fields of those asked, or talked with."""
    explored = _each(What.FIELDS, table, func.lower(contacts.c.field), contacts.c.field != "", *conditions)
    return explored.where(contacts.c.id == table.c.contact_id)


def _tallies(spelling: Spelling) -> Executable:
    asks, talks = outreaches.c, interviews.c
    asked = (_ARE_ASKS, _within(asks.sent_at))
    talked = _within(talks.ended_at)
    in_time = and_(
        talks.thank_you == ThankYou.SENT.value,
        talks.thank_you_closed_at <= spelling.days_after(talks.ended_at, DUE_WITHIN.days),
        _within(talks.thank_you_closed_at),
    )
    still_posted = (cohort_asks.c.posted_ts != "", cohort_asks.c.closed_at.is_(None))
    shared = cohort_takeaways.c
    still_shared = (shared.posted_ts != "", shared.withdrawn_at.is_(None), _within(shared.shared_at))
    told = union_all(
        _each(What.ASKS, outreaches, asks.contact_id, *asked),
        _each(What.STRANGERS, outreaches, asks.contact_id, asks.situation == _COLD, *asked),
        _each(What.TALKS, interviews, _talk(talks), talked),
        _each(What.THANKED, interviews, talks.id, in_time),
        _fields(outreaches, *asked),
        _fields(interviews, talked),
        _each(What.QUESTIONS, cohort_asks, cohort_asks.c.id, *still_posted),
        _each(What.TAKEAWAYS, cohort_takeaways, shared.id, *still_shared),
    ).subquery()
    number, members = func.count(told.c.key.distinct()), func.count(told.c.user_id.distinct())
    return select(told.c.what, number, members).group_by(told.c.what)


_TALLIES = PerDialect(_tallies)


def _progress() -> Select[Any]:
    """Of one member: people asked, those of them cold, and talks."""
    asks, talks = outreaches.c, interviews.c
    mine = (asks.team_id == _TEAM, asks.user_id == bindparam("user"))
    talked = (talks.team_id == _TEAM, talks.user_id == bindparam("user"), _within(talks.ended_at))
    cold = case((asks.situation == _COLD, asks.contact_id), else_=null())
    held = select(func.count(_talk(talks).distinct())).where(*talked).scalar_subquery()
    return select(func.count(asks.contact_id.distinct()), func.count(cold.distinct()), held).where(
        *mine, _ARE_ASKS, _within(asks.sent_at)
    )


_PROGRESS = _progress()


class SqlDigests:
    """See core.ports.cohort.Digests."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallies(self, team_id: str, since: datetime, until: datetime) -> dict[What, Tally]:
        given = {"team": team_id, "since": since, "until": until}
        rows = self._connection.execute(_TALLIES.on(self._connection), given)
        return {What(what): Tally(number, members) for what, number, members in rows}

    def progress(self, owner: Owner, since: datetime, until: datetime) -> Progress:
        given = {"team": owner.team_id, "user": owner.user_id, "since": since, "until": until}
        return Progress(*self._connection.execute(_PROGRESS, given).one())

    def waiting(self, team_id: str) -> dict[int, datetime]:
        hot = reminders.c
        pending = (*_of(reminders, team_id), hot.state == ReminderState.PENDING.value)
        rows = self._connection.execute(select(hot.id, hot.due_at).where(*pending).order_by(hot.due_at))
        return {row.id: row.due_at for row in rows}

    def next_occurrence(self, team_id: str) -> int:
        last = [
            self._connection.execute(
                select(func.max(table.c.occurrence)).where(*_of(table, team_id))
            ).scalar_one()
            for table in (reminders, reminders_done)
        ]
        return max(number or 0 for number in last) + 1

    def give_to(self, team_id: str, owner: Owner) -> None:
        pending = (reminders.c.state == ReminderState.PENDING.value, *_of(reminders, team_id))
        self._connection.execute(update(reminders).where(*pending).values(user_id=owner.user_id))

    def uncertain(self, team_id: str, since: datetime) -> dict[int, datetime]:
        done = reminders_done.c
        lately = select(done.id, done.finished_at).where(_uncertain(team_id), done.finished_at > since)
        rows = self._connection.execute(lately.order_by(done.finished_at.desc()))
        return {row.id: row.finished_at for row in rows}

    def again(self, team_id: str, reminder_id: int, now: datetime) -> bool:
        this = and_(_uncertain(team_id), reminders_done.c.id == reminder_id)
        return put_back(self._connection, this, now)


def _of(table: Any, team_id: str) -> tuple[Any, ...]:  # noqa: ANN401 - a SQLAlchemy table
    kind = ReminderKind.DIGEST.value
    return table.c.team_id == team_id, table.c.kind == kind, table.c.subject_id == _COHORT


def _uncertain(team_id: str) -> ColumnElement[bool]:
    done = reminders_done.c
    sent = done.state == ReminderState.SENT.value
    return and_(*_of(reminders_done, team_id), sent, done.reason == UNCERTAIN)
