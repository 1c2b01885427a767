"""Conversations: agreed, prepared and held, and what is to be done after them."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

interviews = Table(
    "interviews",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
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
    Column("panel", String(255), nullable=False, server_default=text("''")),
    Column("panel_place", SmallInteger, nullable=False, server_default=text("0")),
    Column("said", Text, nullable=False, server_default=text("''")),
    Column("energy", SmallInteger),
    Column("curiosity", SmallInteger),
    Column("request_key", String(255), nullable=False),
    owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    Index(None, "team_id", "user_id", "ended_at"),
    sqlite_autoincrement=True,
)

scheduled_interviews = Table(
    "scheduled_interviews",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("medium", String(16), nullable=False),
    Column("place", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("scheduled_at", UtcDateTime, nullable=False),
    Column("interview_id", RecordId, ForeignKey("interviews.id", ondelete="SET NULL"), index=True),
    Column("request_key", String(255), nullable=False),
    owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    Index(None, "team_id", "user_id", "state", "starts_at"),
    sqlite_autoincrement=True,
)

preparations = Table(
    "preparations",
    metadata,
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("aim", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("minutes", SmallInteger, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("interview_id", RecordId, ForeignKey("interviews.id", ondelete="CASCADE"), index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("written_at", UtcDateTime),
    # The nudge that has named it, and for which of its days.
    Column("nudge_id", RecordId, index=True),
    Column("told_for", Date),
    owner_key(),
    Index(None, "team_id", "user_id", "state", "due_on"),
    sqlite_autoincrement=True,
)
