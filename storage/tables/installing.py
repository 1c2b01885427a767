"""Where Inroad is installed, where it runs for many workspaces."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from storage.columns import UtcDateTime
from storage.tables.schema import metadata

# One row for each workspace; for a whole organisation (Enterprise Grid) one with an empty `team_id`.
installations = Table(
    "installations",
    metadata,
    Column("workspace_id", String(32), primary_key=True),
    Column("team_id", String(32), nullable=False),
    Column("enterprise_id", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("bot_id", String(32), nullable=False),
    Column("bot_user_id", String(32), nullable=False),
    Column("scopes", Text, nullable=False),
    # Encrypted, and about twice as long as Slack's; empty where Inroad was taken out.
    Column("token", Text, nullable=False),
    Column("refresh_token", Text, nullable=False),
    Column("expires_at", UtcDateTime),
    # Who exchanges the token just now, and until when nobody else may.
    Column("refreshed_by", String(64), nullable=False),
    Column("refreshing_until", UtcDateTime),
    Column("installed_by", String(32), nullable=False),
    Column("installed_at", UtcDateTime, nullable=False),
    Column("uninstalled_at", UtcDateTime, index=True),
    Index(None, "enterprise_id"),
)

# The workspaces for which an organisation's installation is known to be: a reminder only knows its own.
org_workspaces = Table(
    "org_workspaces",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column(
        "enterprise_id",
        String(32),
        ForeignKey("installations.workspace_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)
