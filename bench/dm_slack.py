"""A Slack that takes direct messages, answers each after a while, and counts. Its own work costs little.

``python -m bench.dm_slack PORT``. ``POST /round`` with ``{"answer_after": seconds}`` begins to count anew;
``GET /counts`` and ``GET /arrivals`` tell what was counted.
"""

import asyncio
import json
import sys
from itertools import count
from time import time
from typing import Any, cast

import httptools
import uvloop

from bench.fake_slack import ANSWERS
from bench.tally import Tally

POST = "chat.postMessage"


class Messages:
    """What is shared by all connections."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.answer_after = 0.0
        self.connections = count()

    def asked(self, path: str, body: bytes) -> dict[str, Any]:
        """Everything but a message."""
        match path:
            case "/round":
                self.tally = Tally()
                self.answer_after = float(json.loads(body)["answer_after"])
                return {}
            case "/counts":
                return self.tally.counts.as_json()
            case "/arrivals":
                return {str(reminder): at for reminder, at in self.tally.arrived_at.items()}
        return {"ok": True, **ANSWERS[path.removeprefix("/api/")]}


class Connection(asyncio.Protocol):
    """One connection that is kept: a request, its answer, the next one."""

    def __init__(self, slack: Messages) -> None:
        self._slack = slack
        self._number = next(slack.connections)
        self._parser = httptools.HttpRequestParser(self)
        self._loop = asyncio.get_running_loop()
        self._path = ""
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class is no subclass

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._path, self._body = url.decode(), b""

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        if self._path != f"/api/{POST}":
            self._answer(self._slack.asked(self._path, self._body))
            return
        message, now, tally = json.loads(self._body), time(), self._slack.tally
        reminder = int(message["metadata"]["event_payload"]["reminder"])
        tally.arrived(reminder, message["channel"], self._number, now)
        self._loop.call_later(self._slack.answer_after, self._take, tally, f"{now:.6f}")

    def _take(self, tally: Tally, ts: str) -> None:
        tally.answered(time())
        self._answer({"ok": True, "channel": "D0BENCH", "ts": ts, "message": {}})

    def _answer(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    slack = Messages()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(slack), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
