import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Fault, Sandbox, Team
from tests.sandbox.toys import (
    HttpApp,
    actions,
    button,
    http_app,
    let_in,
    manifest,
    modal,
    refusal,
    section,
    socket_app,
    web_client,
)


@pytest.fixture
def north(sandbox: Sandbox) -> Team:
    return sandbox.add_workspace("North Campus")


async def delivered(sandbox: Sandbox, app: HttpApp) -> list[tuple[str, str]]:
    """The kind and the team of every event that came to the app."""
    await sandbox.settled()
    return [(payload["event"]["type"], payload["team_id"]) for payload in app.events]


async def test_each_workspace_has_people_channels_and_a_bot_of_its_own(sandbox: Sandbox, north: Team) -> None:
    await let_in(sandbox, north.person("nadia"))
    async with web_client(sandbox, north.bot_token) as there, web_client(sandbox) as here:
        [there_people, here_people] = [
            {member["id"]: member for member in (await slack.users_list())["members"]}
            for slack in (there, here)
        ]
        assert there_people.keys() & here_people.keys() == {"USLACKBOT"}
        assert {member["team_id"] for member in there_people.values()} == {north.id}
        names = {member["name"] for member in there_people.values()}
        assert names == {"nadia", "omar", "elin", "slackbot", "toy"}
        channels = (await there.conversations_list())["channels"]
        assert [channel["name"] for channel in channels] == ["general", "cohort"]
        assert (await there.team_info())["team"]["domain"] == "north-campus"
    assert north.bot_user_id != sandbox.bot_user_id


async def test_the_token_decides_and_ids_of_another_workspace_are_not_found(
    sandbox: Sandbox, north: Team
) -> None:
    await let_in(sandbox, north.person("nadia"))
    maya, nadia = sandbox.person("maya"), north.person("nadia")
    async with web_client(sandbox, north.bot_token) as slack:
        for channel in (maya.id, maya.dm, "C07COHORT42"):
            refused = await refusal(slack.chat_postMessage(channel=channel, text="Hello"))
            assert refused["error"] == "channel_not_found"
        assert (await refusal(slack.users_info(user=maya.id)))["error"] == "user_not_found"
        assert (await refusal(slack.conversations_info(channel=maya.dm)))["error"] == "channel_not_found"
        refused = await refusal(slack.conversations_open(users=[maya.id]))
        assert refused["error"] == "user_not_found"
        await slack.chat_postMessage(channel=nadia.id, text="Hello, Nadia")
    assert [message.text for message in nadia.messages()] == ["Hello, Nadia"]
    assert maya.messages() == []


async def test_an_app_that_nobody_let_in_is_told_nothing(sandbox: Sandbox, north: Team) -> None:
    nadia = north.person("nadia")
    async with http_app(sandbox) as app:
        await nadia.say("Is anybody there?")
        await nadia.open_home()
        assert (await nadia.command("/interview")).error == "unknown_command"
        await sandbox.settled()
        assert app.requests == []
    assert not north.installed
    with pytest.raises(LookupError, match="North Campus"):
        _ = north.bot_token


async def test_the_first_workspace_too_may_begin_without_the_app(clock: Clock) -> None:
    async with Sandbox(manifest(), clock=clock, installed=False) as sandbox:
        with pytest.raises(LookupError):
            _ = sandbox.bot_token
        assert (await let_in(sandbox, sandbox.person("maya")))["team"]["id"] == sandbox.team.id
        async with web_client(sandbox) as slack:
            assert (await slack.auth_test())["team_id"] == sandbox.team.id


