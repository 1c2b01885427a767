"""Whole imports in SQL. Who came in together is told by the instant at which they were written down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, exists, func, insert, select

from core.import_person import NewPerson
from core.model import Owner
from core.ports.importing import KnownPerson
from storage.contacts import COLUMNS, contact_of, contact_values
from storage.tables import contact_tags, contacts, metadata

_CAME_ALONG = {contact_tags.name}
"""What comes in with a person: it is no sign that anything was done with them."""

_KNOWN = (*COLUMNS, contacts.c.name_key, contacts.c.affiliation_key)
_MICROSECOND = timedelta(microseconds=1)


class SqlImports:
    """See core.ports.importing.Imports."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unused_instant(self, owner: Owner, now: datetime) -> datetime:
        taken = select(contacts.c.created_at).where(*_of(owner), contacts.c.created_at >= now)
        instants = set(self._connection.execute(taken).scalars())
        while now in instants:
            now += _MICROSECOND
        return now

    def known(self, owner: Owner) -> list[KnownPerson]:
        return self._people(select(*_KNOWN).where(*_of(owner)).order_by(contacts.c.id))

    def add(self, owner: Owner, people: Sequence[NewPerson], came_at: datetime) -> None:
        mine = {"team_id": owner.team_id, "user_id": owner.user_id, "created_at": came_at}

        def rows(some: Sequence[NewPerson]) -> list[dict[str, Any]]:
            return [{**mine, "notes": each.notes, **contact_values(each.details)} for each in some]

        # Their numbers are asked for only where tags need them: it makes an insert several times as slow.
        tagged = [each for each in people if each.tags]
        if untagged := [each for each in people if not each.tags]:
            self._connection.execute(insert(contacts), rows(untagged))
        if tagged:
            statement = insert(contacts).returning(contacts.c.id, sort_by_parameter_order=True)
            ids = self._connection.execute(statement, rows(tagged)).scalars().all()
            pairs = zip(ids, tagged, strict=True)
            tags = [{"contact_id": each, "tag": tag} for each, person in pairs for tag in person.tags]
            self._connection.execute(insert(contact_tags), tags)

    def namesakes(self, owner: Owner, limit: int) -> list[KnownPerson]:
        names, emails = (_shared(owner, column) for column in (contacts.c.name_key, contacts.c.email_key))
        alike = contacts.c.name_key.in_(names) | contacts.c.email_key.in_(emails)
        return self._people(
            select(*_KNOWN).where(*_of(owner), alike).order_by(contacts.c.id.desc()).limit(limit)
        )[::-1]

    def came(self, owner: Owner, came_at: datetime) -> set[int]:
        found = select(contacts.c.id).where(*_of(owner), contacts.c.created_at == came_at)
        return set(self._connection.execute(found).scalars())

    def remove_untouched(self, owner: Owner, came_at: datetime) -> int:
        gone = delete(contacts).where(*_of(owner), contacts.c.created_at == came_at, *_untouched())
        return self._connection.execute(gone).rowcount

    def _people(self, statement: Select[Any]) -> list[KnownPerson]:
        rows = self._connection.execute(statement)
        return [KnownPerson(contact_of(row), row.name_key, row.affiliation_key) for row in rows]


def _shared(owner: Owner, key: Column[str]) -> Select[Any]:
    """The keys that more than one of the owner's people have."""
    return select(key).where(*_of(owner), key != "").group_by(key).having(func.count() > 1)


def _untouched() -> list[Any]:
    """No touch, no cadence chosen, not put away, and nothing stored that is about them."""
    about = [
        ~exists().where(key.parent == contacts.c.id)
        for table in metadata.tables.values()
        if table.name not in _CAME_ALONG
        for key in table.foreign_keys
        if key.column is contacts.c.id
    ]
    kept = contacts.c.touched_at.is_(None), contacts.c.archived_at.is_(None), ~contacts.c.cadence_chosen
    return [*about, *kept]


def _of(owner: Owner) -> tuple[Any, Any]:
    return contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id
