"""Socket Mode: tickets, connections, envelopes and their acknowledgements."""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from sandbox.cutting import cut
from sandbox.ids import secret
from sandbox.json_types import Json
from sandbox.workspace import Workspace

MOST_CONNECTIONS = 10
LIFETIME = 3600.0  # real seconds
DEBUG_LIFETIME = 360.0
WARNING_AHEAD = 10.0
HURRIED = 0.2  # seconds of warning when a refresh is ordered; clients reconnect on the warning alone
CLOSING = 1.0  # for the other side to say goodbye
GRACE = 3.0  # for acknowledgements still to come on a connection that is being replaced


@dataclass(eq=False)
class Connection:
    """One socket of the app, opened by `request`; `waiting` are the envelopes not yet acknowledged."""

    socket: web.WebSocketResponse
    request: web.Request
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    gone: asyncio.Event = field(default_factory=asyncio.Event)


class ConnectionLost(Exception):
    """The socket closed before the app acknowledged."""


class Sockets:
    """The app's Socket Mode connections. Each envelope goes to one of them, in turn."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._refused_until = 0.0
        self._base = ""

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    @property
    def refusing(self) -> bool:
        """Whether new connections are refused at present."""
        return not self._base or time.monotonic() < self._refused_until

    def start(self, base: str) -> None:
        """Take connections under this WebSocket address."""
        self._base = base

    def refuse_for(self, seconds: float) -> None:
        """Refuse new connections for this many real seconds; their tickets are spent all the same."""
        self._refused_until = time.monotonic() + seconds

    def issue_url(self) -> str:
        """A WebSocket address that works once."""
        ticket = secret(40)
        self._tickets.add(ticket)
        return f"{self._base}?ticket={ticket}&app_id={self._workspace.app.id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket until it closes."""
        ticket = request.query.get("ticket", "")
        known = ticket in self._tickets
        self._tickets.discard(ticket)
        if self.refusing:
            raise web.HTTPServiceUnavailable
        if not known:
            raise web.HTTPForbidden(text="This ticket was used or never given.")
        socket = web.WebSocketResponse(timeout=CLOSING)
        await socket.prepare(request)
        if len(self._connections) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        lifetime = DEBUG_LIFETIME if request.query.get("debug_reconnects") == "true" else LIFETIME
        await self._serve(Connection(socket, request), lifetime)
        return socket

    async def send(self, envelope: Json, within: float) -> Json | None:
        """Send to one connection and wait for its acknowledgement's payload.

        TimeoutError when none comes in so many seconds (a later one is thrown away), ConnectionLost when the
        connection goes first or none is open.
        """
        if not self._connections:
            raise ConnectionLost
        connection = self._connections.pop(0)
        self._connections.append(connection)
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = answer
        try:
            await connection.socket.send_json(envelope)
            # Unlike asyncio.wait_for, it never takes a cancellation for an answer that just came.
            async with asyncio.timeout(within):
                return await answer
        except ConnectionError:
            raise ConnectionLost from None
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, *, abruptly: bool) -> None:
        """Close all connections: cut them, or first say `warning` and `refresh_requested` as Slack does."""
        for connection in list(self._connections):
            if abruptly:
                self._forget(connection)
                cut(connection.request)
            else:
                await self._refresh(connection, HURRIED)

    async def stop(self) -> None:
        """Close all connections and take no others until `start`."""
        self._base = ""
        for connection in list(self._connections):
            self._forget(connection)
            await connection.socket.close(code=WSCloseCode.GOING_AWAY)

    async def _serve(self, connection: Connection, lifetime: float) -> None:
        await connection.socket.send_json(self._hello(lifetime))
        self._connections.append(connection)
        self._workspace.changes.touch()
        ageing = asyncio.create_task(self._age(connection, lifetime))
        try:
            async for message in connection.socket:
                if message.type is WSMsgType.TEXT:
                    self._receive(connection, message.data)
        finally:
            ageing.cancel()
            self._forget(connection)

    async def _age(self, connection: Connection, lifetime: float) -> None:
        await asyncio.sleep(lifetime - WARNING_AHEAD)
        await self._refresh(connection, WARNING_AHEAD)

    async def _refresh(self, connection: Connection, ahead: float) -> None:
        await self._say_goodbye(connection, "warning")
        with suppress(TimeoutError):
            await asyncio.wait_for(connection.gone.wait(), ahead)
            return
        self._retire(connection)
        await self._say_goodbye(connection, "refresh_requested")
        if connection.waiting:
            await asyncio.wait(list(connection.waiting.values()), timeout=GRACE)
        await connection.socket.close()

    async def _say_goodbye(self, connection: Connection, reason: str) -> None:
        with suppress(ConnectionError):
            info = {"host": "applink-sandbox"}
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": info})

    def _retire(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._workspace.changes.touch()

    def _forget(self, connection: Connection) -> None:
        self._retire(connection)
        connection.gone.set()
        for answer in connection.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionLost())

    def _receive(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
            answer = connection.waiting.get(ack["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return
        if answer is not None and not answer.done():
            payload = ack.get("payload")
            answer.set_result(
                payload if payload is None or isinstance(payload, dict) else {"text": str(payload)}
            )

    def _hello(self, lifetime: float) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "debug_info": {"host": "applink-sandbox", "approximate_connection_time": int(lifetime)},
            "connection_info": {"app_id": self._workspace.app.id},
        }
