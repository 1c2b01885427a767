"""Slack through a socket that recovers by itself, and that closes only once what came in is answered."""

import asyncio
import contextlib
import logging

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

PING_INTERVAL_S = 5
WATCH_INTERVAL_S = 2


class Socket:
    """The Socket Mode connection."""

    def __init__(self, app: AsyncApp, app_token: str, web: AsyncWebClient) -> None:
        self._app = app
        self._client = SocketModeClient(
            app_token,
            logging.getLogger("slack_sdk.socket_mode"),
            web,
            ping_interval=PING_INTERVAL_S,
        )
        self._client.proxy = web.proxy
        self._client.socket_mode_request_listeners.append(self._answer)
        self.connected = False
        self._in_hand: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Connect. Raises SlackApiError for an app token that Slack refuses."""
        self._client.wss_uri = await self._client.issue_new_wss_url()
        self._tasks = [asyncio.create_task(self._connect()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Answer what came in, then close. What comes in meanwhile Slack delivers to the next connection."""
        self._client.socket_mode_request_listeners.clear()
        await asyncio.gather(*self._in_hand, return_exceptions=True)
        self._client.closed = True
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self._client.close()  # type: ignore[no-untyped-call]

    async def _connect(self) -> None:
        await self._client.connect()  # type: ignore[no-untyped-call]

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.create_task(self._handle(client, request))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        await task

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = asyncio.get_running_loop().time()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, started)

    async def _watch(self) -> None:
        """The client retries one address for ever, and Slack takes each only once: make it ask anew."""
        self.connected = True
        while True:
            await asyncio.sleep(WATCH_INTERVAL_S)
            connected = await self._client.is_connected()
            if not connected:
                self._client.wss_uri = None
            if connected != self.connected:
                log.info("socket.up") if connected else log.warning("socket.down")
            self.connected = connected
