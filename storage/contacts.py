"""Contacts in SQL, and which of them may be one and the same person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.errors import NotYours
from core.model import Contact, ContactDetails, Owner
from storage.columns import AnyRow
from storage.likeness import SearchKeys, likeness, ranked
from storage.share_keys import begin, follow
from storage.tables import contacts

COLUMNS = (
    contacts.c.id,
    contacts.c.name,
    contacts.c.organisation,
    contacts.c.role,
    contacts.c.email,
    contacts.c.phone,
    contacts.c.linkedin,
    contacts.c.zone,
    contacts.c.field,
)
_KEYS = (contacts.c.name_key, contacts.c.affiliation_key, contacts.c.email_key)
OFFERED = 3
"""How many similar people are offered at most."""


class SqlContacts:
    """See core.ports.people.Contacts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, owner: Owner, details: ContactDetails, now: datetime) -> Contact:
        statement = insert(contacts).values(
            team_id=owner.team_id, user_id=owner.user_id, created_at=now, **contact_values(details)
        )
        added = contact_of(self._connection.execute(statement.returning(*COLUMNS)).one())
        begin(self._connection, owner, added.id, details, now)
        return added

    def get(self, owner: Owner, contact_id: int) -> Contact:
        return _found(self._connection.execute(select(*COLUMNS).where(*_is(owner, contact_id))).one_or_none())

    def change(self, owner: Owner, contact_id: int, details: ContactDetails) -> Contact:
        statement = update(contacts).where(*_is(owner, contact_id)).values(**contact_values(details))
        changed = _found(self._connection.execute(statement.returning(*COLUMNS)).one_or_none())
        follow(self._connection, contact_id)
        return changed

    def similar(self, owner: Owner, details: ContactDetails) -> list[Contact]:
        wanted = SearchKeys.of(details)
        rows = self._connection.execute(select(*COLUMNS, *_KEYS).where(*_of(owner)))
        scored = [(likeness(wanted, SearchKeys(*row[-3:])), row) for row in rows]
        near = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
        return [contact_of(row) for _, row in near[:OFFERED]]

    def suggest(self, owner: Owner, typed: str, limit: int, *, typos: bool = True) -> list[Contact]:
        rows = self._connection.execute(select(contacts.c.id, *_KEYS).where(*_of(owner)))
        best = ranked(typed, {row[0]: SearchKeys(*row[1:]) for row in rows}, typos=typos)[:limit]
        return self._in_order(best)

    def _in_order(self, ids: Sequence[int]) -> list[Contact]:
        rows = self._connection.execute(select(*COLUMNS).where(contacts.c.id.in_(ids)))
        found = {row[0]: contact_of(row) for row in rows}
        return [found[each] for each in ids]


def contact_values(details: ContactDetails) -> dict[str, str]:
    """The columns of what is known of a person."""
    keys = SearchKeys.of(details)
    return {
        "name": details.name,
        "organisation": details.organisation,
        "role": details.role,
        "email": details.email,
        "phone": details.phone,
        "linkedin": details.linkedin,
        "zone": details.zone,
        "field": details.field,
        "name_key": keys.name,
        "affiliation_key": keys.affiliation,
        "email_key": keys.email,
    }


def _of(owner: Owner) -> tuple[Any, Any]:
    return contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id


def _is(owner: Owner, contact_id: int) -> tuple[Any, ...]:
    return (*_of(owner), contacts.c.id == contact_id)


def _found(row: AnyRow | None) -> Contact:
    if row is None:
        raise NotYours
    return contact_of(row)


def contact_of(row: Sequence[Any]) -> Contact:
    """From a row that begins with ``COLUMNS``."""
    contact_id, *details = row[: len(COLUMNS)]
    return Contact(contact_id, ContactDetails(*details))
