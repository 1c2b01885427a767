"""The tables, as SQLAlchemy Core. The migrations build the same ones (tested)."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
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
    Column("paused_until", Date),
    Column("nudge_days", String(7), nullable=False, server_default=text("'12345'")),
    Column("nudges_a_day", SmallInteger, nullable=False, server_default=text("3")),
    Column("mentor_days", SmallInteger, nullable=False, server_default=text("60")),
    Column("warm_days", SmallInteger, nullable=False, server_default=text("120")),
    Column("light_days", SmallInteger, nullable=False, server_default=text("180")),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
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
