"""Handled deliveries in SQL."""

from datetime import datetime

from sqlalchemy import Connection, delete

from storage.dialects import insert_or_ignore
from storage.tables import receipts


class SqlReceipts:
    """See core.ports.reminding.Receipts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first_time(self, key: str, now: datetime) -> bool:
        statement = insert_or_ignore(self._connection, receipts).values(key=key, received_at=now)
        return self._connection.execute(statement.returning(receipts.c.key)).one_or_none() is not None

    def forget_before(self, instant: datetime) -> None:
        self._connection.execute(delete(receipts).where(receipts.c.received_at < instant))
