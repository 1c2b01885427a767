"""What members share of their people, in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, select, update

from core.errors import NotYours
from core.model import Owner
from core.shares import NOTHING, SharedPerson, Shares, read_shares
from storage.columns import AnyRow
from storage.contacts import COLUMNS, contact_of
from storage.dialects import insert_or_ignore
from storage.share_keys import follow, share_values
from storage.tables import contact_shares, contacts

_SHARE = contact_shares.c
_IS_SHARED = case((_SHARE.fields != "", 0), else_=1)
_PEOPLE = select(*COLUMNS, _SHARE.fields.label("shares")).join_from(
    contacts, contact_shares, _SHARE.contact_id == contacts.c.id, isouter=True
)


class SqlSharedPeople:
    """See core.ports.sharing.SharedPeople."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, owner: Owner, contact_id: int) -> SharedPerson:
        row = self._connection.execute(_of(owner).where(contacts.c.id == contact_id)).one_or_none()
        if row is None:
            raise NotYours
        return _person(row)

    def set(self, owner: Owner, contact_id: int, shares: Shares, now: datetime) -> None:
        known = self.get(owner, contact_id)
        values = {**share_values(known.contact.details, shares), "shared_at": now}
        row = {"contact_id": contact_id, "team_id": owner.team_id, "user_id": owner.user_id, **values}
        self._connection.execute(insert_or_ignore(self._connection, contact_shares).values(row))
        mine = update(contact_shares).where(_SHARE.contact_id == contact_id, *_mine(owner))
        self._connection.execute(mine.values(values))
        follow(self._connection, contact_id)

    def set_where_unchosen(self, owner: Owner, shares: Shares, now: datetime) -> int:
        unchosen = _of(owner).where(_SHARE.contact_id.is_(None))
        rows = [
            {
                "contact_id": person.contact.id,
                "team_id": owner.team_id,
                "user_id": owner.user_id,
                "shared_at": now,
                **share_values(person.contact.details, shares),
            }
            for person in map(_person, self._connection.execute(unchosen.where(_not_archived())))
        ]
        if rows:
            self._connection.execute(insert_or_ignore(self._connection, contact_shares), rows)
        return len(rows)

    def clear(self, owner: Owner, now: datetime) -> None:
        nothing = {
            "fields": "",
            "organisation_key": "",
            "field_key": "",
            "name_key": "",
            "email_key": "",
            "linkedin_key": "",
            "shared_at": now,
        }
        self._connection.execute(update(contact_shares).where(*_mine(owner)).values(nothing))

    def page(self, owner: Owner, offset: int, limit: int) -> list[SharedPerson]:
        people = _of(owner).where(_not_archived()).order_by(_IS_SHARED, contacts.c.name_key, contacts.c.id)
        return [_person(row) for row in self._connection.execute(people.offset(offset).limit(limit))]

    def count(self, owner: Owner) -> tuple[int, int]:
        people = _of(owner).where(_not_archived()).subquery()
        counted = select(func.count(case((people.c.shares != "", 1))), func.count()).select_from(people)
        shared, everybody = self._connection.execute(counted).one()
        return shared, everybody


def _of(owner: Owner) -> Select[Any]:
    return _PEOPLE.where(contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id)


def _mine(owner: Owner) -> tuple[Any, Any]:
    return _SHARE.team_id == owner.team_id, _SHARE.user_id == owner.user_id


def _not_archived() -> Any:  # noqa: ANN401 - a SQLAlchemy expression
    return contacts.c.archived_at.is_(None)


def _person(row: AnyRow) -> SharedPerson:
    return SharedPerson(contact_of(row), read_shares(row.shares) if row.shares else NOTHING)
