"""Slack over HTTP: uvicorn, and a door that lets in only what Slack has signed."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, Protocol

import structlog
import uvicorn
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.patience import MOST_CONNECTIONS, REQUEST_WITHIN_S, protocol
from bot.slack_app import SlackApp

log = structlog.get_logger(__name__)

PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
LARGEST_BODY = 1024 * 1024
"""Bytes. Slack's own limits keep every payload far below it."""

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
SendBack = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, SendBack], Awaitable[None]]


class Pages(Protocol):
    """What is shown in a browser."""

    async def respond(self, request: AsyncBoltRequest, path: str) -> BoltResponse: ...


class Calendars(Protocol):
    """Members' calendars, each at an address that nobody can guess."""

    def serves(self, method: str, path: str) -> bool: ...

    async def response(self, path: str, headers: Mapping[str, str]) -> BoltResponse: ...


class Door:
    """The ASGI application. Nothing is parsed before its signature is known to be good.

    ``pages``: those on which Inroad is added to a workspace, where it may be added to several.
    """

    def __init__(
        self,
        app: SlackApp,
        signing_secret: str,
        pages: Pages | None = None,
        calendars: Calendars | None = None,
    ) -> None:
        self._app = app
        self._calendars = calendars
        self._pages = pages
        self._verifier = SignatureVerifier(signing_secret)

    async def __call__(self, scope: Scope, receive: Receive, send: SendBack) -> None:
        if scope["type"] == "http":
            await answer(send, await self._response(scope, receive))

    async def _response(self, scope: Scope, receive: Receive) -> BoltResponse:
        method, path = scope["method"], scope["path"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if self._pages and method == "GET" and path in {INSTALL_PATH, REDIRECT_PATH}:
            asked = AsyncBoltRequest(body="", query=scope["query_string"].decode("latin-1"), headers=headers)
            return await self._pages.respond(asked, path)
        if self._calendars and self._calendars.serves(method, path):
            return await self._calendars.response(path, headers)
        if (method, path) != ("POST", PATH):
            return BoltResponse(status=404, body="Not Found")
        try:
            body = await _body(receive, int(headers.get("content-length") or 0))
        except TooLarge:
            log.warning("request.refused", reason="it is too large")
            return BoltResponse(status=413, body="")
        if body is None or not self._is_signed(body, headers):
            log.warning("request.refused", reason="its signature is missing, stale or wrong")
            return BoltResponse(status=401, body="")
        request = AsyncBoltRequest(
            body=body.decode(), query=scope["query_string"].decode("latin-1"), headers=headers
        )
        return await self._app.bolt.async_dispatch(request)

    def _is_signed(self, body: bytes, headers: dict[str, str]) -> bool:
        try:
            return self._verifier.is_valid_request(body, headers)
        except ValueError:
            return False


class TooLarge(Exception):
    """A body of more than LARGEST_BODY, whether it says so or not."""


async def _body(receive: Receive, declared: int) -> bytes | None:
    """The whole body, or None for one that broke off. Raises TooLarge."""
    body = bytearray()
    while max(declared, len(body)) <= LARGEST_BODY:
        part = await receive()
        if part["type"] != "http.request":
            return None
        body.extend(part.get("body", b""))
        if not part.get("more_body") and len(body) <= LARGEST_BODY:
            return bytes(body)
    raise TooLarge


async def answer(send: SendBack, response: BoltResponse) -> None:
    """Send a response as ASGI wants it."""
    body = response.body.encode()
    headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, values in response.headers.items()
        for value in values
        if name != "content-length"
    ]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The process handles its signals itself: it has more to finish than requests."""
        yield


class HttpServer:
    """Serves an ASGI application until it is stopped. Whoever sends a request too slowly is left."""

    def __init__(
        self,
        application: Application,
        host: str,
        port: int,
        *,
        within_s: float = REQUEST_WITHIN_S,
        most: int = MOST_CONNECTIONS,
    ) -> None:
        self._server = _Server(
            uvicorn.Config(
                application,
                http=protocol(within_s, most),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=10,
            )
        )
        self._address = (host, port)
        self._serving: asyncio.Task[None] | None = None
        self.port = port

    async def start(self) -> None:
        """Begin to listen. Raises OSError where the address cannot be had."""
        family = socket.AF_INET6 if ":" in self._address[0] else socket.AF_INET
        listening = socket.create_server(self._address, family=family, backlog=2048)
        # Head and body of an answer are two packets: the second would wait 40 ms for the first's receipt.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port = listening.getsockname()[1]
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))

    async def stop(self) -> None:
        """Finish the requests in hand and stop listening."""
        self._server.should_exit = True
        if self._serving:
            await self._serving
