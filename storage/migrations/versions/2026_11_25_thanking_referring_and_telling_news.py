"""thanking referring and telling news"""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "news",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("posted_channel", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("posted_ts", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("request_key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_news_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sa.UniqueConstraint(
            "team_id", "user_id", "request_key", name=op.f("uq_news_team_id_user_id_request_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "news_notes",
        sa.Column("news_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("subject", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("closed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_news_notes_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["news_id"], ["news.id"], name=op.f("fk_news_notes_news_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("news_id", "contact_id", name=op.f("pk_news_notes")),
    )
    with op.batch_alter_table("news_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_news_notes_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("written_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("nudge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("told_for", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_tasks_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_tasks_interview_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "user_id"],
            ["members.team_id", "members.user_id"],
            name=op.f("fk_tasks_team_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("tasks", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tasks_nudge_id"), ["nudge_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_tasks_team_id_user_id_state_due_on"),
            ["team_id", "user_id", "state", "due_on"],
            unique=False,
        )

    with op.batch_alter_table(
        "contacts", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(
            sa.Column("field", sa.String(length=60), server_default=sa.text("('')"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("cadence_chosen", sa.Boolean(), server_default=sa.text("(false)"), nullable=False)
        )

    with op.batch_alter_table(
        "interviews", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(
            sa.Column("panel", sa.String(length=255), server_default=sa.text("('')"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("panel_place", sa.SmallInteger(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("said", sa.Text(), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(sa.Column("energy", sa.SmallInteger(), nullable=True))
        batch_op.add_column(sa.Column("curiosity", sa.SmallInteger(), nullable=True))

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("nudge_days", sa.String(length=7), server_default=sa.text("'12345'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("nudges_a_day", sa.SmallInteger(), server_default=sa.text("3"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("mentor_days", sa.SmallInteger(), server_default=sa.text("(60)"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("warm_days", sa.SmallInteger(), server_default=sa.text("(120)"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("light_days", sa.SmallInteger(), server_default=sa.text("(180)"), nullable=False)
        )

    with op.batch_alter_table(
        "outreaches", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.add_column(
            sa.Column("about_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_index(batch_op.f("ix_outreaches_about_id"), ["about_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outreaches_about_id"), "contacts", ["about_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ask_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("tell_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("met_told_at", storage.columns.UtcDateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("result_told_at", storage.columns.UtcDateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("result", sa.Text(), server_default=sa.text("('')"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_column("result")
        batch_op.drop_column("result_told_at")
        batch_op.drop_column("met_told_at")
        batch_op.drop_column("tell_on")
        batch_op.drop_column("ask_on")

    with op.batch_alter_table(
        "outreaches", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outreaches_about_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outreaches_about_id"))
        batch_op.drop_column("about_id")

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("light_days")
        batch_op.drop_column("warm_days")
        batch_op.drop_column("mentor_days")
        batch_op.drop_column("nudges_a_day")
        batch_op.drop_column("nudge_days")

    with op.batch_alter_table(
        "interviews", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.drop_column("curiosity")
        batch_op.drop_column("energy")
        batch_op.drop_column("said")
        batch_op.drop_column("panel_place")
        batch_op.drop_column("panel")

    with op.batch_alter_table(
        "contacts", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.drop_column("cadence_chosen")
        batch_op.drop_column("field")

    with op.batch_alter_table("tasks", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tasks_team_id_user_id_state_due_on"))
        batch_op.drop_index(batch_op.f("ix_tasks_nudge_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_interview_id"))
        batch_op.drop_index(batch_op.f("ix_tasks_contact_id"))

    op.drop_table("tasks")
    with op.batch_alter_table("news_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_news_notes_contact_id"))

    op.drop_table("news_notes")
    op.drop_table("news")
