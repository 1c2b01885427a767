"""Bringing payloads to the app, by Socket Mode or HTTP, and its answers back."""

import json
import time
import uuid
from dataclasses import dataclass

from sandbox.access import GOODBYES
from sandbox.faults import Faults
from sandbox.http_delivery import HttpDelivery
from sandbox.json_types import Json
from sandbox.manifest import Manifest
from sandbox.sockets import ConnectionLost, Sockets
from sandbox.tasks import Tasks
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """How the app took a delivery.

    `failure` is empty when it acknowledged in time, else "timeout", "connection_failed", "http_error",
    "not_interactive" when the manifest turns interactivity off, or "not_installed" when there is no app here.
    """

    failure: str = ""
    body: Json | None = None
    status: int = 200
    no_retry: bool = False

    @property
    def timed_out(self) -> bool:
        """Whether the app was reached but said nothing in time."""
        return self.failure == "timeout"


@dataclass(frozen=True)
class Parcel:
    """One payload on its way. `kind` is the type of a Socket Mode envelope, `url` where HTTP brings it.

    `retry` is how many times it was sent before, and how the last attempt failed.
    """

    kind: str
    payload: Json
    names: frozenset[str]
    url: str
    may_answer: bool = True
    retry: tuple[int, str] | None = None

    @property
    def is_goodbye(self) -> bool:
        """Whether it says that the app was sent away, which is told to it nevertheless."""
        return not self.names.isdisjoint(GOODBYES)


def interactive(manifest: Manifest, payload: Json) -> Parcel:
    """A parcel for what a person did in a view or a message."""
    kind = payload["type"]
    url = (manifest.options_url if kind == "block_suggestion" else "") or manifest.interactivity_url
    may_answer = kind in ("view_submission", "block_suggestion")
    return Parcel("interactive", payload, frozenset({"interactive", kind}), url, may_answer)


class Delivery:
    """Delivers parcels within the acknowledgement timeout (real seconds)."""

    def __init__(
        self, workspace: Workspace, sockets: Sockets, http: HttpDelivery, faults: Faults, ack_timeout: float
    ) -> None:
        self.in_flight = 0
        self._workspace = workspace
        self._sockets = sockets
        self._http = http
        self._faults = faults
        self._timeout = ack_timeout
        self._tasks = Tasks()

    @property
    def connected(self) -> bool:
        """Whether the app can be reached at all, as far as one can tell."""
        manifest = self._workspace.app.manifest
        return bool(self._sockets.count if manifest.socket_mode else manifest.interactivity_url)

    async def stop(self) -> None:
        """Give up what is under way."""
        await self._tasks.cancel()

    async def send(self, parcel: Parcel) -> Answer:
        """Bring the parcel to the app and wait for its acknowledgement."""
        if not self._workspace.app.installed and not parcel.is_goodbye:
            return Answer("not_installed")
        if parcel.kind == "interactive" and not self._workspace.app.manifest.interactive:
            return Answer("not_interactive")
        send = self._by_socket if self._workspace.app.manifest.socket_mode else self._by_http
        self.in_flight += 1
        try:
            if self._faults.take_delivery(set(parcel.names), self._workspace.team_id):
                self._tasks.start(send(parcel))
            return await send(parcel)
        finally:
            self.in_flight -= 1
            self._workspace.changes.stir()

    async def _by_socket(self, parcel: Parcel) -> Answer:
        deadline = time.monotonic() + self._timeout
        envelope_id, retry = str(uuid.uuid4()), parcel.retry
        while True:
            envelope = _envelope(parcel, envelope_id, retry)
            try:
                body = await self._sockets.send(envelope, deadline - time.monotonic())
            except TimeoutError:
                return Answer("timeout")
            except ConnectionLost:
                if not self._sockets.count or time.monotonic() >= deadline:
                    return Answer("connection_failed")
                retry = ((retry[0] if retry else 0) + 1, "connection_failed")
            else:
                return Answer(body=body)

    async def _by_http(self, parcel: Parcel) -> Answer:
        try:
            if parcel.kind == "events_api":
                headers = _retry_headers(parcel.retry)
                answer = await self._http.post_json(parcel.url, parcel.payload, headers, self._timeout)
            else:
                answer = await self._http.post_form(parcel.url, _form(parcel), self._timeout)
        except TimeoutError:
            return Answer("timeout")
        except ConnectionError:
            return Answer("connection_failed")
        if answer.status != 200:
            return Answer("http_error", status=answer.status, no_retry=answer.no_retry)
        return Answer(body=answer.body)


def _envelope(parcel: Parcel, envelope_id: str, retry: tuple[int, str] | None) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.may_answer,
    }
    if parcel.kind == "events_api":
        # Sockets know one reason only; commands and interactions are never counted.
        envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": "timeout" if retry else ""}
    return envelope


def _retry_headers(retry: tuple[int, str] | None) -> dict[str, str]:
    if retry is None:
        return {}
    number, failure = retry
    reason = "http_timeout" if failure == "timeout" else failure
    return {"x-slack-retry-num": str(number), "x-slack-retry-reason": reason}


def _form(parcel: Parcel) -> Json:
    if parcel.kind == "slash_commands":
        return parcel.payload
    return {"payload": json.dumps(parcel.payload)}
