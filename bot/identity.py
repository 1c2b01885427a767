"""Which bot we are in the workspace that a request comes from."""

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient


class OneWorkspace(AsyncAuthorize):
    """The single workspace whose token is configured: asked of Slack once, not on every request."""

    def __init__(self, client: AsyncWebClient, token: str) -> None:
        self._client = client
        self._token = token
        self._known: AuthorizeResult | None = None

    async def learn(self) -> AuthorizeResult:
        """Ask Slack whose token this is. Raises SlackApiError for a token that Slack refuses."""
        answer = await self._client.auth_test()
        self._known = AuthorizeResult.from_auth_test_response(
            auth_test_response=answer, bot_token=self._token
        )
        return self._known

    async def __call__(self, **_request: Any) -> AuthorizeResult:  # noqa: ANN401 - Bolt passes ids by name
        return self._known or await self.learn()
