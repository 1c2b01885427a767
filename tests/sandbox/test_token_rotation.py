from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from sandbox import Clock, Sandbox, Team
from tests.sandbox.toys import Json, exchange, let_in, manifest, refusal, web_client


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(token_rotation_enabled=True), clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def north(sandbox: Sandbox) -> Team:
    return sandbox.add_workspace("North Campus")


@pytest.fixture
async def issued(sandbox: Sandbox, north: Team) -> Json:
    """What the app got for its first code."""
    return await let_in(sandbox, north.person("nadia"))


async def trouble(sandbox: Sandbox, token: str) -> str:
    """How Slack refuses this token; empty when it does not."""
    async with web_client(sandbox, token) as slack:
        try:
            await slack.auth_test()
        except SlackApiError as refused:
            return str(refused.response["error"])
    return ""


async def test_a_rotated_token_comes_with_a_refresh_token_and_lasts_twelve_hours(
    sandbox: Sandbox, north: Team, issued: Json, clock: Clock
) -> None:
    assert issued["expires_in"] == 43_200
    assert issued["access_token"].startswith("xoxe.xoxb-1-")
    assert issued["refresh_token"].startswith("xoxe-1-")
    async with web_client(sandbox, issued["access_token"]) as slack:
        clock.advance(timedelta(hours=11, minutes=59))
        assert (await slack.auth_test())["expires_in"] == 60
        clock.advance(timedelta(minutes=1))
        assert (await refusal(slack.auth_test()))["error"] == "token_expired"
    with pytest.raises(LookupError):
        _ = north.bot_token
    assert north.installed


async def test_a_refresh_token_is_worth_new_ones_even_after_the_other_expired(
    sandbox: Sandbox, north: Team, issued: Json, clock: Clock
) -> None:
    clock.advance(timedelta(days=3))
    answer = await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert (answer["ok"], answer["token_type"], answer["expires_in"]) == (True, "bot", 43_200)
    assert answer["team"] == {"id": north.id, "name": "North Campus"}
    assert answer["bot_user_id"] == north.bot_user_id
    assert answer["access_token"] == north.bot_token != issued["access_token"]
    assert answer["refresh_token"] != issued["refresh_token"]
    assert await trouble(sandbox, answer["access_token"]) == ""


async def test_a_used_refresh_token_works_a_minute_longer_and_no_more(
    sandbox: Sandbox, issued: Json, clock: Clock
) -> None:
    assert (await exchange(sandbox, refresh_token=issued["refresh_token"]))["ok"]
    clock.advance(timedelta(minutes=1))
    assert (await exchange(sandbox, refresh_token=issued["refresh_token"]))["ok"]
    clock.advance(timedelta(seconds=1))
    refused = await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert refused == {"ok": False, "error": "invalid_refresh_token"}
    assert (await exchange(sandbox, refresh_token="xoxe-1-guess"))["error"] == "invalid_refresh_token"


async def test_two_tokens_are_good_at_a_time_and_the_oldest_goes_first(
    sandbox: Sandbox, issued: Json
) -> None:
    second = await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert await trouble(sandbox, issued["access_token"]) == ""
    third = await exchange(sandbox, refresh_token=second["refresh_token"])
    assert await trouble(sandbox, issued["access_token"]) == "token_revoked"
    assert await trouble(sandbox, second["access_token"]) == ""
    assert await trouble(sandbox, third["access_token"]) == ""


async def test_a_lasting_token_ends_with_the_first_refresh(sandbox: Sandbox) -> None:
    lasting = sandbox.bot_token
    issued = await let_in(sandbox, sandbox.person("maya"))
    assert await trouble(sandbox, lasting) == ""
    await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert await trouble(sandbox, lasting) == "token_revoked"
    assert await trouble(sandbox, issued["access_token"]) == ""


async def test_refreshing_asks_for_the_clients_secret(sandbox: Sandbox, issued: Json) -> None:
    refused = await exchange(sandbox, refresh_token=issued["refresh_token"], client_secret="guess")
    assert refused["error"] == "bad_client_secret"
    assert (await exchange(sandbox, refresh_token=issued["refresh_token"]))["ok"]


async def test_what_is_refreshed_keeps_its_scopes_and_its_installer(
    sandbox: Sandbox, north: Team, issued: Json
) -> None:
    answer = await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert answer["scope"] == issued["scope"]
    assert answer["authed_user"] == {"id": north.person("nadia").id}


async def test_nothing_refreshes_after_the_app_was_sent_away(
    sandbox: Sandbox, north: Team, issued: Json
) -> None:
    await north.uninstall()
    assert await trouble(sandbox, issued["access_token"]) == "account_inactive"
    refused = await exchange(sandbox, refresh_token=issued["refresh_token"])
    assert refused["error"] == "invalid_refresh_token"


async def test_the_record_of_a_refresh_shows_no_secret(sandbox: Sandbox, issued: Json) -> None:
    answer = await exchange(sandbox, refresh_token=issued["refresh_token"])
    shown = repr(sandbox.calls)
    for token in (issued, answer):
        assert token["refresh_token"] not in shown
        assert token["access_token"] not in shown
