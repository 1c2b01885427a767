"""Keeping in touch in SQL: the clock of each contact, and whom which nudge has named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Executable,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    union_all,
    update,
)

from core.errors import NotYours
from core.model import Contact, ContactDetails, Owner, ReminderKind, ReminderState, ThankYou
from core.news import NoteState
from core.nudges import DueContact, Keeping
from core.outreaches import OutreachState
from storage.dialects import PerDialect, Spelling, insert_or_ignore
from storage.nudge_context import NudgeContext, read_context
from storage.tables import (
    contacts,
    interviews,
    news_notes,
    nudges,
    outreaches,
    reminders,
    reminders_done,
    scheduled_interviews,
    touches,
)

_KEEPING = (
    contacts.c.cadence_days,
    contacts.c.touched_at,
    contacts.c.snoozed_until,
    contacts.c.due_on,
    contacts.c.archived_at.is_not(None).label("is_archived"),
    contacts.c.cadence_chosen,
)
_NAMED = (
    contacts.c.id,
    contacts.c.name,
    contacts.c.organisation,
    contacts.c.role,
    contacts.c.email,
)
_DUE_ON = len(_NAMED) + 3
_TOLD_FOR_THIS_DAY = and_(nudges.c.contact_id == contacts.c.id, nudges.c.due_on == contacts.c.due_on)


def _of_reminders(spelling: Spelling) -> Executable:
    """The first few people of each reminder's owner."""
    mine = and_(contacts.c.team_id == reminders.c.team_id, contacts.c.user_id == reminders.c.user_id)
    told_by_another = nudges.c.reminder_id != reminders.c.id
    place = func.row_number().over(
        partition_by=reminders.c.id,
        order_by=(nudges.c.reminder_id.is_(None), contacts.c.due_on, contacts.c.id),
    )
    ranked = (
        select(reminders.c.id.label("reminder_id"), *_NAMED, *_KEEPING, place.label("place"))
        .select_from(reminders.join(contacts, mine).outerjoin(nudges, _TOLD_FOR_THIS_DAY))
        .where(
            spelling.among(reminders.c.id, "ids"),
            contacts.c.due_on <= bindparam("by", type_=Date),
            told_by_another.is_not(True),
        )
        .subquery()
    )
    return select(*ranked.c).where(ranked.c.place <= bindparam("most")).order_by(ranked.c.place)


_OF_REMINDERS = PerDialect(_of_reminders)


