"""The tables, as SQLAlchemy Core. The migrations build the same ones (tested)."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Row,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


AnyRow: TypeAlias = Row[*tuple[Any, ...]]


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values; gives aware UTC back on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        # PostgreSQL's sessions are set to UTC as well, so there is nothing to convert.
        return value.replace(tzinfo=UTC)


# SQLite gives out row numbers only for a plain INTEGER key.
RecordId = BigInteger().with_variant(Integer, "sqlite")


def _owner_columns() -> list[Column[Any]]:
    return [Column("team_id", String(32), nullable=False), Column("user_id", String(32), nullable=False)]


def _owner_key() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["team_id", "user_id"], ["members.team_id", "members.user_id"], ondelete="CASCADE"
    )


members = Table(
    "members",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("zone", String(64), nullable=False),
    Column("zone_checked_at", UtcDateTime, nullable=False),
    Column("quiet_start", Time, nullable=False),
    Column("quiet_end", Time, nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", RecordId, primary_key=True),
    *_owner_columns(),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("affiliation_key", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    _owner_key(),
    Index(None, "team_id", "user_id", "name_key", "id"),
    sqlite_autoincrement=True,
)

interviews = Table(
    "interviews",
    metadata,
    Column("id", RecordId, primary_key=True),
    *_owner_columns(),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("takeaway", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("promise", Text, nullable=False),
    Column("referrals", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("keep_in_touch", String(16), nullable=False),
    Column("thank_you", String(16), nullable=False),
    Column("thank_you_closed_at", UtcDateTime),
    Column("thank_you_note", Text, nullable=False),
    Column("request_key", String(255), nullable=False),
    _owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    Index(None, "team_id", "user_id", "ended_at"),
    sqlite_autoincrement=True,
)

# One place for what must be unique over the waiting and the finished reminders alike.
reminder_keys = Table(
    "reminder_keys",
    metadata,
    Column("id", RecordId, primary_key=True),
    Column("dedupe_key", String(128), nullable=False, unique=True),
    sqlite_autoincrement=True,
)


def _reminder_columns() -> list[Column[Any]]:
    return [
        Column("id", RecordId, ForeignKey("reminder_keys.id"), primary_key=True, autoincrement=False),
        *_owner_columns(),
        Column("kind", String(32), nullable=False),
        Column("subject_id", RecordId, nullable=False),
        Column("occurrence", Integer, nullable=False),
        Column("due_at", UtcDateTime, nullable=False),
        Column("state", String(16), nullable=False),
    ]


reminders = Table(
    "reminders",
    metadata,
    *_reminder_columns(),
    Column("lane", SmallInteger, nullable=False),
    Column("claimed_by", String(64), nullable=False),
    Column("lease_until", UtcDateTime),
    Column("sending_at", UtcDateTime),
    _owner_key(),
    # A sweep reads one end of this index; a claim changes nothing that is in it.
    Index(None, "lane", "due_at", "id"),
    Index(None, "team_id", "user_id", "kind", "subject_id"),
    # Rows live briefly and change twice: room on the page keeps those changes off the indexes.
    postgresql_with={"fillfactor": 50, "autovacuum_vacuum_scale_factor": 0.01},
)

reminders_done = Table(
    "reminders_done",
    metadata,
    *_reminder_columns(),
    Column("reason", Text, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("finished_at", UtcDateTime, nullable=False),
    _owner_key(),
    Index(None, "team_id", "user_id", "kind", "subject_id"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)
