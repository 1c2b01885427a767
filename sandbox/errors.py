"""What the Web API refuses."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """An answer `{"ok": false, "error": code}`; `messages` say where, `extra` are further fields of it."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: object) -> None:
        super().__init__(code if not messages else f"{code}: {'; '.join(messages)}")
        self.code = code
        self.messages = list(messages)
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        """The JSON that Slack would answer with."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["errors"] = [message.removeprefix("[ERROR] ") for message in self.messages]
            answer["response_metadata"] = {"messages": self.messages}
        return answer


def error_at(code: str, what: str, where: str) -> SlackError:
    """An error that says what is wrong in which place, a JSON pointer."""
    return SlackError(code, [f"[ERROR] {what} [json-pointer:{where}]"])


class RateLimited(Exception):
    """An answer 429; `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"ratelimited, retry after {retry_after} s")
        self.retry_after = retry_after
