"""Contacts in SQL, and which of them may be one and the same person."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.errors import NotYours
from core.model import Contact, ContactDetails, Owner
from storage.likeness import likeness, search_key
from storage.tables import AnyRow, contacts

_COLUMNS = (contacts.c.id, contacts.c.name, contacts.c.organisation, contacts.c.role, contacts.c.email)
OFFERED = 3
"""How many similar people are offered at most."""


class SqlContacts:
    """See core.ports.Contacts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, owner: Owner, details: ContactDetails, now: datetime) -> Contact:
        statement = insert(contacts).values(
            team_id=owner.team_id, user_id=owner.user_id, created_at=now, **_values(details)
        )
        return _contact(self._connection.execute(statement.returning(*_COLUMNS)).one())

    def get(self, owner: Owner, contact_id: int) -> Contact:
        return _found(
            self._connection.execute(select(*_COLUMNS).where(*_is(owner, contact_id))).one_or_none()
        )

    def fill_in(self, owner: Owner, contact_id: int, details: ContactDetails) -> Contact:
        known = self.get(owner, contact_id).details
        merged = ContactDetails(
            name=known.name,
            organisation=known.organisation or details.organisation,
            role=known.role or details.role,
            email=known.email or details.email,
        )
        if merged != known:
            self._connection.execute(
                update(contacts).where(*_is(owner, contact_id)).values(**_values(merged))
            )
        return Contact(contact_id, merged)

    def similar(self, owner: Owner, details: ContactDetails) -> list[Contact]:
        rows = self._connection.execute(select(*_COLUMNS).where(*_of(owner))).all()
        scored = [(likeness(details, contact.details), contact) for contact in map(_contact, rows)]
        near = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
        return [contact for _, contact in near[:OFFERED]]

    def page(self, owner: Owner, *, offset: int, limit: int) -> list[Contact]:
        statement = (
            select(*_COLUMNS)
            .where(*_of(owner))
            .order_by(contacts.c.name_key, contacts.c.id)
            .offset(offset)
            .limit(limit + 1)
        )
        return [_contact(row) for row in self._connection.execute(statement)]


def _values(details: ContactDetails) -> dict[str, str]:
    return {
        "name": details.name,
        "organisation": details.organisation,
        "role": details.role,
        "email": details.email,
        "name_key": search_key(details.name),
        "affiliation_key": search_key(details.affiliation),
        "email_key": details.email.casefold(),
    }


def _of(owner: Owner) -> tuple[Any, Any]:
    return contacts.c.team_id == owner.team_id, contacts.c.user_id == owner.user_id


def _is(owner: Owner, contact_id: int) -> tuple[Any, ...]:
    return (*_of(owner), contacts.c.id == contact_id)


def _found(row: AnyRow | None) -> Contact:
    if row is None:
        raise NotYours
    return _contact(row)


def _contact(row: AnyRow) -> Contact:
    contact_id, name, organisation, role, email = row
    return Contact(contact_id, ContactDetails(name, organisation, role, email))
