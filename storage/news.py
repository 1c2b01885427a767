"""News in SQL, the notes about them, and who helped."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Select,
    case,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from core.errors import NotYours
from core.model import Owner, PostedMessage
from core.news import Helper, News, NewsNote, NoteState, Part
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import PerDialect, Spelling
from storage.tables import contacts, interviews, news, news_notes, referrals

_NOTE = news_notes.c


def _written_down(spelling: Spelling) -> Executable:
    """What the member wrote down about each of these people, the oldest first."""
    table = interviews.c
    return (
        select(table.contact_id, table.advice, table.takeaway, table.said)
        .where(spelling.among(table.contact_id, "ids"))
        .order_by(table.ended_at, table.id)
    )


def _named(spelling: Spelling) -> Executable:
    """Whom each of these people named."""
    return (
        select(referrals.c.referrer_id, contacts.c.name)
        .select_from(referrals.join(contacts, contacts.c.id == referrals.c.contact_id))
        .where(spelling.among(referrals.c.referrer_id, "ids"))
        .order_by(referrals.c.referred_at, contacts.c.id)
    )


_WRITTEN_DOWN, _NAMED = map(PerDialect, (_written_down, _named))


class SqlNews:
    """See core.ports.keeping.NewsBook."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def helpers(self, owner: Owner, limit: int) -> list[Helper]:
        people = [contact_of(row) for row in self._connection.execute(_helpers(owner).limit(limit))]
        parts = self._parts([contact.id for contact in people])
        return [Helper(contact, parts[contact.id]) for contact in people]

    def parts(self, owner: Owner, contact_ids: Sequence[int]) -> dict[int, Part]:
        mine = select(contacts.c.id).where(*_of(owner, contacts), contacts.c.id.in_(contact_ids))
        return self._parts(self._connection.execute(mine).scalars().all())

    def add(
        self, owner: Owner, text: str, notes: Sequence[NewsNote], *, request_key: str, now: datetime
    ) -> News:
        values = {
            "team_id": owner.team_id,
            "user_id": owner.user_id,
            "text": text,
            "told_at": now,
            "request_key": request_key,
        }
        news_id = self._connection.execute(insert(news).values(values).returning(news.c.id)).scalar_one()
        rows = [
            {"news_id": news_id, "contact_id": note.contact.id, "place": place, **_values(note)}
            for place, note in enumerate(notes)
        ]
        self._connection.execute(insert(news_notes), rows)
        return self.get(owner, news_id)

    def get(self, owner: Owner, news_id: int) -> News:
        found = self._one(_mine(owner).where(news.c.id == news_id))
        if found is None:
            raise NotYours
        return found

    def by_request(self, owner: Owner, request_key: str) -> News | None:
        return self._one(_mine(owner).where(news.c.request_key == request_key))

    def unfinished(self, owner: Owner) -> News | None:
        left = exists().where(_NOTE.news_id == news.c.id, _NOTE.state == NoteState.DRAFTED.value)
        return self._one(_mine(owner).where(left).order_by(news.c.id.desc()).limit(1))

    def change(self, owner: Owner, news_id: int, note: NewsNote) -> None:
        self.get(owner, news_id)
        this = (_NOTE.news_id == news_id, _NOTE.contact_id == note.contact.id)
        if self._connection.execute(update(news_notes).where(*this).values(_values(note))).rowcount == 0:
            raise NotYours

    def posted_at(self, owner: Owner, news_id: int, where: PostedMessage) -> None:
        self.get(owner, news_id)
        values = {"posted_channel": where.channel, "posted_ts": where.ts}
        self._connection.execute(update(news).where(news.c.id == news_id).values(values))

    def _parts(self, contact_ids: Sequence[int]) -> dict[int, Part]:
        given = {"ids": list(contact_ids)}
        advised, taken = defaultdict[int, str](str), defaultdict[int, str](str)
        for each, advice, takeaway, said in self._rows(_WRITTEN_DOWN, given):
            advised[each] = advice.strip() or advised[each]
            # Of several people who were there, what this one said.
            taken[each] = said.strip() or takeaway.strip() or taken[each]
        named = defaultdict[int, list[str]](list)
        for each, name in self._rows(_NAMED, given):
            named[each].append(name)
        return {each: Part(advised[each], taken[each], tuple(named[each])) for each in contact_ids}

    def _one(self, statement: Select[Any]) -> News | None:
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            return None
        notes = (
            select(*COLUMNS, _NOTE.subject, _NOTE.text, _NOTE.state, _NOTE.closed_at)
            .select_from(news_notes.join(contacts, contacts.c.id == _NOTE.contact_id))
            .where(_NOTE.news_id == row.id)
            .order_by(_NOTE.place, contacts.c.id)
        )
        return News(
            id=row.id,
            owner=Owner(row.team_id, row.user_id),
            text=row.text,
            told_at=row.told_at,
            notes=tuple(map(_note, self._connection.execute(notes))),
            posted=PostedMessage(row.posted_channel, row.posted_ts),
        )

    def _rows(self, statement: PerDialect[Executable], given: dict[str, list[int]]) -> Sequence[AnyRow]:
        return self._connection.execute(statement.on(self._connection), given).all()


def _helpers(owner: Owner) -> Select[Any]:
    """Those who gave advice or referred first, then the others talked with; of both the latest first."""
    table = interviews.c
    advised = func.max(case((table.advice != "", 1), else_=0))
    talks = (
        select(table.contact_id, func.max(table.ended_at).label("at"), advised.label("advised"))
        .where(*_of(owner, interviews))
        .group_by(table.contact_id)
        .subquery()
    )
    referring = (
        select(referrals.c.referrer_id, func.max(referrals.c.referred_at).label("at"))
        .select_from(referrals.join(contacts, contacts.c.id == referrals.c.referrer_id))
        .where(*_of(owner, contacts))
        .group_by(referrals.c.referrer_id)
        .subquery()
    )
    gave_more = or_(talks.c.advised == 1, referring.c.at.is_not(None))
    return (
        select(*COLUMNS)
        .select_from(
            contacts.outerjoin(talks, talks.c.contact_id == contacts.c.id).outerjoin(
                referring, referring.c.referrer_id == contacts.c.id
            )
        )
        .where(
            *_of(owner, contacts),
            contacts.c.archived_at.is_(None),
            or_(talks.c.at.is_not(None), referring.c.at.is_not(None)),
        )
        .order_by(
            case((gave_more, 0), else_=1),
            func.coalesce(talks.c.at, referring.c.at).desc(),
            contacts.c.id,
        )
    )


def _of(owner: Owner, table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a SQLAlchemy table
    return table.c.team_id == owner.team_id, table.c.user_id == owner.user_id


def _mine(owner: Owner) -> Select[Any]:
    return select(news).where(*_of(owner, news))


def _values(note: NewsNote) -> dict[str, object]:
    return {
        "subject": note.subject,
        "text": note.text,
        "state": note.state.value,
        "closed_at": note.closed_at,
    }


def _note(row: AnyRow) -> NewsNote:
    *person, subject, text, state, closed_at = row
    return NewsNote(contact_of(person), subject, text, NoteState(state), closed_at)
