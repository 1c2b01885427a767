"""One person's story, read from every table that tells a part of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from core.model import Owner, ThankYou
from core.news import NoteState
from core.outreach import ASKS, Situation
from core.outreaches import OutreachState
from core.timeline import Moment, What, newest_first
from storage.columns import AnyRow
from storage.contacts import COLUMNS, SqlContacts, contact_of
from storage.interviews import SqlInterviews
from storage.tables import contacts, news, news_notes, outreaches, referrals, scheduled_interviews, touches

_SCHEDULED, _HELD = "scheduled", "held"
_ASKS = {situation.value for situation in ASKS}


class SqlTimeline:
    """See core.ports.people.Timeline."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_contact(self, owner: Owner, contact_id: int) -> list[Moment]:
        SqlContacts(self._connection).get(owner, contact_id)
        return newest_first(
            [
                *self._talks(owner, contact_id),
                *self._asks(contact_id),
                *self._agreed(contact_id),
                *self._touches(contact_id),
                *self._news(contact_id),
                *self._referrals(contact_id),
            ]
        )

    def _talks(self, owner: Owner, contact_id: int) -> Iterator[Moment]:
        for interview in SqlInterviews(self._connection).with_contact(owner, contact_id):
            yield Moment(interview.ended_at, What.TALKED, interview=interview)
            if interview.thank_you is ThankYou.SENT and interview.thank_you_closed_at:
                yield Moment(interview.thank_you_closed_at, What.THANKED)

    def _asks(self, contact_id: int) -> Iterator[Moment]:
        table = outreaches.c
        for row in self._rows(select(outreaches).where(table.contact_id == contact_id)):
            if row.situation == Situation.FOLLOW_UP.value and row.followed_up_at:
                yield Moment(row.followed_up_at, What.FOLLOWED_UP, row.channel)
            elif row.sent_at and row.situation in _ASKS:
                yield Moment(row.sent_at, What.ASKED, row.channel)
            elif row.sent_at:
                yield Moment(row.sent_at, What.WROTE, row.channel)
            if row.sent_at and row.situation in _ASKS and row.closed_at:
                answered = row.state == OutreachState.ANSWERED.value
                yield Moment(row.closed_at, What.ANSWERED if answered else What.CLOSED)

    def _agreed(self, contact_id: int) -> Iterator[Moment]:
        """Those that were held stand in what was logged."""
        table = scheduled_interviews.c
        for row in self._rows(select(scheduled_interviews).where(table.contact_id == contact_id)):
            if row.state == _SCHEDULED:
                yield Moment(row.starts_at, What.AGREED, row.medium)
            elif row.interview_id is None and row.state != _HELD:
                yield Moment(row.starts_at, What.CALLED_OFF, row.state)

    def _touches(self, contact_id: int) -> Iterator[Moment]:
        table = touches.c
        for row in self._rows(select(touches).where(table.contact_id == contact_id)):
            yield Moment(row.touched_at, What.TOUCHED, row.note)

    def _news(self, contact_id: int) -> Iterator[Moment]:
        note = news_notes.c
        told = (
            select(news.c.text, note.closed_at)
            .select_from(news_notes.join(news, news.c.id == note.news_id))
            .where(note.contact_id == contact_id, note.state == NoteState.SENT.value)
        )
        for text, closed_at in self._rows(told):
            yield Moment(closed_at, What.TOLD_NEWS, text)

    def _referrals(self, contact_id: int) -> Iterator[Moment]:
        mine, other = referrals.c.contact_id, referrals.c.referrer_id
        for what, this, that in ((What.REFERRED_BY, mine, other), (What.REFERRED_TO, other, mine)):
            tied = (
                select(*COLUMNS, referrals.c.permission, referrals.c.referred_at)
                .select_from(referrals.join(contacts, contacts.c.id == that))
                .where(this == contact_id)
            )
            for row in self._rows(tied):
                yield Moment(row.referred_at, what, row.permission, other=contact_of(row))

    def _rows(self, statement: Select[Any]) -> Sequence[AnyRow]:
        return self._connection.execute(statement).all()
