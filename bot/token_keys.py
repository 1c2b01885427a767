"""The keys that seal tokens: what lies in the database is of no use without them.

Fernet (AES-128-CBC with HMAC-SHA256), by the `cryptography` package. The first key seals, all of them open,
so that a key can be replaced while Inroad runs.
"""

import secrets
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

STATE_LASTS = timedelta(minutes=10)
"""From the page that offers to install until Slack sends the person back: as long as its code is valid."""


class Unreadable(Exception):
    """None of the keys opens it."""


def new_key() -> str:
    """A new random key."""
    return Fernet.generate_key().decode()


def parse_keys(text: str) -> list[str]:
    """The keys in a setting. Raises ValueError with a sentence that holds none of them."""
    keys = [key for part in text.split(",") if (key := part.strip())]
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            which = f"key {place} of {len(keys)} is not one" if len(keys) > 1 else "is not a key"
            raise ValueError(f"{which}; make one with `inroad token-key`") from None
    if not keys:
        raise ValueError("has no key; make one with `inroad token-key`")
    return keys


class TokenKeys:
    """Seals and opens tokens."""

    def __init__(self, text: str) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in parse_keys(text)])

    def seal(self, token: str) -> str:
        """Encrypt a token; no token stays none."""
        return self._fernet.encrypt(token.encode()).decode() if token else ""

    def open(self, sealed: str) -> str:
        """Decrypt a token. Raises Unreadable."""
        try:
            return self._fernet.decrypt(sealed).decode() if sealed else ""
        except InvalidToken:
            raise Unreadable from None

    def again(self, sealed: str) -> str:
        """Seal anew, with the first key. Raises Unreadable."""
        return self.seal(self.open(sealed))

    def new_state(self, now: datetime) -> str:
        """What shows that it was us who sent somebody to Slack; nobody else can make one."""
        sealed = self._fernet.encrypt_at_time(secrets.token_bytes(16), int(now.timestamp()))
        return sealed.decode().rstrip("=")

    def is_state(self, state: str, now: datetime) -> bool:
        """Whether we made it, not longer than ``STATE_LASTS`` ago."""
        padded = (state + "=" * (-len(state) % 4)).encode("utf-8", "replace")
        try:
            self._fernet.decrypt_at_time(padded, int(STATE_LASTS.total_seconds()), int(now.timestamp()))
        except InvalidToken:
            return False
        return True