class SqlNudges:
    """See core.ports.keeping.Nudges."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keeping(self, owner: Owner, contact_id: int) -> Keeping:
        one = select(*_KEEPING).where(*_is(owner, contact_id))
        row = self._connection.execute(one).one_or_none()
        if row is None:
            raise NotYours
        return Keeping(*row)

    def keep(self, owner: Owner, contact_id: int, keeping: Keeping) -> None:
        statement = (
            update(contacts)
            .where(*_is(owner, contact_id))
            .values(
                cadence_days=keeping.cadence_days,
                touched_at=keeping.touched_at,
                snoozed_until=keeping.snoozed_until,
                due_on=keeping.due_on,
                cadence_chosen=keeping.is_chosen,
            )
        )
        self._connection.execute(statement)

    def kept(self, owner: Owner) -> dict[int, Keeping]:
        some = select(contacts.c.id, *_KEEPING).where(*_of(owner), contacts.c.cadence_days.is_not(None))
        return {contact_id: Keeping(*clock) for contact_id, *clock in self._connection.execute(some)}

    def touch(self, owner: Owner, contact_id: int, at: datetime, note: str = "") -> None:
        self.keeping(owner, contact_id)
        self._connection.execute(insert(touches).values(contact_id=contact_id, touched_at=at, note=note))

    def notes_between(self, owner: Owner, contact_id: int, first: datetime, last: datetime) -> list[str]:
        self.keeping(owner, contact_id)
        near = select(touches.c.note).where(
            touches.c.contact_id == contact_id, touches.c.touched_at.between(first, last)
        )
        return list(self._connection.execute(near).scalars())

    def last_touch(self, owner: Owner, contact_id: int) -> datetime | None:
        every = union_all(
            select(touches.c.touched_at.label("at")).where(touches.c.contact_id == contact_id),
            select(interviews.c.ended_at).where(
                interviews.c.contact_id == contact_id,
                interviews.c.team_id == owner.team_id,
                interviews.c.user_id == owner.user_id,
            ),
            select(interviews.c.thank_you_closed_at).where(
                interviews.c.contact_id == contact_id,
                interviews.c.team_id == owner.team_id,
                interviews.c.user_id == owner.user_id,
                interviews.c.thank_you == ThankYou.SENT.value,
            ),
            # Agreeing on a time is being in touch.
            select(scheduled_interviews.c.scheduled_at).where(
                scheduled_interviews.c.contact_id == contact_id,
                scheduled_interviews.c.team_id == owner.team_id,
                scheduled_interviews.c.user_id == owner.user_id,
            ),
            select(news_notes.c.closed_at).where(
                news_notes.c.contact_id == contact_id, news_notes.c.state == NoteState.SENT.value
            ),
            *_asked(owner, contact_id),
        ).subquery()
        latest = select(func.max(every.c.at, type_=touches.c.touched_at.type))
        return self._connection.execute(latest).scalar_one_or_none()

    def first_due_on(self, owner: Owner) -> date | None:
        first = (
            select(func.min(contacts.c.due_on, type_=Date))
            .select_from(contacts.outerjoin(nudges, _TOLD_FOR_THIS_DAY))
            .where(*_of(owner), nudges.c.contact_id.is_(None))
        )
        return self._connection.execute(first).scalar_one_or_none()

    def due(self, owner: Owner, today: date, limit: int) -> tuple[list[DueContact], int]:
        ready = (*_of(owner), contacts.c.due_on <= today)
        counted = select(func.count()).select_from(contacts).where(*ready)
        first = select(*_NAMED, *_KEEPING).where(*ready).order_by(contacts.c.due_on, contacts.c.id)
        rows = self._connection.execute(first.limit(limit)).all()
        people = [_due_contact(row, row.due_on) for row in rows]
        return people, self._connection.execute(counted).scalar_one()

    def last_told_at(self, owner: Owner) -> datetime | None:
        under_way = select(reminders.c.sending_at.label("at")).where(*_mornings(reminders, owner))
        sent = select(reminders_done.c.finished_at).where(
            *_mornings(reminders_done, owner), reminders_done.c.state == ReminderState.SENT.value
        )
        both = union_all(under_way, sent).subquery()
        last = select(func.max(both.c.at, type_=reminders.c.sending_at.type))
        return self._connection.execute(last).scalar_one_or_none()

    def named_at(self, owner: Owner, contact_id: int) -> datetime | None:
        last = (
            select(func.max(nudges.c.told_at, type_=nudges.c.told_at.type))
            .select_from(nudges.join(contacts, contacts.c.id == nudges.c.contact_id))
            .where(*_is(owner, contact_id))
        )
        return self._connection.execute(last).scalar_one_or_none()

    def of_reminders(self, ids: Sequence[int], by: date, at_most: int) -> dict[int, list[DueContact]]:
        given = {"ids": ids, "by": by, "most": at_most}
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), given).all()
        context = read_context(self._connection, [row[1] for row in rows])
        named: dict[int, list[DueContact]] = defaultdict(list)
        for reminder_id, *person, _place in rows:
            due = _due_contact(person, person[_DUE_ON])
            named[reminder_id].append(_with_context(due, reminder_id, context))
        return named

    def told_in(self, owner: Owner, reminder_id: int) -> list[DueContact]:
        told = (
            select(*_NAMED, *_KEEPING, nudges.c.due_on.label("named_for"))
            .select_from(contacts.join(nudges, nudges.c.contact_id == contacts.c.id))
            .where(*_of(owner), nudges.c.reminder_id == reminder_id)
            .order_by(nudges.c.due_on, contacts.c.id)
        )
        people = [_due_contact(row[:-1], row[-1]) for row in self._connection.execute(told)]
        context = read_context(self._connection, [person.contact.id for person in people])
        return [_with_context(person, reminder_id, context) for person in people]

    def tell(self, reminder_id: int, people: Sequence[DueContact], now: datetime) -> None:
        named = [
            {"contact_id": one.contact.id, "due_on": one.due_on, "reminder_id": reminder_id, "told_at": now}
            for one in people
        ]
        if named:
            self._connection.execute(insert_or_ignore(self._connection, nudges), named)

    def take_back(self, reminder_id: int) -> None:
        self._connection.execute(delete(nudges).where(nudges.c.reminder_id == reminder_id))


def _asked(owner: Owner, contact_id: int) -> list[Select[Any]]:
    """When they were written to, and when they answered."""
    table = outreaches.c
    mine = (table.contact_id == contact_id, table.team_id == owner.team_id, table.user_id == owner.user_id)
    answered = table.state == OutreachState.ANSWERED.value
    return [
        select(table.sent_at).where(*mine),
        select(table.followed_up_at).where(*mine),
        select(table.closed_at).where(*mine, answered),
    ]


def _of(owner: Owner) -> tuple[Any, Any]:
    return contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id


def _mornings(table: Table, owner: Owner) -> tuple[Any, ...]:
    """The member's nudges, waiting or finished, whether they name people or tasks."""
    mine = (table.c.team_id == owner.team_id, table.c.user_id == owner.user_id)
    return (*mine, table.c.kind == ReminderKind.KEEP_IN_TOUCH.value)


def _is(owner: Owner, contact_id: int) -> tuple[Any, ...]:
    return (*_of(owner), contacts.c.id == contact_id)


def _due_contact(row: Sequence[Any], due_on: date) -> DueContact:
    contact_id, name, organisation, role, email, *clock = row
    contact = Contact(contact_id, ContactDetails(name, organisation, role, email))
    return DueContact(contact, due_on, Keeping(*clock))


def _with_context(person: DueContact, reminder_id: int, context: NudgeContext) -> DueContact:
    contact_id = person.contact.id
    talk = context.talks.get(contact_id)
    return replace(
        person,
        last_talk=talk,
        noted=context.noted.get(contact_id),
        settled=context.settled[talk.id] if talk else (),
        named_at=context.named_before(contact_id, reminder_id),
    )
