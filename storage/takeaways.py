"""Takeaways in SQL, and what the people of a member are called."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from core.errors import NotYours
from core.model import Owner, PostedMessage
from core.takeaway import KnownName, Takeaway
from storage.columns import AnyRow
from storage.tables import cohort_takeaways, contacts

_TABLE = cohort_takeaways.c
_COLUMNS = (
    _TABLE.id,
    _TABLE.team_id,
    _TABLE.user_id,
    _TABLE.text,
    _TABLE.is_signed,
    _TABLE.shared_at,
    _TABLE.interview_id,
    _TABLE.withdrawn_at,
    _TABLE.posted_channel,
    _TABLE.posted_ts,
    _TABLE.told_channel,
    _TABLE.told_ts,
)


class SqlTakeaways:
    """See core.ports.takeaways.Takeaways."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        owner: Owner,
        text: str,
        *,
        signed: bool,
        interview_id: int | None,
        request_key: str,
        now: datetime,
    ) -> Takeaway:
        statement = insert(cohort_takeaways).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            interview_id=interview_id,
            text=text,
            is_signed=signed,
            shared_at=now,
            request_key=request_key,
        )
        return _takeaway(self._connection.execute(statement.returning(*_COLUMNS)).one())

    def get(self, owner: Owner, takeaway_id: int) -> Takeaway:
        found = self._all(_of(owner).where(_TABLE.id == takeaway_id))
        if not found:
            raise NotYours
        return found[0]

    def by_request(self, owner: Owner, request_key: str) -> Takeaway | None:
        found = self._all(_of(owner).where(_TABLE.request_key == request_key))
        return found[0] if found else None

    def standing(self, owner: Owner, limit: int) -> list[Takeaway]:
        shared = _of(owner).where(_TABLE.withdrawn_at.is_(None))
        return self._all(shared.order_by(_TABLE.shared_at.desc(), _TABLE.id.desc()).limit(limit))

    def change(self, owner: Owner, takeaway_id: int, text: str, *, signed: bool) -> None:
        self._set(owner, takeaway_id, text=text, is_signed=signed)

    def withdraw(self, owner: Owner, takeaway_id: int, now: datetime) -> None:
        self._set(owner, takeaway_id, withdrawn_at=now)

    def withdraw_all(self, owner: Owner, now: datetime) -> list[PostedMessage]:
        all_of_theirs = update(cohort_takeaways).where(*_is(owner), _TABLE.withdrawn_at.is_(None))
        gone = all_of_theirs.values(withdrawn_at=now).returning(_TABLE.posted_channel, _TABLE.posted_ts)
        return [PostedMessage(*row) for row in self._connection.execute(gone) if row.posted_ts]

    def posted_at(self, owner: Owner, takeaway_id: int, where: PostedMessage) -> None:
        self._set(owner, takeaway_id, posted_channel=where.channel, posted_ts=where.ts)

    def told_at(self, owner: Owner, takeaway_id: int, where: PostedMessage) -> None:
        self._set(owner, takeaway_id, told_channel=where.channel, told_ts=where.ts)

    def names(self, owner: Owner) -> list[KnownName]:
        mine = (contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id)
        rows = self._connection.execute(select(contacts.c.name, contacts.c.organisation).where(*mine))
        return [KnownName(*row) for row in rows]

    def _set(self, owner: Owner, takeaway_id: int, **values: object) -> None:
        this = update(cohort_takeaways).where(*_is(owner), _TABLE.id == takeaway_id)
        if self._connection.execute(this.values(values)).rowcount == 0:
            raise NotYours

    def _all(self, statement: Select[Any]) -> list[Takeaway]:
        return [_takeaway(row) for row in self._connection.execute(statement)]


def _is(owner: Owner) -> tuple[Any, Any]:
    return _TABLE.team_id == owner.team_id, _TABLE.user_id == owner.user_id


def _of(owner: Owner) -> Select[Any]:
    return select(*_COLUMNS).where(*_is(owner))


def _takeaway(row: AnyRow) -> Takeaway:
    takeaway_id, team_id, user_id, text, is_signed, shared_at, interview_id, withdrawn_at, *where = row
    return Takeaway(
        id=takeaway_id,
        owner=Owner(team_id, user_id),
        text=text,
        is_signed=is_signed,
        shared_at=shared_at,
        interview_id=interview_id,
        withdrawn_at=withdrawn_at,
        posted=PostedMessage(*where[:2]),
        told=PostedMessage(*where[2:]),
    )
