"""Faults that a test orders: what Slack and the network do on a bad day."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "rate_limited", "server_error", "latency", "drop_before", "drop_after", "error", "duplicate_delivery"
]


@dataclass(frozen=True)
class Fault:
    """One fault, which happens to the next `times` calls of `method` ("*": any method).

    `seconds` is the Retry-After of "rate_limited" or the real delay of "latency", `error` that of "error";
    `team` limits it to one workspace. "drop_before" cuts the connection before the call takes effect,
    "drop_after" after it. For "duplicate_delivery" `method` is the type of a payload.
    """

    method: str
    kind: Kind
    times: int = 1
    seconds: float = 0
    error: str = ""
    team: str | None = None


class Faults:
    """The faults still to happen, in the order in which they were added."""

    def __init__(self) -> None:
        self._left: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Order a fault; ValueError when it could never happen."""
        if fault.times < 1 or (fault.kind == "error" and not fault.error):
            raise ValueError("A fault happens at least once, and an error has a code.")
        self._left.append((fault, fault.times))

    @property
    def pending(self) -> int:
        """How many times a fault is still to happen."""
        return sum(left for _fault, left in self._left)

    def clear(self) -> None:
        """Forget all faults that have not happened."""
        self._left.clear()

    def take_call(self, method: str, team: str) -> Fault | None:
        """The fault that this call meets, if any; it counts as happened."""
        return self._take({method, "*"}, team, delivery=False)

    def take_delivery(self, names: set[str], team: str) -> Fault | None:
        """The fault that the delivery of a payload known by these names meets."""
        return self._take({*names, "*"}, team, delivery=True)

    def _take(self, names: set[str], team: str, *, delivery: bool) -> Fault | None:
        for index, (fault, left) in enumerate(self._left):
            concerned = fault.method in names and fault.team in (None, team)
            if concerned and (fault.kind == "duplicate_delivery") == delivery:
                if left > 1:
                    self._left[index] = (fault, left - 1)
                else:
                    del self._left[index]
                return fault
        return None
