"""Who named whom, whether their name may be used, and what came of it, in SQL."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from core.errors import NotYours
from core.model import Contact, Owner, ReminderKind
from core.network import Link, Network, Node, Standing
from core.outreach import ASKS
from core.outreaches import Permission, Referral
from core.referral import Named, Tie
from storage.contacts import COLUMNS, SqlContacts, contact_of
from storage.interviews import SqlInterviews
from storage.tables import contacts, interviews, outreaches, referrals, reminders, scheduled_interviews

_AGREED = ("scheduled", "held")
_ABOUT_NAMED = [kind.value for kind in ReminderKind if kind.subject == "contact"]


def _is_talked_with() -> ColumnElement[bool]:
    return exists().where(interviews.c.contact_id == contacts.c.id)


def is_asked() -> ColumnElement[bool]:
    """Whether a contact was asked, a talk is agreed with them, or the two have talked."""
    sent, agreed = outreaches.c, scheduled_interviews.c
    return or_(
        exists().where(
            sent.contact_id == contacts.c.id,
            sent.sent_at.is_not(None),
            sent.situation.in_([situation.value for situation in ASKS]),
        ),
        exists().where(agreed.contact_id == contacts.c.id, agreed.state.in_(_AGREED)),
        _is_talked_with(),
    )


_PEOPLE = select(
    *COLUMNS, contacts.c.archived_at.is_not(None).label("is_archived"), is_asked().label("is_asked")
)
_TIES = (
    select(*COLUMNS, referrals, contacts.c.archived_at.is_not(None).label("is_archived"))
    .select_from(referrals.join(contacts, contacts.c.id == referrals.c.referrer_id))
    .order_by(referrals.c.referred_at, referrals.c.referrer_id)
)


class SqlReferrals:
    """See core.ports.asking.Referrals. Both people are the member's own, or NotYours is raised."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contacts = SqlContacts(connection)

    def permission(self, owner: Owner, contact_id: int, referrer_id: int) -> Permission:
        found = [one for one in self.of(owner, contact_id) if one.referrer.id == referrer_id]
        return found[0].permission if found else Permission.NOT_ASKED

    def of(self, owner: Owner, contact_id: int) -> list[Referral]:
        return self._all(owner, referrals.c.contact_id, contact_id)

    def unasked(self, owner: Owner, referrer_id: int) -> list[Referral]:
        named = self._all(owner, referrals.c.referrer_id, referrer_id)
        return [one for one in named if one.permission is Permission.NOT_ASKED]

    def _all(self, owner: Owner, column: Column[Any], contact_id: int) -> list[Referral]:
        self._contacts.get(owner, contact_id)
        table = referrals.c
        rows = self._connection.execute(
            select(table.contact_id, table.referrer_id, table.permission)
            .where(column == contact_id)
            .order_by(table.referred_at, table.contact_id, table.referrer_id)
        ).all()
        return [Referral(*self._both(owner, to, by), Permission(said)) for to, by, said in rows]

    def record(
        self, owner: Owner, contact_id: int, referrer_id: int, permission: Permission, now: datetime
    ) -> Referral:
        contact, referrer = self._both(owner, contact_id, referrer_id)
        known = (referrals.c.contact_id == contact_id, referrals.c.referrer_id == referrer_id)
        changed = update(referrals).where(*known).values(permission=permission.value)
        if self._connection.execute(changed).rowcount == 0:
            self._add(contact_id, referrer_id, permission, now)
        return Referral(contact, referrer, permission)

    def change(self, owner: Owner, contact_id: int, tie: Tie) -> None:
        self._both(owner, contact_id, tie.referrer.id)
        changed = (
            update(referrals)
            .where(referrals.c.contact_id == contact_id, referrals.c.referrer_id == tie.referrer.id)
            .values(
                ask_on=tie.ask_on,
                tell_on=tie.tell_on,
                met_told_at=tie.met_told_at,
                result_told_at=tie.result_told_at,
                result=tie.result,
            )
        )
        if self._connection.execute(changed).rowcount == 0:
            raise NotYours

    def named(self, owner: Owner, contact_id: int) -> Named:
        self._contacts.get(owner, contact_id)
        return self._read([contact_id])[contact_id]

    def named_by(self, owner: Owner, referrer_id: int) -> list[Named]:
        self._contacts.get(owner, referrer_id)
        return self._in_order(select(referrals.c.contact_id).where(referrals.c.referrer_id == referrer_id))

    def to_ask(self, owner: Owner, limit: int) -> list[Named]:
        wanted = (referrals.c.ask_on.is_not(None), contacts.c.archived_at.is_(None), ~is_asked())
        return self._in_order(_of(owner).where(*wanted).limit(limit))

    def open(self, owner: Owner) -> list[Named]:
        return self._in_order(
            _of(owner).where(or_(referrals.c.ask_on.is_not(None), referrals.c.tell_on.is_not(None)))
        )

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Named]:
        mine = and_(contacts.c.team_id == reminders.c.team_id, contacts.c.user_id == reminders.c.user_id)
        due = (
            select(reminders.c.id, contacts.c.id)
            .select_from(reminders.join(contacts, and_(mine, contacts.c.id == reminders.c.subject_id)))
            .where(reminders.c.id.in_(ids), reminders.c.kind.in_(_ABOUT_NAMED))
        )
        about = dict(map(tuple, self._connection.execute(due)))
        named = self._read([*{*about.values()}])
        return {reminder_id: named[contact_id] for reminder_id, contact_id in about.items()}

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, Named]:
        return self._read(ids)

    def network(self, owner: Owner) -> Network:
        ends = select(referrals.c.contact_id).union(select(referrals.c.referrer_id))
        people = select(*COLUMNS, _is_talked_with(), is_asked()).where(
            contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id, contacts.c.id.in_(ends)
        )
        found = {row.id: _node(row) for row in self._connection.execute(people.order_by(contacts.c.id))}
        named = (
            select(referrals.c.referrer_id, referrals.c.contact_id)
            .select_from(referrals.join(contacts, contacts.c.id == referrals.c.contact_id))
            .where(contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id)
            .order_by(referrals.c.referred_at, referrals.c.referrer_id, referrals.c.contact_id)
        )
        return Network(found, [Link(*row) for row in self._connection.execute(named)])

    def _in_order(self, ids: Select[Any]) -> list[Named]:
        """The people of a statement that gives their ids, the earliest named first."""
        earliest = func.min(referrals.c.referred_at)
        grouped = ids.group_by(referrals.c.contact_id).order_by(earliest, referrals.c.contact_id)
        found = self._connection.execute(grouped).scalars().all()
        named = self._read(found)
        return [named[each] for each in found]

    def _read(self, contact_ids: Sequence[int]) -> dict[int, Named]:
        ties = defaultdict[int, list[Tie]](list)
        for row in self._connection.execute(_TIES.where(referrals.c.contact_id.in_(contact_ids))):
            ties[row.contact_id].append(_tie(row))
        talks = SqlInterviews(self._connection).last_with(contact_ids)
        rows = self._connection.execute(_PEOPLE.where(contacts.c.id.in_(contact_ids)))
        return {
            row.id: Named(
                contact_of(row), tuple(ties[row.id]), row.is_asked, row.is_archived, talks.get(row.id)
            )
            for row in rows
        }

    def _both(self, owner: Owner, contact_id: int, referrer_id: int) -> tuple[Contact, Contact]:
        if contact_id == referrer_id:
            raise NotYours
        return self._contacts.get(owner, contact_id), self._contacts.get(owner, referrer_id)

    def _add(self, contact_id: int, referrer_id: int, permission: Permission, now: datetime) -> None:
        values: dict[str, Any] = {
            "contact_id": contact_id,
            "referrer_id": referrer_id,
            "permission": permission.value,
            "referred_at": now,
        }
        self._connection.execute(insert(referrals).values(values))


def _of(owner: Owner) -> Select[Any]:
    """The ids of a member's people who were named, to be grouped."""
    return (
        select(referrals.c.contact_id)
        .select_from(referrals.join(contacts, contacts.c.id == referrals.c.contact_id))
        .where(contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id)
    )


def _tie(row: Any) -> Tie:  # noqa: ANN401 - a row
    return Tie(
        referrer=contact_of(row),
        permission=Permission(row.permission),
        referred_at=row.referred_at,
        ask_on=row.ask_on,
        tell_on=row.tell_on,
        met_told_at=row.met_told_at,
        result_told_at=row.result_told_at,
        result=row.result,
        is_archived=row.is_archived,
    )


def _node(row: Sequence[Any]) -> Node:
    *_, talked, asked = row
    contact = contact_of(row)
    standing = Standing.TALKED if talked else Standing.ASKED if asked else Standing.TO_ASK
    return Node(contact.id, contact.details.name, contact.details.affiliation, standing)
