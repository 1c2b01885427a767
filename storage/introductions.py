"""Requests for introductions in SQL: each is a mate's own, and asks about somebody of theirs."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, update

from core.errors import NotYours
from core.introduction import About, CohortAsk, Introduction, Match, RequestState
from core.model import Owner, ReminderKind
from core.organisation_names import Sought
from core.shares import Share, read_shares
from storage.cohort_asks import ASK_COLUMNS, ask_of
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import insert_or_ignore
from storage.found_shares import found, of_one
from storage.tables import cohort_asks, contact_shares, contacts, introductions, profiles, reminders

_THIS = introductions.c
_ASK = cohort_asks.c
_SHARE = contact_shares.c

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
OFFERED = 20
"""People whom it could be about instead, offered at most (our choice: nobody reads a longer menu)."""

_FROM = (
    introductions.join(cohort_asks, _ASK.id == _THIS.ask_id)
    .join(contacts, contacts.c.id == _THIS.contact_id)
    .outerjoin(contact_shares, _SHARE.contact_id == _THIS.contact_id)
    .outerjoin(profiles, and_(profiles.c.team_id == _ASK.team_id, profiles.c.user_id == _ASK.user_id))
)
_COLUMNS = (
    *COLUMNS,
    _THIS.id.label("introduction_id"),
    _THIS.team_id,
    _THIS.user_id,
    _THIS.state,
    _THIS.asked_at,
    _THIS.answered_at,
    _THIS.channel,
    func.coalesce(profiles.c.looking_for, "").label("looking_for"),
    _SHARE.fields.label("shares"),
    _SHARE.organisation_key,
    _SHARE.field_key,
    contacts.c.archived_at,
    *ASK_COLUMNS,
)
_ALL = select(*_COLUMNS).select_from(_FROM)


class SqlIntroductions:
    """See core.ports.sharing.Introductions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, ask: CohortAsk, match: Match, now: datetime) -> int | None:
        values = {
            "ask_id": ask.id,
            "team_id": match.mate.team_id,
            "user_id": match.mate.user_id,
            "contact_id": match.contact_id,
            "state": RequestState.ASKED.value,
            "asked_at": now,
        }
        added = insert_or_ignore(self._connection, introductions).values(values).returning(_THIS.id)
        return self._connection.execute(added).scalar_one_or_none()

    def get(self, mate: Owner, introduction_id: int) -> Introduction:
        row = self._connection.execute(_of(mate).where(_THIS.id == introduction_id)).one_or_none()
        if row is None:
            raise NotYours
        return self._with_others(_introduction(row))

    def choose(self, introduction: Introduction, contact_id: int) -> None:
        this = update(introductions).where(*_asked(introduction.mate), _THIS.id == introduction.id)
        self._connection.execute(this.values(contact_id=contact_id))

    def save(self, introduction: Introduction) -> bool:
        this = update(introductions).where(*_asked(introduction.mate), _THIS.id == introduction.id)
        values = {
            "state": introduction.state.value,
            "answered_at": introduction.answered_at,
            "channel": introduction.channel,
        }
        return self._connection.execute(this.values(values)).rowcount > 0

    def unanswered(self, mate: Owner) -> list[Introduction]:
        waiting = _of(mate).where(_THIS.state == RequestState.ASKED.value)
        return [_introduction(row) for row in self._connection.execute(waiting.order_by(_THIS.id))]

    def overdue(self, asked_until: datetime, limit: int) -> list[Introduction]:
        waiting = _ALL.where(_THIS.state == RequestState.ASKED.value, _ASK.asked_at <= asked_until)
        rows = self._connection.execute(waiting.order_by(_THIS.id).limit(limit))
        return [_introduction(row) for row in rows]

    def of_ask(self, ask: CohortAsk) -> list[Introduction]:
        asked = _ALL.where(_THIS.ask_id == ask.id).order_by(_THIS.id)
        return [_introduction(row) for row in self._connection.execute(asked)]

    def with_member(self, owner: Owner) -> list[Introduction]:
        by_them = and_(_ASK.team_id == owner.team_id, _ASK.user_id == owner.user_id)
        found = _ALL.where(or_(and_(*_asked(owner)), by_them)).order_by(_THIS.id)
        return [_introduction(row) for row in self._connection.execute(found)]

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Introduction]:
        about = and_(
            reminders.c.subject_id == _THIS.id,
            reminders.c.team_id == _THIS.team_id,
            reminders.c.user_id == _THIS.user_id,
            reminders.c.kind == ReminderKind.INTRODUCTION.value,
        )
        due = select(*_COLUMNS, reminders.c.id.label("reminder_id")).select_from(_FROM.join(reminders, about))
        rows = self._connection.execute(due.where(reminders.c.id.in_(ids)))
        return {row.reminder_id: self._with_others(_introduction(row)) for row in rows.all()}

    def as_they_stand(self, ids: Collection[int]) -> dict[int, Introduction]:
        rows = self._connection.execute(_ALL.where(_THIS.id.in_(ids)))
        return {row.introduction_id: _introduction(row) for row in rows}

    def _with_others(self, introduction: Introduction) -> Introduction:
        """Those in touch lately come first; nobody but the one who was asked for, where it is about one."""
        if introduction.ask.about is About.PERSON or not introduction.is_shared:
            return introduction
        shared = found(
            self._connection, introduction.ask.key, of_one(introduction.mate), *COLUMNS, contacts.c.touched_at
        )
        latest = sorted(shared, key=lambda row: (-(row.touched_at or _NEVER).timestamp(), row.name, row.id))
        others = [contact_of(row) for row in latest if row.contact_id != introduction.contact.id]
        return replace(introduction, others=tuple(others[:OFFERED]))


def _asked(mate: Owner) -> tuple[Any, Any]:
    return _THIS.team_id == mate.team_id, _THIS.user_id == mate.user_id


def _of(mate: Owner) -> Select[Any]:
    return _ALL.where(*_asked(mate))


def _introduction(row: AnyRow) -> Introduction:
    return Introduction(
        id=row.introduction_id,
        ask=ask_of(row),
        mate=Owner(row.team_id, row.user_id),
        contact=contact_of(row),
        state=RequestState(row.state),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        channel=row.channel,
        looking_for=row.looking_for,
        is_shared=_is_shared(row),
    )


def _is_shared(row: AnyRow) -> bool:
    """A key is there only while what it is a key of is shared."""
    if row.about == About.PERSON.value:
        return Share.GUARD in read_shares(row.shares or "") and row.archived_at is None
    place, field, asked = row.organisation_key or "", row.field_key, row.subject_key
    return field == asked or Sought.of(asked).finds(place)
