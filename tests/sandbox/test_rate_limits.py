from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Sandbox
from tests.sandbox.toys import manifest, web_client


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(), clock=clock, enforce_rate_limits=True) as sandbox:
        yield sandbox


async def test_a_second_message_in_a_channel_within_a_second_is_limited(
    sandbox: Sandbox, slack: AsyncWebClient, clock: Clock
) -> None:
    maya, jonas = sandbox.person("maya"), sandbox.person("jonas")
    await slack.chat_postMessage(channel=maya.id, text="One")
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=maya.dm, text="Two")
    response = caught.value.response
    assert (response.status_code, response.data["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "1"
    await slack.chat_postMessage(channel=jonas.id, text="Elsewhere")
    clock.advance(timedelta(seconds=1))
    await slack.chat_postMessage(channel=maya.id, text="Two")
    assert [message.text for message in maya.messages()] == ["One", "Two"]


async def test_a_method_is_limited_by_its_tier_until_the_minute_is_over(
    slack: AsyncWebClient, clock: Clock
) -> None:
    for _ in range(20):
        await slack.users_list()
    clock.advance(timedelta(seconds=18))
    with pytest.raises(SlackApiError) as caught:
        await slack.users_list()
    assert caught.value.response.headers["Retry-After"] == "42"
    await slack.team_info()
    clock.advance(timedelta(seconds=42))
    await slack.users_list()


async def test_a_workspace_without_enforced_limits_has_none(clock: Clock) -> None:
    async with Sandbox(manifest(), clock=clock) as generous, web_client(generous) as slack:
        for _ in range(21):
            await slack.users_list()
