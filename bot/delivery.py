"""Posts one reminder into a DM and says for certain what became of it, or that nothing is certain."""

from dataclasses import dataclass
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_calls import content
from core.model import PostedMessage
from core.thank_you import Send
from views.kit import Message

METADATA_EVENT = "inroad_reminder"
NO_CONNECTION_PAUSE = timedelta(seconds=10)
MISCONFIGURED_PAUSE = timedelta(minutes=5)
RATE_LIMITED = {"ratelimited", "rate_limited"}
MISCONFIGURED = {"invalid_auth", "not_authed", "missing_scope", "team_added_to_org"}
"""Refusals that are the operator's to mend, and say nothing about the reminder."""

UNCLEAR = {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
"""Slack's answers after which a message may stand in the channel all the same."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands in Slack."""

    where: PostedMessage


@dataclass(frozen=True, slots=True)
class NotPosted:
    """It certainly does not; try again after ``pause``."""

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


async def post(client: AsyncWebClient, send: Send, message: Message) -> Outcome:
    """Post to the member's DM. ``client`` must not repeat by itself: Slack has no idempotency key."""
    metadata = {"event_type": METADATA_EVENT, "event_payload": {"k": str(send.reminder.id)}}
    try:
        answer = await client.chat_postMessage(
            channel=send.member.owner.user_id, metadata=metadata, **content(message)
        )
    except SlackApiError as error:
        return _refusal(error)
    except aiohttp.ClientConnectorError as error:
        return NotPosted(NO_CONNECTION_PAUSE, type(error).__name__)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Unclear(type(error).__name__)
    return Posted(PostedMessage(str(answer["channel"]), str(answer["ts"])))


def _refusal(error: SlackApiError) -> Outcome:
    response = error.response
    if response.status_code == 429:
        return NotPosted(timedelta(seconds=float(response.headers.get("Retry-After", 1))), "ratelimited")
    if response.status_code >= 500:
        return Unclear(f"http_{response.status_code}")
    reason = str(response.get("error", "unknown_error"))
    if reason in RATE_LIMITED:
        return NotPosted(timedelta(seconds=1), reason)
    if reason in MISCONFIGURED:
        return NotPosted(MISCONFIGURED_PAUSE, reason)
    return Unclear(reason) if reason in UNCLEAR else Refused(reason)
