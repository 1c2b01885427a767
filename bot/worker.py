"""The worker: APScheduler ticks, reminders are rows, and every sweep delivers what is due."""

import asyncio
import os
import socket
from collections.abc import Callable
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from bot import delivery
from bot.threads import Threads
from core import delivering, receipts
from core.model import Interview, PostedMessage
from core.thank_you import Send
from views import thank_you as thank_you_views

log = structlog.get_logger(__name__)

SWEEP_INTERVAL_S = 0.5
TIDY_INTERVAL_S = 3600
AT_ONCE = 50
"""Messages in flight at most."""


class Worker:
    """Delivers reminders as they fall due."""

    def __init__(self, store: Threads, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self._store = store
        self._client = client
        self._now = now
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._places = asyncio.Semaphore(AT_ONCE)
        self._sweeping = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin to tick. The scheduler holds no state: what is due is in the database."""
        often = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.sweep, "interval", seconds=SWEEP_INTERVAL_S, **often)
        self._scheduler.add_job(self._tidy, "interval", seconds=TIDY_INTERVAL_S, **often)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking and finish the deliveries in hand."""
        if self._scheduler.running:
            self._scheduler.pause()
            async with self._sweeping:
                self._scheduler.shutdown(wait=False)

    async def sweep(self) -> None:
        """Deliver everything that is due now."""
        async with self._sweeping:
            try:
                if not await self._store.read(delivering.anything_due, self._now()):
                    return
                due = await self._store.write(delivering.take_due, self._name, self._now())
                await asyncio.gather(*(self._deliver(send) for send in due))
            except Exception as error:  # noqa: BLE001 - the next sweep tries again
                log.warning("sweep.failed", error=type(error).__name__)

    async def _deliver(self, send: Send) -> None:
        try:
            async with self._places:
                message = thank_you_views.reminder(send.interview, send.member, self._now())
                outcome = await delivery.post(self._client, send, message)
            await self._record(send, outcome)
        except Exception:
            # The row stays claimed; when its lease ends it is marked as unknown, never sent twice.
            log.exception("delivery.failed", reminder=send.reminder.id)

    async def _record(self, send: Send, outcome: delivery.Outcome) -> None:
        reminder_id, now = send.reminder.id, self._now()
        match outcome:
            case delivery.Posted(where):
                dealt_with = await self._store.write(delivering.record_sent, send, where, now)
                if dealt_with:
                    await self._turn_into_record(send, where, dealt_with)
                log.info("reminder.sent", reminder=reminder_id, late_s=_seconds(now, send))
            case delivery.NotPosted(pause, reason):
                await self._store.write(delivering.record_not_sent, reminder_id, now + pause)
                log.warning("reminder.postponed", reminder=reminder_id, reason=reason)
            case delivery.Refused(reason):
                await self._store.write(delivering.record_failed, reminder_id, reason, now)
                log.error("reminder.failed", reminder=reminder_id, reason=reason)
            case delivery.Unclear(reason):
                await self._store.write(delivering.record_doubt, reminder_id)
                log.error("reminder.unknown", reminder=reminder_id, reason=reason)

    async def _turn_into_record(self, send: Send, where: PostedMessage, interview: Interview) -> None:
        """The note was marked as sent while its reminder was on its way: no buttons for what is done."""
        record = thank_you_views.record(interview, send.member)
        await self._client.chat_update(
            channel=where.channel, ts=where.ts, parse="none", text=record.text, blocks=record.blocks
        )

    async def _tidy(self) -> None:
        await self._store.write(receipts.forget_old, self._now())


def _seconds(now: datetime, send: Send) -> float:
    return round((now - send.reminder.due_at).total_seconds(), 3)
