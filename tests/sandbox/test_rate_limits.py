from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Sandbox
from sandbox.access import ACCESS
from sandbox.errors import RateLimited
from sandbox.rate_limits import RateLimits
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


TIERS: list[tuple[str, int, tuple[str, ...]]] = [
    ("tier 1", 1, ("apps.connections.open",)),
    ("tier 2", 20, ("users.list", "conversations.list")),
    (
        "tier 3",
        50,
        (
            *("conversations.open", "conversations.info", "conversations.history", "conversations.replies"),
            *("chat.update", "chat.delete", "team.info", "bots.info", "auth.revoke"),
            "files.delete",
        ),
    ),
    (
        "tier 4",
        100,
        (
            *("views.open", "views.push", "views.update", "views.publish"),
            *("users.info", "chat.postEphemeral", "conversations.members", "api.test", "oauth.v2.access"),
            *("files.getUploadURLExternal", "files.completeUploadExternal", "files.info"),
        ),
    ),
    ("special", 600, ("chat.postMessage", "auth.test", "chat.getPermalink")),
]


@pytest.mark.parametrize(("most", "methods"), [tier[1:] for tier in TIERS], ids=[tier[0] for tier in TIERS])
def test_each_method_of_a_tier_is_allowed_exactly_its_number_of_calls_a_minute(
    most: int, methods: tuple[str, ...], clock: Clock
) -> None:
    limits = RateLimits(clock)
    for method in methods:
        for _ in range(most):
            limits.count_call(method)
        with pytest.raises(RateLimited) as caught:
            limits.count_call(method)
        assert caught.value.retry_after == 60
    clock.advance(timedelta(seconds=60))
    for method in methods:
        limits.count_call(method)


def test_every_method_has_a_tier_that_is_proved_here() -> None:
    assert sorted(method for _name, _most, methods in TIERS for method in methods) == sorted(ACCESS)


async def test_a_workspace_without_enforced_limits_has_none(clock: Clock) -> None:
    async with Sandbox(manifest(), clock=clock) as generous, web_client(generous) as slack:
        for _ in range(21):
            await slack.users_list()
