import asyncio

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person, Sandbox
from tests.sandbox.toys import SocketApp, http_app, refusal, socket_app, socket_url


async def test_a_connection_says_hello(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with session.ws_connect(await socket_url(session, sandbox)) as socket:
        hello = await socket.receive_json()
    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["debug_info"]["approximate_connection_time"] == 3600
    assert hello["connection_info"]["app_id"].startswith("A")


async def test_a_ticket_opens_one_connection_only(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    url = await socket_url(session, sandbox)
    async with session.ws_connect(url):
        pass
    for spent in (url, url.replace("ticket=", "ticket=invented")):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(spent)
        assert caught.value.status == 403


async def test_an_envelope_says_what_it_carries_and_whether_it_takes_an_answer(
    app: SocketApp, maya: Person
) -> None:
    running = asyncio.ensure_future(maya.command("/interview"))
    envelope = await app.receive()
    await app.acknowledge(envelope)
    await running
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert envelope["envelope_id"]
    await maya.say("Hello")
    envelope = await app.receive()
    await app.acknowledge(envelope)
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)


async def test_each_envelope_goes_to_one_of_the_connections_in_turn(sandbox: Sandbox, maya: Person) -> None:
    async with socket_app(sandbox) as one, socket_app(sandbox) as two:
        for _ in range(2):
            await asyncio.gather(_both_answer_one(one, two), maya.command("/interview"))


async def test_an_eleventh_connection_is_refused(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    sockets = [await session.ws_connect(await socket_url(session, sandbox)) for _ in range(11)]
    frame = await sockets[-1].receive_json()
    assert (frame["type"], frame["reason"]) == ("disconnect", "too_many_websockets")
    for socket in sockets:
        await socket.close()


async def test_connections_are_refreshed_with_a_warning_first(app: SocketApp, sandbox: Sandbox) -> None:
    closing = asyncio.ensure_future(sandbox.disconnect_sockets())
    warning, request = await app.receive(), await app.receive()
    assert (warning["type"], warning["reason"]) == ("disconnect", "warning")
    assert (request["type"], request["reason"]) == ("disconnect", "refresh_requested")
    assert (await app.socket.receive()).type is aiohttp.WSMsgType.CLOSE
    await closing


async def test_what_was_sent_before_a_refresh_may_still_be_acknowledged(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    running = asyncio.ensure_future(maya.command("/interview"))
    envelope = await app.receive()
    closing = asyncio.ensure_future(sandbox.disconnect_sockets())
    await app.receive()
    await app.acknowledge(envelope)
    assert (await running).ok
    await app.receive()
    await app.socket.receive()
    await closing


async def test_an_envelope_on_a_lost_connection_is_sent_again_on_another(
    sandbox: Sandbox, maya: Person
) -> None:
    async with socket_app(sandbox) as one, socket_app(sandbox) as two:
        running = asyncio.ensure_future(maya.command("/interview"))
        first = await one.receive()
        await one.socket.close()
        second = await two.receive()
        assert second["payload"] == first["payload"]
        assert second["envelope_id"] == first["envelope_id"]
        await two.acknowledge(second)
        assert (await running).ok


async def test_an_envelope_on_the_only_connection_fails_when_that_is_cut(
    app: SocketApp, sandbox: Sandbox, maya: Person
) -> None:
    running = asyncio.ensure_future(maya.command("/interview"))
    await app.receive()
    await sandbox.disconnect_sockets(abruptly=True)
    assert (await running).error == "dispatch_failed"
    assert (await app.socket.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_an_acknowledgement_that_makes_no_sense_is_ignored(app: SocketApp, maya: Person) -> None:
    running = asyncio.ensure_future(maya.command("/interview"))
    envelope = await app.receive()
    for nonsense in ("{", "[]", "{}", '{"envelope_id": "another"}'):
        await app.socket.send_str(nonsense)
    await app.acknowledge(envelope)
    assert (await running).ok


async def test_an_answer_that_is_no_object_counts_as_text(app: SocketApp, maya: Person) -> None:
    await asyncio.gather(app.answer("Only you"), maya.command("/interview"))
    assert maya.messages()[-1].text == "Only you"


async def test_a_refused_handshake_spends_its_ticket(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    sandbox.refuse_tickets_for(60)
    url = await socket_url(session, sandbox)
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await session.ws_connect(url)
    assert caught.value.status == 503
    sandbox.refuse_tickets_for(0)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(url)
    async with socket_app(sandbox):
        pass


async def test_an_app_in_http_mode_gets_no_ticket(sandbox: Sandbox, slack: AsyncWebClient) -> None:
    async with http_app(sandbox):
        refused = await refusal(slack.apps_connections_open(app_token=sandbox.app_token))
    assert refused["error"] == "not_allowed"


async def test_bolt_comes_back_after_its_socket_was_refreshed(
    bolt: AsyncApp, sandbox: Sandbox, maya: Person
) -> None:
    @bolt.command("/interview")
    async def answer(ack: AsyncAck) -> None:
        await ack()

    before = len(sandbox.calls_of("apps.connections.open"))
    await sandbox.disconnect_sockets()
    await sandbox.until(lambda: len(sandbox.calls_of("apps.connections.open")) > before)
    await sandbox.app_connected()
    assert (await maya.command("/interview")).ok


async def _both_answer_one(one: SocketApp, two: SocketApp) -> None:
    """Whichever of the two the envelope comes to, the other gets nothing."""
    asked = {asyncio.ensure_future(each.receive()): each for each in (one, two)}
    done, waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    (task,) = done
    await asked[task].acknowledge(task.result())
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
