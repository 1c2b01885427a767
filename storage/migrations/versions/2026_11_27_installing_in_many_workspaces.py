"""installing in many workspaces"""

import sqlalchemy as sa
from alembic import op

import storage.columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("bot_user_id", sa.String(length=32), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("refresh_token", sa.Text(), nullable=False),
        sa.Column("expires_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("refreshed_by", sa.String(length=64), nullable=False),
        sa.Column("refreshing_until", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("installed_by", sa.String(length=32), nullable=False),
        sa.Column("installed_at", storage.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("uninstalled_at", storage.columns.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_installations")),
    )
    op.create_index(op.f("ix_installations_uninstalled_at"), "installations", ["uninstalled_at"])
    op.create_index(op.f("ix_installations_enterprise_id"), "installations", ["enterprise_id"])
    op.create_table(
        "org_workspaces",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["installations.workspace_id"],
            name=op.f("fk_org_workspaces_enterprise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_org_workspaces")),
    )
    op.create_index(op.f("ix_org_workspaces_enterprise_id"), "org_workspaces", ["enterprise_id"])


def downgrade() -> None:
    op.drop_table("org_workspaces")
    op.drop_table("installations")
