"""What the bot itself wrote into somebody's direct messages: found, and taken out."""

from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from core.model import PostedMessage
from handlers.ports import OwnMessage

log = structlog.get_logger(__name__)

PAGE = 200
"""Messages asked for at once (conversations.history recommends no more)."""

_GONE = {"message_not_found", "file_not_found", "file_deleted"}


async def own_messages(client: AsyncWebClient, user_id: str) -> list[OwnMessage]:
    """All of them, the newest first: whatever is in the DM and not the person's own."""
    opened = await client.conversations_open(users=user_id)
    channel, cursor = str(opened["channel"]["id"]), None
    found: list[OwnMessage] = []
    while cursor != "":
        page = await client.conversations_history(channel=channel, limit=PAGE, cursor=cursor)
        for message in page["messages"]:
            if message.get("user") != user_id:
                files = {str(file["id"]): str(file.get("name") or "") for file in message.get("files") or ()}
                found.append(OwnMessage(PostedMessage(channel, str(message["ts"])), files))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
    return found


async def take_out(client: AsyncWebClient, message: OwnMessage) -> bool:
    """Delete it with its files: without its message a file would stay in Slack. False where Slack refuses."""
    posted = message.posted
    try:
        for file_id in message.files:
            await _unless_gone(client.files_delete(file=file_id))
        await _unless_gone(client.chat_delete(channel=posted.channel, ts=posted.ts))
    except SlackApiError as error:
        log.warning("message.kept", reason=error.response.get("error"))
        return False
    return True


async def _unless_gone(call: Any) -> None:  # noqa: ANN401 - slack_sdk's coroutine
    try:
        await call
    except SlackApiError as error:
        if error.response.get("error") not in _GONE:
            raise
