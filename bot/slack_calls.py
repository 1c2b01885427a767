"""The calls to Slack's Web API, on one shared HTTP session."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.own_messages import own_messages, take_out
from bot.poster import Poster
from bot.slack_files import FILE_REFUSALS, TooMuch, download
from core.errors import InroadError
from core.model import PostedMessage
from handlers.ports import OwnMessage
from views.kit import Message, View

log = structlog.get_logger(__name__)

LOCAL = {"127.0.0.1", "localhost", "::1"}
TOO_SLOW = "That took longer than Slack allows for opening a form. Please try again."
PAGE = 200
"""People asked for at once (conversations.members recommends no more)."""

_NOT_THERE = {
    *("message_not_found", "channel_not_found", "not_in_channel", "is_archived"),
    *("edit_window_closed", "cant_update_message", "cant_delete_message"),
}
"""The message was deleted or is out of reach, or the workspace forbids edits."""

_CHANGED = "hash_conflict"
"""The view is not the one that was seen any more."""

_CLOSED = "not_found"
"""The person has closed the view: whatever it was to show, nobody waits for it."""

_TRIGGER_GONE = {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged"}


TOKEN_REFUSED = {"account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed"}
"""Slack's words for a token that does not work, or not any more."""


UNANSWERED = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""What a call raises where Slack refused it or could not be reached; the next time may be better."""


class AnswerRefused(Exception):
    """Slack did not take an answer. Never names its URL: whoever has it may post as the app."""


@dataclass(frozen=True, slots=True)
class Clients:
    """``repeating`` calls again when a connection is lost: safe for what has the same effect twice.
    ``patient`` calls again only when Slack asked to wait, and so did nothing. ``posting`` never does.

    Slack's default client repeats a post whose answer was lost, and the message appears twice.
    """

    repeating: AsyncWebClient
    patient: AsyncWebClient
    posting: Poster


class TokenWatch(AsyncRetryHandler):
    """Hears of every token that Slack refuses, and repeats nothing."""

    def __init__(self, refused: Callable[[], None]) -> None:
        super().__init__()
        self._refused = refused

    async def can_retry_async(self, *, response: HttpResponse | None = None, **_told: Any) -> bool:  # noqa: ANN401
        body = response.body if response else None
        if body and body.get("error") in TOKEN_REFUSED:
            self._refused()
        return False


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Slack, or something on the way to it, answered. ``code`` is None where it is not Slack's word."""

    status: int
    code: str | None
    retry_after_s: float


def refusal(error: SlackApiError) -> Refusal:
    """Read an answer that is not "ok", whatever its shape."""
    response: Any = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    return refused(int(status or 0), getattr(response, "data", None), getattr(response, "headers", {}))


def reason_of(error: Exception) -> str:
    """Slack's own word where it refused, else what kind of trouble there was on the way."""
    return (refusal(error).code or "") if isinstance(error, SlackApiError) else type(error).__name__


def refused(status: int, data: object, headers: Mapping[str, str]) -> Refusal:
    """The same, from the parts of the answer."""
    code = data.get("error") if isinstance(data, dict) else None
    wait = str(headers.get("Retry-After", ""))
    return Refusal(status, code, float(wait) if wait.isdigit() else 1.0)


