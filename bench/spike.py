"""How long a click waits for its acknowledgement while its process posts a thousand messages a second."""

import os
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import sleep

from bench import client, payloads, posting, processes
from bench.acks import FIRST
from bench.commands import NO_POSTGRES
from bench.posting import DmSlack, Mailbox
from bench.processes import Servers
from bench.report import Row, Section, Target, timed
from bench.rounds import Sample, in_turns, share
from bench.scale import Scale
from bot.pacing import AT_ONCE_IN_ONE
from tests import postgres

MESSAGES = 2_000
RATE = 1_000
ANSWER_AFTER_S = AT_ONCE_IN_ONE / RATE
"""After which one workspace's messages under way make that rate."""

CLICK_EVERY_S = 0.005
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Clicks:
    """Latencies before and during a spike, in milliseconds, and the messages a second in it."""

    idle: list[float]
    busy: list[float]
    rate: float


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with ExitStack() as stack:
        servers = stack.enter_context(Servers("dm_slack"))
        addresses = {"SQLite": f"sqlite:///{folder}/spike.db"}
        if postgres.programs():
            addresses["PostgreSQL"] = f"{stack.enter_context(postgres.server(durable=True))}/postgres"
        boxes = {name: stack.enter_context(closing(Mailbox(url))) for name, url in addresses.items()}
        ports = {name: servers.start("ours", url, "--actions", "1") for name, url in addresses.items()}
        servers.wait()
        processes.pin(os.getpid(), processes.CORES.clients)
        messages = scale.count(MESSAGES)
        subjects = {name: _round(servers, ports[name], boxes[name], messages) for name in addresses}
        taken = in_turns(subjects, min(scale.rounds, ROUNDS))
        processes.pin(os.getpid(), processes.CORES.all)
    return [_section(taken)]


def _round(servers: Servers, port: int, box: Mailbox, messages: int) -> Callable[[], Clicks]:
    slack, clicks = DmSlack(servers.slack_port), int(0.9 * messages / RATE / CLICK_EVERY_S)

    def one_round() -> Clicks:
        slack.begin(ANSWER_AFTER_S)
        idle = client.now_and_then(port, payloads.click(FIRST), clicks, CLICK_EVERY_S)
        due = box.fill(messages, messages, 1)
        while not slack.counts().posts:
            sleep(posting.LOOK_EVERY_S)
        busy = client.now_and_then(port, payloads.click(FIRST), clicks, CLICK_EVERY_S)
        counts = posting.ours(servers, [port], box, slack, due).counts
        return Clicks(idle, busy, counts.posts / counts.took)

    return one_round


def _section(taken: dict[str, list[Clicks]]) -> Section:
    rates = " and ".join(
        f"{median(clicks.rate for clicks in rounds):,.0f} on {name}" for name, rounds in taken.items()
    )
    return Section(
        "(i) Acknowledging during a spike",
        f"A signed click every {1000 * CLICK_EVERY_S:g} ms on one kept connection, before and while "
        f"{MESSAGES:,} reminders go out from the same process, {AT_ONCE_IN_ONE} at once to a Slack that "
        f"answers after {1000 * ANSWER_AFTER_S:g} ms: {RATE:,} a second at most. "
        f"{rates} were reached. The targets compare p99s."
        + ("" if "PostgreSQL" in taken else f" {NO_POSTGRES}"),
        [row for name, rounds in taken.items() for row in _rows(name, rounds)],
    )


def _rows(database: str, rounds: list[Clicks]) -> list[Row]:
    idle, busy = Sample([clicks.idle for clicks in rounds]), Sample([clicks.busy for clicks in rounds])
    worse = Target("of its idle p99", share(busy.tails, idle.tails), 4)
    name = f"Inroad on {database}, during a spike"
    return [
        timed(f"Inroad on {database}, idle", idle),
        timed(name, busy, idle, worse),
        timed(name, busy, idle, Target("p99", busy.p99, 20, unit=" ms")),
    ]
