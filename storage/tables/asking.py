"""What a member asks for: asks, their own words, and who named whom."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

referrals = Table(
    "referrals",
    metadata,
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("referrer_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("permission", String(16), nullable=False),
    Column("referred_at", UtcDateTime, nullable=False),
    # The days, in the member's zone, on which to ask the contact, and to tell the referrer what came of it.
    Column("ask_on", Date),
    Column("tell_on", Date),
    Column("met_told_at", UtcDateTime),
    Column("result_told_at", UtcDateTime),
    Column("result", Text, nullable=False, server_default=text("''")),
    Index(None, "referrer_id"),
)

outreaches = Table(
    "outreaches",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("situation", String(16), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("drafted_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("followed_up_at", UtcDateTime),
    Column("away_until", Date),
    Column("away_since", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("posted_channel", String(32), nullable=False, server_default=text("''")),
    Column("posted_ts", String(32), nullable=False, server_default=text("''")),
    # Whom a note to a referrer is about.
    Column("about_id", RecordId, ForeignKey("contacts.id", ondelete="SET NULL"), index=True),
    Column("request_key", String(255), nullable=False),
    owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    Index(None, "team_id", "user_id", "state", "sent_at"),
    sqlite_autoincrement=True,
)

profiles = Table(
    "profiles",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("introduction", Text, nullable=False),
    Column("doing", Text, nullable=False),
    Column("looking_for", Text, nullable=False),
    Column("link", Text, nullable=False),
    owner_key(),
)

skeletons = Table(
    "skeletons",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("situation", String(16), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    owner_key(),
)
