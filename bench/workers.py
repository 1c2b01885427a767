"""One, two and four worker processes on one PostgreSQL: how many messages a second, and each exactly once."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from statistics import median

from bench import posting
from bench.commands import NO_POSTGRES
from bench.posting import DmSlack, Mailbox
from bench.processes import CORES, Servers
from bench.report import Row, Section, Target, number
from bench.rounds import in_turns, share
from bench.scale import Scale
from bench.tally import Counts
from bot.pacing import AT_ONCE_IN_ONE
from tests import postgres

MESSAGES = 1_500
ANSWER_AFTER_S = 0.4
WORKERS = (1, 2, 4)
ROUNDS = 3


def measure(scale: Scale, folder: Path) -> list[Section]:  # noqa: ARG001 - the server has its own folder
    """The table."""
    if not postgres.programs():
        return [Section("(j) Several workers", NO_POSTGRES, [])]
    with ExitStack() as stack:
        address = f"{stack.enter_context(postgres.server(durable=True))}/postgres"
        box = stack.enter_context(closing(Mailbox(address)))
        subjects: dict[str, Callable[[], Counts]] = {
            str(workers): partial(_round, address, box, workers, scale.count(MESSAGES)) for workers in WORKERS
        }
        taken = in_turns(subjects, min(scale.rounds, ROUNDS))
    return [_section(taken, scale.count(MESSAGES))]


def _round(address: str, box: Mailbox, workers: int, messages: int) -> Counts:
    with Servers("dm_slack") as servers:
        ports = [servers.start("ours", address, "--worker", cores=CORES.all) for _ in range(workers)]
        servers.wait()
        slack = DmSlack(servers.slack_port)
        slack.begin(ANSWER_AFTER_S)
        return posting.ours(servers, ports, box, slack, box.fill(messages, messages, 1)).counts


def _section(taken: dict[str, list[Counts]], messages: int) -> Section:
    alone = taken[str(WORKERS[0])]
    return Section(
        "(j) Several workers",
        f"{messages:,} reminders of one workspace that are due at once, each for another member; worker "
        f"processes on one PostgreSQL, on any core, each with at most {AT_ONCE_IN_ONE} messages under way to "
        f"a Slack that answers after {1000 * ANSWER_AFTER_S:g} ms: {AT_ONCE_IN_ONE / ANSWER_AFTER_S:g} a "
        "second and worker at most. The fake Slack knows each reminder by the number in its metadata.",
        [_row(workers, rounds, alone) for workers, rounds in taken.items()],
        columns=("per second", "under way"),
    )


def _row(workers: str, rounds: list[Counts], alone: list[Counts]) -> Row:
    wrong = sum(counts.doubled for counts in rounds)
    name = f"Inroad, {workers} worker{'s' if workers != '1' else ''}"
    times = "" if rounds is alone else f"{number(share(_rates(rounds), _rates(alone)))}x"
    at_once = median(counts.at_once for counts in rounds)
    target = Target("lost or doubled", wrong, 0, unit="")
    return Row(name, f"{median(_rates(rounds)):,.0f}", number(at_once), times, target)


def _rates(rounds: list[Counts]) -> list[float]:
    return [counts.posts / counts.took for counts in rounds]
