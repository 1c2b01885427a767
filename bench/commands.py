"""(c): how many milliseconds `/interview` takes, with one write and one read, alone and 16 at once."""

from pathlib import Path

from bench import client, payloads
from bench.ours import MEMBERS
from bench.processes import Servers
from bench.report import Row, Section, Target, timed
from bench.rounds import Measure, Sample, alternate
from bench.scale import Scale
from tests import postgres

REQUESTS = 200
TOGETHER = 800
NO_POSTGRES = "PostgreSQL's server programs are not installed here, so it is not measured."
POSTGRES = "PostgreSQL runs on the same machine, in a new cluster that flushes every commit."


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with Servers() as servers:
        ports = {"bare": servers.start("bare"), "sqlite": servers.start("ours", f"sqlite:///{folder}/c.db")}
        if postgres.programs():
            address = servers.enter_context(postgres.server(durable=True))
            ports["postgres"] = servers.start("ours", f"{address}/postgres")
        servers.wait()
        subjects = {name: _alone(port, scale) for name, port in ports.items()}
        subjects |= {f"{name}, many": _together(port, scale) for name, port in ports.items()}
        samples = alternate(subjects, scale)
    return [_section(samples)]


def _alone(port: int, scale: Scale) -> Measure:
    return lambda: client.one_by_one(port, payloads.command(""), scale.count(REQUESTS))


def _together(port: int, scale: Scale) -> Measure:
    def one_round() -> list[float]:
        requests = [payloads.command("", number=number) for number in range(MEMBERS)]
        return client.side_by_side(port, requests, scale.count(TOGETHER))

    return one_round


def _section(samples: dict[str, Sample]) -> Section:
    bare, alone = samples["bare"], samples["sqlite"]
    rows = [
        timed("bare Bolt, an empty acknowledgement", bare),
        timed("Inroad on SQLite", alone, bare, Target("of bare Bolt", alone.times(bare), 3)),
    ]
    if "postgres" in samples:
        rows.append(timed("Inroad on PostgreSQL", samples["postgres"], bare))
    rows.append(timed(f"bare Bolt, {MEMBERS} connections", samples["bare, many"]))
    rows.append(_crowd("SQLite", samples["sqlite, many"], samples["bare, many"], limit=2))
    if "postgres" in samples:
        rows.append(_crowd("PostgreSQL", samples["postgres, many"], samples["bare, many"]))
    about = (
        "A signed `/interview`: one write (the member was seen; SQLite with `synchronous=FULL`) and one read "
        "(three conversations, one of which owes its thank-you), answered with the overview. "
    )
    return Section("(c) `/interview`", about + (POSTGRES if "postgres" in samples else NO_POSTGRES), rows)


def _crowd(database: str, sample: Sample, bare: Sample, limit: float = 0) -> Row:
    target = Target("p99 of its own p50", sample.spread, limit) if limit else None
    return timed(f"Inroad on {database}, {MEMBERS} connections", sample, bare, target)
