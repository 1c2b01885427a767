"""Which bot we are in the workspace that a request comes from, and the calls to it."""

from typing import Any, Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize

from bot.slack_calls import Clients, SlackCalls


class Recognised(AuthorizeResult):
    """What Bolt wants to know of us in a workspace, and how handlers call it."""

    slack: SlackCalls


class Workspaces(Protocol):
    """The workspaces that this process works for."""

    @property
    def is_one(self) -> bool:
        """Whether there is one for good: then its trouble is that of the whole process."""

    async def start(self) -> None:
        """Make sure that Slack knows us. Raises SlackApiError for a token that Slack refuses."""

    async def clients(self, team_id: str) -> Clients | None:
        """What a workspace is called with; None where Inroad is not installed in it."""

    async def calls(self, team_id: str) -> SlackCalls | None:
        """The same, as handlers call it."""

    async def is_outdated(self, team_id: str, used: Clients) -> bool:
        """Whether what Slack has just refused is not what that workspace is to be called with any more."""


class OneWorkspace(AsyncAuthorize):
    """The single workspace whose token is configured: asked of Slack once, not on every request."""

    is_one = True

    def __init__(self, slack: Clients, http: aiohttp.ClientSession, token: str) -> None:
        self._slack = slack
        self._calls = SlackCalls(slack, http)
        self._token = token
        self._known: Recognised | None = None

    async def start(self) -> None:
        await self._learn()

    async def _learn(self) -> Recognised:
        answer = await self._slack.repeating.auth_test()
        self._known = Recognised(
            enterprise_id=answer.get("enterprise_id"),
            team_id=answer.get("team_id"),
            bot_id=answer.get("bot_id"),
            bot_user_id=answer.get("user_id"),
            bot_token=self._token,
        )
        self._known.slack = self._calls
        return self._known

    async def __call__(self, **_request: Any) -> Recognised:  # noqa: ANN401 - Bolt passes ids by name
        return self._known or await self._learn()

    async def clients(self, team_id: str) -> Clients | None:  # noqa: ARG002 - there is one
        return self._slack

    async def calls(self, team_id: str) -> SlackCalls | None:  # noqa: ARG002
        return self._calls

    async def is_outdated(self, team_id: str, used: Clients) -> bool:  # noqa: ARG002 - it never is
        return False
