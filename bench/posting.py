"""Rounds of messages: reminders fall due in a database, a worker posts them, bench/dm_slack.py counts."""

import json
import sys
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from time import perf_counter, sleep

from sqlalchemy import func, select, text

from bench import processes, stock
from bench.client import Connection
from bench.tally import Counts
from core.model import Owner
from storage.database import Database, parse_url
from storage.migrate import migrate
from storage.tables import reminders

SOON = timedelta(seconds=1)
WITHIN_S = 60
LOOK_EVERY_S = 0.05
AFTERWARDS_S = 0.3
"""A reminder that is posted twice is posted again within that time, if nothing went wrong at Slack."""


class Broken(Exception):
    """Reminders did not come, came twice, or came too fast for Slack."""


@dataclass(frozen=True, slots=True)
class Round:
    """What Slack counted, the workers' processor time, and how late each message came; in seconds."""

    counts: Counts
    cpu: float
    late: Sequence[float] = ()

    @property
    def cpu_us(self) -> float:
        """Processor time of one message, in microseconds."""
        return 1e6 * self.cpu / self.counts.posts


class DmSlack:
    """Asks the fake Slack what it counted."""

    def __init__(self, port: int) -> None:
        self._port = port

    def begin(self, answer_after: float) -> None:
        """Count anew, and answer each message after so many seconds."""
        body = json.dumps({"answer_after": answer_after})
        self._ask(f"POST /round HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n{body}")

    def counts(self) -> Counts:
        return Counts(**json.loads(self._ask("GET /counts HTTP/1.1\r\n\r\n")))

    def arrivals(self) -> dict[int, float]:
        """When each reminder came first, in Unix seconds."""
        answer = json.loads(self._ask("GET /arrivals HTTP/1.1\r\n\r\n"))
        return {int(reminder): at for reminder, at in answer.items()}

    def _ask(self, request: str) -> bytes:
        with closing(Connection(self._port)) as connection:
            return connection.exchange(request.encode())


class Mailbox:
    """A migrated database in which rounds of reminders fall due, each for members of its own."""

    def __init__(self, url: str) -> None:
        self._database = Database(parse_url(url))
        migrate(self._database)
        self._rounds = count(1)

    def close(self) -> None:
        self._database.close()

    def fill(
        self, messages: int, members: int, workspaces: int, spread: Sequence[float] = ()
    ) -> dict[int, datetime]:
        """Reminders due a second from now, or those seconds later; and when each of them is due."""
        nth, database = next(self._rounds), self._database
        ids = range(nth * 1_000_000, nth * 1_000_000 + messages)
        owners = [Owner(f"T{nth}X{number % workspaces}", f"U{nth}X{number}") for number in range(members)]
        with database.engine.begin() as connection:
            stock.owed(connection, owners, ids, datetime.now(UTC))
        with database.engine.begin() as connection:
            start = datetime.now(UTC) + SOON
            due_at = [start + timedelta(seconds=after) for after in spread or [0] * messages]
            stock.due(connection, owners, ids, due_at)
        if not database.is_sqlite:
            with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
        return dict(zip(ids, due_at, strict=True))

    def wait_until_done(self, ids: Collection[int]) -> None:
        """Wait until what became of these reminders is recorded. Raises Broken."""
        until, these = perf_counter() + WITHIN_S, reminders.c.id.between(min(ids), max(ids))
        while perf_counter() < until:
            with self._database.engine.connect() as connection:
                left = connection.execute(
                    select(func.count()).select_from(reminders).where(these)
                ).scalar_one()
            if not left:
                return
            sleep(LOOK_EVERY_S)
        raise Broken(f"{left} reminders are not done")


def bare(url: str, slack: DmSlack, messages: int, at_once: int, answer_after: float) -> Round:
    """One round of the peer, in a process of its own beside nothing else."""
    slack.begin(answer_after)
    command = [sys.executable, "-m", "bench.bare_posts", url, str(messages), str(at_once)]
    with processes.started(command, output=True) as process:
        processes.pin(process.pid, processes.CORES.servers)
        printed, _ = process.communicate(timeout=WITHIN_S)
    return Round(slack.counts(), float(printed))


def ours(
    servers: processes.Servers, workers: Sequence[int], box: Mailbox, slack: DmSlack, due: dict[int, datetime]
) -> Round:
    """Wait for a round of ours to be over. Raises Broken."""
    before = sum(map(servers.cpu_seconds, workers))
    box.wait_until_done(due)
    cpu = sum(map(servers.cpu_seconds, workers)) - before
    sleep(AFTERWARDS_S)
    arrivals, counts = slack.arrivals(), slack.counts()
    if due.keys() != arrivals.keys() or counts.doubled or counts.too_soon:
        raise Broken(
            f"of {len(due)} reminders {len(due.keys() - arrivals.keys())} were not posted and "
            f"{counts.doubled} twice; {counts.too_soon} came within a second of another in their channel"
        )
    return Round(counts, cpu, [arrivals[reminder] - at.timestamp() for reminder, at in due.items()])
