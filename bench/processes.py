"""Starts, places and ends the processes of a run. Memory is in MB (10^6 bytes), time in milliseconds."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Self

from bot.settings import Settings
from tests.postgres import free_port

START_WITHIN_S = 30
END_WITHIN_S = 15
LOOK_EVERY_S = 0.001


class DidNotStart(Exception):
    """A process ended, or took too long, before it listened."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Servers under test have cores of their own; the client and the fake Slack share the others."""

    all: frozenset[int]
    servers: frozenset[int]
    clients: frozenset[int]

    @classmethod
    def of_this_machine(cls) -> "Cores":
        if sys.platform != "linux":
            return cls(frozenset(), frozenset(), frozenset())
        cores = sorted(os.sched_getaffinity(0))
        half = (len(cores) + 1) // 2
        return cls(frozenset(cores), frozenset(cores[:half]), frozenset(cores[half:] or cores))


CORES = Cores.of_this_machine()


def pin(pid: int, cores: frozenset[int]) -> None:
    """Keep every thread of a process on these cores, where the system can."""
    if sys.platform == "linux":
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), cores)


class Servers(ExitStack):
    """The servers of one benchmark, and the fake Slack that they call; leaving the block ends them."""

    def __init__(self, slack: str = "fake_slack") -> None:
        super().__init__()
        self._slack = slack
        self._starting: list[tuple[int, frozenset[int], subprocess.Popen[bytes]]] = []
        self._started: dict[int, subprocess.Popen[bytes]] = {}
        self.slack_port = 0

    def __enter__(self) -> Self:
        super().__enter__()
        self.slack_port = self._module(self._slack, CORES.clients)
        self.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        for process in self._started.values():
            process.terminate()
        return super().__exit__(kind, error, trace)

    @property
    def slack_url(self) -> str:
        """The fake Slack's Web API."""
        return f"http://127.0.0.1:{self.slack_port}/api/"

    def start(self, name: str, *arguments: str, cores: frozenset[int] = CORES.servers) -> int:
        """Start a module of this room against the fake Slack; the port on which it will listen."""
        return self._module(name, cores, self.slack_url, *arguments)

    def cpu_seconds(self, port: int) -> float:
        """Processor time that the server on this port has used."""
        return cpu_seconds(self._started[port].pid)

    def wait(self) -> None:
        """Wait until all of them listen, then give them their places. Raises DidNotStart."""
        for port, _, process in self._starting:
            wait_for(port, process)
        for _, cores, process in self._starting:
            pin(process.pid, cores)
        self._starting.clear()

    def _module(self, name: str, cores: frozenset[int], *arguments: str) -> int:
        port = free_port()
        command = [sys.executable, "-m", f"bench.{name}", str(port), *arguments]
        process = self.enter_context(started(command))
        self._starting.append((port, cores, process))
        self._started[port] = process
        return port


@contextmanager
def started(
    command: Sequence[str],
    *,
    settings: Mapping[str, str] | None = None,
    folder: Path | None = None,
    output: bool = False,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command, with these settings of ours and no others in its environment. ``output``: to be read."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    to = subprocess.PIPE if output else None
    process = subprocess.Popen(command, env={**kept, **(settings or {})}, cwd=folder, stdout=to)
    try:
        yield process
    finally:
        _end(process)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until it listens. Raises DidNotStart."""
    until = perf_counter() + START_WITHIN_S
    while perf_counter() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(LOOK_EVERY_S)
        else:
            return
    raise DidNotStart(f"Nothing listens on port {port}: {process.args!r}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(END_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def resident(pid: int) -> float:
    """A process's resident memory."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024 / 1e6
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True)
    return int(shown.stdout) * 1024 / 1e6


def cpu_seconds(pid: int) -> float:
    """Processor time of all threads of a process, in user and kernel."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        user, kernel = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(kernel)) / os.sysconf("SC_CLK_TCK")
    shown = subprocess.run(["ps", "-o", "time=", "-p", str(pid)], check=True, capture_output=True, text=True)
    parts = [float(part) for part in shown.stdout.strip().replace("-", ":").split(":")]
    return sum(part * scale for part, scale in zip(reversed(parts), (1, 60, 3600, 86400), strict=False))
