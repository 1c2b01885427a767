import asyncio

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.access import ACCESS
from tests.sandbox.toys import manifest, socket_app, socket_url


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "example.com", ""])  # noqa: S104
async def test_it_listens_on_this_machine_only(host: str) -> None:
    sandbox = Sandbox(manifest())
    with pytest.raises(ValueError, match="this machine only"):
        await sandbox.start(host)


async def test_it_listens_on_the_port_that_it_is_given() -> None:
    async with Sandbox(manifest()) as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
    again = Sandbox(manifest())
    await again.start("localhost", port)
    assert again.url.endswith(f":{port}")
    await again.stop()


async def test_a_port_that_is_taken_is_an_error_that_leaves_nothing_open(sandbox: Sandbox) -> None:
    another = Sandbox(manifest())
    with pytest.raises(OSError, match="in use"):
        await another.start(port=int(sandbox.url.rpartition(":")[2]))


async def test_it_goes_on_where_it_stopped_when_started_again(sandbox: Sandbox) -> None:
    maya, port = sandbox.person("maya"), int(sandbox.url.rpartition(":")[2])
    await maya.say("Before")
    await sandbox.stop()
    await sandbox.start(port=port)
    async with socket_app(sandbox) as app:
        await asyncio.gather(app.answer(), maya.command("/interview"))
        await sandbox.settled()
    assert [message.text for message in maya.messages()] == ["Before"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:80"])
async def test_a_request_under_another_hosts_name_is_refused(
    host: str, sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    for path in ("/", "/page/state?user=maya", "/api/api.test"):
        async with session.get(sandbox.url + path, headers={"Host": host}) as response:
            assert response.status == 403


async def test_stopping_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    sandbox = Sandbox(manifest(), ack_timeout=60)
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        stream = await session.get(f"{sandbox.url}/page/stream?user=maya")
        socket = await session.ws_connect(await socket_url(session, sandbox))
        await sandbox.app_connected()
        maya = sandbox.person("maya")
        unanswered = asyncio.ensure_future(maya.command("/interview"))
        await maya.say("Hello")
        await socket.receive()
        await asyncio.gather(sandbox.stop(), socket.receive())
        assert (await unanswered).error == "dispatch_failed"
        stream.close()
    assert asyncio.all_tasks() == before


async def test_two_workspaces_run_side_by_side() -> None:
    async with Sandbox(manifest()) as one, Sandbox(manifest()) as two:
        assert one.url != two.url
        assert one.bot_token != two.bot_token
        async with socket_app(one):
            await one.app_connected()
            with pytest.raises(TimeoutError):
                await two.app_connected(timeout=0.01)


async def test_waiting_for_what_does_not_come_says_so(sandbox: Sandbox) -> None:
    with pytest.raises(TimeoutError, match="did not happen"):
        await sandbox.until(lambda: False, timeout=0.01)
    with pytest.raises(TimeoutError, match="modal for maya"):
        await sandbox.person("maya").modal(timeout=0.01)


def test_every_method_says_what_it_asks_for_and_nothing_else_does(sandbox: Sandbox) -> None:
    assert {*sandbox._web_api._home.methods} == set(ACCESS)
