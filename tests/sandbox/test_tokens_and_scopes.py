import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.sandbox.toys import manifest, refusal


async def test_a_call_without_a_token_is_not_authed(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{sandbox.api_url}auth.test") as response:
        assert await response.json() == {"ok": False, "error": "not_authed"}


@pytest.mark.parametrize("token", ["xoxb-1-2-somebody-else", "nonsense"])
async def test_a_wrong_or_foreign_token_is_refused(
    token: str, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    foreign = AsyncWebClient(token, base_url=sandbox.api_url, session=session)
    assert (await refusal(foreign.auth_test()))["error"] == "invalid_auth"


async def test_an_app_token_is_refused_where_a_bot_token_belongs_and_the_reverse(
    sandbox: Sandbox, slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    as_app = AsyncWebClient(sandbox.app_token, base_url=sandbox.api_url, session=session)
    assert (await refusal(as_app.auth_test()))["error"] == "not_allowed_token_type"
    refused = await refusal(slack.apps_connections_open(app_token=sandbox.bot_token))
    assert refused["error"] == "not_allowed_token_type"


async def test_a_token_in_a_json_body_does_not_count(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    body = {"token": sandbox.bot_token}
    async with session.post(f"{sandbox.api_url}auth.test", json=body) as response:
        assert (await response.json())["error"] == "not_authed"


async def test_a_token_in_a_form_counts(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    body = {"token": sandbox.bot_token}
    async with session.post(f"{sandbox.api_url}auth.test", data=body) as response:
        assert (await response.json())["user_id"] == sandbox.bot_user_id


async def test_a_method_whose_scope_the_app_lacks_is_refused_by_name(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.install(manifest(scopes=("commands", "im:history")))
    refused = await refusal(slack.chat_postMessage(channel=sandbox.person("maya").id, text="Hello"))
    assert refused == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands,im:history",
    }


async def test_the_history_of_a_dm_needs_the_scope_for_dms(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    sandbox.install(manifest(scopes=("commands", "channels:history")))
    refused = await refusal(slack.conversations_history(channel=sandbox.person("maya").dm))
    assert (refused["error"], refused["needed"]) == ("missing_scope", "im:history")


async def test_an_email_address_is_shown_only_with_its_scope(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    maya = sandbox.person("maya").id
    assert "email" not in (await slack.users_info(user=maya))["user"]["profile"]
    sandbox.install(manifest(scopes=("commands", "users:read", "users:read.email")))
    assert "email" in (await slack.users_info(user=maya))["user"]["profile"]


async def test_an_unknown_method_is_refused(slack: AsyncWebClient) -> None:
    assert (await refusal(slack.api_call("chat.whisper")))["error"] == "unknown_method"


async def test_a_missing_argument_is_named(slack: AsyncWebClient) -> None:
    refused = await refusal(slack.api_call("chat.postMessage", json={"text": "Hello"}))
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


async def test_a_body_that_is_no_json_object_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "application/json"}
    for body, error in (("{", "invalid_json"), ("[]", "json_not_object")):
        async with session.post(f"{sandbox.api_url}auth.test", data=body, headers=headers) as response:
            assert (await response.json())["error"] == error


async def test_every_call_is_recorded_with_its_token_arguments_and_answer(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    await slack.chat_postMessage(channel=sandbox.person("maya").id, text="Hello")
    await refusal(slack.chat_postMessage(channel="C0NOWHERE", text="Hello"))
    delivered, refused = sandbox.calls_of("chat.postMessage")
    assert delivered.token == sandbox.bot_token
    assert delivered.arguments["text"] == "Hello"
    assert delivered.status == 200
    assert delivered.answer["ok"]
    assert delivered.at == sandbox.clock.now()
    assert refused.answer["error"] == "channel_not_found"


async def test_a_token_is_never_in_what_a_failing_test_prints(
    sandbox: Sandbox, slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    await slack.auth_test()
    async with session.post(f"{sandbox.api_url}auth.test", data={"token": sandbox.bot_token}):
        pass
    assert sandbox.bot_token not in repr(sandbox.calls)


async def test_a_token_in_the_address_is_not_looked_at(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    where = f"{sandbox.api_url}auth.test"
    async with session.post(where, params={"token": sandbox.bot_token}) as response:
        assert (await response.json())["error"] == "not_authed"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000], ids=["bytes", "[", "{"])
async def test_json_that_nobody_can_read_is_refused_and_recorded(
    body: bytes, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "application/json"}
    async with session.post(f"{sandbox.api_url}auth.test", data=body, headers=headers) as response:
        assert (response.status, (await response.json())["error"]) == (200, "invalid_json")
    assert sandbox.calls_of("auth.test")[-1].answer["error"] == "invalid_json"


async def test_deeply_nested_blocks_in_a_form_are_refused_and_recorded(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    fields = {"channel": "U07MAYA4KQ2", "text": "Hello", "blocks": "[" * 100_000}
    where = f"{sandbox.api_url}chat.postMessage"
    async with session.post(where, data=fields, headers=headers) as response:
        assert (response.status, (await response.json())["error"]) == (200, "invalid_blocks")
    assert len(sandbox.calls_of("chat.postMessage")) == 1
