"""All methods of the Web API, put together for one workspace."""

from collections.abc import Callable

from sandbox.api_auth import AuthMethods
from sandbox.api_chat import ChatMethods
from sandbox.api_conversations import ConversationMethods
from sandbox.api_files import FileMethods
from sandbox.api_people import PeopleMethods
from sandbox.api_views import ViewMethods
from sandbox.arguments import Arguments
from sandbox.json_types import Json
from sandbox.oauth import OAuth
from sandbox.rate_limits import RateLimits
from sandbox.teams import Team, Teams


def methods(
    team: Team, teams: Teams, oauth: OAuth, limits: RateLimits | None
) -> dict[str, Callable[[Arguments], Json]]:
    """The methods by name."""
    workspace, slack = team.workspace, team.slack
    count = limits.count_message if limits else lambda _channel: None
    return {
        **AuthMethods(team, teams, oauth).table(),
        **PeopleMethods(workspace).table(),
        **ConversationMethods(workspace).table(),
        **ChatMethods(workspace, count).table(),
        **FileMethods(workspace, slack.uploads, count).table(),
        **ViewMethods(workspace, slack.screens, slack.triggers).table(),
    }
