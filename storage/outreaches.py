"""Outreaches in SQL: from the draft to the answer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Executable, Select, and_, exists, func, insert, or_, select, update

from core.errors import NotYours
from core.model import Contact, Owner, PostedMessage, ReminderKind
from core.no_reply_rules import Absence
from core.outreach import ASKS, Channel, Draft, Situation
from core.outreaches import Outreach, OutreachState, Unanswered
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import PerDialect, Spelling
from storage.tables import contacts, interviews, outreaches, reminders, scheduled_interviews

_TABLE = outreaches.c
_COLUMNS = (
    _TABLE.id,
    _TABLE.situation,
    _TABLE.channel,
    _TABLE.subject,
    _TABLE.text,
    _TABLE.state,
    _TABLE.drafted_at,
    _TABLE.sent_at,
    _TABLE.followed_up_at,
    _TABLE.closed_at,
    _TABLE.away_since,
    _TABLE.away_until,
    _TABLE.posted_channel,
    _TABLE.posted_ts,
    _TABLE.about_id,
)
_WITH_CONTACTS = outreaches.join(contacts, contacts.c.id == _TABLE.contact_id)
_ARE_ASKS = _TABLE.situation.in_([situation.value for situation in ASKS])
_AGREED_STATES = ("scheduled", "held")
OFFERED = 3
"""How many people of the same organisation are offered at most (our choice)."""


def _agreed() -> Any:  # noqa: ANN401 - a SQLAlchemy expression
    """Whether the two have agreed to talk, or talked, since the ask was sent."""
    planned, held = scheduled_interviews.c, interviews.c
    return or_(
        exists().where(
            planned.contact_id == _TABLE.contact_id,
            planned.state.in_(_AGREED_STATES),
            planned.scheduled_at >= _TABLE.sent_at,
        ),
        exists().where(held.contact_id == _TABLE.contact_id, held.ended_at >= _TABLE.sent_at),
    )


def _tried() -> Any:  # noqa: ANN401 - a SQLAlchemy expression
    """Whether somebody else of that organisation was asked since, or has agreed to talk."""
    other, asked, planned = contacts.alias("colleague"), outreaches.alias("later"), scheduled_interviews.c
    colleague = (
        other.c.team_id == contacts.c.team_id,
        other.c.user_id == contacts.c.user_id,
        contacts.c.organisation != "",
        func.lower(other.c.organisation) == func.lower(contacts.c.organisation),
        other.c.id != contacts.c.id,
    )
    return or_(
        exists().where(*colleague, asked.c.contact_id == other.c.id, asked.c.sent_at > _TABLE.sent_at),
        exists().where(*colleague, planned.contact_id == other.c.id, planned.state == _AGREED_STATES[0]),
        exists().where(
            *colleague, interviews.c.contact_id == other.c.id, interviews.c.ended_at > _TABLE.sent_at
        ),
    )


def _of_reminders(spelling: Spelling) -> Executable:
    about = and_(
        reminders.c.subject_id == _TABLE.id,
        reminders.c.team_id == _TABLE.team_id,
        reminders.c.user_id == _TABLE.user_id,
    )
    return (
        select(*COLUMNS, *_COLUMNS, contacts.c.archived_at.is_not(None), _agreed(), _tried(), reminders.c.id)
        .select_from(_WITH_CONTACTS.join(reminders, about))
        .where(spelling.among(reminders.c.id, "ids"), reminders.c.kind == ReminderKind.NO_REPLY.value)
    )


def _others(spelling: Spelling) -> Executable:
    """People of the organisation of each of these outreaches' contacts, who were never asked."""
    other, asked = contacts.alias("other"), outreaches.alias("asked")
    alike = and_(
        other.c.team_id == contacts.c.team_id,
        other.c.user_id == contacts.c.user_id,
        func.lower(other.c.organisation) == func.lower(contacts.c.organisation),
        other.c.id != contacts.c.id,
    )
    columns = [other.c[column.name] for column in COLUMNS]
    return (
        select(*columns, _TABLE.id)
        .select_from(_WITH_CONTACTS.join(other, alike))
        .where(
            spelling.among(_TABLE.id, "ids"),
            contacts.c.organisation != "",
            other.c.archived_at.is_(None),
            ~exists().where(asked.c.contact_id == other.c.id, asked.c.sent_at.is_not(None)),
            ~exists().where(interviews.c.contact_id == other.c.id),
        )
        .order_by(other.c.name_key, other.c.id)
    )


def _as_they_stand(spelling: Spelling) -> Executable:
    return select(*COLUMNS, *_COLUMNS).select_from(_WITH_CONTACTS).where(spelling.among(_TABLE.id, "ids"))


_OF_REMINDERS, _OTHERS, _AS_THEY_STAND = map(PerDialect, (_of_reminders, _others, _as_they_stand))


