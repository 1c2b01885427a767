"""People in SQL: finding them, what is next about each, and changing what is known of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Executable,
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from core.errors import NotYours
from core.match_keys import search_key
from core.model import Owner, ReminderKind, ThankYou
from core.next_action import Asked, Plans
from core.no_reply_rules import Absence
from core.nudges import Keeping
from core.outreach import ASKS
from core.outreaches import OutreachState
from core.people import PersonRecord
from core.people_query import PeopleQuery
from core.thank_you_rules import STILL_WORTH_SENDING
from storage import merging
from storage.columns import AnyRow
from storage.contacts import COLUMNS, SqlContacts, contact_of
from storage.dialects import PerDialect, Spelling
from storage.likeness import SearchKeys, ranked
from storage.referrals import is_asked
from storage.share_keys import follow
from storage.tables import (
    contact_tags,
    contacts,
    interviews,
    introductions,
    outreaches,
    referrals,
    scheduled_interviews,
)

_KEEPING = (
    contacts.c.cadence_days,
    contacts.c.touched_at,
    contacts.c.snoozed_until,
    contacts.c.due_on,
    contacts.c.cadence_chosen,
)
_RECORD = (*COLUMNS, *_KEEPING, contacts.c.notes, contacts.c.archived_at)
_LAST_TOUCH = func.coalesce(contacts.c.touched_at, contacts.c.created_at, type_=contacts.c.created_at.type)
_SCHEDULED = "scheduled"

_ABOUT = {
    "interview": interviews,
    "scheduled": scheduled_interviews,
    "outreach": outreaches,
    "introduction": introductions,
}
"""Where what reminders are about stands; ReminderKind names it."""


def _mine(table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a SQLAlchemy table
    return table.c.team_id == bindparam("team"), table.c.user_id == bindparam("user")


def _owed(spelling: Spelling) -> Executable:
    ended_at = func.min(interviews.c.ended_at, type_=interviews.c.ended_at.type)
    return (
        select(interviews.c.contact_id, ended_at)
        .where(
            *_mine(interviews),
            spelling.among(interviews.c.contact_id, "ids"),
            interviews.c.thank_you == ThankYou.DUE.value,
            interviews.c.ended_at > bindparam("after"),
        )
        .group_by(interviews.c.contact_id)
    )


def _agreed(spelling: Spelling) -> Executable:
    table = scheduled_interviews.c
    return (
        select(table.contact_id, table.starts_at, table.ends_at)
        .where(
            *_mine(scheduled_interviews), spelling.among(table.contact_id, "ids"), table.state == _SCHEDULED
        )
        .order_by(table.starts_at)
    )


def _asked(spelling: Spelling) -> Executable:
    table = outreaches.c
    return (
        select(table.contact_id, table.sent_at, table.followed_up_at, table.away_since, table.away_until)
        .where(
            *_mine(outreaches),
            spelling.among(table.contact_id, "ids"),
            table.state == OutreachState.SENT.value,
            table.situation.in_([situation.value for situation in ASKS]),
            # Whoever has talked with them since waits for no reply.
            ~exists().where(
                interviews.c.contact_id == table.contact_id, interviews.c.ended_at >= table.sent_at
            ),
        )
        .order_by(table.sent_at)
    )


def _turn(spelling: Spelling) -> Executable:
    table = contacts.c
    return select(table.id, table.due_on).where(
        *_mine(contacts), spelling.among(table.id, "ids"), table.due_on.is_not(None)
    )


def _referred(spelling: Spelling) -> Executable:
    """From which day on each is to be asked, and somebody told of them."""
    table = referrals.c
    referrer = contacts.alias("referrer")
    is_here = contacts.c.archived_at.is_(None)
    told = is_here & referrer.c.archived_at.is_(None)
    return (
        select(
            table.contact_id,
            func.min(case((is_here & ~is_asked(), table.ask_on)), type_=Date()),
            func.min(case((told, table.tell_on)), type_=Date()),
        )
        .select_from(
            referrals.join(contacts, contacts.c.id == table.contact_id).join(
                referrer, referrer.c.id == table.referrer_id
            )
        )
        .where(*_mine(contacts), spelling.among(table.contact_id, "ids"))
        .group_by(table.contact_id)
    )


_OWED, _AGREED, _ASKED, _TURN = map(PerDialect, (_owed, _agreed, _asked, _turn))
_REFERRED = PerDialect(_referred)


class SqlPeople:
    """See core.ports.people.People."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, owner: Owner, query: PeopleQuery, quiet_since: datetime | None) -> list[int]:
        rows = self._connection.execute(_filtered(owner, query, quiet_since)).all()
        if query.organisation:
            keys = {text: search_key(text) for text in {row.organisation for row in rows}}
            there = {row.id: SearchKeys(keys[row.organisation], "", "") for row in rows}
            at_it = set(ranked(query.organisation, there))
            rows = [row for row in rows if row.id in at_it]
        if not query.words:
            return [row.id for row in rows]
        keyed = {row.id: SearchKeys(row.name_key, row.affiliation_key, row.email_key) for row in rows}
        return ranked(query.words, keyed)

    def plans(self, owner: Owner, contact_ids: Sequence[int], now: datetime) -> dict[int, Plans]:
        def rows(statement: PerDialect[Executable], **more: datetime) -> Sequence[AnyRow]:
            given = {"team": owner.team_id, "user": owner.user_id, "ids": contact_ids, **more}
            return self._connection.execute(statement.on(self._connection), given).all()

        owed = dict(map(tuple, rows(_OWED, after=now - STILL_WORTH_SENDING)))
        talks: dict[int, tuple[datetime, datetime]] = {}
        for each, starts_at, ends_at in rows(_AGREED):
            if each not in talks or talks[each][1] <= now:
                talks[each] = starts_at, ends_at
        asked = {each: _open_ask(*ask) for each, *ask in rows(_ASKED)}
        turns = dict(map(tuple, rows(_TURN)))
        days = {each: referred for each, *referred in rows(_REFERRED)}
        return {
            each: Plans(
                owed.get(each), talks.get(each), asked.get(each), turns.get(each), *days.get(each, ())
            )
            for each in {*owed, *talks, *asked, *turns, *days}
        }

    def record(self, owner: Owner, contact_id: int) -> PersonRecord:
        found = self.records(owner, [contact_id])
        if not found:
            raise NotYours
        return found[0]

    def records(self, owner: Owner, contact_ids: Sequence[int]) -> list[PersonRecord]:
        tagged = defaultdict[int, list[str]](list)
        tags = select(contact_tags.c.contact_id, contact_tags.c.tag).order_by(contact_tags.c.tag)
        for each, tag in self._connection.execute(tags.where(contact_tags.c.contact_id.in_(contact_ids))):
            tagged[each].append(tag)
        rows = self._connection.execute(select(*_RECORD).where(*_of(owner), contacts.c.id.in_(contact_ids)))
        found = {row.id: _record(row, tagged[row.id]) for row in rows}
        return [found[each] for each in contact_ids if each in found]

    def describe(self, owner: Owner, contact_id: int, tags: Sequence[str], notes: str) -> None:
        self._set(owner, contact_id, notes=notes)
        self._connection.execute(delete(contact_tags).where(contact_tags.c.contact_id == contact_id))
        if tags:
            rows = [{"contact_id": contact_id, "tag": tag} for tag in tags]
            self._connection.execute(insert(contact_tags), rows)

    def archive(self, owner: Owner, contact_id: int, at: datetime | None) -> None:
        self._set(owner, contact_id, archived_at=at)
        follow(self._connection, contact_id)

    def reminded_of(self, owner: Owner, contact_id: int) -> list[tuple[ReminderKind, int]]:
        themselves = self._connection.execute(
            select(contacts.c.id).where(*_of(owner), contacts.c.id == contact_id)
        ).scalars()
        kinds = [kind for kind in ReminderKind if kind.subject == "contact"]
        about = [(kind, each) for each in themselves for kind in kinds]
        for kind in (kind for kind in ReminderKind if kind.subject in _ABOUT):
            table = _ABOUT[kind.subject].c
            mine = select(table.id).where(
                table.team_id == owner.team_id,
                table.user_id == owner.user_id,
                table.contact_id == contact_id,
            )
            about += [(kind, each) for each in self._connection.execute(mine).scalars()]
        return about

    def merge(self, owner: Owner, contact_id: int, other_id: int) -> list[str]:
        for each in (contact_id, other_id):
            SqlContacts(self._connection).get(owner, each)
        left_over = merging.move_all(self._connection, contact_id, other_id)
        self.remove(owner, other_id)
        return left_over

    def remove(self, owner: Owner, contact_id: int) -> None:
        gone = delete(contacts).where(*_of(owner), contacts.c.id == contact_id)
        if self._connection.execute(gone).rowcount == 0:
            raise NotYours

    def _set(self, owner: Owner, contact_id: int, **values: object) -> None:
        changed = update(contacts).where(*_of(owner), contacts.c.id == contact_id).values(values)
        if self._connection.execute(changed).rowcount == 0:
            raise NotYours


