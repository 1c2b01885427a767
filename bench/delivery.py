"""Ten thousand direct messages at once: how long they take, and what one of them costs."""

import os
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from bench import posting, processes
from bench.posting import DmSlack, Mailbox, Round
from bench.processes import Servers
from bench.report import Row, Section, Target, number
from bench.rounds import in_turns, share
from bench.scale import Scale
from bot.pacing import AT_ONCE, AT_ONCE_IN_ONE

MESSAGES = 10_000
ANSWER_AFTER_S = 0.1
WORKSPACES = 8
ROUNDS = 2

Rounds = dict[str, list[Round]]


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with (
        Servers("dm_slack") as servers,
        closing(Mailbox(address := f"sqlite:///{folder}/delivery.db")) as box,
    ):
        worker = servers.start("ours", address, "--worker")
        servers.wait()
        processes.pin(os.getpid(), processes.CORES.clients)
        rounds = in_turns(_subjects(servers, worker, box, scale.count(MESSAGES)), min(scale.rounds, ROUNDS))
        processes.pin(os.getpid(), processes.CORES.all)
    return [_section(rounds, scale.count(MESSAGES))]


def _subjects(servers: Servers, worker: int, box: Mailbox, messages: int) -> dict[str, Callable[[], Round]]:
    slack = DmSlack(servers.slack_port)

    def ours(count: int, members: int, workspaces: int) -> Round:
        slack.begin(ANSWER_AFTER_S)
        return posting.ours(servers, [worker], box, slack, box.fill(count, members, workspaces))

    def bare(at_once: int) -> Round:
        return posting.bare(servers.slack_url, slack, messages, at_once, ANSWER_AFTER_S)

    return {
        "bare, one": partial(bare, AT_ONCE_IN_ONE),
        "one": partial(ours, messages, messages, 1),
        "bare": partial(bare, AT_ONCE),
        "ours": partial(ours, messages, messages, WORKSPACES),
        "two due": partial(ours, messages // 5, messages // 5 * 4 // 5, WORKSPACES),
    }


def _section(rounds: Rounds, messages: int) -> Section:
    one, many = rounds["one"], rounds["ours"]
    most = max(round_.counts.connections for round_ in many)
    return Section(
        f"(h) {messages:,} direct messages at once",
        f"All due at once on SQLite, each for another member; Slack answers after {ANSWER_AFTER_S:g} s. "
        f"A workspace has at most {AT_ONCE_IN_ONE} under way and all together {AT_ONCE}, so the second half "
        f"is spread over {WORKSPACES} workspaces. From the first message's coming to the last one's answer; "
        f"ideal is {ANSWER_AFTER_S:g} s for as many as may be under way. Processor time is that of the whole "
        "process. The peer is `AsyncWebClient.chat_postMessage` on one shared session with the same blocks. "
        "A round fails if a reminder is lost or doubled, or comes less than a second after another in its "
        "channel.",
        [
            _row(f"bare client, {AT_ONCE_IN_ONE} at once", rounds["bare, one"]),
            _paced("Inroad, one workspace", one, rounds["bare, one"], AT_ONCE_IN_ONE, 1.10),
            _cost("Inroad, one workspace: processor", one, rounds["bare, one"]),
            _row(f"bare client, {AT_ONCE} at once", rounds["bare"]),
            _paced(f"Inroad, {WORKSPACES} workspaces", many, rounds["bare"], AT_ONCE, 1.25),
            _cost(f"Inroad, {WORKSPACES} workspaces: processor", many, rounds["bare"]),
            _row(
                f"Inroad, {WORKSPACES} workspaces: connections",
                many,
                Target("opened", most, AT_ONCE, unit=""),
            ),
            _row(f"Inroad, {messages // 5:,} messages: every fourth member has two due", rounds["two due"]),
        ],
        columns=("seconds", "µs CPU each"),
    )


def _paced(name: str, ours: list[Round], bare: list[Round], at_once: int, limit: float) -> Row:
    ideal = [round_.counts.posts * ANSWER_AFTER_S / at_once for round_ in ours]
    reached = share(_took(ours), ideal)
    return _row(name, ours, Target("of the ideal time", reached, limit), share(_took(ours), _took(bare)))


def _cost(name: str, ours: list[Round], bare: list[Round]) -> Row:
    reached = share([round_.cpu_us for round_ in ours], [round_.cpu_us for round_ in bare])
    return _row(name, ours, Target("of the bare client's", reached, 1.6), reached)


def _row(name: str, rounds: list[Round], target: Target | None = None, compared: float = 0) -> Row:
    cost = median(round_.cpu_us for round_ in rounds)
    shown = f"{number(compared)}x" if compared else ""
    return Row(name, number(median(_took(rounds))), number(cost), shown, target)


def _took(rounds: list[Round]) -> list[float]:
    return [round_.counts.took for round_ in rounds]
