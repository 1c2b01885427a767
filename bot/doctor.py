"""`inroad doctor`: is everything there that Inroad needs, and if not, how is it mended?

Each check stands for itself: one that fails stops no other. What is looked at: the settings, this machine
(bot/doctor_machine.py), Slack and the way Slack takes to us (bot/doctor_slack.py), and where workspaces
install Inroad themselves, each of them (bot/doctor_workspaces.py).
"""

from collections.abc import Sequence
from pathlib import Path

from bot import doctor_machine, doctor_slack, doctor_workspaces
from bot.findings import Finding, Grade
from bot.settings import BadSettings, Settings, load


async def examine(url: str | None, env_file: Path = Path(".env")) -> list[Finding]:
    """Look at everything. ``url``: the public address that Slack calls over HTTP, where it is to be tried."""
    try:
        settings = load(sends=True, receives=True, env_file=env_file)
    except BadSettings as bad:
        mend = "Settings come from the environment or .env; .env.example has them all."
        found = [Finding(Grade.PROBLEM, "settings", problem, mend) for problem in bad.problems]
        return [*found, *doctor_machine.examine_machine(env_file)]
    return [
        Finding(Grade.OK, "settings", "They are complete and can be read."),
        *doctor_machine.examine_machine(env_file),
        *doctor_machine.examine_database(settings.database_url),
        *await _examine_slack(settings, url),
    ]


async def _examine_slack(settings: Settings, url: str | None) -> list[Finding]:
    if settings.many_workspaces:
        return await doctor_workspaces.examine(settings, url)
    return await doctor_slack.examine(settings, url)


def report(findings: Sequence[Finding]) -> str:
    """The findings as they are printed, the worst last, so that it is read first."""
    order = list(Grade)
    lines = []
    for found in sorted(findings, key=lambda each: order.index(each.grade)):
        lines.append(f"{found.grade:<8} {found.about}: {found.sentence}")
        if found.mend:
            lines.append(f"{'':<8} {found.mend}")
    return "\n".join([*lines, "", _summary(findings)])


def _summary(findings: Sequence[Finding]) -> str:
    problems = sum(found.grade is Grade.PROBLEM for found in findings)
    if problems:
        return f"{problems} {'problem' if problems == 1 else 'problems'} to mend before `inroad run`."
    return "Nothing is in the way of Inroad."


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is in the way; warnings are not."""
    return all(found.grade is not Grade.PROBLEM for found in findings)
