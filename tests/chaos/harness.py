"""Starts workers, kills them, lets Slack misbehave, and counts what was lost, doubled or late."""

import asyncio
import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess

from sqlalchemy import func, select

from bot.manifest import manifest
from core import conversations, members
from core.conversations import LogConversation
from core.model import ContactDetails, Debrief, Owner
from core.when import Span
from sandbox import Fault, Sandbox
from storage.database import Database
from storage.tables import reminders, reminders_done
from tests.chaos.worker import Death, Place, work

TEAM = "T07COHORT26"
PEOPLE = ("maya", "jonas", "leilani")
FOR_EACH_KILL = 3
COMMITS = 6
LATE_AFTER_S = 60
SETTLE_WITHIN_S = 120

PERMANENT = "channel_not_found"
FAULTS = (
    Fault("chat.postMessage", "drop_before"),
    Fault("chat.postMessage", "drop_after"),
    Fault("chat.postMessage", "drop_after"),
    Fault("chat.postMessage", "server_error"),
    Fault("chat.postMessage", "error", error="internal_error"),
    Fault("chat.postMessage", "error", error=PERMANENT),
    Fault("chat.postMessage", "rate_limited", seconds=1),
    Fault("chat.postMessage", "latency", seconds=0.3),
    Fault("conversations.history", "drop_before"),
    Fault("conversations.history", "rate_limited", seconds=1),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of all reminders. ``lost``: neither posted once nor failed for a permanent reason."""

    kills: int
    reminders: int
    sent: int
    failed: int
    lost: int
    doubled: int
    late: int
    others: list[str]

    @property
    def holds(self) -> bool:
        """Whether every reminder was posted exactly once, or failed with a permanent reason."""
        return not self.lost and not self.doubled and self.sent + self.failed == self.reminders


class Chaos:
    """One run on one database, with so many workers side by side."""

    def __init__(self, database: Database, *, kills: int, workers: int, seed: int) -> None:
        self._database = database
        self._kills_left = kills
        self._kills = 0
        self._workers = workers
        self._random = random.Random(seed)  # noqa: S311 - a dice, no secret
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.chaos.worker"])
        self._planned = 0

    async def run(self) -> Verdict:
        """Kill workers until there were enough, then let one in peace finish, and count."""
        async with Sandbox(manifest()) as sandbox:
            place = Place(
                self._database.url.render_as_string(hide_password=False),
                sandbox.api_url,
                sandbox.bot_token,
                sandbox.app_token,
            )
            self._settle_in(sandbox)
            lanes = [self._kill_in_turn(sandbox, place) for _ in range(self._workers)]
            await asyncio.gather(*lanes)
            await self._finish(sandbox, place)
            return self._count(sandbox)

    def _settle_in(self, sandbox: Sandbox) -> None:
        now = datetime.now(UTC)
        for name in PEOPLE:
            owner = Owner(TEAM, sandbox.person(name).id)
            members.settle_in(self._database.writing, owner, _where_it_is_noon(now), now)

    async def _kill_in_turn(self, sandbox: Sandbox, place: Place) -> None:
        while self._kills_left > 0:
            self._kills_left -= 1
            numbers = range(self._planned, self._planned + FOR_EACH_KILL)
            self._planned = numbers.stop
            await asyncio.to_thread(self._log_some, sandbox, numbers)
            self._misbehave(sandbox)
            death = self._death()
            worker = self._start(place, death)
            await self._await_death(worker, by_itself=death is not None)
            self._kills += 1

    def _death(self) -> Death | None:
        """Every side of every commit in turn, and as often any moment at all."""
        nth, odd = divmod(self._kills_left, 2)
        commit, before = divmod(nth % (2 * COMMITS), 2)
        return Death(commit + 1, before=bool(before)) if odd else None

    async def _await_death(self, worker: BaseProcess, *, by_itself: bool) -> None:
        patience = 3.0 if by_itself else self._random.uniform(0.05, 1.0)
        await asyncio.to_thread(worker.join, patience)
        worker.kill()
        await asyncio.to_thread(worker.join)

    def _start(self, place: Place, death: Death | None) -> BaseProcess:
        worker = self._processes.Process(target=work, args=(place, death), daemon=True)
        worker.start()
        return worker

    def _log_some(self, sandbox: Sandbox, numbers: range) -> None:
        """Talks of yesterday: each is reminded of once, and at once."""
        now = datetime.now(UTC)
        for number in numbers:
            owner = Owner(TEAM, sandbox.person(self._random.choice(PEOPLE)).id)
            member = members.find(self._database.reading, owner)
            assert member
            ended = now - timedelta(hours=30)
            talk = LogConversation(
                ContactDetails(f"Person {number}", "Acme"),
                Span(ended - timedelta(minutes=30), ended),
                Debrief(),
                request_key=f"V{number}",
            )
            conversations.log_conversation(self._database.writing, member, talk, now)

    def _misbehave(self, sandbox: Sandbox) -> None:
        for _ in range(self._random.randint(0, 3)):
            sandbox.faults.add(self._random.choice(FAULTS))

    async def _finish(self, sandbox: Sandbox, place: Place) -> None:
        sandbox.faults.clear()
        worker = self._start(place, None)
        try:
            async with asyncio.timeout(SETTLE_WITHIN_S):
                while await asyncio.to_thread(self._waiting):
                    await sandbox.disconnect_sockets(abruptly=True)
                    await asyncio.sleep(0.2)
        except TimeoutError:
            pass
        finally:
            worker.kill()
            worker.join()

    def _waiting(self) -> int:
        with self._database.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(reminders)).scalar_one()

    def _count(self, sandbox: Sandbox) -> Verdict:
        posted = Counter(reminder_id for reminder_id, _ in _posts(sandbox))
        with self._database.engine.connect() as connection:
            rows = connection.execute(select(reminders_done)).all()
        due = {row.id: row.due_at.timestamp() for row in rows}
        sent = {row.id for row in rows if row.state == "sent"}
        failed = {row.id for row in rows if row.state == "failed" and row.reason == PERMANENT}
        late = [each for each, at in _posts(sandbox) if at - due.get(each, at) > LATE_AFTER_S]
        return Verdict(
            kills=self._kills,
            reminders=self._planned,
            sent=len(sent),
            failed=len(failed),
            lost=self._planned - len(sent & posted.keys()) - len(failed - posted.keys()),
            doubled=sum(count > 1 for count in posted.values()),
            late=len(late),
            others=[f"{row.id} {row.state} {row.reason}" for row in rows if row.id not in sent | failed],
        )


def _where_it_is_noon(now: datetime) -> str:
    return f"Etc/GMT{now.hour - 12:+d}"


def _posts(sandbox: Sandbox) -> Iterator[tuple[int, float]]:
    for name in PEOPLE:
        for message in sandbox.person(name).messages():
            if message.metadata:
                yield int(message.metadata["event_payload"]["reminder"]), float(message.ts)
