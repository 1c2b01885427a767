"""Reminders, waiting and finished, and what Slack has already delivered."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

# One place for what must be unique over the waiting and the finished reminders alike.
reminder_keys = Table(
    "reminder_keys",
    metadata,
    Column("id", RecordId, primary_key=True),
    Column("dedupe_key", String(128), nullable=False, unique=True),
    sqlite_autoincrement=True,
)


def _reminder_columns(*key: ForeignKey) -> list[Column[Any]]:
    return [
        Column("id", RecordId, *key, primary_key=True, autoincrement=False),
        *owner_columns(),
        Column("kind", String(32), nullable=False),
        Column("subject_id", RecordId, nullable=False),
        Column("occurrence", Integer, nullable=False),
        Column("due_at", UtcDateTime, nullable=False),
        Column("state", String(16), nullable=False),
    ]


reminders = Table(
    "reminders",
    metadata,
    *_reminder_columns(ForeignKey("reminder_keys.id")),
    Column("lane", SmallInteger, nullable=False),
    Column("claimed_by", String(64), nullable=False),
    Column("lease_until", UtcDateTime),
    Column("sending_at", UtcDateTime),
    owner_key(),
    # A sweep reads one end of this index; a claim changes nothing that is in it.
    Index(None, "lane", "due_at", "id"),
    Index(None, "team_id", "user_id", "kind", "subject_id"),
    # Rows live briefly and change twice: room on the page keeps those changes off the indexes.
    postgresql_with={"fillfactor": 50, "autovacuum_vacuum_scale_factor": 0.01},
)

# Its rows come from the table above, whose keys were checked: checking them again costs a tenth of a sweep.
reminders_done = Table(
    "reminders_done",
    metadata,
    *_reminder_columns(),
    Column("reason", Text, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("finished_at", UtcDateTime, nullable=False),
    owner_key(),
    Index(None, "team_id", "user_id", "kind", "subject_id"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)
