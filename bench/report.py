"""The result as Markdown tables."""

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from bench.rounds import Sample
from bench.scale import Scale


@dataclass(frozen=True, slots=True)
class Target:
    """What is compared, the value, and the limit that it must not exceed."""

    what: str
    value: float
    limit: float
    unit: str = "x"

    @property
    def met(self) -> bool:
        return self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: its two values as text, how it compares with its peer, and its target."""

    name: str
    first: str
    second: str = ""
    compared: str = ""
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table with the sentences that say what is measured."""

    title: str
    about: str
    rows: Sequence[Row]
    columns: tuple[str, str] = ("p50 ms", "p99 ms")


def timed(name: str, sample: Sample, peer: Sample | None = None, target: Target | None = None) -> Row:
    """A row of latencies."""
    compared = f"{number(sample.times(peer))}x" if peer else ""
    return Row(name, number(sample.p50), number(sample.p99), compared, target)


def table(section: Section) -> str:
    """The section as Markdown."""
    head = ["", *section.columns, "of its peer", "target", "reached", ""]
    lines = [_line(head), "|" + "---|" + "---:|" * 3 + "---|---:|---|"]
    lines += [
        _line([row.name, row.first, row.second, row.compared, *_verdict(row.target)]) for row in section.rows
    ]
    return "\n".join([f"## {section.title}", "", section.about, "", *lines, ""])


def heading(scale: Scale) -> str:
    """What was measured on, without saying where."""
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `python -m bench --write docs/benchmarks.md`; `make bench` prints the same tables.",
            "",
            f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores, loopback; "
            f"uvicorn with httptools and uvloop for all. Flushing 4 kB takes the disk {number(flush())} ms. "
            f"{_placing()} Latencies are the client's: from sending a request to having the whole answer. "
            f"Each number is the median of up to {scale.rounds} rounds taking turns; a ratio "
            "compares p50s within a round. The ratios are what counts: the milliseconds are this machine's.",
            "",
        ]
    )


def flush() -> float:
    """Milliseconds that it takes to bring 4 kB to the disk: what a commit cannot undercut."""
    taken = []
    with (
        tempfile.TemporaryDirectory(prefix="inroad-bench-") as folder,
        (Path(folder) / "f").open("wb") as file,
    ):
        for _ in range(50):
            file.write(bytes(4096))
            file.flush()
            started = perf_counter_ns()
            os.fsync(file.fileno())
            taken.append((perf_counter_ns() - started) / 1e6)
    return median(taken)


def verdict(sections: Sequence[Section]) -> str:
    """Which targets were missed, in one sentence."""
    rows = [(row.name, row.target) for section in sections for row in section.rows if row.target]
    missed = [(name, target) for name, target in rows if not target.met]
    if not missed:
        return f"All {len(rows)} targets are met.\n"
    values = "; ".join(
        f"{name}, {number(target.value)}{target.unit} {target.what}" for name, target in missed
    )
    return f"{len(missed)} of {len(rows)} targets are missed: {values}.\n"


def _placing() -> str:
    if sys.platform != "linux":
        return "Processes run on any core."
    return "The servers under test are pinned to one half of the cores, client and fake Slack to the other."


def _verdict(target: Target | None) -> list[str]:
    if target is None:
        return ["", "", ""]
    limit = f"{target.what} ≤ {number(target.limit)}{target.unit}"
    return [limit, f"{number(target.value)}{target.unit}", "met" if target.met else "**missed**"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """Three digits that matter."""
    digits = 0 if value >= 100 or not value else 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}"
