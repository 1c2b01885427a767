"""(d): how many milliseconds from `/interview log …` leaving the client to `views.open` reaching Slack."""

from itertools import count
from pathlib import Path
from time import perf_counter_ns

from bench import payloads
from bench.client import Connection
from bench.processes import Servers
from bench.report import Section, timed
from bench.rounds import Measure, Sample, alternate
from bench.scale import Scale

REQUESTS = 120


def measure(scale: Scale, folder: Path) -> list[Section]:
    """The table."""
    with Servers() as servers:
        bare = servers.start("bare", "--opens-form")
        ours = servers.start("ours", f"sqlite:///{folder}/form.db")
        servers.wait()
        requests = scale.count(REQUESTS)
        subjects = {
            "bare": openings(bare, servers.slack_port, "bare", requests),
            "ours": openings(ours, servers.slack_port, "ours", requests),
        }
        samples = alternate(subjects, scale)
    return [_section(samples)]


def openings(port: int, slack: int, name: str, requests: int, typed: str = payloads.LOG) -> Measure:
    """From ``/interview <typed>`` to its form.

    Both ends read the clock of one machine; the next command leaves when the form has arrived.
    """
    numbers = count()

    def one_round() -> list[float]:
        app, fake = Connection(port), Connection(slack)
        taken = [_opening(app, fake, typed, f"{name}-{next(numbers)}") for _ in range(requests)]
        app.close()
        fake.close()
        return taken

    return one_round


def _opening(app: Connection, slack: Connection, typed: str, trigger_id: str) -> float:
    request = payloads.command(typed, trigger_id=trigger_id)
    left = perf_counter_ns()
    app.exchange(request)
    arrived = int(slack.exchange(payloads.arrival(trigger_id)))
    return (arrived - left) / 1e6


def _section(samples: dict[str, Sample]) -> Section:
    return Section(
        "(d) From the command to its form",
        f"`/interview {payloads.LOG}` leaves the client; `views.open` reaches a fake Slack on loopback. A "
        "real one adds the way there, and a TLS handshake for a client that connects anew for each call.",
        [
            timed("Bolt as in a tutorial: a form that is always the same, no database", samples["bare"]),
            timed("Inroad: the member looked up, the text understood", samples["ours"], samples["bare"]),
        ],
    )
