"""Who named whom, and whether their name may be used, in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.errors import NotYours
from core.model import Contact, Owner
from core.outreaches import Permission, Referral
from storage.contacts import SqlContacts
from storage.tables import contacts, referrals


class SqlReferrals:
    """See core.ports.Referrals. Both people are the member's own, or NotYours is raised."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contacts = SqlContacts(connection)

    def permission(self, owner: Owner, contact_id: int, referrer_id: int) -> Permission:
        found = [one for one in self.of(owner, contact_id) if one.referrer.id == referrer_id]
        return found[0].permission if found else Permission.NOT_ASKED

    def of(self, owner: Owner, contact_id: int) -> list[Referral]:
        contact = self._contacts.get(owner, contact_id)
        mine = (
            select(referrals.c.referrer_id, referrals.c.permission)
            .join(contacts, contacts.c.id == referrals.c.referrer_id)
            .where(
                referrals.c.contact_id == contact_id,
                contacts.c.team_id == owner.team_id,
                contacts.c.user_id == owner.user_id,
            )
            .order_by(referrals.c.referred_at, referrals.c.referrer_id)
        )
        rows = self._connection.execute(mine).all()
        return [
            Referral(contact, self._contacts.get(owner, by), Permission(permission))
            for by, permission in rows
        ]

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
