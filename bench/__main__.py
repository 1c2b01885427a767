"""`python -m bench [--quick] [--write FILE]`: every benchmark, printed as Markdown as it is measured."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import (
    acks,
    cohort,
    commands,
    delivery,
    forms,
    lateness,
    queue,
    report,
    slow_disk,
    spike,
    startup,
    workers,
)
from bench.report import Section
from bench.scale import FULL, QUICK, Scale

BENCHMARKS: dict[str, Callable[[Scale, Path], list[Section]]] = {
    "acks": acks.measure,
    "commands": commands.measure,
    "forms": forms.measure,
    "startup": startup.measure,
    "queue": queue.measure,
    "delivery": delivery.measure,
    "spike": spike.measure,
    "workers": workers.measure,
    "slow_disk": slow_disk.measure,
    "lateness": lateness.measure,
    "cohort": cohort.measure,
}


def main() -> None:
    """Measure, print, and write where asked."""
    given = _arguments()
    scale = QUICK if given.quick else FULL
    parts = [report.heading(scale)]
    print(parts[0])
    sections: list[Section] = []
    for name in given.only or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="inroad-bench-") as folder:
            measured = BENCHMARKS[name](scale, Path(folder))
        for section in measured:
            sections.append(section)
            parts.append(report.table(section))
            print(parts[-1], flush=True)
    parts.append(report.verdict(sections))
    print(parts[-1])
    if given.write:
        given.write.parent.mkdir(parents=True, exist_ok=True)
        given.write.write_text("\n".join(parts), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test: the numbers are rough")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the tables here too")
    parser.add_argument("only", nargs="*", help=f"some of: {', '.join(BENCHMARKS)}")
    given = parser.parse_args()
    unknown = set(given.only) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no benchmark called {', '.join(sorted(unknown))}")
    return given


if __name__ == "__main__":
    main()
