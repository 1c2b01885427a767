"""How long a connection is waited for: a client that sends slowly, or nothing, holds nobody else up.

uvicorn waits for ever for a request that has begun, and takes any number of connections.
"""

import asyncio
from functools import partial
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_WITHIN_S = 5.0
"""From connecting, or the first byte of a further request, to its last byte. Slack gives up after 3 s."""

MOST_CONNECTIONS = 400
"""Together with those to Slack they stay below the 1,024 files that a process may usually have open."""

LARGEST_HEAD = 64 * 1024
"""Bytes of headers. Slack's have less than two thousand."""


class PatientProtocol(HttpToolsProtocol):
    """A connection that is closed when a request takes too long, or when its place is needed."""

    def __init__(self, *args: Any, within_s: float, most: int, **more: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(*args, **more)
        self._within_s = within_s
        self._most = most
        self._deadline: asyncio.TimerHandle | None = None
        self._head_left: int | None = LARGEST_HEAD

    @property
    def spare_until(self) -> float | None:
        """When, on the loop's clock, it would be closed anyway; None while its request is being answered."""
        timer = self._deadline or self.timeout_keep_alive_task
        return timer.when() if timer else None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn does
        room = self._make_room()
        super().connection_made(transport)
        if room:
            self._wait()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._head_left is not None:
            self._head_left -= len(data)
        super().data_received(data)
        if self._head_left is not None and self._head_left < 0:
            self.transport.abort()

    def on_message_begin(self) -> None:
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head_left = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._stop_waiting()
        self._head_left = LARGEST_HEAD
        super().on_message_complete()

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._within_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        self.transport.abort()

    def _make_room(self) -> bool:
        """Where all places are taken, whoever has been silent for longest loses theirs."""
        if len(self.connections) < self._most:
            return True
        others = (each for each in self.connections if isinstance(each, PatientProtocol))
        spare = [each for each in others if each.spare_until]
        if spare:
            min(spare, key=lambda each: each.spare_until or 0.0).leave()
        return bool(spare)

    def leave(self) -> None:
        """Give the place to somebody else, at once."""
        self._stop_waiting()
        self.connections.discard(self)
        self.transport.abort()


def protocol(within_s: float, most: int) -> type[asyncio.Protocol]:
    """What uvicorn makes each connection with."""
    return cast("type[asyncio.Protocol]", partial(PatientProtocol, within_s=within_s, most=most))
