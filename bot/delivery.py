"""Posts one reminder into a DM, or looks whether it stands there, and says what is certain."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.poster import Poster
from bot.slack_calls import Refusal, content, refusal, refused
from core.decisions import Send
from core.model import Owner, PostedMessage
from views.kit import Message

METADATA_EVENT = "inroad_reminder"
NO_CONNECTION_PAUSE = timedelta(seconds=10)
MISCONFIGURED_PAUSE = timedelta(minutes=5)
CLOCKS_DIFFER_BY = timedelta(minutes=1)
PAGE = 15
"""Messages asked for at once: what Slack allows every kind of app (conversations.history)."""

RATE_LIMITED = {"ratelimited", "rate_limited"}
MISCONFIGURED = {"invalid_auth", "not_authed", "token_expired", "missing_scope", "team_added_to_org"}
"""Refusals that are the operator's to mend, and say nothing about the reminder."""

UNCLEAR = {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
"""Slack's answers after which a message may stand in the channel all the same."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands in Slack."""

    where: PostedMessage


@dataclass(frozen=True, slots=True)
class NotPosted:
    """It certainly does not; the whole workspace takes nothing for ``pause``."""

    pause: timedelta
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It never will, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The answer was lost or is ambiguous."""

    reason: str


Outcome = Posted | NotPosted | Refused | Unclear


async def post(poster: Poster, send: Send, message: Message) -> Outcome:
    """Post to the member's DM or the channel, once: Slack has no idempotency key."""
    told: dict[str, Any] = {"reminder": send.reminder.id}
    if send.along:
        told["along"] = [each.reminder.id for each in send.along]
    metadata = {"event_type": METADATA_EVENT, "event_payload": told}
    try:
        where = send.channel or send.member.owner.user_id
        answer = await poster.post(where, metadata=metadata, **content(message))
    except aiohttp.ClientConnectorError as error:
        return NotPosted(NO_CONNECTION_PAUSE, type(error).__name__)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Unclear(type(error).__name__)
    data = answer.data or {}
    if data.get("ok") and answer.status < 300:
        return Posted(PostedMessage(str(data["channel"]), str(data["ts"])))
    return _judged(refused(answer.status, answer.data, answer.headers))


async def look(
    client: AsyncWebClient, owner: Owner, ids: Collection[int], since: datetime
) -> dict[int, PostedMessage] | NotPosted | Refused:
    """Which of these reminders stand in the member's DM, where; or why that cannot be told."""
    try:
        return await _found(client, owner, ids, since - CLOCKS_DIFFER_BY)
    except SlackApiError as error:
        judged = _judged(refusal(error))
        return NotPosted(NO_CONNECTION_PAUSE, judged.reason) if isinstance(judged, Unclear) else judged
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return NotPosted(NO_CONNECTION_PAUSE, type(error).__name__)


async def _found(
    client: AsyncWebClient, owner: Owner, ids: Collection[int], since: datetime
) -> dict[int, PostedMessage]:
    opened = await client.conversations_open(users=owner.user_id)
    channel = str(opened["channel"]["id"])
    found: dict[int, PostedMessage] = {}
    cursor: str | None = None
    while cursor != "":
        page = await client.conversations_history(
            channel=channel,
            oldest=f"{since.timestamp():.6f}",
            limit=PAGE,
            cursor=cursor,
            include_all_metadata=True,
        )
        for message in page["messages"]:
            for reminder_id in _reminders_in(message).intersection(ids):
                found[reminder_id] = PostedMessage(channel, str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return found


def _reminders_in(message: dict[str, Any]) -> set[int]:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_EVENT:
        return set()
    told = metadata.get("event_payload", {})
    return {int(each) for each in (told.get("reminder", 0), *told.get("along", ()))}


def _judged(told: Refusal) -> NotPosted | Refused | Unclear:
    if told.status == 429 or told.code in RATE_LIMITED:
        return NotPosted(timedelta(seconds=told.retry_after_s), "ratelimited")
    if told.code is None or told.status >= 500:
        # A proxy's page, or half an answer: it says nothing about what Slack did.
        return Unclear(f"http_{told.status}")
    if told.code in MISCONFIGURED:
        return NotPosted(MISCONFIGURED_PAUSE, told.code)
    return Unclear(told.code) if told.code in UNCLEAR else Refused(told.code)
