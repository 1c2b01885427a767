"""The reminder queue on a disk that takes a millisecond longer to flush.

``python -m bench.slow_disk DATABASE_URL DUE`` prints the reminders a second of one run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg

from bench import processes, queue, report
from bench.report import Row, Section, Target, number
from bench.rounds import in_turns, share
from bench.scale import Scale
from core.delivering import BATCH
from tests import postgres

ROUNDS = 3
LATER_MS = 1
COMMITS = 20
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static int later(const char *name, int file) {
    struct timespec while_ = {0, 1000000};
    nanosleep(&while_, 0);
    return ((int (*)(int)) dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return later("fsync", file); }
int fdatasync(int file) { return later("fdatasync", file); }
"""
TITLE = "(k) The queue on a slow disk"


class NotSlow(Exception):
    """The delay has no effect on this system."""


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        return [Section(TITLE, "It needs Linux and a C compiler (`cc`), so it is not measured here.", [])]
    slow = {"LD_PRELOAD": str(_built(compiler, folder))}
    due = scale.count(queue.DUE)
    subjects: dict[str, Callable[[], float]] = {
        "SQLite": partial(_rate, f"sqlite:///{folder}/fast.db", due, {}),
        "SQLite, slow": partial(_rate, f"sqlite:///{folder}/slow.db", due, slow),
    }
    with ExitStack() as stack:
        if postgres.programs():
            fast = f"{stack.enter_context(postgres.server(durable=True))}/postgres"
            with _environment(slow):
                slowed = f"{stack.enter_context(postgres.server(durable=True))}/postgres"
            _check(slowed)
            subjects["PostgreSQL"] = partial(_rate, fast, due, {})
            subjects["PostgreSQL, slow"] = partial(_rate, slowed, due, {})
        taken = in_turns(subjects, min(scale.rounds, ROUNDS))
    return [_section(taken, due)]


def _built(compiler: str, folder: Path) -> Path:
    """The library that delays; PostgreSQL's own user must be able to read it."""
    source, library = folder / "later.c", folder / "later.so"
    source.write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
    folder.chmod(0o755)
    return library


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    """For the processes that are started meanwhile."""
    os.environ.update(more)
    try:
        yield
    finally:
        for name in more:
            del os.environ[name]


def _check(address: str) -> None:
    """Raises NotSlow unless a commit takes the server as long as it should."""
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        started = perf_counter()
        for _ in range(COMMITS):
            connection.execute("SELECT pg_logical_emit_message(true, 'bench', '')")
        if 1000 * (perf_counter() - started) < COMMITS * LATER_MS:
            raise NotSlow("PostgreSQL")


def _rate(url: str, due: int, settings: Mapping[str, str]) -> float:
    command = [sys.executable, "-m", "bench.slow_disk", url, str(due)]
    with processes.started(command, settings=settings, output=True) as process:
        printed, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return float(printed)


def _section(taken: dict[str, list[float]], due: int) -> Section:
    rows = []
    for name in ("SQLite", "PostgreSQL"):
        if name in taken:
            fast, slow = taken[name], taken[f"{name}, slow"]
            target = Target("of the fast disk's time", share(fast, slow), 2)
            rows += [_row(f"Inroad on {name}", fast), _row(f"Inroad on {name}, slow", slow, target)]
    about = (
        f"The work of (f) and (g), {due:,} reminders in batches of {BATCH}, in a process of its own; slow is "
        f"a disk whose every `fsync` and `fdatasync` takes {LATER_MS} ms more: SQLite's own process, or "
        "PostgreSQL's server, is started with a library that waits."
    )
    return Section(TITLE, about, rows, columns=("per second", "µs each"))


def _row(name: str, rates: list[float], target: Target | None = None) -> Row:
    rate = median(rates)
    compared = f"{number(target.value)}x" if target else ""
    return Row(name, f"{rate:,.0f}", number(1e6 / rate), compared, target)


def main() -> None:
    """Work off the queue once. Raises NotSlow."""
    url, due = sys.argv[1], int(sys.argv[2])
    if "LD_PRELOAD" in os.environ and report.flush() < LATER_MS:
        raise NotSlow("SQLite")
    print(queue.inroad(url, due))


if __name__ == "__main__":
    main()