def _filtered(owner: Owner, query: PeopleQuery, quiet_since: datetime | None) -> Select[Any]:
    """All that the database can tell by itself."""
    columns = [contacts.c.id, contacts.c.name_key, contacts.c.affiliation_key, contacts.c.email_key]
    archived = contacts.c.archived_at.is_not(None)
    statement = select(*columns, contacts.c.organisation).where(
        *_of(owner), archived if query.archived else ~archived
    )
    for tag in query.tags:
        tagged = select(contact_tags.c.contact_id).where(contact_tags.c.tag == tag)
        statement = statement.where(contacts.c.id.in_(tagged))
    if quiet_since:
        statement = statement.where(quiet_since >= _LAST_TOUCH).order_by(_LAST_TOUCH)
    return statement.order_by(contacts.c.name_key, contacts.c.id)


def _of(owner: Owner) -> tuple[Any, Any]:
    return contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id


def _open_ask(
    sent_at: datetime, followed_up_at: datetime | None, away_since: datetime | None, until: date | None
) -> Asked:
    absence = Absence(away_since, until) if away_since and until else None
    return Asked(sent_at, followed_up_at, absence)


def _record(row: AnyRow, tags: Sequence[str]) -> PersonRecord:
    keeping = Keeping(
        row.cadence_days,
        row.touched_at,
        row.snoozed_until,
        row.due_on,
        row.archived_at is not None,
        row.cadence_chosen,
    )
    return PersonRecord(contact_of(row), tuple(tags), keeping, row.notes, row.archived_at)