async def test_what_comes_to_the_app_says_which_workspace_it_is_from(sandbox: Sandbox, north: Team) -> None:
    nadia = north.person("nadia")
    async with http_app(sandbox) as app:
        await let_in(sandbox, nadia)
        await sandbox.person("maya").say("Hello")
        await nadia.say("Hello")
        assert await delivered(sandbox, app) == [("message", sandbox.team.id), ("message", north.id)]
        payload = app.events[-1]
        assert payload["api_app_id"] == app.events[0]["api_app_id"]
        [authorization] = payload["authorizations"]
        assert authorization == {
            "enterprise_id": None,
            "team_id": north.id,
            "user_id": north.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        assert (await nadia.command("/interview log Dana")).ok
        fields = app.fields()
        assert (fields["team_id"], fields["team_domain"]) == (north.id, "north-campus")
        assert (fields["user_id"], fields["is_enterprise_install"]) == (nadia.id, "false")


async def test_views_buttons_and_response_urls_work_in_each_workspace(
    sandbox: Sandbox, north: Team, session: aiohttp.ClientSession
) -> None:
    nadia = north.person("nadia")
    async with http_app(sandbox) as app:
        await let_in(sandbox, nadia)
        async with web_client(sandbox, north.bot_token) as slack:
            await nadia.command("/interview")
            fields = app.fields()
            async with session.post(fields["response_url"], json={"text": "Only you see this"}) as response:
                assert response.status == 200
            await slack.views_open(trigger_id=fields["trigger_id"], view=modal(section()))
            await slack.views_publish(user_id=nadia.id, view={"type": "home", "blocks": [section("Home")]})
            await slack.chat_postMessage(channel=nadia.id, text="Go?", blocks=[actions(button())])
        assert (await nadia.submit()).closed
        payload = app.fields()
        assert (payload["team"]["id"], payload["view"]["team_id"]) == (north.id, north.id)
        assert payload["user"]["team_id"] == north.id
        await nadia.press("go")
        assert app.fields()["team"] == {"id": north.id, "domain": "north-campus"}
    assert await nadia.message("Only you see this")
    assert nadia.home is not None


async def test_a_trigger_of_another_workspace_opens_nothing(sandbox: Sandbox, north: Team) -> None:
    async with http_app(sandbox) as app:
        await let_in(sandbox, north.person("nadia"))
        await north.person("nadia").command("/interview")
        async with web_client(sandbox) as slack:
            opening = slack.views_open(trigger_id=app.fields()["trigger_id"], view=modal(section()))
            assert (await refusal(opening))["error"] == "invalid_trigger_id"


async def test_files_go_to_the_workspace_of_the_token(
    sandbox: Sandbox, north: Team, session: aiohttp.ClientSession
) -> None:
    nadia = north.person("nadia")
    await let_in(sandbox, nadia)
    async with web_client(sandbox, north.bot_token) as slack:
        await slack.files_upload_v2(channel=nadia.dm, filename="people.csv", content="name\nDana\n")
        assert [file.content for file in nadia.files()] == [b"name\nDana\n"]
        await nadia.upload("mine.csv", b"name\nWu\n")
        [newest, *_] = (await slack.conversations_history(channel=nadia.dm))["messages"]
        address = newest["files"][0]["url_private"]
    for token, body in ((north.bot_token, b"name\nWu\n"), (sandbox.bot_token, b"Sign in")):
        async with session.get(address, headers={"Authorization": f"Bearer {token}"}) as response:
            assert await response.read() == body


async def test_all_workspaces_come_over_the_apps_own_sockets(sandbox: Sandbox, north: Team) -> None:
    await let_in(sandbox, north.person("nadia"))
    async with socket_app(sandbox) as app:
        for person in (north.person("nadia"), sandbox.person("maya")):
            payload, result = await asyncio.gather(app.answer(), person.command("/interview"))
            assert (payload["user_id"], result.ok) == (person.id, True)


async def test_rates_and_faults_are_each_workspaces_own(clock: Clock) -> None:
    async with Sandbox(manifest(), clock=clock, enforce_rate_limits=True) as sandbox:
        north = sandbox.add_workspace("North Campus")
        await let_in(sandbox, north.person("nadia"))
        async with web_client(sandbox) as here, web_client(sandbox, north.bot_token) as there:
            await _call_until_limited(here)
            await there.users_list()
            sandbox.faults.add(Fault("auth.test", "error", error="internal_error", team=north.id))
            await here.auth_test()
            assert (await refusal(there.auth_test()))["error"] == "internal_error"


async def _call_until_limited(slack: AsyncWebClient) -> None:
    for _ in range(20):
        await slack.users_list()
    assert (await refusal(slack.users_list()))["error"] == "ratelimited"


async def test_a_workspace_has_the_people_and_the_zone_it_is_given(sandbox: Sandbox) -> None:
    south = sandbox.add_workspace("South", ["Ana Lima", "Rui Costa"], tz="Europe/Lisbon")
    ana = south.person("ana")
    assert (ana.real_name, ana.tz, ana.is_in("cohort")) == ("Ana Lima", "Europe/Lisbon", True)
    assert sandbox.teams == [sandbox.team, south]
    with pytest.raises(LookupError):
        south.person("maya")
    with pytest.raises(ValueError, match="same first name"):
        sandbox.add_workspace("East", ["Ana Lima", "Ana Costa"])


async def test_workspaces_added_before_the_start_are_served_too(clock: Clock) -> None:
    sandbox = Sandbox(manifest(), clock=clock)
    north = sandbox.add_workspace("North Campus")
    async with sandbox, http_app(sandbox) as app:
        await let_in(sandbox, north.person("nadia"))
        await north.person("nadia").command("/interview")
        assert app.fields()["response_url"].startswith(f"{sandbox.url}/response/{north.id}/")
