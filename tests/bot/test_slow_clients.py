"""Who sends slowly, or too much, holds nobody else up."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.response import BoltResponse

from bot.http_server import LARGEST_BODY, HttpServer, Receive, Scope, SendBack, answer
from bot.patience import LARGEST_HEAD
from storage.database import Database
from tests.world import World, inhabited

HALF_A_HEAD = b"POST /slack/events HTTP/1.1\r\nHost: inroad\r\nX-Slack"
HALF_A_BODY = b"POST /slack/events HTTP/1.1\r\nHost: inroad\r\nContent-Length: 500\r\n\r\ntext=a"


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite, socket_mode=False) as world:
        yield world


@asynccontextmanager
async def connected(port: int | None, sent: bytes = b"") -> AsyncIterator[asyncio.StreamReader]:
    """A connection on which so much was sent, and then nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()


async def is_closed(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read() == b""
    except ConnectionResetError:
        return True


@asynccontextmanager
async def serving(**patience: Any) -> AsyncIterator[int]:
    """A server that reads the whole request and says hello."""

    async def hello(_scope: Scope, receive: Receive, send: SendBack) -> None:
        while (await receive()).get("more_body"):
            pass
        await answer(send, BoltResponse(status=200, body="hello"))

    server = HttpServer(hello, "127.0.0.1", 0, **patience)
    await server.start()
    try:
        yield server.port
    finally:
        await server.stop()


async def hello_from(port: int) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/") as response:
        return await response.text()


async def post(world: World, body: AsyncIterator[bytes] | bytes) -> int:
    url = f"http://127.0.0.1:{world.bot.port}/slack/events"
    async with aiohttp.ClientSession() as http, http.post(url, data=body) as response:
        return response.status


async def test_beside_two_hundred_slow_clients_slack_is_answered_at_once(world: World) -> None:
    await world.maya.command("/interview help")
    async with AsyncExitStack() as slow:
        for number in range(200):
            sent = (b"", HALF_A_HEAD, HALF_A_BODY)[number % 3]
            await slow.enter_async_context(connected(world.bot.port, sent))
        begun = time.monotonic()
        assert (await world.maya.command("/interview help")).ok
        assert time.monotonic() - begun < 2  # Slack gives up after three


@pytest.mark.parametrize("sent", [b"", HALF_A_HEAD, HALF_A_BODY], ids=["nothing", "head", "body"])
async def test_a_request_that_does_not_end_is_left(sent: bytes) -> None:
    async with serving(within_s=0.2) as port, connected(port, sent) as reader, asyncio.timeout(5):
        assert await is_closed(reader)
        assert await hello_from(port) == "hello"


async def test_dripping_bytes_buys_no_time() -> None:
    async with serving(within_s=0.3) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HALF_A_HEAD)

        async def drip() -> None:
            while True:
                writer.write(b"x")
                await asyncio.sleep(0.02)

        dripping = asyncio.create_task(drip())
        async with asyncio.timeout(5):
            assert await is_closed(reader)
        dripping.cancel()
        writer.close()


async def test_a_connection_that_is_kept_may_ask_again_and_has_to_finish_again() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: inroad\r\n\r\n"
    async with serving(within_s=0.5) as port, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(whole)
            assert await reader.readuntil(b"hello")
        writer.write(HALF_A_HEAD)
        assert await is_closed(reader)
        writer.close()


async def test_where_all_places_are_taken_the_slowest_loses_its_own() -> None:
    async with serving(most=5) as port, AsyncExitStack() as slow, asyncio.timeout(5):
        readers = [await slow.enter_async_context(connected(port, HALF_A_HEAD)) for _ in range(5)]
        assert await hello_from(port) == "hello"
        assert await is_closed(readers[0])


async def test_connections_that_are_kept_in_silence_keep_nobody_out() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: inroad\r\n\r\n"
    async with serving(most=5) as port, AsyncExitStack() as kept, asyncio.timeout(5):
        readers = [await kept.enter_async_context(connected(port, whole)) for _ in range(5)]
        for reader in readers:
            await reader.readuntil(b"hello")
        assert await hello_from(port) == "hello"


async def test_headers_without_end_are_not_kept() -> None:
    endless = HALF_A_HEAD + b"y" * (LARGEST_HEAD + 1)
    async with serving() as port, connected(port, endless) as reader, asyncio.timeout(5):
        assert await is_closed(reader)


async def test_a_body_that_says_that_it_is_too_large_is_not_read(world: World) -> None:
    head = f"POST /slack/events HTTP/1.1\r\nHost: inroad\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n"
    async with connected(world.bot.port, head.encode()) as reader, asyncio.timeout(3):
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")


async def test_a_body_that_turns_out_too_large_is_refused(world: World) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(18):
            yield b"x" * (LARGEST_BODY // 16)

    assert await post(world, chunks()) == 413
    assert await post(world, b"x" * (LARGEST_BODY - 1)) == 401
