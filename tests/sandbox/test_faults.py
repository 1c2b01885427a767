import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Fault, Person, Sandbox
from tests.sandbox.toys import Json, refusal


async def test_a_call_is_rate_limited_for_as_long_as_ordered(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "rate_limited", seconds=30))
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=maya.id, text="Hello")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "30"
    assert maya.messages() == []
    await slack.chat_postMessage(channel=maya.id, text="Hello")


async def test_a_server_error_comes_before_the_call_takes_effect(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "server_error", times=2))
    for _ in range(2):
        with pytest.raises(SlackApiError):
            await slack.chat_postMessage(channel=maya.id, text="Hello")
    await slack.chat_postMessage(channel=maya.id, text="Hello")
    assert len(maya.messages()) == 1
    assert [call.status for call in sandbox.calls_of("chat.postMessage")] == [500, 500, 200]


async def test_a_connection_dropped_before_leaves_no_message(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "drop_before"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await slack.chat_postMessage(channel=maya.id, text="Hello")
    assert maya.messages() == []
    assert sandbox.calls_of("chat.postMessage")[0].status == 0


async def test_a_connection_dropped_after_leaves_the_message(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "drop_after"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await slack.chat_postMessage(channel=maya.id, text="Hello")
    (message,) = maya.messages()
    (call,) = sandbox.calls_of("chat.postMessage")
    assert (call.status, call.answer["ts"]) == (0, message.ts)


async def test_the_sdks_own_client_posts_twice_after_such_a_drop(sandbox: Sandbox, maya: Person) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "drop_after"))
    careless = AsyncWebClient(sandbox.bot_token, base_url=sandbox.api_url)
    await careless.chat_postMessage(channel=maya.id, text="Hello")
    assert len(maya.messages()) == 2


async def test_a_slow_call_takes_effect_though_the_client_gave_up(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "latency", seconds=0.05))
    call = asyncio.ensure_future(slack.chat_postMessage(channel=maya.id, text="Hello"))
    await sandbox.until(lambda: not sandbox.faults.pending)
    call.cancel()
    await maya.message("Hello")


async def test_an_error_has_the_code_that_was_ordered(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    sandbox.faults.add(Fault("auth.test", "error", error="account_inactive"))
    assert (await refusal(slack.auth_test()))["error"] == "account_inactive"


async def test_a_fault_may_concern_any_method_but_another_workspace_or_be_cleared(
    sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    sandbox.faults.add(Fault("*", "error", error="fatal_error", team="T0ELSEWHERE"))
    sandbox.faults.add(Fault("*", "error", error="internal_error"))
    assert (await refusal(slack.auth_test()))["error"] == "internal_error"
    await slack.auth_test()
    sandbox.faults.add(Fault("*", "error", error="internal_error"))
    sandbox.faults.clear()
    await slack.auth_test()


@pytest.mark.parametrize(
    "fields",
    [
        {"method": "*", "kind": "server_error", "times": 0},
        {"method": "*", "kind": "error"},
        {"method": "chat.postMesage", "kind": "drop_after"},
        {"method": "auth.test", "kind": "earthquake"},
        {"method": "auth.test", "kind": "duplicate_delivery"},
        {"method": "block_actions", "kind": "latency"},
        {"method": "auth.test", "kind": "server_error", "status": 418},
        {"method": "auth.test", "kind": "rate_limited", "takes_effect": True},
    ],
)
def test_a_fault_that_could_not_happen_is_refused(fields: Json, sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match=r"fault|error|happen"):
        sandbox.faults.add(Fault(**fields))


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_may_come_after_the_call_took_effect(
    status: int, sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", "server_error", takes_effect=True, status=status))
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel=maya.id, text="Hello")
    assert caught.value.response.status_code == status
    (message,) = maya.messages()
    (call,) = sandbox.calls_of("chat.postMessage")
    assert (call.status, call.answer["ts"]) == (status, message.ts)


async def test_an_error_may_come_after_the_call_took_effect(
    sandbox: Sandbox, slack: AsyncWebClient, maya: Person
) -> None:
    fault = Fault("chat.postMessage", "error", error="internal_error", takes_effect=True)
    sandbox.faults.add(fault)
    refused = await refusal(slack.chat_postMessage(channel=maya.id, text="Hello"))
    assert refused["error"] == "internal_error"
    assert [message.text for message in maya.messages()] == ["Hello"]


async def test_a_slow_call_meets_the_next_fault_too(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    sandbox.faults.add(Fault("auth.test", "latency", seconds=0.01, times=2))
    sandbox.faults.add(Fault("auth.test", "error", error="fatal_error"))
    assert (await refusal(slack.auth_test()))["error"] == "fatal_error"
    assert sandbox.faults.pending == 1
    await slack.auth_test()
    assert sandbox.faults.pending == 0
