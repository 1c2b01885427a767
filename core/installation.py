"""Where Inroad is installed: one workspace, or an organisation's. Its tokens are sealed (encrypted)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REFRESH_BEFORE = timedelta(hours=2)
"""A token that expires is exchanged when less than this is left (Slack's libraries do the same)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Inroad in one workspace, or in a whole organisation (Enterprise Grid): then ``team_id`` is empty.

    ``token`` and ``refresh_token`` are sealed; ``token`` is empty where Inroad was taken out. ``expires_at``:
    None for a token that does not expire. ``name``: the workspace's or the organisation's.
    """

    team_id: str
    enterprise_id: str
    name: str
    app_id: str
    bot_id: str
    bot_user_id: str
    scopes: str
    token: str
    refresh_token: str
    expires_at: datetime | None
    installed_by: str
    installed_at: datetime
    uninstalled_at: datetime | None = None

    @property
    def id(self) -> str:
        """What it is found by: the workspace's id, or the organisation's."""
        return self.team_id or self.enterprise_id

    @property
    def is_org_wide(self) -> bool:
        """Whether it is for all workspaces of an organisation that its owners choose."""
        return not self.team_id

    def is_fresh(self, now: datetime) -> bool:
        """Whether its token need not be exchanged yet."""
        return self.expires_at is None or self.expires_at - now > REFRESH_BEFORE


@dataclass(frozen=True, slots=True)
class NewTokens:
    """What Slack gave in exchange, sealed."""

    token: str
    refresh_token: str
    expires_at: datetime
