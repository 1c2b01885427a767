"""The worker: APScheduler ticks, reminders are rows, and every sweep takes what is due.

A sweep claims and goes on; each claimed reminder is delivered by a task of its own, and what became of it is
recorded in groups. So a slow workspace, or a slow answer, holds up nobody else.
"""

import asyncio
import os
import secrets
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import delivery
from bot.identity import Workspaces
from bot.metrics import Metrics
from bot.pacing import Pace
from bot.results import Results
from bot.slack_calls import TOKEN_REFUSED, update_message
from bot.threads import Threads
from core import delivering, installing, receipts
from core.decisions import InDoubt, NotSent, Result, Send
from core.delivering import BATCH, Timing
from core.model import Outcome, Owner, PostedMessage, Reminder, ReminderState
from views import reminders as reminder_views

log = structlog.get_logger(__name__)

SWEEP_INTERVAL_S = 0.5
TIDY_INTERVAL_S = 3600
IN_HAND = 4 * BATCH
"""Claimed reminders in memory at most, over all workspaces: while a batch is claimed and another is recorded,
enough are left for every place that `pacing.AT_ONCE` gives (our choice)."""

FINISH_WITHIN_S = 10.0

NOT_INSTALLED = "not_installed"
NOT_INSTALLED_PAUSE = timedelta(minutes=5)
"""How long a workspace is left alone in which Inroad is not installed (our choice)."""