class SlackCalls:
    """What handlers ask of one workspace."""

    def __init__(self, clients: Clients, http: aiohttp.ClientSession) -> None:
        self._repeating = clients.repeating
        self._patient = clients.patient
        self._http = http

    async def open_view(self, trigger_id: str, view: View) -> str:
        opened = await _within_three_seconds(self._patient.views_open(trigger_id=trigger_id, view=view))
        return str(opened["view"]["id"])

    async def push_view(self, trigger_id: str, view: View) -> None:
        await _within_three_seconds(self._patient.views_push(trigger_id=trigger_id, view=view))

    async def update_view(self, view_id: str, view: View, *, seen: str = "") -> None:
        try:
            await self._repeating.views_update(view_id=view_id, view=view, hash=seen or None)
        except SlackApiError as error:
            code = refusal(error).code
            if code != _CLOSED and not (seen and code == _CHANGED):
                raise
            log.info("view.changed", reason=code)

    async def publish_home(self, user_id: str, view: View) -> None:
        await self._repeating.views_publish(user_id=user_id, view=view)

    async def post(self, channel: str, message: Message) -> PostedMessage:
        answer = await self._patient.chat_postMessage(channel=channel, **content(message))
        return PostedMessage(str(answer["channel"]), str(answer["ts"]))

    async def update(self, posted: PostedMessage, message: Message) -> bool:
        return await update_message(self._repeating, posted, message)

    async def open_group(self, user_ids: Sequence[str]) -> str:
        opened = await self._repeating.conversations_open(users=",".join(user_ids))
        return str(opened["channel"]["id"])

    async def upload(
        self,
        user_id: str,
        filename: str,
        content: bytes,
        title: str,
        comment: str,
        *,
        alternative: str = "",
    ) -> None:
        # Unlike a message, a file is not taken by the id of a person.
        opened = await self._repeating.conversations_open(users=user_id)
        await self._patient.files_upload_v2(
            channel=str(opened["channel"]["id"]),
            filename=filename,
            content=content,
            title=title,
            initial_comment=comment,
            alt_txt=alternative or None,
        )

    async def file(self, file_id: str) -> Mapping[str, Any]:
        try:
            answer = await self._repeating.files_info(file=file_id)
        except SlackApiError as error:
            if sentence := FILE_REFUSALS.get(refusal(error).code or ""):
                raise InroadError(sentence) from error
            raise
        return dict(answer["file"])

    async def download(self, url: str, most: int) -> bytes | None:
        calls = self._repeating
        try:
            return await download(
                self._http, url, calls.token or "", most, api_url=calls.base_url, proxy=calls.proxy
            )
        except TooMuch:
            return None

    async def respond(self, response_url: str, message: Message, *, replace: bool = False) -> None:
        body = {"response_type": "ephemeral", "replace_original": replace, **content(message)}
        async with self._http.post(response_url, json=body, proxy=self._repeating.proxy) as response:
            if not response.ok:
                raise AnswerRefused(response.status)

    async def zone_of(self, user_id: str) -> str:
        answer = await self._repeating.users_info(user=user_id)
        return str(answer["user"].get("tz") or "")

    async def person(self, user_id: str) -> Mapping[str, Any]:
        answer = await self._repeating.users_info(user=user_id)
        return dict(answer["user"])

    async def conversation(self, channel: str) -> Mapping[str, Any]:
        answer = await self._repeating.conversations_info(channel=channel)
        return dict(answer["channel"])

    async def members_of(self, channel: str) -> list[str]:
        found: list[str] = []
        cursor: str | None = None
        while cursor != "":
            page = await self._repeating.conversations_members(channel=channel, limit=PAGE, cursor=cursor)
            found += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return found

    async def delete(self, posted: PostedMessage) -> bool:
        try:
            await self._repeating.chat_delete(channel=posted.channel, ts=posted.ts)
        except SlackApiError as error:
            code = refusal(error).code
            if code not in _NOT_THERE:
                raise
            log.info("message.gone", reason=code)
            return False
        return True

    async def own_messages(self, user_id: str) -> Sequence[OwnMessage]:
        return await own_messages(self._repeating, user_id)

    async def take_out(self, message: OwnMessage) -> bool:
        return await take_out(self._repeating, message)


async def update_message(client: AsyncWebClient, posted: PostedMessage, message: Message) -> bool:
    """Replace a posted message; False if it is not there any more or may not be edited."""
    try:
        await client.chat_update(
            channel=posted.channel, ts=posted.ts, parse="none", text=message.text, blocks=message.blocks
        )
    except SlackApiError as error:
        code = refusal(error).code
        if code not in _NOT_THERE:
            raise
        log.info("message.gone", reason=code)
        return False
    return True


def content(message: Message) -> dict[str, Any]:
    """A message's part of a call: nothing in it is unfurled or turned into a mention."""
    return {
        "text": message.text,
        "blocks": message.blocks,
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
    }


def clients(
    token: str | None, api_url: str, http: aiohttp.ClientSession, *first: AsyncRetryHandler
) -> Clients:
    """All clients, on one session: its connections are kept, and its timeout is that of every call.

    ``first``: what is to see the answers of ``repeating`` and ``patient`` before anything is called again.
    """

    def client(*handlers: AsyncRetryHandler) -> AsyncWebClient:
        made = AsyncWebClient(token, api_url, session=http, retry_handlers=[*first, *handlers])
        if urlsplit(api_url).hostname in LOCAL:
            made.proxy = None  # slack_sdk reads HTTP_PROXY and does not know NO_PROXY
        return made

    repeating = client(AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler())
    return Clients(
        repeating=repeating,
        patient=client(AsyncRateLimitErrorRetryHandler()),
        posting=Poster(http, api_url, token, repeating.proxy),
    )


async def _within_three_seconds(call: Any) -> Any:  # noqa: ANN401 - slack_sdk's coroutine and its answer
    try:
        return await call
    except SlackApiError as error:
        if refusal(error).code in _TRIGGER_GONE:
            raise InroadError(TOO_SLOW) from error
        raise
