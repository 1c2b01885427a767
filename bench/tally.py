"""What reached the fake Slack, and which of Slack's rules it broke. Instants are Unix seconds."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

APART_S = 1.0
"""Slack takes about one message a second in a channel (chat.postMessage, "Rate limiting")."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A round as the fake Slack saw it.

    ``posts``: requests. ``reminders``: different ones among them. ``too_soon``: messages that came less than
    a second after another in the same channel. ``at_once``: most that were waiting for their answer together.
    ``connections``: how many carried them. ``first_at``: when the first came; ``last_at``: when the last was
    answered.
    """

    posts: int = 0
    reminders: int = 0
    too_soon: int = 0
    at_once: int = 0
    connections: int = 0
    first_at: float = 0.0
    last_at: float = 0.0

    @property
    def doubled(self) -> int:
        """Messages about a reminder that had one already."""
        return self.posts - self.reminders

    @property
    def took(self) -> float:
        """Seconds from the first message's coming to the last one's answer."""
        return self.last_at - self.first_at

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """Counts one round."""

    arrived_at: dict[int, float] = field(default_factory=dict)
    _posts: int = 0
    _under_way: int = 0
    _at_once: int = 0
    _too_soon: int = 0
    _first_at: float = 0.0
    _last_at: float = 0.0
    _channels: dict[str, float] = field(default_factory=dict)
    _connections: Counter[int] = field(default_factory=Counter)

    def arrived(self, reminder: int, channel: str, connection: int, at: float) -> None:
        """A message came on this connection."""
        self._first_at = self._first_at or at
        self._posts += 1
        self._under_way += 1
        self._at_once = max(self._at_once, self._under_way)
        self._connections[connection] += 1
        self._too_soon += at - self._channels.get(channel, at - APART_S) < APART_S
        self._channels[channel] = at
        self.arrived_at.setdefault(reminder, at)

    def answered(self, at: float) -> None:
        """One of them got its answer."""
        self._under_way -= 1
        self._last_at = at

    @property
    def counts(self) -> Counts:
        return Counts(
            posts=self._posts,
            reminders=len(self.arrived_at),
            too_soon=self._too_soon,
            at_once=self._at_once,
            connections=len(self._connections),
            first_at=self._first_at,
            last_at=self._last_at,
        )
