"""asking preparing and keeping in touch"""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "profiles",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("doing", sa.Text(), nullable=False),
        sa.Column("looking_for", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_profiles_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("pk_profiles")),
    )
    op.create_table(
        "skeletons",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("situation", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_skeletons_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", "situation", "channel", name=op.f("pk_skeletons")),
    )
    op.create_table(
        "contact_tags",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_tags_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "tag", name=op.f("pk_contact_tags")),
    )
    op.create_table(
        "nudges",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_nudges_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "due_on", name=op.f("pk_nudges")),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudges_reminder_id"), ["reminder_id"], unique=False)

    op.create_table(
        "outreaches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("situation", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("drafted_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("followed_up_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("away_since", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("posted_channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("posted_ts", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("request_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_outreaches_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_outreaches_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreaches")),
        sa.UniqueConstraint(
            "team_id", "user_id", "request_key", name=op.f("uq_outreaches_team_id_user_id_request_key")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outreaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreaches_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreaches_team_id_user_id_state_sent_at"),
            ["team_id", "user_id", "state", "sent_at"],
            unique=False,
        )

    op.create_table(
        "preparations",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("changed_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_preparations_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_preparations")),
    )
    op.create_table(
        "referrals",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("referrer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("permission", sa.String(length=16), nullable=False),
        sa.Column("referred_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_referrals_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["referrer_id"], ["contacts.id"], name=op.f("fk_referrals_referrer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "referrer_id", name=op.f("pk_referrals")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_referrer_id"), ["referrer_id"], unique=False)

    op.create_table(
        "touches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("touched_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_touches_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touches")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("touches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_touches_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "scheduled_interviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("medium", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("scheduled_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("request_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_scheduled_interviews_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interviews.id"],
            name=op.f("fk_scheduled_interviews_interview_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_scheduled_interviews_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduled_interviews")),
        sa.UniqueConstraint(
            "team_id",
            "user_id",
            "request_key",
            name=op.f("uq_scheduled_interviews_team_id_user_id_request_key"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("scheduled_interviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scheduled_interviews_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_scheduled_interviews_interview_id"), ["interview_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_scheduled_interviews_team_id_user_id_state_starts_at"),
            ["team_id", "user_id", "state", "starts_at"],
            unique=False,
        )

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(sa.Column("linkedin", sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(
            sa.Column("zone", sa.String(length=64), server_default=sa.text("('')"), nullable=False)
        )
        batch_op.add_column(sa.Column("notes", sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(
            sa.Column("archived_at", storage.columns.UtcDateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("cadence_days", sa.SmallInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("touched_at", storage.columns.UtcDateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_contacts_team_id_user_id_due_on"), ["team_id", "user_id", "due_on"], unique=False
        )

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))

    with op.batch_alter_table("reminders_done", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reminders_done_id"), type_="foreignkey")


def downgrade() -> None:

    with op.batch_alter_table("reminders_done", schema=None) as batch_op:
        batch_op.create_foreign_key(batch_op.f("fk_reminders_done_id"), "reminder_keys", ["id"], ["id"])

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("paused_until")

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contacts_team_id_user_id_due_on"))
        batch_op.drop_column("due_on")
        batch_op.drop_column("snoozed_until")
        batch_op.drop_column("touched_at")
        batch_op.drop_column("cadence_days")
        batch_op.drop_column("archived_at")
        batch_op.drop_column("notes")
        batch_op.drop_column("zone")
        batch_op.drop_column("linkedin")
        batch_op.drop_column("phone")

    with op.batch_alter_table("scheduled_interviews", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scheduled_interviews_team_id_user_id_state_starts_at"))
        batch_op.drop_index(batch_op.f("ix_scheduled_interviews_interview_id"))
        batch_op.drop_index(batch_op.f("ix_scheduled_interviews_contact_id"))

    op.drop_table("scheduled_interviews")
    with op.batch_alter_table("touches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_touches_contact_id"))

    op.drop_table("touches")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referrals_referrer_id"))

    op.drop_table("referrals")
    op.drop_table("preparations")
    with op.batch_alter_table("outreaches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreaches_team_id_user_id_state_sent_at"))
        batch_op.drop_index(batch_op.f("ix_outreaches_contact_id"))

    op.drop_table("outreaches")
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudges_reminder_id"))

    op.drop_table("nudges")
    op.drop_table("contact_tags")
    op.drop_table("skeletons")
    op.drop_table("profiles")
