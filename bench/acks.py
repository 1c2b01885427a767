"""(a) and (b): how many milliseconds an answer takes that is nothing but an acknowledgement."""

from pathlib import Path

from bench import client, payloads
from bench.processes import Servers
from bench.report import Section, Target, timed
from bench.rounds import Measure, Sample, alternate
from bench.scale import Scale

MANY = 100
FIRST, LAST = "x-0", f"x-{MANY - 1}"
REQUESTS = 400
SLOW_REQUESTS = 40  # of 10 ms each

# Every server is asked for something that it acknowledges and that sets nothing else going. Each button
# that Inroad has of its own works on in the background after its answer, and the next request would wait
# for that; so a button and a command are added (bench/ours.py), in the way in which a feature adds its own.
# `/interview help` stands beside them: the cheapest answer of ours that says something.


def measure(scale: Scale, folder: Path) -> list[Section]:
    """Both tables."""
    with Servers() as servers:
        bare, ours = servers.start("bare", "--actions", "1"), f"sqlite:///{folder}/one.db"
        command = servers.start("bare")
        default = servers.start("bare", "--actions", "1", "--default")
        listeners = servers.start("bare", "--actions", str(MANY))
        inroad = servers.start("ours", ours, "--actions", "1")
        crowded = servers.start("ours", f"sqlite:///{folder}/many.db", "--actions", str(MANY))
        servers.wait()
        some, few = scale.count(REQUESTS), scale.count(SLOW_REQUESTS)
        subjects = {
            "bare": _clicks(bare, FIRST, some),
            "ours": _clicks(inroad, FIRST, some),
            "bare, command": _commands(command, "ack", some),
            "ours, command": _commands(inroad, "ack", some),
            "help": _commands(inroad, "help", some),
            "default": _clicks(default, FIRST, few),
            "bare, many": _clicks(listeners, LAST, some),
            "ours, many": _clicks(crowded, LAST, some),
        }
        samples = alternate(subjects, scale)
    return [_alone(samples), _among_many(samples)]


def _clicks(port: int, action_id: str, count: int) -> Measure:
    return lambda: client.one_by_one(port, payloads.click(action_id), count)


def _commands(port: int, text: str, count: int) -> Measure:
    return lambda: client.one_by_one(port, payloads.command(text), count)


def _alone(samples: dict[str, Sample]) -> Section:
    ours, bare, default = samples["ours"], samples["bare"], samples["default"]
    command, bare_command = samples["ours, command"], samples["bare, command"]
    return Section(
        "(a) Acknowledging",
        "A signed click, or command, that is only acknowledged, on one kept connection.",
        [
            timed("click: bare Bolt, `process_before_response=True`", bare),
            timed("click: Inroad", ours, bare, Target("of bare Bolt", ours.times(bare), 1.25)),
            timed("click: Bolt's default", default, bare),
            timed("click: Inroad", ours, default, Target("of Bolt's default", ours.times(default), 1 / 50)),
            timed("command: bare Bolt, `process_before_response=True`", bare_command),
            timed(
                "command: Inroad",
                command,
                bare_command,
                Target("of bare Bolt", command.times(bare_command), 1.25),
            ),
            timed("`/interview help`: Inroad, with its text", samples["help"], bare_command),
        ],
    )


def _among_many(samples: dict[str, Sample]) -> Section:
    ours, bare = samples["ours, many"], samples["bare, many"]
    target = Target("of Inroad's (a)", ours.times(samples["ours"]), 1.3)
    return Section(
        f"(b) The same among {MANY} actions",
        f"The same click, on the last of {MANY} actions; compared with the same server in (a).",
        [
            timed(f"bare Bolt, {MANY} listeners", bare, samples["bare"]),
            timed(f"Inroad, {MANY} actions more", ours, samples["ours"], target),
        ],
    )