class SqlOutreaches:
    """See core.ports.asking.Outreaches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        owner: Owner,
        contact: Contact,
        draft: Draft,
        *,
        request_key: str,
        now: datetime,
        about_id: int | None = None,
    ) -> Outreach:
        statement = insert(outreaches).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            contact_id=contact.id,
            situation=draft.situation.value,
            channel=draft.channel.value,
            subject=draft.subject,
            text=draft.text,
            state=OutreachState.DRAFTED.value,
            drafted_at=now,
            about_id=about_id,
            request_key=request_key,
        )
        outreach_id = self._connection.execute(statement.returning(_TABLE.id)).scalar_one()
        return self.get(owner, outreach_id)

    def get(self, owner: Owner, outreach_id: int) -> Outreach:
        found = self._all(_of(owner).where(_TABLE.id == outreach_id))
        if not found:
            raise NotYours
        return found[0]

    def by_request(self, owner: Owner, request_key: str) -> Outreach | None:
        found = self._all(_of(owner).where(_TABLE.request_key == request_key))
        return found[0] if found else None

    def change(self, owner: Owner, outreach: Outreach) -> None:
        absence = outreach.absence
        values = {
            "state": outreach.state.value,
            "sent_at": outreach.sent_at,
            "followed_up_at": outreach.followed_up_at,
            "closed_at": outreach.closed_at,
            "away_since": absence.since if absence else None,
            "away_until": absence.until if absence else None,
        }
        self._set(owner, outreach.id, values)

    def rewrite(self, owner: Owner, outreach_id: int, subject: str, text: str) -> None:
        self._set(owner, outreach_id, {"subject": subject, "text": text})

    def posted_at(self, owner: Owner, outreach_id: int, where: PostedMessage) -> None:
        self._set(owner, outreach_id, {"posted_channel": where.channel, "posted_ts": where.ts})

    def drafts(self, owner: Owner, limit: int) -> list[Outreach]:
        unsent = _of(owner).where(_TABLE.state == OutreachState.DRAFTED.value)
        return self._all(unsent.order_by(_TABLE.drafted_at.desc(), _TABLE.id.desc()).limit(limit))

    def waiting(self, owner: Owner, limit: int | None = None) -> list[Outreach]:
        sent = _of(owner).where(
            _TABLE.state == OutreachState.SENT.value, _ARE_ASKS, contacts.c.archived_at.is_(None), ~_agreed()
        )
        return self._all(sent.order_by(_TABLE.sent_at, _TABLE.id).limit(limit))

    def open_asks(self, owner: Owner, contact_id: int) -> list[Outreach]:
        to_them = _of(owner).where(
            _TABLE.contact_id == contact_id, _TABLE.state == OutreachState.SENT.value, _ARE_ASKS
        )
        return self._all(to_them.order_by(_TABLE.sent_at.desc(), _TABLE.id.desc()))

    def answered(self, owner: Owner, contact_id: int, since: datetime) -> list[Outreach]:
        by_them = _of(owner).where(
            _TABLE.contact_id == contact_id,
            _TABLE.state == OutreachState.ANSWERED.value,
            _TABLE.closed_at >= since,
        )
        return self._all(by_them.order_by(_TABLE.id))

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Unanswered]:
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), {"ids": ids}).all()
        others = self._others([row[len(COLUMNS)] for row in rows])
        return {
            reminder_id: Unanswered(_outreach(row), tuple(others[row[len(COLUMNS)]]), agreed, archived, tried)
            for *row, archived, agreed, tried, reminder_id in rows
        }

    def with_others(self, owner: Owner, ids: Sequence[int]) -> dict[int, Unanswered]:
        mine = {outreach.id: outreach for outreach in self._all(_of(owner).where(_TABLE.id.in_(ids)))}
        others = self._others(list(mine))
        return {each: Unanswered(outreach, tuple(others[each])) for each, outreach in mine.items()}

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, Outreach]:
        rows = self._connection.execute(_AS_THEY_STAND.on(self._connection), {"ids": ids})
        return {row[len(COLUMNS)]: _outreach(row) for row in rows}

    def _others(self, outreach_ids: Sequence[int]) -> dict[int, list[Contact]]:
        named = defaultdict[int, list[Contact]](list)
        for *person, outreach_id in self._connection.execute(
            _OTHERS.on(self._connection), {"ids": outreach_ids}
        ):
            if len(named[outreach_id]) < OFFERED:
                named[outreach_id].append(contact_of(person))
        return named

    def _set(self, owner: Owner, outreach_id: int, values: dict[str, Any]) -> None:
        mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id, _TABLE.id == outreach_id)
        if self._connection.execute(update(outreaches).where(*mine).values(values)).rowcount == 0:
            raise NotYours

    def _all(self, statement: Select[Any]) -> list[Outreach]:
        return [_outreach(row) for row in self._connection.execute(statement)]


def _of(owner: Owner) -> Select[Any]:
    mine = (_TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id)
    return select(*COLUMNS, *_COLUMNS).select_from(_WITH_CONTACTS).where(*mine)


def _outreach(row: AnyRow | Sequence[Any]) -> Outreach:
    outreach_id, situation, channel, subject, text, state, *rest = row[len(COLUMNS) :]
    drafted_at, sent_at, followed_up_at, closed_at, away_since, away_until, *where, about_id = rest
    return Outreach(
        id=outreach_id,
        contact=contact_of(row),
        draft=Draft(Situation(situation), Channel(channel), subject, text),
        state=OutreachState(state),
        drafted_at=drafted_at,
        sent_at=sent_at,
        followed_up_at=followed_up_at,
        closed_at=closed_at,
        absence=_absence(away_since, away_until),
        posted=PostedMessage(*where),
        about_id=about_id,
    )


def _absence(since: datetime | None, until: date | None) -> Absence | None:
    return Absence(since, until) if since and until else None
