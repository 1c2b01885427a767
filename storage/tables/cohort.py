"""The cohort: who is in it, what they share, and what they ask of each other."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import RecordId, UtcDateTime, owner_columns, owner_key
from storage.tables.schema import metadata

cohorts = Table(
    "cohorts",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("zone", String(64), nullable=False),
    # When the digest comes: an ISO weekday, and an hour in the zone above.
    Column("digest_day", SmallInteger, nullable=False),
    Column("digest_hour", SmallInteger, nullable=False),
    Column("term_starts_on", Date, nullable=False),
    Column("term_ends_on", Date, nullable=False),
    Column("cap", SmallInteger, nullable=False),
    # The first day of the programme's month.
    Column("programme_on", Date),
    Column("created_at", UtcDateTime, nullable=False),
    Column("announced_at", UtcDateTime),
    # Since when the bot is not in the channel.
    Column("away_since", UtcDateTime),
    # When those in the channel were last read from Slack.
    Column("synced_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
)

cohort_members = Table(
    "cohort_members",
    metadata,
    Column("team_id", String(32), ForeignKey("cohorts.team_id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("is_facilitator", Boolean, nullable=False, server_default=text("false")),
    Column("is_counted", Boolean, nullable=False, server_default=text("true")),
    Column("start_with", String(64), nullable=False, server_default=text("''")),
    Column("practises_since", UtcDateTime),
    # In the channel, and not in the cohort: whoever left it by themselves is not taken in again.
    Column("is_out", Boolean, nullable=False, server_default=text("false")),
)


def _in_cohort() -> ForeignKeyConstraint:
    """Whoever leaves the cohort takes along what they shared and asked."""
    return ForeignKeyConstraint(
        ["team_id", "user_id"], ["cohort_members.team_id", "cohort_members.user_id"], ondelete="CASCADE"
    )


# What others' questions are answered from. It holds the keys of what is shared and of nothing else.
contact_shares = Table(
    "contact_shares",
    metadata,
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    *owner_columns(),
    Column("fields", String(64), nullable=False),
    Column("organisation_key", Text, nullable=False),
    Column("field_key", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("email_key", Text, nullable=False),
    Column("linkedin_key", Text, nullable=False),
    Column("shared_at", UtcDateTime, nullable=False),
    _in_cohort(),
    Index(None, "team_id", "organisation_key"),
    Index(None, "team_id", "field_key"),
    Index(None, "team_id", "name_key"),
    Index(None, "team_id", "email_key"),
    Index(None, "team_id", "linkedin_key"),
    Index(None, "team_id", "user_id"),
)

cohort_asks = Table(
    "cohort_asks",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    # What is asked for: an organisation, a field of work, or one of the asker's own people.
    Column("about", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), index=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("posted_channel", String(32), nullable=False, server_default=text("''")),
    Column("posted_ts", String(32), nullable=False, server_default=text("''")),
    Column("request_key", String(255), nullable=False),
    _in_cohort(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    Index(None, "team_id", "user_id", "subject_key"),
    sqlite_autoincrement=True,
)

# One cohort mate who is asked, in private. Without a yes the asker never learns of the row.
introductions = Table(
    "introductions",
    metadata,
    Column("id", RecordId, primary_key=True),
    Column("ask_id", RecordId, ForeignKey("cohort_asks.id", ondelete="CASCADE"), nullable=False),
    *owner_columns(),
    Column("contact_id", RecordId, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    # The group DM of the two.
    Column("channel", String(32), nullable=False, server_default=text("''")),
    _in_cohort(),
    UniqueConstraint("ask_id", "team_id", "user_id"),
    Index(None, "team_id", "user_id", "state"),
    sqlite_autoincrement=True,
)

cohort_takeaways = Table(
    "cohort_takeaways",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("interview_id", RecordId, ForeignKey("interviews.id", ondelete="SET NULL"), index=True),
    Column("text", Text, nullable=False),
    Column("is_signed", Boolean, nullable=False),
    Column("shared_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("posted_channel", String(32), nullable=False, server_default=text("''")),
    Column("posted_ts", String(32), nullable=False, server_default=text("''")),
    # Where the sharer's own message about it stands, with its buttons.
    Column("told_channel", String(32), nullable=False, server_default=text("''")),
    Column("told_ts", String(32), nullable=False, server_default=text("''")),
    Column("request_key", String(255), nullable=False),
    owner_key(),
    UniqueConstraint("team_id", "user_id", "request_key"),
    sqlite_autoincrement=True,
)

# Who practises with whom, a row for each of them; `third_id` where an odd number makes a group of three.
practice_pairs = Table(
    "practice_pairs",
    metadata,
    Column("id", RecordId, primary_key=True),
    *owner_columns(),
    Column("partner_id", String(32), nullable=False),
    Column("third_id", String(32), nullable=False, server_default=text("''")),
    Column("starts_on", Date, nullable=False),
    Column("state", String(16), nullable=False),
    _in_cohort(),
    UniqueConstraint("team_id", "user_id", "starts_on"),
    sqlite_autoincrement=True,
)
