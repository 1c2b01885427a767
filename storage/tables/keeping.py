"""Being in touch: touches, nudges and news."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

touches = Table(
    "touches",
    metadata,
    Column("id", RecordId, primary_key=True),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Whom a nudge named. The key says that nobody is named twice for one day.
nudges = Table(
    "nudges",
    metadata,
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("reminder_id", RecordId, nullable=False, index=True),
    Column("told_at", UtcDateTime, nullable=False),
)

news = Table(
    "news",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("text", Text, nullable=False),
    Column("told_at", UtcDateTime, nullable=False),
    Column("posted_channel", String(32), nullable=False, server_default=text("''")),
    Column("posted_ts", String(32), nullable=False, server_default=text("''")),
    Column("request_key", String(255), nullable=False),
    owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    sqlite_autoincrement=True,
)

news_notes = Table(
    "news_notes",
    metadata,
    Column("news_id", RecordId, ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False, server_default=text("0")),
    Column("subject", Text, nullable=False, server_default=text("''")),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("closed_at", UtcDateTime),
    Index(None, "contact_id"),
)
