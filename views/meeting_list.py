"""The conversations to come, in a list: on Home, and the next one in the overview."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.model import Member
from core.scheduled import ScheduledInterview
from views import kit
from views.ids import Do
from views.meeting import cancel_button, move_button, outcome_steps, prepare_button
from views.meeting_words import starts

WEEK = timedelta(days=7)
"""How far ahead "this week" looks, from today on (our choice)."""


def this_week(upcoming: Sequence[ScheduledInterview], member: Member, now: datetime) -> list[kit.Block]:
    """Those of the coming week and those just over, each with its buttons; else the next one after that."""
    shown = [each for each in upcoming if each.starts_at < now + WEEK]
    blocks = [] if shown else [kit.section(_none(upcoming, member, now))]
    for each in shown:
        blocks += [kit.section(line(each, member, now)), kit.actions(steps(each, now))]
    return [*blocks, kit.actions([schedule_button()])]


def _none(upcoming: Sequence[ScheduledInterview], member: Member, now: datetime) -> str:
    if not upcoming:
        return "None is scheduled."
    return f"None in the coming seven days. The next one: {one_line(upcoming[0], member, now)}"


def schedule_button() -> kit.Element:
    """Opens the empty form."""
    return kit.button("Schedule a conversation", Do.MEETING_SCHEDULE)


def one_line(scheduled: ScheduledInterview, member: Member, now: datetime) -> str:
    """``Dana Wu, Genentech: Thu 3 Dec, 3:00 pm``."""
    return line(scheduled, member, now).replace("\n", ": ")


def steps(scheduled: ScheduledInterview, now: datetime) -> list[kit.Element]:
    """What to do with one in a list: while it is to come, and once it is over."""
    if scheduled.starts_at <= now:
        return outcome_steps(scheduled)
    about = scheduled.contact.details.name
    file = kit.button("Calendar file", Do.MEETING_FILE, scheduled.id, about=about)
    return [prepare_button(scheduled), move_button(scheduled), cancel_button(scheduled), file]


def line(scheduled: ScheduledInterview, member: Member, now: datetime) -> str:
    """One conversation in a list, in mrkdwn."""
    name = kit.bold(scheduled.contact.label)
    if scheduled.ends_at <= now:
        return f"{name}\n{starts(scheduled, member)} · how did it go?"
    where = f" · {kit.linked(scheduled.place)}" if scheduled.place else ""
    return f"{name}\n{starts(scheduled, member)}{where}"
