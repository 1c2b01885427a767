"""Enterprise Grid: one app for a whole organisation of workspaces."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Clock, Sandbox, Team
from sandbox.apps import Organisation
from tests.sandbox.toys import asking_address, http_app, let_in, manifest, modal, refusal, section, web_client


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(org_deploy_enabled=True), clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def university(sandbox: Sandbox) -> Organisation:
    return sandbox.add_organisation("State University")


@pytest.fixture
def north(sandbox: Sandbox, university: Organisation) -> Team:
    return sandbox.add_workspace("North Campus", organisation=university)


@pytest.fixture
def south(sandbox: Sandbox, university: Organisation) -> Team:
    return sandbox.add_workspace("South Campus", ["Ana Lima", "Rui Costa"], organisation=university)


async def test_an_app_in_one_workspace_of_an_organisation_is_in_that_one_only(
    sandbox: Sandbox, university: Organisation, north: Team, south: Team
) -> None:
    async with http_app(sandbox, org_deploy_enabled=True) as app:
        answer = await let_in(sandbox, north.person("nadia"))
        await north.person("nadia").say("Hello")
        await south.person("ana").say("Hello")
        await sandbox.settled()
        [payload] = app.events
    assert (answer["team"]["id"], answer["is_enterprise_install"]) == (north.id, False)
    assert answer["enterprise"] == {"id": university.id, "name": "State University"}
    [authorization] = payload["authorizations"]
    assert (authorization["team_id"], authorization["enterprise_id"]) == (north.id, university.id)
    assert not authorization["is_enterprise_install"]
    assert not south.installed


async def test_an_app_in_the_whole_organisation_is_told_of_no_team(
    sandbox: Sandbox, university: Organisation, north: Team, south: Team
) -> None:
    answer = await let_in(sandbox, north.person("nadia"), whole_organisation=True)
    assert answer["team"] is None
    assert answer["enterprise"] == {"id": university.id, "name": "State University"}
    assert answer["is_enterprise_install"]
    assert north.bot_token == south.bot_token == answer["access_token"]
    assert north.bot_user_id == south.bot_user_id == answer["bot_user_id"]
    async with web_client(sandbox, answer["access_token"]) as slack:
        me = await slack.auth_test()
        about = (await slack.team_info(team_id=south.id))["team"]
    assert (about["id"], about["enterprise_id"]) == (south.id, university.id)
    assert (me["team_id"], me["enterprise_id"], me["team"]) == (
        university.id,
        university.id,
        "State University",
    )
    assert me["is_enterprise_install"]


async def test_what_comes_from_each_workspace_says_that_the_whole_organisation_let_it_in(
    sandbox: Sandbox, university: Organisation, north: Team, south: Team
) -> None:
    async with http_app(sandbox, org_deploy_enabled=True) as app:
        await let_in(sandbox, north.person("nadia"), whole_organisation=True)
        await south.person("ana").say("Hello")
        await sandbox.settled()
        [payload] = app.events
        assert (payload["team_id"], payload["enterprise_id"]) == (south.id, university.id)
        [authorization] = payload["authorizations"]
        assert authorization == {
            "enterprise_id": university.id,
            "team_id": None,
            "user_id": south.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": True,
        }
        await south.person("ana").command("/interview")
        fields = app.fields()
        assert (fields["team_id"], fields["enterprise_id"]) == (south.id, university.id)
        assert fields["is_enterprise_install"] == "true"
        async with web_client(sandbox, south.bot_token) as slack:
            await slack.views_open(trigger_id=fields["trigger_id"], view=modal(section()))
        assert (await south.person("ana").submit()).closed
        payload = app.fields()
        assert payload["is_enterprise_install"] is True
        assert payload["enterprise"] == {"id": university.id, "name": "State University"}


async def test_a_token_for_the_organisation_finds_the_workspace_by_whom_it_is_about(
    sandbox: Sandbox, north: Team, south: Team
) -> None:
    await let_in(sandbox, north.person("nadia"), whole_organisation=True)
    ana, maya = south.person("ana"), sandbox.person("maya")
    async with web_client(sandbox, north.bot_token) as slack:
        await slack.chat_postMessage(channel=ana.id, text="Hello, Ana")
        assert (await slack.users_info(user=ana.id))["user"]["team_id"] == south.id
        assert (await slack.conversations_open(users=[ana.id]))["channel"]["id"] == ana.dm
        assert (await refusal(slack.users_info(user=maya.id)))["error"] == "user_not_found"
    assert await ana.message("Hello, Ana")


async def test_a_token_for_the_organisation_has_to_name_the_workspace_for_some_methods(
    sandbox: Sandbox, north: Team, south: Team
) -> None:
    await let_in(sandbox, north.person("nadia"), whole_organisation=True)
    async with web_client(sandbox, north.bot_token) as slack:
        assert (await refusal(slack.users_list()))["error"] == "missing_argument"
        assert (await refusal(slack.conversations_list()))["error"] == "missing_argument"
        names = {member["name"] for member in (await slack.users_list(team_id=south.id))["members"]}
        assert {"ana", "rui"} <= names
        refused = await refusal(slack.users_list(team_id=sandbox.team.id))
        assert refused["error"] == "team_access_not_granted"


async def test_the_organisation_sends_the_app_away_from_all_its_workspaces(
    sandbox: Sandbox, university: Organisation, north: Team, south: Team
) -> None:
    async with http_app(sandbox, org_deploy_enabled=True) as app:
        await let_in(sandbox, north.person("nadia"), whole_organisation=True)
        await north.uninstall()
        assert [payload["event"]["type"] for payload in app.events] == ["app_uninstalled", "tokens_revoked"]
        for payload in app.events:
            assert "team_id" not in payload
            assert payload["enterprise_id"] == university.id
            assert payload["authorizations"][0]["is_enterprise_install"]
    assert not north.installed
    assert not south.installed
    assert sandbox.team.installed


async def test_only_an_app_that_is_made_for_it_comes_into_a_whole_organisation(
    sandbox: Sandbox, north: Team, session: aiohttp.ClientSession
) -> None:
    where = asking_address(sandbox)
    with pytest.raises(PermissionError, match="organisation"):
        sandbox.allow(where, sandbox.person("maya"), whole_organisation=True)
    async with session.get(where) as response:
        assert "In all workspaces of the organisation" in await response.text()
    sandbox.install(manifest())
    with pytest.raises(PermissionError, match="organisation"):
        sandbox.allow(where, north.person("nadia"), whole_organisation=True)
    async with session.get(where) as response:
        assert "In all workspaces of the organisation" not in await response.text()
