"""Identifiers, tokens and message timestamps that look like Slack's."""

import secrets
import string
from datetime import datetime

_CAPITALS = string.ascii_uppercase + string.digits
_LETTERS = string.ascii_letters + string.digits


def slack_id(prefix: str) -> str:
    """A fresh id such as V0…: `prefix` and ten capitals or digits."""
    return f"{prefix}0" + _draw(_CAPITALS, 9)


def token(prefix: str) -> str:
    """A fresh secret such as xoxb-…."""
    return f"{prefix}-{_draw(string.digits, 12)}-{_draw(string.digits, 12)}-{_draw(_LETTERS, 24)}"


def client_id() -> str:
    """A fresh id of an OAuth client such as 2141029472.691202649728."""
    return f"{_draw(string.digits, 10)}.{_draw(string.digits, 12)}"


def short_id() -> str:
    """What Slack fills in for a missing block_id or action_id."""
    return _draw(_LETTERS, 5)


def secret(length: int = 32) -> str:
    """Unguessable letters and digits."""
    return _draw(_LETTERS, length)


class Timestamps:
    """Gives out message timestamps ("1795449600.000100"): each is unique and later than the one before."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, now: datetime) -> str:
        """The timestamp of something that happens at `now`, even when the clock stands still."""
        self._last = max(self._last + 1, round(now.timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def _draw(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))
