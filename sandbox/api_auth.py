"""The methods about tokens: whose they are, giving them out, and giving them back."""

from collections.abc import Callable

from sandbox.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.oauth import OAuth
from sandbox.teams import Team, Teams


class AuthMethods:
    """Who may call, for one workspace."""

    def __init__(self, team: Team, teams: Teams, oauth: OAuth) -> None:
        self._team = team
        self._teams = teams
        self._oauth = oauth

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "apps.connections.open": self.open_connection,
            "auth.revoke": self.auth_revoke,
            "auth.test": self.auth_test,
            "oauth.v2.access": self._oauth.access,
        }

    def open_connection(self, _arguments: Arguments) -> Json:
        """Where the app may open a socket, once."""
        if not self._team.workspace.app.manifest.socket_mode:
            raise SlackError("not_allowed")
        return {"url": self._team.slack.sockets.issue_url()}

    def auth_test(self, arguments: Arguments) -> Json:
        """Who the token belongs to."""
        workspace, organisation = self._team.workspace, self._team.organisation
        about = {
            "url": f"https://{workspace.team_domain}.slack.com/",
            "team": workspace.team_name,
            "user": workspace.app.manifest.bot_name,
            "team_id": workspace.team_id,
            "user_id": workspace.app.bot_user_id,
            "bot_id": workspace.app.bot_id,
            "is_enterprise_install": workspace.org_wide,
        }
        if organisation is not None:
            about["enterprise_id"] = organisation.id
        if organisation is not None and workspace.org_wide:
            about |= {"team": organisation.name, "team_id": organisation.id}
        expires_in = self._teams.tokens.expires_in(arguments.token)
        return about if expires_in is None else about | {"expires_in": expires_in}

    def auth_revoke(self, arguments: Arguments) -> Json:
        """Give the token back."""
        if arguments.flag("test"):
            return {"revoked": False}
        self._team.revoke()
        return {"revoked": True}
