"""Slack's word that Inroad was taken out of a workspace, where it runs for many of them."""

from core import installing
from handlers.ports import Services
from handlers.requests import Event
from handlers.router import Routes


class Uninstalling:
    """Deletes tokens at once. In a workspace whose token is configured there is nothing to delete."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(
            events={
                "app_uninstalled": self.uninstalled,
                "tokens_revoked": self.revoked,
                "team_access_revoked": self.access_revoked,
            }
        )

    async def uninstalled(self, event: Event) -> None:
        """The app is gone from the workspace, or from all of the organisation's."""
        await self._services.store.write(
            installing.uninstall,
            event.owner.team_id,
            event.enterprise_id,
            self._services.now(),
            org_wide=event.is_org_wide,
            happened_at=event.happened_at,
        )

    async def revoked(self, event: Event) -> None:
        """Without the bot's token Inroad can do nothing there; tokens of people it has none."""
        if event.body.get("tokens", {}).get("bot"):
            await self.uninstalled(event)

    async def access_revoked(self, event: Event) -> None:
        """The organisation goes on, but not in these of its workspaces."""
        team_ids = event.body.get("team_ids", [])
        await self._services.store.write(
            installing.revoke_access, team_ids, event.enterprise_id, self._services.now()
        )
