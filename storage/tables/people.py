"""Who uses Inroad, and the professionals of each member."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, SmallInteger, String, Table, Text, Time, text

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

members = Table(
    "members",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("zone", String(64), nullable=False),
    Column("zone_checked_at", UtcDateTime, nullable=False),
    Column("quiet_start", Time, nullable=False),
    Column("quiet_end", Time, nullable=False),
    Column("paused_until", Date),
    Column("nudge_days", String(7), nullable=False, server_default=text("'12345'")),
    Column("nudges_a_day", SmallInteger, nullable=False, server_default=text("3")),
    Column("mentor_days", SmallInteger, nullable=False, server_default=text("60")),
    Column("warm_days", SmallInteger, nullable=False, server_default=text("120")),
    Column("light_days", SmallInteger, nullable=False, server_default=text("180")),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    # Since when Slack says that the account is deactivated; after a grace everything of theirs is deleted.
    Column("deactivated_at", UtcDateTime),
)

# Whose secret calendar address it is that hashes to this key; the address itself is not kept.
calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("token_key", String(64), nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
    owner_key(),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("affiliation_key", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("phone", Text, nullable=False, server_default=text("''")),
    Column("linkedin", Text, nullable=False, server_default=text("''")),
    Column("zone", String(64), nullable=False, server_default=text("''")),
    Column("field", String(60), nullable=False, server_default=text("''")),
    Column("notes", Text, nullable=False, server_default=text("''")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
    Column("cadence_days", SmallInteger),
    # Tells "no nudges" that was chosen from what nobody was asked about yet.
    Column("cadence_chosen", Boolean, nullable=False, server_default=text("false")),
    Column("touched_at", UtcDateTime),
    Column("snoozed_until", Date),
    Column("due_on", Date),
    owner_key(),
    Index(None, "team_id", "user_id", "name_key", "id"),
    Index(None, "team_id", "user_id", "due_on"),
    sqlite_autoincrement=True,
)

contact_tags = Table(
    "contact_tags",
    metadata,
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(40), primary_key=True),
)
