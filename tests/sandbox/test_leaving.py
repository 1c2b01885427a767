import json
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web

from sandbox import Clock, Sandbox, Team
from tests.sandbox.toys import (
    HttpApp,
    actions,
    button,
    http_app,
    let_in,
    refusal,
    web_client,
)


@pytest.fixture
async def north(sandbox: Sandbox) -> Team:
    north = sandbox.add_workspace("North Campus")
    await let_in(sandbox, north.person("nadia"))
    return north


def kinds(app: HttpApp) -> list[str]:
    return [payload["event"]["type"] for payload in app.events]


@pytest.mark.parametrize("revoked_first", [False, True])
async def test_the_app_hears_that_it_was_sent_away_in_either_order(
    revoked_first: bool, sandbox: Sandbox, north: Team
) -> None:
    async with http_app(sandbox) as app:
        await north.uninstall(revoked_first=revoked_first)
    assert kinds(app) == sorted(["app_uninstalled", "tokens_revoked"], reverse=revoked_first)
    by_kind = {payload["event"]["type"]: payload for payload in app.events}
    assert {payload["team_id"] for payload in app.events} == {north.id}
    assert by_kind["tokens_revoked"]["event"]["tokens"] == {"oauth": [], "bot": [north.bot_user_id]}
    assert by_kind["app_uninstalled"]["event"].keys() == {"type", "event_ts"}


async def test_its_token_is_worthless_before_it_hears_of_it(sandbox: Sandbox, north: Team) -> None:
    found: list[str] = []
    async with web_client(sandbox, north.bot_token) as slack, http_app(sandbox) as app:

        async def call() -> web.Response:
            found.append((await refusal(slack.auth_test()))["error"])
            return web.Response()

        app.respond = call
        await north.uninstall()
    assert found == ["account_inactive", "account_inactive"]


async def test_nothing_more_is_told_from_there_and_everything_from_elsewhere(
    sandbox: Sandbox, north: Team
) -> None:
    nadia, maya = north.person("nadia"), sandbox.person("maya")
    async with web_client(sandbox, north.bot_token) as slack:
        await slack.chat_postMessage(channel=nadia.id, text="Go?", blocks=[actions(button())])
    async with http_app(sandbox) as app:
        await north.uninstall()
        app.requests.clear()
        await nadia.say("Are you still there?")
        await nadia.open_home()
        nadia.set_tz("Asia/Tokyo")
        assert not (await nadia.press("go")).ok
        assert (await nadia.command("/interview")).error == "unknown_command"
        await sandbox.settled()
        assert app.requests == []
        assert (await maya.command("/interview")).ok
        async with web_client(sandbox) as slack:
            await slack.auth_test()


async def test_what_waits_to_be_told_again_is_dropped_but_not_the_goodbye(
    sandbox: Sandbox, north: Team, clock: Clock
) -> None:
    async def fail() -> web.Response:
        return web.Response(status=500)

    async with http_app(sandbox) as app:
        app.respond = fail
        await north.person("nadia").say("Hello")
        await sandbox.settled()
        await north.uninstall()
        await sandbox.settled()
        app.requests.clear()
        app.respond = None
        clock.advance(timedelta(minutes=1))
        await sandbox.settled()
        assert sorted(kinds(app)) == ["app_uninstalled", "tokens_revoked"]


async def test_the_goodbye_may_come_when_the_app_is_here_again(
    sandbox: Sandbox, north: Team, clock: Clock
) -> None:
    async with http_app(sandbox) as app:
        left_at = int(clock.now().timestamp())
        await north.uninstall(told_after=timedelta(minutes=5))
        clock.advance(timedelta(minutes=2))
        await let_in(sandbox, north.person("omar"))
        await sandbox.settled()
        assert app.requests == []
        clock.advance(timedelta(minutes=3))
        await sandbox.settled()
        assert sorted(kinds(app)) == ["app_uninstalled", "tokens_revoked"]
        assert {payload["event_time"] for payload in app.events} == {left_at}
    assert north.installed
    assert north.bot_token


async def test_the_bot_is_out_of_its_channels_and_comes_back_as_the_same_bot(
    sandbox: Sandbox, north: Team
) -> None:
    nadia, before, token = north.person("nadia"), north.bot_user_id, north.bot_token
    async with http_app(sandbox) as app:
        await nadia.invite_bot("cohort")
        await north.uninstall()
        app.requests.clear()
        answer = await let_in(sandbox, north.person("omar"))
        assert (answer["bot_user_id"], north.installed) == (before, True)
        assert answer["access_token"] == north.bot_token != token
        async with web_client(sandbox, north.bot_token) as slack:
            cohort = next(
                each["id"]
                for each in (await slack.conversations_list())["channels"]
                if each["name"] == "cohort"
            )
            assert (await refusal(slack.chat_postMessage(channel=cohort, text="Hello")))[
                "error"
            ] == "not_in_channel"
            await slack.chat_postMessage(channel=nadia.id, text="Here again")
        assert (await nadia.command("/interview")).ok
    async with web_client(sandbox, token) as slack:
        assert (await refusal(slack.auth_test()))["error"] == "account_inactive"


async def test_an_app_gives_its_last_token_back_and_is_gone(sandbox: Sandbox, north: Team) -> None:
    async with http_app(sandbox) as app, web_client(sandbox, north.bot_token) as slack:
        assert not (await slack.auth_revoke(test=True))["revoked"]
        await slack.auth_test()
        assert (await slack.auth_revoke())["revoked"]
        assert (await refusal(slack.auth_revoke()))["error"] == "account_inactive"
        await sandbox.settled()
        assert sorted(kinds(app)) == ["app_uninstalled", "tokens_revoked"]
    assert not north.installed


async def test_the_first_workspace_sends_it_away_too(sandbox: Sandbox) -> None:
    async with web_client(sandbox) as slack:
        await sandbox.team.uninstall()
        refused = await refusal(slack.chat_postMessage(channel=sandbox.person("maya").id, text="Hello"))
    assert refused["error"] == "account_inactive"
    with pytest.raises(LookupError, match="not in"):
        await sandbox.team.uninstall()


async def test_an_app_that_is_gone_answers_no_more(
    sandbox: Sandbox, north: Team, session: aiohttp.ClientSession
) -> None:
    nadia = north.person("nadia")
    async with http_app(sandbox) as app:
        await nadia.command("/interview")
        address = app.fields()["response_url"]
        await north.uninstall()
        async with session.post(address, json={"text": "Too late"}) as response:
            assert response.status == 404
    assert nadia.messages() == []


async def test_somebody_who_is_deactivated_in_one_workspace_is_told_of_from_there(
    sandbox: Sandbox, north: Team
) -> None:
    async with http_app(sandbox) as app:
        north.person("nadia").deactivate()
        await sandbox.settled()
        [payload] = [json.loads(body) for _headers, body in app.requests]
    assert (payload["team_id"], payload["event"]["type"]) == (north.id, "user_change")
    user = payload["event"]["user"]
    assert (user["deleted"], user["team_id"], user["name"]) == (True, north.id, "nadia")
