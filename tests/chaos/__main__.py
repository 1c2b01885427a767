"""`make chaos`: at least a thousand kills on each database, and what became of every reminder."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from storage.database import Database, parse_url
from storage.migrate import migrate
from tests import postgres
from tests.chaos.harness import Chaos, Verdict


def main() -> int:
    """Run on SQLite with one worker and on PostgreSQL with three; 1 when a reminder was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="on each database")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    print("| database | workers | kills | reminders | sent | failed | lost | doubled | late |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    verdicts = []
    for name, workers, url in _databases():
        with closing(Database(parse_url(url))) as database:
            migrate(database)
            chaos = Chaos(database, kills=given.kills, workers=workers, seed=given.seed)
            verdicts.append(asyncio.run(chaos.run()))
        print(_row(name, workers, verdicts[-1]), *verdicts[-1].others, sep="\n", flush=True)
    return 0 if all(verdict.holds for verdict in verdicts) else 1


def _databases() -> Iterator[tuple[str, int, str]]:
    with tempfile.TemporaryDirectory(prefix="inroad-chaos-") as folder:
        yield "SQLite", 1, f"sqlite:///{Path(folder) / 'chaos.db'}"
    if postgres.programs():
        with postgres.server(durable=True) as address:
            yield "PostgreSQL", 3, f"{address}/postgres"


def _row(name: str, workers: int, one: Verdict) -> str:
    cells = (name, workers, one.kills, one.reminders, one.sent, one.failed, one.lost, one.doubled, one.late)
    return f"| {' | '.join(str(cell) for cell in cells)} |"


if __name__ == "__main__":
    sys.exit(main())
