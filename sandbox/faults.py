"""Faults that a test orders: what Slack and the network do on a bad day."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal, get_args

from sandbox.access import ACCESS, EVENT_SCOPES

Kind = Literal[
    "rate_limited", "server_error", "latency", "drop_before", "drop_after", "error", "duplicate_delivery"
]
RESPONSE_URL = "response_url"  # the method under which answers to a response URL are known
UPLOAD = "upload"  # the method under which the bytes posted to an upload URL are known
_PAYLOADS = {
    *("*", "interactive", "block_actions", "block_suggestion", "view_submission", "view_closed"),
    *("shortcut", "message_action"),
    *("slash_commands", "slash_command", "events_api", "event_callback"),
    *("message", *EVENT_SCOPES),
}
_OF_CALLS = set(get_args(Kind)) - {"duplicate_delivery"}
_METHODS = {"*", RESPONSE_URL, UPLOAD, *ACCESS}


@dataclass(frozen=True)
class Fault:
    """One fault, which happens to the next `times` calls of `method` ("*": any method).

    `seconds` is the Retry-After of "rate_limited" or the real delay of "latency", `error` that of "error";
    `team` limits it to one workspace. "drop_before" cuts the connection before the call takes effect,
    "drop_after" after it; "error" and "server_error" come before it, or with `takes_effect` after it.
    `status` is that of "server_error". A "latency" comes together with the next fault ordered after it. For
    "duplicate_delivery" `method` is the type of a payload, for calls a Web API method, "response_url" or
    "upload". ValueError when it could never happen.
    """

    method: str
    kind: Kind
    times: int = 1
    seconds: float = 0
    error: str = ""
    team: str | None = None
    takes_effect: bool = False
    status: int = 500

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"There is no fault of the kind {self.kind!r}.")
        if self.times < 1 or (self.kind == "error" and not self.error):
            raise ValueError("A fault happens at least once, and an error has a code.")
        if self.status not in (500, 502, 503):
            raise ValueError("A server error has the status 500, 502 or 503.")
        if self.takes_effect and self.kind not in ("error", "server_error"):
            raise ValueError("Only an error or a server error may take effect.")
        if not self._may_happen():
            raise ValueError(f"A {self.kind} of {self.method!r} could never happen.")

    def _may_happen(self) -> bool:
        if self.kind == "duplicate_delivery":
            return self.method in _PAYLOADS or self.method.startswith("/")
        return self.method in _METHODS


class Faults:
    """The faults still to happen, in the order in which they were added."""

    def __init__(self) -> None:
        self._left: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Order a fault."""
        self._left.append((fault, fault.times))

    @property
    def pending(self) -> int:
        """How many times a fault is still to happen."""
        return sum(left for _fault, left in self._left)

    def clear(self) -> None:
        """Forget all faults that have not happened."""
        self._left.clear()

    def take_call(self, method: str, team: str) -> list[Fault]:
        """The faults that this call meets, at most a latency and one other; they count as happened."""
        first = self._take({method, "*"}, team, _OF_CALLS)
        if first is None or first.kind != "latency":
            return [first] if first else []
        second = self._take({method, "*"}, team, _OF_CALLS - {"latency"})
        return [first, second] if second else [first]

    def take_delivery(self, names: set[str], team: str) -> Fault | None:
        """The fault that the delivery of a payload known by these names meets."""
        return self._take({*names, "*"}, team, {"duplicate_delivery"})

    def _take(self, names: set[str], team: str, kinds: Set[str]) -> Fault | None:
        for index, (fault, left) in enumerate(self._left):
            if fault.method in names and fault.team in (None, team) and fault.kind in kinds:
                if left > 1:
                    self._left[index] = (fault, left - 1)
                else:
                    del self._left[index]
                return fault
        return None
