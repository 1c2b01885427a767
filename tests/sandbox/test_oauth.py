import asyncio
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import encode_basic_auth
from slack_bolt import BoltRequest
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient

from sandbox import Clock, Sandbox
from tests.sandbox.toys import (
    COMING_BACK,
    SCOPES,
    answer_in,
    asking_address,
    exchange,
    let_in,
    manifest,
    refusal,
    web_client,
)


async def code_for(sandbox: Sandbox, **fields: str) -> str:
    return answer_in(sandbox.allow(asking_address(sandbox, **fields), sandbox.person("maya")))["code"]


async def test_whoever_allows_it_comes_back_with_a_code_and_the_state(sandbox: Sandbox) -> None:
    back = sandbox.allow(asking_address(sandbox), sandbox.person("maya"))
    assert back.startswith(f"{COMING_BACK}?")
    assert answer_in(back)["state"] == "s3cret"
    assert answer_in(back)["code"]


async def test_whoever_cancels_comes_back_with_an_error_and_the_state(sandbox: Sandbox) -> None:
    back = sandbox.cancel(asking_address(sandbox))
    assert answer_in(back) == {"error": "access_denied", "state": "s3cret"}


async def test_a_code_is_worth_a_token_with_which_the_app_can_call(sandbox: Sandbox) -> None:
    north = sandbox.add_workspace("North Campus")
    nadia = north.person("nadia")
    answer = await let_in(sandbox, nadia)
    assert answer == {
        "ok": True,
        "app_id": answer["app_id"],
        "authed_user": {"id": nadia.id},
        "scope": ",".join(sorted(SCOPES)),
        "token_type": "bot",
        "access_token": north.bot_token,
        "bot_user_id": north.bot_user_id,
        "team": {"id": north.id, "name": "North Campus"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    async with web_client(sandbox, answer["access_token"]) as slack:
        me = await slack.auth_test()
    assert (me["team_id"], me["user_id"], me["team"]) == (north.id, north.bot_user_id, "North Campus")


async def test_the_clients_id_and_secret_may_come_by_basic_authentication(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    known = encode_basic_auth(sandbox.client_id, sandbox.client_secret)
    fields = {"code": await code_for(sandbox), "redirect_uri": COMING_BACK}
    for header, error in (("Basic nonsense", "invalid_client_id"), (known, None)):
        headers, where = {"Authorization": header}, f"{sandbox.api_url}oauth.v2.access"
        async with session.post(where, data=fields, headers=headers) as response:
            assert (await response.json()).get("error") == error


async def test_installing_again_gives_the_same_token_again(sandbox: Sandbox) -> None:
    first = await let_in(sandbox, sandbox.person("maya"))
    second = await let_in(sandbox, sandbox.person("jonas"))
    assert first["access_token"] == second["access_token"] == sandbox.bot_token


async def test_a_code_works_once(sandbox: Sandbox) -> None:
    code = await code_for(sandbox)
    assert (await exchange(sandbox, code=code, redirect_uri=COMING_BACK))["ok"]
    again = await exchange(sandbox, code=code, redirect_uri=COMING_BACK)
    assert again == {"ok": False, "error": "code_already_used"}


async def test_a_code_is_worth_nothing_after_ten_minutes(sandbox: Sandbox, clock: Clock) -> None:
    code, later = await code_for(sandbox), await code_for(sandbox)
    clock.advance(timedelta(minutes=10))
    assert (await exchange(sandbox, code=code, redirect_uri=COMING_BACK))["ok"]
    clock.advance(timedelta(seconds=1))
    assert (await exchange(sandbox, code=later, redirect_uri=COMING_BACK))["error"] == "invalid_code"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_id": ""}, "invalid_client_id"),
        ({"client_secret": "guess"}, "bad_client_secret"),
        ({"code": "guess"}, "invalid_code"),
        ({"code": ""}, "invalid_code"),
        ({"redirect_uri": f"{COMING_BACK}/elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ],
)
async def test_what_is_wrong_with_an_exchange_is_said_and_spends_no_code(
    fields: dict[str, str], error: str, sandbox: Sandbox
) -> None:
    right = {"code": await code_for(sandbox), "redirect_uri": COMING_BACK}
    assert await exchange(sandbox, **{**right, **fields}) == {"ok": False, "error": error}
    assert (await exchange(sandbox, **right))["ok"]


async def test_without_a_redirect_uri_the_first_one_of_the_manifest_is_used(sandbox: Sandbox) -> None:
    back = sandbox.allow(asking_address(sandbox, redirect_uri=""), sandbox.person("maya"))
    assert back.startswith(f"{COMING_BACK}?")
    code = answer_in(back)["code"]
    assert (await exchange(sandbox, code=code, redirect_uri=COMING_BACK))["error"] == "bad_redirect_uri"
    assert (await exchange(sandbox, code=code))["ok"]


async def test_a_redirect_uri_may_be_in_the_folder_of_a_configured_one(sandbox: Sandbox) -> None:
    inside = f"{COMING_BACK}/campus?kind=cohort"
    back = sandbox.allow(asking_address(sandbox, redirect_uri=inside), sandbox.person("maya"))
    assert answer_in(back)["kind"] == "cohort"
    assert (await exchange(sandbox, code=answer_in(back)["code"], redirect_uri=inside))["ok"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"client_id": "1.2"}, "client_id"),
        ({"redirect_uri": "https://toy.example.evil.example/slack/oauth_redirect"}, "redirect_uri"),
        ({"redirect_uri": "http://toy.example/slack/oauth_redirect"}, "redirect_uri"),
        ({"redirect_uri": f"{COMING_BACK}er"}, "redirect_uri"),
        ({"redirect_uri": "nonsense"}, "redirect_uri"),
        ({"scope": ""}, "scope"),
        ({"scope": "chat:write,admin"}, "admin"),
        ({"user_scope": "search:read"}, "search:read"),
    ],
)
async def test_an_app_that_asks_in_a_wrong_way_gets_nobody_back(
    fields: dict[str, str], said: str, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    where = asking_address(sandbox, **fields)
    with pytest.raises(ValueError, match=said):
        sandbox.allow(where, sandbox.person("maya"))
    with pytest.raises(ValueError, match=said):
        sandbox.cancel(where)
    async with session.get(where) as response:
        assert response.status == 400
        assert said in await response.text()


async def test_only_its_own_address_lets_apps_in(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="not at"):
        sandbox.allow("https://slack.com/oauth/v2/authorize?client_id=1", sandbox.person("maya"))


async def test_an_app_without_redirect_urls_cannot_be_let_in(sandbox: Sandbox) -> None:
    document = manifest()
    del document["oauth_config"]["redirect_urls"]
    sandbox.install(document)
    with pytest.raises(ValueError, match="redirect URLs"):
        sandbox.allow(asking_address(sandbox), sandbox.person("maya"))


@pytest.mark.parametrize("name", ["sam", "noor", "marek", "tomas"])
async def test_guests_visitors_and_those_who_left_let_nothing_in(name: str, sandbox: Sandbox) -> None:
    with pytest.raises((PermissionError, LookupError)):
        sandbox.allow(asking_address(sandbox), sandbox.person(name))


async def test_an_app_may_ask_for_one_workspace(sandbox: Sandbox) -> None:
    north = sandbox.add_workspace("North Campus")
    where = asking_address(sandbox, team=north.id)
    assert answer_in(sandbox.allow(where, north.person("omar")))["code"]
    with pytest.raises(PermissionError, match="another workspace"):
        sandbox.allow(where, sandbox.person("maya"))


async def test_the_page_of_consent_says_what_is_asked_for_and_leads_back(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    north, where = (
        sandbox.add_workspace("North & South"),
        asking_address(sandbox, scope="chat:write,commands"),
    )
    async with session.get(where) as response:
        page = await response.text()
    for shown in ("Toy", "chat:write", "North &amp; South", "Nadia Rahimi", "Maya Okafor", "Allow", "Cancel"):
        assert shown in page
    assert "users:read" not in page
    assert "Sam Guest" not in page
    allowed = {"user": north.person("nadia").id, "decision": "allow"}
    async with session.post(where, data=allowed, allow_redirects=False) as response:
        assert response.status == 302
        assert answer_in(response.headers["Location"])["code"]
    async with session.post(where, data={"decision": "cancel"}, allow_redirects=False) as response:
        assert answer_in(response.headers["Location"])["error"] == "access_denied"


async def test_another_website_cannot_answer_for_somebody(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    allowed = {"user": sandbox.person("maya").id, "decision": "allow"}
    headers = {"Origin": "https://evil.example"}
    async with session.post(asking_address(sandbox), data=allowed, headers=headers) as response:
        assert response.status == 403


async def test_what_nobody_agreed_to_is_not_allowed(sandbox: Sandbox) -> None:
    north = sandbox.add_workspace("North Campus")
    nadia = north.person("nadia")
    code = answer_in(sandbox.allow(asking_address(sandbox, scope="users:read"), nadia))["code"]
    answer = await exchange(sandbox, code=code, redirect_uri=COMING_BACK)
    assert answer["scope"] == "users:read"
    async with web_client(sandbox, answer["access_token"]) as slack:
        refused = await refusal(slack.chat_postMessage(channel=nadia.id, text="Hello"))
        assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")
        again = answer_in(sandbox.allow(asking_address(sandbox, scope="chat:write"), nadia))["code"]
        answer = await exchange(sandbox, code=again, redirect_uri=COMING_BACK)
        assert answer["scope"] == "chat:write,users:read"
        await slack.chat_postMessage(channel=nadia.id, text="Hello")


async def test_bolts_own_flow_understands_what_it_is_answered(sandbox: Sandbox) -> None:
    north = sandbox.add_workspace("North Campus")
    settings = OAuthSettings(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        scopes=list(SCOPES),
        redirect_uri=COMING_BACK,
        authorization_url=sandbox.authorize_url,
    )
    flow = OAuthFlow(client=WebClient(base_url=sandbox.api_url), settings=settings)
    where = flow.build_authorize_url("s3cret", BoltRequest(body=""))
    code = answer_in(sandbox.allow(where, north.person("omar")))["code"]
    installation = await asyncio.to_thread(flow.run_installation, code)
    assert installation is not None
    assert (installation.team_id, installation.user_id) == (north.id, north.person("omar").id)
    assert installation.bot_token == north.bot_token
    assert installation.bot_id is not None
    assert await asyncio.to_thread(flow.run_installation, code) is None


async def test_the_record_of_an_exchange_shows_no_secret(sandbox: Sandbox) -> None:
    answer = await let_in(sandbox, sandbox.add_workspace("North Campus").person("nadia"))
    [call] = sandbox.calls_of("oauth.v2.access")
    assert call.answer["team"]["name"] == "North Campus"
    for hidden in (answer["access_token"], sandbox.client_secret):
        assert hidden not in repr(call)
    assert sandbox.client_secret not in repr(sandbox._registration)
