"""Who named whom, and whether their name may be used, in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, insert, select, update

from core.errors import NotYours
from core.model import Contact, Owner
from core.outreaches import Permission, Referral
from storage.contacts import SqlContacts
from storage.tables import referrals


class SqlReferrals:
    """See core.ports.Referrals. Both people are the member's own, or NotYours is raised."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contacts = SqlContacts(connection)

    def permission(self, owner: Owner, contact_id: int, referrer_id: int) -> Permission:
        found = [one for one in self.of(owner, contact_id) if one.referrer.id == referrer_id]
        return found[0].permission if found else Permission.NOT_ASKED

    def of(self, owner: Owner, contact_id: int) -> list[Referral]:
        return self._all(owner, referrals.c.contact_id, contact_id)

    def unasked(self, owner: Owner, referrer_id: int) -> list[Referral]:
        named = self._all(owner, referrals.c.referrer_id, referrer_id)
        return [one for one in named if one.permission is Permission.NOT_ASKED]

    def _all(self, owner: Owner, column: Column[Any], contact_id: int) -> list[Referral]:
        self._contacts.get(owner, contact_id)
        table = referrals.c
        rows = self._connection.execute(
            select(table.contact_id, table.referrer_id, table.permission)
            .where(column == contact_id)
            .order_by(table.referred_at, table.contact_id, table.referrer_id)
        ).all()
        return [Referral(*self._both(owner, to, by), Permission(said)) for to, by, said in rows]

    def record(
        self, owner: Owner, contact_id: int, referrer_id: int, permission: Permission, now: datetime
    ) -> Referral:
        contact, referrer = self._both(owner, contact_id, referrer_id)
        known = (referrals.c.contact_id == contact_id, referrals.c.referrer_id == referrer_id)
        changed = update(referrals).where(*known).values(permission=permission.value)
        if self._connection.execute(changed).rowcount == 0:
            self._add(contact_id, referrer_id, permission, now)
        return Referral(contact, referrer, permission)

    def _both(self, owner: Owner, contact_id: int, referrer_id: int) -> tuple[Contact, Contact]:
        if contact_id == referrer_id:
            raise NotYours
        return self._contacts.get(owner, contact_id), self._contacts.get(owner, referrer_id)

    def _add(self, contact_id: int, referrer_id: int, permission: Permission, now: datetime) -> None:
        values: dict[str, Any] = {
            "contact_id": contact_id,
            "referrer_id": referrer_id,
            "permission": permission.value,
            "referred_at": now,
        }
        self._connection.execute(insert(referrals).values(values))
