"""How much is measured: enough for a table, or enough to see that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """At most so many rounds and seconds for one benchmark, so many starts, and a divisor for requests."""

    rounds: int
    seconds: float
    starts: int
    idle: float
    divisor: int

    def count(self, requests: int) -> int:
        """So many requests in a round, fewer in a quick run."""
        return max(requests // self.divisor, 10)


FULL = Scale(rounds=41, seconds=40, starts=5, idle=3, divisor=1)
QUICK = Scale(rounds=2, seconds=1, starts=1, idle=0.5, divisor=16)
