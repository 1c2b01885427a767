"""A member's counts in SQL. What counts is defined in ``core.stats``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
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
from storage.tables import contacts, interviews, outreaches, referrals, scheduled_interviews

_SINCE = bindparam("since", type_=interviews.c.ended_at.type)
_ARE_ASKS = outreaches.c.situation.in_([situation.value for situation in ASKS])


def _mine(table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a SQLAlchemy table
    return table.c.team_id == bindparam("team"), table.c.user_id == bindparam("user")


def _first_asks() -> Subquery:
    """The situation of the first ask to each person."""
    table = outreaches.c
    place = func.row_number().over(partition_by=table.contact_id, order_by=(table.sent_at, table.id))
    asks = (
        select(table.contact_id, table.situation, place.label("place"))
        .where(*_mine(outreaches), _ARE_ASKS, table.sent_at.is_not(None))
        .subquery()
    )
    return select(asks.c.contact_id, asks.c.situation).where(asks.c.place == 1).subquery("first_asks")


def _asked() -> Subquery:
    """Who was asked, and whether they answered."""
    table, talks, agreed = outreaches.c, interviews.c, scheduled_interviews.c
    answered = or_(
        table.state == OutreachState.ANSWERED.value,
        exists().where(talks.contact_id == table.contact_id, talks.ended_at >= table.sent_at),
        exists().where(agreed.contact_id == table.contact_id, agreed.scheduled_at >= table.sent_at),
    )
    return (
        select(table.contact_id, func.max(case((answered, 1), else_=0)).label("answered"))
        .where(*_mine(outreaches), _ARE_ASKS, table.sent_at >= _SINCE)
        .group_by(table.contact_id)
        .subquery("asked")
    )


def _talks(spelling: Spelling) -> Subquery:
    """How many talks there were with each person, and how many of them were thanked for."""
    table = interviews.c
    sent = table.thank_you == ThankYou.SENT.value
    in_time = and_(sent, table.thank_you_closed_at <= spelling.days_after(table.ended_at, DUE_WITHIN.days))
    return (
        select(
            table.contact_id,
            func.count().label("talked"),
            func.sum(case((sent, 1), else_=0)).label("thanked"),
            func.sum(case((in_time, 1), else_=0)).label("in_time"),
        )
        .where(*_mine(interviews), table.ended_at >= _SINCE)
        .group_by(table.contact_id)
        .subquery("talks")
    )


def _naming() -> Subquery:
    """How many people each person named."""
    table = referrals.c
    return (
        select(table.referrer_id.label("contact_id"), func.count().label("names"))
        .select_from(referrals.join(contacts, contacts.c.id == table.referrer_id))
        .where(*_mine(contacts), table.referred_at >= _SINCE)
        .group_by(table.referrer_id)
        .subquery("naming")
    )


def _tallied(spelling: Spelling) -> Executable:
    first, asked, talks, naming = _first_asks(), _asked(), _talks(spelling), _naming()
    people: Any = contacts
    for each in (first, asked, talks, naming):
        people = people.outerjoin(each, each.c.contact_id == contacts.c.id)
    summed = (asked.c.answered, talks.c.talked, talks.c.thanked, talks.c.in_time, naming.c.names)
    return (
        select(
            contacts.c.field,
            first.c.situation,
            func.count(asked.c.contact_id),
            *(func.coalesce(func.sum(each), 0) for each in summed),
        )
        .select_from(people)
        .where(
            *_mine(contacts),
            or_(*(each.c.contact_id.is_not(None) for each in (asked, talks, naming))),
        )
        .group_by(contacts.c.field, first.c.situation)
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
    """See core.ports.Tallies."""

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

    def _rows(self, statement: Executable, owner: Owner, **given: datetime) -> Sequence[AnyRow]:
        mine = {"team": owner.team_id, "user": owner.user_id, **given}
        return self._connection.execute(statement, mine).all()


def _reflection(energy: int | None, curiosity: int | None) -> Reflection:
    return Reflection(
        Energy(energy) if energy is not None else None,
        Curiosity(curiosity) if curiosity is not None else None,
    )
