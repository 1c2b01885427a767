"""The load client: raw keep-alive connections, ready-made requests. Latencies are in milliseconds."""

import asyncio
import re
import socket
from collections.abc import Sequence
from time import perf_counter_ns, sleep
from typing import cast

import uvloop

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_OK = b"HTTP/1.1 200"
ENOUGH = 65536


class BadAnswer(Exception):
    """The server under test did not answer with 200."""


class Connection:
    """One connection on which a request is sent when the one before it is answered."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> float:
        """Milliseconds from sending the request to having the whole answer. Raises BadAnswer."""
        started = perf_counter_ns()
        self.exchange(request)
        return (perf_counter_ns() - started) / 1e6

    def exchange(self, request: bytes) -> bytes:
        """The answer's body. Raises BadAnswer."""
        self._socket.sendall(request)
        answer = self._socket.recv(ENOUGH)
        while (body := _body(answer)) is None:
            more = self._socket.recv(ENOUGH)
            if not more:
                raise BadAnswer("The server closed the connection.")
            answer += more
        return body

    def close(self) -> None:
        self._socket.close()


def one_by_one(port: int, request: bytes, count: int) -> list[float]:
    """Latencies of so many requests on one connection, each sent when the last one is answered."""
    connection = Connection(port)
    latencies = [connection.ask(request) for _ in range(count)]
    connection.close()
    return latencies


def now_and_then(port: int, request: bytes, count: int, every_s: float) -> list[float]:
    """The same with a pause in between, so that the requests themselves are next to no load."""
    connection, latencies = Connection(port), []
    for _ in range(count):
        latencies.append(connection.ask(request))
        sleep(max(every_s - latencies[-1] / 1000, 0))
    connection.close()
    return latencies


def side_by_side(port: int, requests: Sequence[bytes], count: int) -> list[float]:
    """Latencies of ``count`` requests in all, on as many connections as there are requests given."""
    return uvloop.run(_side_by_side(port, requests, count))


async def _side_by_side(port: int, requests: Sequence[bytes], count: int) -> list[float]:
    loop = asyncio.get_running_loop()
    lanes = [_Lane(loop.create_future(), request, count // len(requests)) for request in requests]
    for lane in lanes:
        await loop.create_connection(lambda lane=lane: lane, "127.0.0.1", port)  # type: ignore[misc]
    for lane in lanes:
        lane.send()
    return [latency for lane in lanes for latency in await lane.done]


class _Lane(asyncio.Protocol):
    def __init__(self, done: asyncio.Future[list[float]], request: bytes, count: int) -> None:
        self.done = done
        self._request = request
        self._count = count
        self._latencies: list[float] = []
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class is no subclass

    def send(self) -> None:
        self._answer = b""
        self._started = perf_counter_ns()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        try:
            if _body(self._answer) is None:
                return
        except BadAnswer as bad:
            self.done.set_exception(bad)
            self._transport.close()
            return
        self._latencies.append((perf_counter_ns() - self._started) / 1e6)
        if len(self._latencies) < self._count:
            self.send()
        else:
            self.done.set_result(self._latencies)
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or BadAnswer("The server closed the connection."))


def _body(answer: bytes) -> bytes | None:
    """The body once it is there in full. Raises BadAnswer."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    if not gap:
        return None
    if not head.startswith(_OK):
        raise BadAnswer(answer.decode(errors="replace"))
    length = _LENGTH.search(head)
    return body if length and len(body) >= int(length[1]) else None
