"""A file is read from Slack with the token, bounded, and the token goes to nobody else."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.slack_files import TooMuch, download
from core.errors import InroadError


class Server:
    """Somewhere that files are; records what it is sent."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[str] = []
        self.sent = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.heard.append(request.headers.get("Authorization", ""))
        match request.path:
            case "/login":
                return web.Response(text="Sign in", content_type="text/html")
            case "/elsewhere":
                raise web.HTTPFound("/file")
            case "/endless":
                return await self._endless(request)
        return web.Response(body=b"Name\nDana\n", content_type="text/csv")

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(65_536))
            self.sent += 65_536


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, application = Server(), web.Application()
    application.router.add_route("*", "/{path:.*}", server.serve)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


async def _read(server: Server, path: str, *, api_url: str = "", most: int = 1_000_000) -> bytes:
    async with aiohttp.ClientSession() as http:
        api = api_url or f"{server.url}/api/"
        url = path if "://" in path else f"{server.url}{path}"
        return await download(http, url, "xoxb-secret", most, api_url=api, proxy=None)


async def test_the_token_opens_the_file(server: Server) -> None:
    assert await _read(server, "/file") == b"Name\nDana\n"
    assert server.heard == ["Bearer xoxb-secret"]


@pytest.mark.parametrize("path", ["/login", "/elsewhere"])
async def test_where_slack_asks_to_sign_in_the_scope_is_named(server: Server, path: str) -> None:
    with pytest.raises(InroadError, match="files:read"):
        await _read(server, path)


async def test_what_does_not_end_is_cut_off(server: Server) -> None:
    with pytest.raises(TooMuch):
        await _read(server, "/endless", most=1_000_000)
    await asyncio.sleep(0)
    assert server.sent < 20_000_000


@pytest.mark.parametrize(
    "url",
    [
        "https://drive.example.org/file",
        "http://files.slack.com/file",
        "https://slack.com.evil.example/file",
        "https://evilslack.com/file",
        "https://files.slack.com@evil.example/file",
        "file:///etc/passwd",
        "",
    ],
)
async def test_the_token_is_given_to_nobody_else(server: Server, url: str) -> None:
    with pytest.raises(InroadError, match="outside of Slack"):
        await _read(server, url or "://", api_url="https://slack.com/api/")
    with pytest.raises(InroadError, match="outside of Slack"):
        await _read(server, "/file", api_url="https://slack.com/api/")
    assert server.heard == []