class Worker:
    """Delivers reminders as they fall due. Any number of workers may share one PostgreSQL."""

    def __init__(
        self,
        store: Threads,
        workspaces: Workspaces,
        now: Callable[[], datetime],
        metrics: Metrics,
        timing: Timing,
        chores: Sequence[Callable[[], Awaitable[None]]],
    ) -> None:
        self._store = store
        self._workspaces = workspaces
        self._now = now
        self._metrics = metrics
        self._timing = timing
        self._chores = chores
        self.trouble = ""
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"[-64:]
        self._pace = Pace(now, timing.apart)
        self._results = Results(store, self._name, now)
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeping = asyncio.Lock()
        self._more = False
        self._passed_over: set[str] = set()
        self._absent: set[str] = set()
        self._stopping = False
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin to tick. The scheduler holds no state: what is due is in the database."""
        often = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        self._scheduler.add_job(self.sweep, "interval", seconds=SWEEP_INTERVAL_S, **often)
        self._scheduler.add_job(self.tidy, "interval", seconds=TIDY_INTERVAL_S, **often)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, give back what is not on its way yet, and finish what is."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.pause()
            async with self._sweeping:
                self._scheduler.shutdown(wait=False)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FINISH_WITHIN_S)

    async def sweep(self) -> None:
        """Claim everything that is due now, as far as there is room, and set its delivery going."""
        async with self._sweeping:
            try:
                if await self._store.read(delivering.anything_due, self._now()):
                    await self._take()
            except Exception as error:  # noqa: BLE001 - the next sweep tries again
                cause = getattr(error, "orig", None) or error
                log.warning("sweep.failed", error=type(cause).__name__)

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _take(self) -> None:
        self._more = True
        while self._more and not self._stopping and (room := IN_HAND - len(self._tasks)) > 0:
            self._passed_over = self._pace.full()
            taken = await self._store.write(
                delivering.take_due,
                self._name,
                self._now(),
                self._timing,
                min(BATCH, room),
                self._passed_over,
            )
            self._more = taken.full
            self._metrics.claimed.inc(len(taken.sends))
            for reminder_id, error in taken.broken:
                log.error("reminder.broken", reminder=reminder_id, exc_info=error)
            for send in taken.sends:
                self._start(self._deliver(send))
            for owner, reminders in _by_owner(taken.doubts).items():
                self._start(self._look_for(owner, reminders))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # The row stays claimed; when its lease ends it is looked for in Slack.
            log.error("delivery.failed", exc_info=error)
        room = self._more and len(self._tasks) <= IN_HAND - BATCH
        if (room or self._takes_again()) and not self._stopping:
            self._more, self._passed_over = False, set()
            self._start(self.sweep())

    def _takes_again(self) -> bool:
        """Whether a workspace that was passed over, because it was full, has room again."""
        return bool(self._passed_over and self._passed_over - self._pace.full())

    async def _deliver(self, send: Send) -> None:
        owner = send.member.owner
        async with self._pace.turn(owner):
            result = self._not_yet(send) or await self._post(send)
        together = delivering.of_each(result, send)
        settled = await self._results.record(together, send if _is_sent(result) else None)
        await self._put_aside(owner.team_id)
        if settled and isinstance(result, Outcome):
            # No buttons for what is done.
            record = reminder_views.record(send, settled, self._now())
            if slack := await self._workspaces.clients(owner.team_id):
                await update_message(slack.repeating, result.posted, record)

    def _not_yet(self, send: Send) -> Result | None:
        """Give it back instead of posting it: Slack asked to wait, we are stopping, or the lease runs out."""
        now, reminder = self._now(), send.reminder
        until = self._pace.waits_until(send.member.owner.team_id)
        if until:
            return NotSent(reminder.id, until)
        left = (reminder.lease_until - now).total_seconds() if reminder.lease_until else 0
        return (
            NotSent(reminder.id, now) if self._stopping or left < self._timing.call.total_seconds() else None
        )

    async def _post(self, send: Send) -> Result:
        team_id = send.member.owner.team_id
        slack = await self._workspaces.clients(team_id)
        if slack is None:
            self._absent.add(team_id)
            return self._wait(send.reminder, NOT_INSTALLED_PAUSE, NOT_INSTALLED)
        self._absent.discard(team_id)
        message = reminder_views.reminder(send, self._now())
        outcome = await delivery.post(slack.posting, send, message)
        reminder, now = send.reminder, self._now()
        match outcome:
            case delivery.NotPosted(_, reason) | delivery.Refused(reason) if (
                reason in TOKEN_REFUSED and await self._workspaces.is_outdated(team_id, slack)
            ):
                return NotSent(reminder.id, now)
            case delivery.Posted(where):
                self.trouble = ""
                log.info("reminder.sent", reminder=reminder.id, late_s=self._metrics.posted(reminder.due_at))
                return Outcome(reminder.id, ReminderState.SENT, posted=where)
            case delivery.NotPosted(pause, reason):
                return self._wait(reminder, pause, reason)
            case delivery.Refused(reason):
                return self._fail(reminder, reason)
            case delivery.Unclear(reason):
                self._metrics.unknown.inc()
                log.warning("reminder.unknown", reminder=reminder.id, reason=reason)
                return InDoubt(reminder.id, now + self._timing.look_after)

    def _wait(self, reminder: Reminder, pause: timedelta, reason: str) -> Result:
        self._metrics.waiting.inc()
        log.warning("reminder.waiting", reminder=reminder.id, reason=reason)
        self._pace.wait(reminder.owner.team_id, pause)
        of_workspace = reason in {*delivery.MISCONFIGURED, NOT_INSTALLED} and not self._workspaces.is_one
        if reason not in delivery.RATE_LIMITED and not of_workspace:
            self.trouble = f"Slack takes no reminders: {reason}"
        return NotSent(reminder.id, self._now() + pause)

    def _fail(self, reminder: Reminder, reason: str) -> Result:
        self._metrics.failed.inc()
        log.error("reminder.failed", reminder=reminder.id, reason=reason)
        return Outcome(reminder.id, ReminderState.FAILED, reason)

    async def _look_for(self, owner: Owner, reminders: list[Reminder]) -> None:
        """Find out whether reminders in doubt stand in the member's DM."""
        ids = {reminder.id for reminder in reminders}
        since = min(reminder.sending_at or reminder.due_at for reminder in reminders)
        async with self._pace.turn(owner):
            found = await self._found(owner, ids, since)
        now = self._now()
        for reminder in reminders:
            match found:
                case delivery.NotPosted(pause, reason):
                    log.warning("reminder.unknown", reminder=reminder.id, reason=reason)
                    result: Result = InDoubt(reminder.id, now + pause)
                case delivery.Refused(reason):
                    result = self._fail(reminder, reason)
                case _:
                    where = found.get(reminder.id)
                    log.info("reminder.looked_for", reminder=reminder.id, found=where is not None)
                    if where:
                        self._metrics.posted(reminder.due_at)
                    result = delivering.after_looking(reminder, where, now, self._timing)
            await self._results.record([result])
        await self._put_aside(owner.team_id)

    async def _found(
        self, owner: Owner, ids: Collection[int], since: datetime
    ) -> dict[int, PostedMessage] | delivery.NotPosted | delivery.Refused:
        slack = await self._workspaces.clients(owner.team_id)
        if slack is None:
            self._absent.add(owner.team_id)
            return delivery.NotPosted(NOT_INSTALLED_PAUSE, NOT_INSTALLED)
        return await delivery.look(slack.repeating, owner, ids, since)

    async def _put_aside(self, team_id: str) -> None:
        """Where Inroad was taken out meanwhile: what was given back just now waits with the others."""
        if team_id in self._absent:
            await self._store.write(installing.put_aside, team_id, self._now())

    async def tidy(self) -> None:
        """Forget what is not needed any more, and do what else is done now and then.

        One chore that fails keeps none of the others from being done: what has to be deleted is.
        """
        self._pace.forget_old()
        await self._store.write(receipts.forget_old, self._now())
        for chore in self._chores:
            try:
                await chore()
            except Exception:
                log.exception("chore.failed", chore=type(chore).__name__)


def _by_owner(reminders: list[Reminder]) -> dict[Owner, list[Reminder]]:
    grouped: dict[Owner, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        grouped[reminder.owner].append(reminder)
    return grouped


def _is_sent(result: Result) -> bool:
    return isinstance(result, Outcome) and result.state is ReminderState.SENT
