"""Handled deliveries in SQL."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, update

from storage.dialects import insert_or_ignore
from storage.tables import receipts


class SqlReceipts:
    """See core.ports.reminding.Receipts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first_time(self, key: str, now: datetime) -> bool:
        statement = insert_or_ignore(self._connection, receipts).values(key=key, received_at=now)
        return self._connection.execute(statement.returning(receipts.c.key)).one_or_none() is not None

    def take_on(self, key: str, now: datetime, lasts: timedelta) -> bool:
        if self.first_time(key, now):
            return True
        stale = update(receipts).where(receipts.c.key == key, receipts.c.received_at <= now - lasts)
        return self._connection.execute(stale.values(received_at=now)).rowcount > 0

    def give_up(self, key: str) -> None:
        self._connection.execute(delete(receipts).where(receipts.c.key == key))

    def forget_before(self, instant: datetime) -> None:
        self._connection.execute(delete(receipts).where(receipts.c.received_at < instant))
