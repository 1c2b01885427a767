"""How late a reminder comes when nothing else is to be done."""

import os
import random
from contextlib import closing
from functools import partial
from pathlib import Path

from bench import posting, processes
from bench.posting import DmSlack, Mailbox
from bench.processes import Servers
from bench.report import Section, Target, timed
from bench.rounds import Sample, in_turns
from bench.scale import Scale
from bot.worker import SWEEP_INTERVAL_S

REMINDERS = 400
OVER_S = 5.0
ANSWER_AFTER_S = 0.1
ROUNDS = 2


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with Servers("dm_slack") as servers, closing(Mailbox(url := f"sqlite:///{folder}/late.db")) as box:
        worker = servers.start("ours", url, "--worker")
        servers.wait()
        processes.pin(os.getpid(), processes.CORES.clients)
        one_round = partial(_late_ms, servers, worker, box, scale.count(REMINDERS))
        sample = Sample(in_turns({"ours": one_round}, min(scale.rounds, ROUNDS))["ours"])
        processes.pin(os.getpid(), processes.CORES.all)
    about = (
        f"{scale.count(REMINDERS)} reminders that are due at random instants within {OVER_S:g} s, and "
        f"nothing else to do: from due to having reached Slack. A sweep looks every {SWEEP_INTERVAL_S:g} s."
    )
    target = Target("p99", sample.p99, 1000, unit=" ms")
    return [Section("(l) Lateness", about, [timed("Inroad on SQLite", sample, target=target)])]


def _late_ms(servers: Servers, worker: int, box: Mailbox, reminders: int) -> list[float]:
    slack = DmSlack(servers.slack_port)
    slack.begin(ANSWER_AFTER_S)
    spread = [random.uniform(0, OVER_S) for _ in range(reminders)]  # noqa: S311 - nothing is secret here
    due = box.fill(reminders, reminders, 1, spread)
    return [1000 * late for late in posting.ours(servers, [worker], box, slack, due).late]
