"""A member's counts in SQL. What counts is defined in ``core.stats``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)

from core.errors import NotYours
from core.fit import Curiosity, Energy, Reflection
from core.model import Owner, ThankYou
from core.outreach import ASKS, Situation
from core.outreaches import OutreachState
from core.stats import Counts, Tallied
from core.thank_you_rules import DUE_WITHIN
from storage.columns import AnyRow
from storage.dialects import PerDialect, Spelling
from storage.share_keys import follow
from storage.tables import contacts, interviews, outreaches, referrals, scheduled_interviews

_SINCE = bindparam("since", type_=interviews.c.ended_at.type)
_ARE_ASKS = outreaches.c.situation.in_([situation.value for situation in ASKS])


def _mine(table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a SQLAlchemy table
    return table.c.team_id == bindparam("team"), table.c.user_id == bindparam("user")


_COUNTED = ("asked", "answered", "talked", "thanked", "in_time", "names")


def _row(contact_id: Any, situation: Any = None, **counts: Any) -> Select[Any]:  # noqa: ANN401 - SQL
    """What one of the queries below tells of a person: all of them have the same columns."""
    told = [counts.get(name, literal(0)).label(name) for name in _COUNTED]
    named = null() if situation is None else situation
    return select(contact_id.label("contact_id"), cast(named, String).label("situation"), *told)


def _first_asks() -> Select[Any]:
    """The situation of the first ask to each person."""
    table = outreaches.c
    place = func.row_number().over(partition_by=table.contact_id, order_by=(table.sent_at, table.id))
    asks = (
        select(table.contact_id, table.situation, place.label("place"))
        .where(*_mine(outreaches), _ARE_ASKS, table.sent_at.is_not(None))
        .subquery()
    )
    return _row(asks.c.contact_id, asks.c.situation).where(asks.c.place == 1)


def _asked() -> Select[Any]:
    """Who was asked, and whether they answered."""
    table, talks, agreed = outreaches.c, interviews.c, scheduled_interviews.c
    answered = or_(
        table.state == OutreachState.ANSWERED.value,
        exists().where(talks.contact_id == table.contact_id, talks.ended_at >= table.sent_at),
        exists().where(agreed.contact_id == table.contact_id, agreed.scheduled_at >= table.sent_at),
    )
    asked, one = literal(1), func.max(case((answered, 1), else_=0))
    return (
        _row(table.contact_id, asked=asked, answered=one)
        .where(*_mine(outreaches), _ARE_ASKS, table.sent_at >= _SINCE)
        .group_by(table.contact_id)
    )


def _talks(spelling: Spelling) -> Select[Any]:
    """The talks with each person, and how many of them were thanked for."""
    table = interviews.c
    sent = table.thank_you == ThankYou.SENT.value
    in_time = and_(sent, table.thank_you_closed_at <= spelling.days_after(table.ended_at, DUE_WITHIN.days))
    return _row(
        table.contact_id,
        talked=literal(1),
        thanked=case((sent, 1), else_=0),
        in_time=case((in_time, 1), else_=0),
    ).where(*_mine(interviews), table.ended_at >= _SINCE)


def _naming() -> Select[Any]:
    """Each person whom somebody named."""
    table = referrals.c
    return (
        _row(table.referrer_id, names=literal(1))
        .select_from(referrals.join(contacts, contacts.c.id == table.referrer_id))
        .where(*_mine(contacts), table.referred_at >= _SINCE)
    )


def _tallied(spelling: Spelling) -> Executable:
    """Summed up for each person first, who has one field and one situation."""
    told = union_all(_first_asks(), _asked(), _talks(spelling), _naming()).subquery()
    sums = [func.sum(told.c[name]).label(name) for name in _COUNTED]
    people = (
        select(told.c.contact_id, func.max(told.c.situation).label("situation"), *sums)
        .group_by(told.c.contact_id)
        .having(func.sum(told.c.asked + told.c.talked + told.c.names) > 0)
        .subquery()
    )
    return (
        select(contacts.c.field, people.c.situation, *(func.sum(people.c[name]) for name in _COUNTED))
        .select_from(people.join(contacts, contacts.c.id == people.c.contact_id))
        .group_by(contacts.c.field, people.c.situation)
    )


_SAID = or_(interviews.c.energy.is_not(None), interviews.c.curiosity.is_not(None))
_TALK = case((interviews.c.panel != "", interviews.c.panel), else_=cast(interviews.c.id, String))
"""A talk with several people is stored once for each of them."""

_TALLIED = PerDialect(_tallied)
_REFLECTIONS = (
    select(contacts.c.field, _TALK.label("talk"), interviews.c.energy, interviews.c.curiosity)
    .select_from(interviews.join(contacts, contacts.c.id == interviews.c.contact_id))
    .where(*_mine(interviews), interviews.c.ended_at >= _SINCE, _SAID)
    .distinct()
    .order_by(contacts.c.field, _TALK)
)
_FIELDS = (
    select(contacts.c.field)
    .where(*_mine(contacts), contacts.c.field != "")
    .group_by(contacts.c.field)
    .order_by(func.count().desc(), contacts.c.field)
)


class SqlStats:
    """See core.ports.talking.Tallies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallied(self, owner: Owner, since: datetime) -> list[Tallied]:
        rows = self._rows(_TALLIED.on(self._connection), owner, since=since)
        return [
            Tallied(field, Situation(situation) if situation else None, Counts(*map(int, counts)))
            for field, situation, *counts in rows
        ]

    def reflections(self, owner: Owner, since: datetime) -> list[tuple[str, Reflection]]:
        rows = self._rows(_REFLECTIONS, owner, since=since)
        return [(field, _reflection(energy, curiosity)) for field, _talk, energy, curiosity in rows]

    def reflect(self, owner: Owner, interview_id: int, reflection: Reflection) -> Reflection:
        table = interviews.c
        mine = (table.team_id == owner.team_id, table.user_id == owner.user_id)
        one = select(table.panel, table.energy, table.curiosity).where(*mine, table.id == interview_id)
        row = self._connection.execute(one).one_or_none()
        if row is None:
            raise NotYours
        panel, energy, curiosity = row
        values = {"energy": reflection.energy or energy, "curiosity": reflection.curiosity or curiosity}
        same_talk = table.panel == panel if panel else table.id == interview_id
        self._connection.execute(update(interviews).where(*mine, same_talk).values(values))
        return _reflection(**values)

    def fields(self, owner: Owner) -> list[str]:
        return [row.field for row in self._rows(_FIELDS, owner)]

    def set_field(self, owner: Owner, contact_id: int, field: str) -> None:
        this = (contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id)
        changed = update(contacts).where(*this, contacts.c.id == contact_id).values(field=field)
        if self._connection.execute(changed).rowcount == 0:
            raise NotYours
        follow(self._connection, contact_id)

    def _rows(self, statement: Executable, owner: Owner, **given: datetime) -> Sequence[AnyRow]:
        mine = {"team": owner.team_id, "user": owner.user_id, **given}
        return self._connection.execute(statement, mine).all()


def _reflection(energy: int | None, curiosity: int | None) -> Reflection:
    return Reflection(
        Energy(energy) if energy is not None else None,
        Curiosity(curiosity) if curiosity is not None else None,
    )
