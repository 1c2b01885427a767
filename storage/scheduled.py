"""Conversations to come in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, select, update

from core.errors import NotYours
from core.model import Contact, Owner, ReminderKind
from core.scheduled import Medium, ScheduledInterview, ScheduledState
from storage.columns import AnyRow
from storage.contacts import COLUMNS as CONTACT_COLUMNS, SqlContacts, contact_of
from storage.dialects import PerDialect
from storage.same_talks import join_scheduled
from storage.tables import contacts, reminders, scheduled_interviews

_TABLE = scheduled_interviews.c
_OWN = (
    _TABLE.id,
    _TABLE.starts_at,
    _TABLE.ends_at,
    _TABLE.medium,
    _TABLE.place,
    _TABLE.state,
    _TABLE.sequence,
    _TABLE.scheduled_at,
    _TABLE.interview_id,
    contacts.c.archived_at.is_not(None),
)
_WITH_THEIR_CONTACTS = scheduled_interviews.join(contacts, contacts.c.id == _TABLE.contact_id)
_SOONEST_FIRST = (_TABLE.starts_at, _TABLE.id)
_KINDS = [kind.value for kind in ReminderKind if kind.subject == "scheduled"]

# Built once: putting a statement together costs several times what running it does.
_OF_OWNER = (
    select(*_OWN, *CONTACT_COLUMNS)
    .select_from(_WITH_THEIR_CONTACTS)
    .where(_TABLE.team_id == bindparam("team"), _TABLE.user_id == bindparam("user"))
)
_ONE = _OF_OWNER.where(_TABLE.id == bindparam("scheduled"))
_BY_REQUEST = _OF_OWNER.where(_TABLE.request_key == bindparam("request"))
_OF_INTERVIEW = _OF_OWNER.where(_TABLE.interview_id == bindparam("interview"))
_OPEN = _OF_OWNER.where(_TABLE.state == ScheduledState.SCHEDULED.value).order_by(*_SOONEST_FIRST)
_OPEN_AFTER = _OPEN.where(_TABLE.ends_at > bindparam("after"))
_OPEN_WITH = _OPEN.where(_TABLE.contact_id == bindparam("contact"))
_NOT_HELD_WITH = _OF_OWNER.where(
    _TABLE.state != ScheduledState.HELD.value, _TABLE.contact_id == bindparam("contact")
).order_by(*_SOONEST_FIRST)
_OF_REMINDERS = PerDialect(
    lambda spelling: (
        select(*_OWN, *CONTACT_COLUMNS, reminders.c.id.label("reminder_id"))
        .select_from(
            _WITH_THEIR_CONTACTS.join(
                reminders,
                and_(
                    reminders.c.subject_id == _TABLE.id,
                    reminders.c.team_id == _TABLE.team_id,
                    reminders.c.user_id == _TABLE.user_id,
                ),
            )
        )
        .where(spelling.among(reminders.c.id, "ids"), reminders.c.kind.in_(_KINDS))
    )
)
_AS_THEY_STAND = PerDialect(
    lambda spelling: (
        select(*_OWN, *CONTACT_COLUMNS)
        .select_from(_WITH_THEIR_CONTACTS)
        .where(spelling.among(_TABLE.id, "ids"))
    )
)


class SqlScheduled:
    """See core.ports.talking.Scheduled."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        owner: Owner,
        contact: Contact,
        starts_at: datetime,
        ends_at: datetime,
        medium: Medium,
        place: str,
        *,
        request_key: str,
        now: datetime,
    ) -> ScheduledInterview:
        statement = insert(scheduled_interviews).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            contact_id=contact.id,
            starts_at=starts_at,
            ends_at=ends_at,
            medium=medium.value,
            place=place,
            state=ScheduledState.SCHEDULED.value,
            sequence=0,
            scheduled_at=now,
            request_key=request_key,
        )
        scheduled_id = self._connection.execute(statement.returning(_TABLE.id)).scalar_one()
        return self.get(owner, scheduled_id)

    def get(self, owner: Owner, scheduled_id: int) -> ScheduledInterview:
        found = self._all(_ONE, owner, scheduled=scheduled_id)
        if not found:
            raise NotYours
        return found[0]

    def save(self, owner: Owner, scheduled: ScheduledInterview) -> None:
        statement = (
            update(scheduled_interviews)
            .where(
                _TABLE.id == scheduled.id, _TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id
            )
            .values(
                starts_at=scheduled.starts_at,
                ends_at=scheduled.ends_at,
                medium=scheduled.medium.value,
                place=scheduled.place,
                state=scheduled.state.value,
                sequence=scheduled.sequence,
                scheduled_at=scheduled.scheduled_at,
                interview_id=scheduled.interview_id,
            )
        )
        self._connection.execute(statement)

    def by_request(self, owner: Owner, request_key: str) -> ScheduledInterview | None:
        return next(iter(self._all(_BY_REQUEST, owner, request=request_key)), None)

    def of_interview(self, owner: Owner, interview_id: int) -> ScheduledInterview | None:
        return next(iter(self._all(_OF_INTERVIEW, owner, interview=interview_id)), None)

    def open(self, owner: Owner, ends_after: datetime) -> list[ScheduledInterview]:
        return self._all(_OPEN_AFTER, owner, after=ends_after)

    def open_with(self, owner: Owner, contact_id: int) -> list[ScheduledInterview]:
        return self._all(_OPEN_WITH, owner, contact=contact_id)

    def not_held_with(self, owner: Owner, contact_id: int) -> list[ScheduledInterview]:
        return self._all(_NOT_HELD_WITH, owner, contact=contact_id)

    def join(self, owner: Owner, contact_id: int, other_id: int) -> list[tuple[ReminderKind, int]]:
        for each in (contact_id, other_id):
            SqlContacts(self._connection).get(owner, each)
        return join_scheduled(self._connection, contact_id, other_id)

    def of_reminders(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), {"ids": ids}).all()
        return {row[-1]: _scheduled(row) for row in rows}

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        rows = self._connection.execute(_AS_THEY_STAND.on(self._connection), {"ids": ids})
        return {row[0]: _scheduled(row) for row in rows}

    def _all(self, statement: Select[Any], owner: Owner, **values: object) -> list[ScheduledInterview]:
        given = {"team": owner.team_id, "user": owner.user_id, **values}
        return [_scheduled(row) for row in self._connection.execute(statement, given)]


def _scheduled(row: AnyRow) -> ScheduledInterview:
    scheduled_id, starts_at, ends_at, medium, place, *rest = row[: len(_OWN)]
    state, sequence, scheduled_at, interview_id, is_archived = rest
    return ScheduledInterview(
        id=scheduled_id,
        contact=contact_of(row[len(_OWN) :]),
        starts_at=starts_at,
        ends_at=ends_at,
        medium=Medium(medium),
        place=place,
        state=ScheduledState(state),
        sequence=sequence,
        scheduled_at=scheduled_at,
        interview_id=interview_id,
        is_archived=bool(is_archived),
    )
