"""The peer: slack_sdk's client on one shared session posts the same messages, so many at once.

``python -m bench.bare_posts API_URL MESSAGES AT_ONCE`` prints the seconds of processor time that it took.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from time import process_time

import aiohttp
import uvloop
from slack_sdk.web.async_client import AsyncWebClient

from bench.payloads import BOT_TOKEN
from bot import delivery
from bot.slack_calls import content
from core.model import Contact, ContactDetails, Debrief, Interview, KeepInTouch, Member, Owner, ThankYou
from views import thank_you
from views.kit import Message


def message() -> Message:
    """What a member is told about a conversation of bench/stock.py."""
    now = datetime.now(UTC)
    ended = now - timedelta(hours=2)
    contact = Contact(1, ContactDetails("Dana Wu", "Genentech", "scientist"))
    said = Debrief(takeaway="curiosity first", keep_in_touch=KeepInTouch.YES)
    interview = Interview(1, contact, ended - timedelta(minutes=40), ended, ended, said, ThankYou.DUE)
    return thank_you.reminder(interview, Member(Owner("T1", "U1"), "America/New_York", now), now)


async def post(api_url: str, messages: int, at_once: int) -> float:
    """Post to as many members, and give the processor time."""
    what, numbers = content(message()), iter(range(messages))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        client = AsyncWebClient(BOT_TOKEN, api_url, session=session, retry_handlers=[])
        client.proxy = None

        async def lane() -> None:
            for number in numbers:
                metadata = {"event_type": delivery.METADATA_EVENT, "event_payload": {"reminder": number}}
                await client.chat_postMessage(channel=f"U{number}", metadata=metadata, **what)

        started = process_time()
        await asyncio.gather(*(lane() for _ in range(at_once)))
        return process_time() - started


if __name__ == "__main__":
    print(uvloop.run(post(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
