import asyncio
from datetime import timedelta

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox import Clock, Fault, Person, Sandbox
from tests.sandbox.toys import Json, SocketApp, actions, button, section


@pytest.fixture
async def url(app: SocketApp, maya: Person) -> str:
    """The response URL of a command in #general."""
    payload, _ = await asyncio.gather(app.answer(), maya.command("/interview", "#general"))
    return str(payload["response_url"])


async def respond(url: str, **body: object) -> tuple[int, str]:
    """The status and body after posting this to a response URL with the SDK's own client."""
    async with aiohttp.ClientSession() as session:
        response = await AsyncWebhookClient(url, session=session, retry_handlers=[]).send_dict(body)
    return response.status_code, response.body


async def test_a_response_is_an_ephemeral_by_default(url: str, maya: Person, jonas: Person) -> None:
    assert await respond(url, text="Only you") == (200, "ok")
    assert [(each.text, each.ephemeral) for each in maya.messages("#general")] == [("Only you", True)]
    assert jonas.messages("#general") == []


async def test_a_response_in_channel_is_for_all_even_where_the_bot_is_not_a_member(
    url: str, jonas: Person
) -> None:
    await respond(url, text="For all", response_type="in_channel")
    assert [each.text for each in jonas.messages("#general")] == ["For all"]


async def test_a_response_url_is_used_five_times(url: str, maya: Person) -> None:
    for number in range(5):
        assert (await respond(url, text=str(number)))[0] == 200
    status, body = await respond(url, text="once more")
    assert (status, "used_url" in body) == (404, True)
    assert len(maya.messages("#general")) == 5


async def test_a_response_url_lasts_thirty_minutes(url: str, clock: Clock, maya: Person) -> None:
    clock.advance(timedelta(minutes=30))
    assert (await respond(url, text="In time"))[0] == 200
    clock.advance(timedelta(seconds=1))
    status, body = await respond(url, text="Late")
    assert (status, "expired_url" in body) == (404, True)
    assert len(maya.messages("#general")) == 1


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"text": "Hi", "response_type": "loud"}, "invalid_arguments"),
    ],
)
async def test_an_invalid_response_is_refused(body: Json, error: str, url: str, maya: Person) -> None:
    status, answer = await respond(url, **body)
    assert (status, error in answer) == (400, True)
    assert maya.messages("#general") == []


async def test_an_unknown_response_url_is_refused(sandbox: Sandbox) -> None:
    assert (await respond(f"{sandbox.url}/response/T1/2/3", text="Hi"))[0] == 404


async def test_the_typed_command_can_be_neither_replaced_nor_deleted(url: str, maya: Person) -> None:
    await respond(url, text="New", replace_original=True)
    await respond(url, delete_original=True)
    assert [each.text for each in maya.messages("#general")] == ["New"]


async def test_a_message_is_replaced_and_deleted_through_its_buttons_url(
    app: SocketApp, slack: AsyncWebClient, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="Ready?", blocks=[actions(button())])
    payload, _ = await asyncio.gather(app.answer(), maya.press("go"))
    await respond(payload["response_url"], text="Also", replace_original=False)
    await respond(payload["response_url"], text="Done", replace_original=True)
    first, second = maya.messages()
    assert (first.text, first.blocks, first.ephemeral) == ("Done", [], False)
    assert (second.text, second.ephemeral) == ("Also", True)
    await respond(payload["response_url"], delete_original=True)
    assert [each.text for each in maya.messages()] == ["Also"]


async def test_bolts_respond_replaces_an_ephemeral(bolt: AsyncApp, maya: Person) -> None:
    @bolt.command("/interview")
    async def ask(ack: AsyncAck) -> None:
        await ack(text="Sure?", blocks=[actions(button())])

    @bolt.action("go")
    async def done(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Gone", replace_original=True)

    await maya.command("/interview")
    await maya.press("go")
    replaced = await maya.message("Gone")
    assert replaced.ephemeral
    assert len(maya.messages()) == 1


async def test_every_answer_to_a_response_url_is_recorded(url: str, sandbox: Sandbox) -> None:
    await respond(url, text="Hello")
    await respond(url, text="")
    first, second = sandbox.calls_of("response_url")
    assert (first.token, first.arguments, first.status) == ("", {"text": "Hello"}, 200)
    assert first.answer == {"ok": True}
    assert (second.status, second.answer["error"]) == (400, "no_text")


async def test_a_response_url_has_its_faults_too(url: str, sandbox: Sandbox, maya: Person) -> None:
    sandbox.faults.add(Fault("response_url", "server_error", status=503))
    assert (await respond(url, text="Hello"))[0] == 503
    sandbox.faults.add(Fault("response_url", "drop_after"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await respond(url, text="Hello")
    assert [each.text for each in maya.messages("#general")] == ["Hello"]


async def test_the_workspace_is_busy_while_it_is_answered(url: str, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault("response_url", "latency", seconds=0.05))
    responding = asyncio.ensure_future(respond(url, text="Hello"))
    await sandbox.until(lambda: sandbox.busy)
    await sandbox.settled()
    assert len(sandbox.calls_of("response_url")) == 1
    await responding


async def test_what_is_no_json_is_refused_and_recorded(url: str, sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.post(url, data=b"\xff{") as response:
        assert (response.status, await response.json()) == (400, {"ok": False, "error": "invalid_payload"})
    assert len(sandbox.calls_of("response_url")) == 1
