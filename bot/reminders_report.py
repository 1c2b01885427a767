"""`inroad reminders`: what is overdue, failed or unknown, as lines for a terminal."""

from collections.abc import Iterator
from datetime import datetime

from core.model import ReminderReport
from core.reminder_status import Troubled


def report(troubled: Troubled, now: datetime) -> str:
    """Everything that needs an operator's eye, or one line that says that nothing does. Times are UTC."""
    return "\n".join(_lines(troubled, now))


def _lines(troubled: Troubled, now: datetime) -> Iterator[str]:
    backlog = troubled.backlog
    yield f"{backlog.due} due now, {backlog.unknown} of them in doubt."
    if troubled.done_at:
        yield f"At the speed of the last ten minutes they are sent by {_at(troubled.done_at)} UTC."
    for title, reports in (
        ("Overdue", troubled.overdue),
        ("Unknown: looked for in Slack before they are sent again", troubled.unknown),
        ("Failed: Slack refused them; `inroad reminders retry NUMBER` makes one due again", troubled.failed),
    ):
        if reports:
            yield f"\n{title}"
            yield from (_line(each, now) for each in reports)
    if not (troubled.overdue or troubled.unknown or troubled.failed):
        yield "Nothing is overdue, unknown or failed."


def _line(one: ReminderReport, now: datetime) -> str:
    # Whose note it is stays private: whoever runs Inroad sees numbers and Slack ids.
    late = int((now - one.due_at).total_seconds() // 60)
    since = f"due {_at(one.due_at)} UTC, {late} min ago" if one.finished_at is None else _ended(one)
    return (
        f"  {one.id:>8}  {one.kind}  {one.owner.team_id}/{one.owner.user_id}  {since}  {one.reason}".rstrip()
    )


def _ended(one: ReminderReport) -> str:
    return f"failed {_at(one.finished_at or one.due_at)} UTC"


def _at(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"
