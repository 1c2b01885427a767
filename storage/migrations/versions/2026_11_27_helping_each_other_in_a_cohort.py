"""helping each other in a cohort"""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohorts",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("digest_day", sa.SmallInteger(), nullable=False),
        sa.Column("digest_hour", sa.SmallInteger(), nullable=False),
        sa.Column("term_starts_on", sa.Date(), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=False),
        sa.Column("cap", sa.SmallInteger(), nullable=False),
        sa.Column("programme_on", sa.Date(), nullable=True),
        sa.Column("created_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("announced_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("away_since", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("synced_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_cohorts")),
    )
    op.create_table(
        "cohort_members",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("joined_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("is_facilitator", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("is_counted", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("start_with", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("practises_since", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("is_out", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["cohorts.team_id"], name=op.f("fk_cohort_members_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("pk_cohort_members")),
    )
    op.create_table(
        "cohort_asks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("posted_channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("posted_ts", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("request_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_cohort_asks_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["cohort_members.team_id", "cohort_members.user_id"],
            name=op.f("fk_cohort_asks_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_asks")),
        sa.UniqueConstraint(
            "team_id", "user_id", "request_key", name=op.f("uq_cohort_asks_team_id_user_id_request_key")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cohort_asks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_asks_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cohort_asks_team_id_user_id_subject_key"),
            ["team_id", "user_id", "subject_key"],
            unique=False,
        )

    op.create_table(
        "contact_shares",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.String(length=64), nullable=False),
        sa.Column("organisation_key", sa.Text(), nullable=False),
        sa.Column("field_key", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("linkedin_key", sa.Text(), nullable=False),
        sa.Column("shared_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_shares_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["cohort_members.team_id", "cohort_members.user_id"],
            name=op.f("fk_contact_shares_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact_shares")),
    )
    with op.batch_alter_table("contact_shares", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_email_key"), ["team_id", "email_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_field_key"), ["team_id", "field_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_linkedin_key"), ["team_id", "linkedin_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_name_key"), ["team_id", "name_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_organisation_key"),
            ["team_id", "organisation_key"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_contact_shares_team_id_user_id"), ["team_id", "user_id"], unique=False
        )

    op.create_table(
        "practice_pairs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("partner_id", sa.String(length=32), nullable=False),
        sa.Column("third_id", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["cohort_members.team_id", "cohort_members.user_id"],
            name=op.f("fk_practice_pairs_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_pairs")),
        sa.UniqueConstraint(
            "team_id", "user_id", "starts_on", name=op.f("uq_practice_pairs_team_id_user_id_starts_on")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cohort_takeaways",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("shared_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("posted_channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("posted_ts", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("told_channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("told_ts", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("request_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interviews.id"],
            name=op.f("fk_cohort_takeaways_interview_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_cohort_takeaways_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_takeaways")),
        sa.UniqueConstraint(
            "team_id", "user_id", "request_key", name=op.f("uq_cohort_takeaways_team_id_user_id_request_key")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cohort_takeaways", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_takeaways_interview_id"), ["interview_id"], unique=False)

    op.create_table(
        "introductions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["cohort_asks.id"], name=op.f("fk_introductions_ask_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_introductions_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["cohort_members.team_id", "cohort_members.user_id"],
            name=op.f("fk_introductions_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
        sa.UniqueConstraint(
            "ask_id", "team_id", "user_id", name=op.f("uq_introductions_ask_id_team_id_user_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_introductions_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_introductions_team_id_user_id_state"),
            ["team_id", "user_id", "state"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_introductions_team_id_user_id_state"))
        batch_op.drop_index(batch_op.f("ix_introductions_contact_id"))

    op.drop_table("introductions")
    with op.batch_alter_table("cohort_takeaways", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_takeaways_interview_id"))

    op.drop_table("cohort_takeaways")
    op.drop_table("practice_pairs")
    with op.batch_alter_table("contact_shares", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_user_id"))
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_organisation_key"))
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_name_key"))
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_linkedin_key"))
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_field_key"))
        batch_op.drop_index(batch_op.f("ix_contact_shares_team_id_email_key"))

    op.drop_table("contact_shares")
    with op.batch_alter_table("cohort_asks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_asks_team_id_user_id_subject_key"))
        batch_op.drop_index(batch_op.f("ix_cohort_asks_contact_id"))

    op.drop_table("cohort_asks")
    op.drop_table("cohort_members")
    op.drop_table("cohorts")
