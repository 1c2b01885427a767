"""The arguments of a Web API call, however they were encoded."""

import base64
import json
from typing import Any

from aiohttp import web

from sandbox.content import from_json, is_true
from sandbox.errors import SlackError

SECRETS = frozenset({"token", "client_secret", "refresh_token", "code"})


class Arguments:
    """One call's arguments by name; missing or unusable ones raise SlackError("invalid_arguments").

    `token` is the one it was made with.
    """

    def __init__(self, given: dict[str, Any], token: str = "") -> None:
        self.given = given
        self.token = token

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self.given.get(name)
        if value is None or value == "":
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        if not isinstance(value, str):
            raise SlackError("invalid_arguments", [f"[ERROR] must be a string [json-pointer:/{name}]"])
        return value

    def optional_text(self, name: str) -> str | None:
        """A text that may be missing."""
        return self.text(name) if self.given.get(name) not in (None, "") else None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no."""
        value = self.given.get(name)
        return default if value in (None, "") else is_true(value)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        value = self.given.get(name)
        if value in (None, ""):
            return default
        try:
            number = int(str(value))
        except ValueError:
            number = 0
        if not 1 <= number <= most:
            raise SlackError("invalid_limit" if name == "limit" else "invalid_arguments")
        return number

    def json(self, name: str) -> object:
        """A JSON value that must be there."""
        error = SlackError("invalid_arguments", [f"[ERROR] must be valid JSON [json-pointer:/{name}]"])
        if self.given.get(name) in (None, ""):
            raise SlackError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return from_json(self.given[name], error)

    def recorded(self) -> dict[str, Any]:
        """For the record: without secrets, and with JSON strings read."""
        return {name: _readable(value) for name, value in self.given.items() if name not in SECRETS}


async def read_call(request: web.Request) -> tuple[str, dict[str, Any]]:
    """The token and the arguments of a request. A JSON body cannot carry the token: the header must.

    The header may carry a client's id and secret instead, which then are among the arguments.
    """
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""
    given: dict[str, Any] = dict(request.query) | _client(header)
    if request.content_type == "application/json":
        given |= await read_object(request)
        return token, given
    if request.method == "POST":
        given |= await _form(request)
    # A token in the address would end up in logs: Slack does not look there.
    return token or (given.get("token", "") if "token" not in request.query else ""), given


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in a request's body; SlackError when it is none, or not even text."""
    try:
        text = await request.text()
    except (UnicodeDecodeError, LookupError):
        raise SlackError("invalid_json") from None
    if not text.strip():
        return {}
    body = from_json(text, SlackError("invalid_json"))
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body


def _client(header: str) -> dict[str, str]:
    kind, _, encoded = header.partition(" ")
    if kind != "Basic":
        return {}
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": name, "client_secret": secret}


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        fields = await request.post()
    except (UnicodeDecodeError, ValueError):
        raise SlackError("invalid_form_data") from None
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _readable(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
