"""(k): a large cohort answers a question, and warns before a draft, in how many milliseconds."""

from itertools import count
from pathlib import Path

from bench import client, payloads
from bench.crowd import ASKED, WANTED, crowded
from bench.forms import openings
from bench.processes import Servers
from bench.report import Row, Section, Target, timed
from bench.rounds import Measure, Sample, alternate
from bench.scale import Scale
from tests import postgres

MATES, PEOPLE = 200, 5_000
FEW_MATES, FEW_PEOPLE = 10, 500
REQUESTS, DRAFTS = 100, 40
BUDGET_MS = 300
"""A tenth of the three seconds that Slack waits for an answer (our choice)."""

SHOWN = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
DRAFT = f"draft {WANTED.name}, {WANTED.organisation}"


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table; a quick run has a small cohort."""
    mates, people = (MATES, PEOPLE) if scale.divisor == 1 else (FEW_MATES, FEW_PEOPLE)
    with Servers() as servers:
        urls = {"alone": f"sqlite:///{folder}/alone.db", "sqlite": f"sqlite:///{folder}/cohort.db"}
        if postgres.programs():
            address = servers.enter_context(postgres.server(durable=True))
            urls["postgres"] = f"{address}/postgres"
        ports = {}
        for name, url in urls.items():
            crowded(url, 0 if name == "alone" else mates, people)
            ports[name] = servers.start("ours", url)
            servers.wait()
        subjects = _subjects(ports, servers.slack_port, scale)
        samples = alternate(subjects, scale)
    return [_section(samples, mates, people)]


def _subjects(ports: dict[str, int], slack: int, scale: Scale) -> dict[str, Measure]:
    asked, drafted = scale.count(REQUESTS), scale.count(DRAFTS)
    subjects: dict[str, Measure] = {"bare": _asks(ports["alone"], "", asked)}
    for name, port in ports.items():
        subjects[f"draft, {name}"] = openings(port, slack, name, drafted, DRAFT)
        if name != "alone":
            subjects[f"ask, {name}"] = _asks(port, f"ask {ASKED}", asked)
    return subjects


def _asks(port: int, typed: str, requests: int) -> Measure:
    numbers = count()

    def one_round() -> list[float]:
        request = payloads.command(typed, trigger_id=f"{port}.{next(numbers)}")
        return client.one_by_one(port, request, requests)

    return one_round


def _section(samples: dict[str, Sample], mates: int, people: int) -> Section:
    bare, alone = samples["bare"], samples["draft, alone"]
    databases = [(name, shown) for name, shown in SHOWN.items() if f"ask, {name}" in samples]
    rows = [timed("`/interview` without a cohort", bare)]
    for name, shown in databases:
        rows.append(_row(f"`/interview ask {ASKED}`, {shown}", samples[f"ask, {name}"], bare))
    rows.append(timed(f"`/interview {DRAFT}` to its form, without a cohort", alone))
    rows += [
        _row(f"the same, warned, {shown}", samples[f"draft, {name}"], alone) for name, shown in databases
    ]
    about = (
        f"A cohort of {mates} members with {people:,} people each; of two thirds of them something is "
        "shared. `/interview ask` is answered at once. The draft's form is opened in Slack, after a search "
        "through the member's own people."
    )
    return Section("(k) A large cohort", about, rows)


def _row(name: str, sample: Sample, peer: Sample) -> Row:
    return timed(name, sample, peer, Target("p99", sample.p99, BUDGET_MS, unit=" ms"))
