"""What a database needs once it was set back to an earlier state, before a process works on it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text, update

from core.gathering import WITHIN
from core.model import ReminderState
from storage.database import Database
from storage.tables import metadata, reminders

NUMBERS_LEFT_OUT = 100_000
"""More records than a workspace makes between a backup and the day it is restored (our choice)."""


def settle(database: Database, now: datetime) -> None:
    """Keep what happened after the backup was made from being mistaken or repeated.

    Safe to call twice; nothing else may work on the database meanwhile.
    """
    with database.engine.begin() as connection:
        _leave_numbers_out(connection)
        _doubt_what_is_due(connection, now)


def _leave_numbers_out(connection: Connection) -> None:
    """Buttons in Slack carry numbers that were given out later: they must not come to mean other records."""
    for table in metadata.sorted_tables:
        numbered = table.autoincrement_column
        if numbered is None:
            continue
        given = {"name": table.name, "column": numbered.name, "out": NUMBERS_LEFT_OUT}
        if connection.dialect.name == "sqlite":
            if table.dialect_options["sqlite"]["autoincrement"]:
                _leave_out_in_sqlite(connection, given)
        else:
            sequence = "pg_get_serial_sequence(:name, :column)::regclass"
            connection.execute(text(f"SELECT setval({sequence}, nextval({sequence}) + :out)"), given)


def _leave_out_in_sqlite(connection: Connection, given: dict[str, object]) -> None:
    more = text("UPDATE sqlite_sequence SET seq = seq + :out WHERE name = :name")
    if not connection.execute(more, given).rowcount:
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :out)"), given)


def _doubt_what_is_due(connection: Connection, now: datetime) -> None:
    """It may have been posted already, so it is looked for in Slack first. None is posted before it is due,
    but for those that come along with an earlier one.
    """
    hot = reminders.c
    waiting = select(hot.id.label("which"), hot.due_at.label("due")).where(
        hot.state == ReminderState.PENDING.value, hot.due_at <= now + WITHIN
    )
    doubted = [
        {"which": which, "since": min(due, now) - WITHIN} for which, due in connection.execute(waiting)
    ]
    if doubted:
        values = {"state": ReminderState.UNKNOWN.value, "sending_at": bindparam("since"), "claimed_by": ""}
        connection.execute(update(reminders).where(hot.id == bindparam("which")).values(values), doubted)
