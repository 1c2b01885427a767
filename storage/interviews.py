"""Interviews in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, or_, select, update

from core.errors import NotYours
from core.model import Contact, ContactDetails, Debrief, Interview, KeepInTouch, Owner, ReminderKind, ThankYou
from core.when import Span
from storage.columns import AnyRow
from storage.contacts import SqlContacts
from storage.dialects import PerDialect
from storage.same_talks import join_interviews
from storage.tables import contacts, interviews, reminders

_ONE_OF_THEM = interviews.alias("one_of_them")
_COLUMNS = (
    interviews.c.id,
    interviews.c.started_at,
    interviews.c.ended_at,
    interviews.c.logged_at,
    interviews.c.takeaway,
    interviews.c.advice,
    interviews.c.promise,
    interviews.c.referrals,
    interviews.c.notes,
    interviews.c.keep_in_touch,
    interviews.c.thank_you,
    interviews.c.thank_you_closed_at,
    interviews.c.thank_you_note,
    interviews.c.panel,
    interviews.c.panel_place,
    interviews.c.said,
    contacts.c.id.label("contact_id"),
    contacts.c.name,
    contacts.c.organisation,
    contacts.c.role,
    contacts.c.email,
    contacts.c.linkedin,
    contacts.c.field,
    or_(interviews.c.energy.is_not(None), interviews.c.curiosity.is_not(None)),
    contacts.c.archived_at.is_not(None),
)
_WITH_THEIR_CONTACTS = interviews.join(contacts, contacts.c.id == interviews.c.contact_id)
# Built once: putting a statement together costs several times what running it does.
_OF_OWNER = (
    select(*_COLUMNS)
    .select_from(_WITH_THEIR_CONTACTS)
    .where(interviews.c.team_id == bindparam("team"), interviews.c.user_id == bindparam("user"))
)
_NEWEST_FIRST = (interviews.c.ended_at.desc(), interviews.c.id.desc())
_ONE = _OF_OWNER.where(interviews.c.id == bindparam("interview"))
_BY_REQUEST = _OF_OWNER.where(interviews.c.request_key == bindparam("request"))
_OWING = _OF_OWNER.where(
    interviews.c.thank_you == ThankYou.DUE.value,
    interviews.c.ended_at > bindparam("after"),
    contacts.c.archived_at.is_(None),
).order_by(interviews.c.ended_at, interviews.c.id)
_LATEST = _OF_OWNER.order_by(*_NEWEST_FIRST).limit(bindparam("most"))
_WITH_CONTACT = _OF_OWNER.where(interviews.c.contact_id == bindparam("contact")).order_by(*_NEWEST_FIRST)
_OF_REMINDERS = PerDialect(
    lambda spelling: (
        select(*_COLUMNS, reminders.c.id.label("reminder_id"))
        .select_from(
            _WITH_THEIR_CONTACTS.join(
                reminders,
                and_(
                    reminders.c.subject_id == interviews.c.id,
                    reminders.c.team_id == interviews.c.team_id,
                    reminders.c.user_id == interviews.c.user_id,
                ),
            )
        )
        .where(spelling.among(reminders.c.id, "ids"), reminders.c.kind == ReminderKind.THANK_YOU.value)
    )
)
_WITH_CONTACTS = PerDialect(
    lambda spelling: (
        select(*_COLUMNS)
        .select_from(_WITH_THEIR_CONTACTS)
        .where(spelling.among(contacts.c.id, "ids"))
        .order_by(*_NEWEST_FIRST)
    )
)
_OF_PANELS = PerDialect(
    lambda spelling: (
        select(*_COLUMNS, _ONE_OF_THEM.c.id.label("one_of_them"))
        .select_from(
            _WITH_THEIR_CONTACTS.join(
                _ONE_OF_THEM,
                and_(
                    *(_ONE_OF_THEM.c[name] == interviews.c[name] for name in ("team_id", "user_id", "panel"))
                ),
            )
        )
        .where(spelling.among(_ONE_OF_THEM.c.id, "ids"), _ONE_OF_THEM.c.panel != "")
        .order_by(interviews.c.panel_place, interviews.c.id)
    )
)
_DEALT_WITH = PerDialect(
    lambda spelling: (
        select(*_COLUMNS)
        .select_from(_WITH_THEIR_CONTACTS)
        .where(spelling.among(interviews.c.id, "ids"), interviews.c.thank_you != ThankYou.DUE.value)
    )
)


class SqlInterviews:
    """See core.ports.talking.Interviews."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        owner: Owner,
        contact: Contact,
        span: Span,
        debrief: Debrief,
        *,
        request_key: str,
        now: datetime,
        panel: str = "",
        panel_place: int = 0,
    ) -> Interview:
        statement = insert(interviews).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            contact_id=contact.id,
            started_at=span.started_at,
            ended_at=span.ended_at,
            logged_at=now,
            takeaway=debrief.takeaway,
            advice=debrief.advice,
            promise=debrief.promise,
            referrals=debrief.referrals,
            notes=debrief.notes,
            keep_in_touch=debrief.keep_in_touch.value,
            thank_you=ThankYou.DUE.value,
            thank_you_note="",
            panel=panel,
            panel_place=panel_place,
            request_key=request_key,
        )
        interview_id = self._connection.execute(statement.returning(interviews.c.id)).scalar_one()
        return self.get(owner, interview_id)

    def get(self, owner: Owner, interview_id: int) -> Interview:
        found = self._all(_ONE, owner, interview=interview_id)
        if not found:
            raise NotYours
        return found[0]

    def by_request(self, owner: Owner, request_key: str) -> Interview | None:
        found = self._all(_BY_REQUEST, owner, request=request_key)
        return found[0] if found else None

    def owing_thanks(self, owner: Owner, ended_after: datetime) -> list[Interview]:
        return self._all(_OWING, owner, after=ended_after)

    def latest(self, owner: Owner, limit: int) -> list[Interview]:
        return self._all(_LATEST, owner, most=limit)

    def with_contact(self, owner: Owner, contact_id: int) -> list[Interview]:
        return self._all(_WITH_CONTACT, owner, contact=contact_id)

    def last_with(self, contact_ids: Sequence[int]) -> dict[int, Interview]:
        rows = self._connection.execute(_WITH_CONTACTS.on(self._connection), {"ids": contact_ids})
        latest: dict[int, Interview] = {}
        for interview in map(_interview, rows):
            latest.setdefault(interview.contact.id, interview)
        return latest

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Interview]:
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), {"ids": ids}).all()
        return {row[-1]: _interview(row) for row in rows}

    def of_panels(self, ids: Sequence[int]) -> dict[int, list[Interview]]:
        rows = self._connection.execute(_OF_PANELS.on(self._connection), {"ids": ids}).all()
        together: dict[int, list[Interview]] = {}
        for row in rows:
            together.setdefault(row[-1], []).append(_interview(row))
        return together

    def join(self, owner: Owner, contact_id: int, other_id: int) -> list[tuple[ReminderKind, int]]:
        for each in (contact_id, other_id):
            SqlContacts(self._connection).get(owner, each)
        return join_interviews(self._connection, contact_id, other_id)

    def remember_said(self, owner: Owner, interview_id: int, said: str) -> None:
        self.get(owner, interview_id)
        change = update(interviews).where(interviews.c.id == interview_id).values(said=said)
        self._connection.execute(change)

    def dealt_with(self, ids: Sequence[int]) -> dict[int, Interview]:
        rows = self._connection.execute(_DEALT_WITH.on(self._connection), {"ids": ids})
        return {row[0]: _interview(row) for row in rows}

    def close_thank_you(
        self, owner: Owner, interview_id: int, outcome: ThankYou, note: str, now: datetime
    ) -> bool:
        known = self.get(owner, interview_id)
        final = known.thank_you is ThankYou.SENT and outcome is ThankYou.SKIPPED
        if final or (known.thank_you is outcome and note in {"", known.thank_you_note}):
            return False
        first_time = known.thank_you is not outcome or known.thank_you_closed_at is None
        statement = (
            update(interviews)
            .where(interviews.c.id == interview_id)
            .values(
                thank_you=outcome.value,
                thank_you_closed_at=now if first_time else known.thank_you_closed_at,
                thank_you_note=note or known.thank_you_note,
            )
        )
        self._connection.execute(statement)
        return True

    def _all(self, statement: Select[Any], owner: Owner, **values: object) -> list[Interview]:
        given = {"team": owner.team_id, "user": owner.user_id, **values}
        return [_interview(row) for row in self._connection.execute(statement, given)]


def _interview(row: AnyRow) -> Interview:
    """Unpacked by place: by name costs twice as much, and a sweep reads hundreds."""
    interview_id, started_at, ended_at, logged_at, *said = row[: len(_COLUMNS)]
    takeaway, advice, promise, referrals, notes, keep_in_touch, *rest = said
    thank_you, closed_at, note, panel, panel_place, own_words, *person = rest
    contact_id, name, organisation, role, email, linkedin, field, reflected_on, is_archived = person
    details = ContactDetails(name, organisation, role, email, linkedin=linkedin, field=field)
    return Interview(
        id=interview_id,
        contact=Contact(contact_id, details),
        started_at=started_at,
        ended_at=ended_at,
        logged_at=logged_at,
        debrief=Debrief(takeaway, advice, promise, referrals, notes, KeepInTouch(keep_in_touch)),
        thank_you=ThankYou(thank_you),
        thank_you_closed_at=closed_at,
        thank_you_note=note,
        panel=panel,
        panel_place=panel_place,
        said=own_words,
        reflected_on=bool(reflected_on),
        is_archived=bool(is_archived),
    )
