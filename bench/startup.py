"""(e): how many milliseconds a process takes to be ready, and how many MB it holds when idle.

Ready: from exec to the answer to a first signed request, or to the socket that is open at Slack's end.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median
from time import perf_counter_ns, sleep

from bench import payloads, processes
from bench.client import Connection
from bench.processes import Servers
from bench.report import Row, Section, Target, number
from bench.scale import Scale
from tests.postgres import free_port

MEMORY_MB = 90


Ready = Callable[[subprocess.Popen[bytes]], None]
"""Returns when the process is ready."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where processes are started, without which modules, and how long they idle."""

    slack: Servers
    folder: Path
    absent: str
    idle: float


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a process."""

    took: float
    memory: float


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with Servers() as slack:
        place = Place(slack, folder, ",".join(_for_developers()), scale.idle)
        taken: dict[str, list[Start]] = {"bare": [], "kept": [], "new": [], "socket": []}
        for turn in range(scale.starts):
            taken["bare"].append(_bare(place))
            taken["new"].append(_over_http(place, f"{turn}.db"))
            taken["kept"].append(_over_http(place, f"{turn}.db"))
            taken["socket"].append(_over_socket(place, f"{turn}.db"))
    return [_section(taken, scale)]


def _for_developers() -> list[str]:
    """The modules that are installed for developers only, and that the bot must not find here."""
    root = Path(__file__).parents[1]
    runtime, developers = (
        {
            _canonical(line.partition("==")[0])
            for line in (root / name).read_text().splitlines()
            if "==" in line
        }
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if {_canonical(owner) for owner in owners} <= developers - runtime
    )


def _canonical(package: str) -> str:
    """A package's name as lock files write it."""
    return package.strip().lower().replace("_", "-").replace(".", "-")


def _bare(place: Place) -> Start:
    port = free_port()
    command = [sys.executable, "-m", "bench.bare", str(port), place.slack.slack_url]
    return _start(command, lambda process: _answers(port, process), place.idle)


def _over_http(place: Place, file: str) -> Start:
    port = free_port()
    settings = {"SLACK_SIGNING_SECRET": payloads.SIGNING_SECRET, "PORT": str(port)}
    return _inroad(place, file, settings, lambda process: _answers(port, process))


def _over_socket(place: Place, file: str) -> Start:
    settings = {"SLACK_APP_TOKEN": payloads.APP_TOKEN}
    return _inroad(place, file, settings, lambda _: _socket_opened(place.slack.slack_port))


def _inroad(place: Place, file: str, settings: Mapping[str, str], ready: Ready) -> Start:
    command = [sys.executable, "-P", str(Path(__file__).with_name("installed.py")), place.absent, "run"]
    more = {
        "SLACK_BOT_TOKEN": payloads.BOT_TOKEN,
        "SLACK_API_URL": place.slack.slack_url,
        "DATABASE_URL": f"sqlite:///{place.folder / file}",
        "LOG_LEVEL": "warning",
    }
    return _start(command, ready, place.idle, settings={**settings, **more}, folder=place.folder)


def _start(
    command: Sequence[str],
    ready: Ready,
    idle: float,
    *,
    settings: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Start:
    begun = perf_counter_ns()
    with processes.started(command, settings=settings, folder=folder) as process:
        ready(process)
        took = (perf_counter_ns() - begun) / 1e6
        sleep(idle)
        return Start(took, processes.resident(process.pid))


def _answers(port: int, process: subprocess.Popen[bytes]) -> None:
    processes.wait_for(port, process)
    connection = Connection(port)
    connection.exchange(payloads.command("help"))
    connection.close()


def _socket_opened(slack_port: int) -> None:
    connection = Connection(slack_port)
    connection.exchange(payloads.arrival("socket"))
    connection.close()


def _section(taken: dict[str, list[Start]], scale: Scale) -> Section:
    rows = [
        _row("bare Bolt over HTTP: no database, no worker", taken["bare"]),
        _row("`inroad run` over HTTP", taken["kept"], taken["bare"]),
        _row("`inroad run` over HTTP, which first makes its database", taken["new"], taken["bare"]),
        _row("`inroad run` in Socket Mode", taken["socket"], taken["bare"]),
    ]
    about = (
        "From exec to ready (a first request answered; the socket open), and resident memory "
        f"{scale.idle:g} s later, with no package but those of `requirements.lock`, on any core."
    )
    return Section("(e) A process", about, rows, columns=("ready after ms", "idle MB"))


def _row(name: str, starts: Sequence[Start], peer: Sequence[Start] | None = None) -> Row:
    took, memory = (median(values) for values in zip(*map(astuple, starts), strict=True))
    if peer is None:
        return Row(name, number(took), number(memory))
    compared = f"{number(took / median(start.took for start in peer))}x"
    return Row(name, number(took), number(memory), compared, Target("idle memory", memory, MEMORY_MB, " MB"))
