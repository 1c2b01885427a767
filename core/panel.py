"""Several people talked with at once, on a panel or a lab visit: a note each, one reminder of all of them.

Each note has its own reminders, so that each stands and falls by itself. Of those that come at the same time
the one of the first note that is still owed speaks for the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core import thank_you_rules as rules
from core.model import Interview, Owner, PlannedReminder, ReminderKind, ReminderState
from core.ports import UnitOfWork
from core.thank_you_rules import Standing

MOST_PEOPLE = 8
"""How many people one log may be of (our choice: a message has room for them, each with their buttons)."""

OWED = frozenset({Standing.DUE, Standing.LATE})


@dataclass(frozen=True, slots=True)
class Panel:
    """The interviews with those who were there, in the order in which they were logged."""

    interviews: list[Interview]

    def one(self, interview_id: int) -> Interview:
        """One of them, by its id."""
        return next(each for each in self.interviews if each.id == interview_id)

    def with_these(self, newer: Iterable[Interview]) -> "Panel":
        """The same, with these in place of what was known of them."""
        by_id = {each.id: each for each in newer}
        return Panel([by_id.get(each.id, each) for each in self.interviews])

    def owed(self, now: datetime) -> list[Interview]:
        """Those whose note is still owed."""
        return [each for each in self.interviews if rules.standing(each, now) in OWED]


def panels_of(work: UnitOfWork, interviews: Iterable[Interview]) -> dict[int, Panel]:
    """By the id of each that had several people: its panel. One of whom all others were deleted has none."""
    ids = [each.id for each in interviews if each.panel]
    found = work.interviews.of_panels(ids) if ids else {}
    return {each: Panel(together) for each, together in found.items() if len(together) > 1}


def panel_of(work: UnitOfWork, interview: Interview) -> Panel | None:
    """The panel of one interview."""
    return panels_of(work, [interview]).get(interview.id)


def hand_over(work: UnitOfWork, owner: Owner, interview: Interview, now: datetime) -> None:
    """Before a note is closed: what its reminder was about to say of the others, another one will say.

    Theirs were cancelled in its favour, if it was due and not posted yet.
    """
    panel = panel_of(work, interview)
    others = [each for each in panel.owed(now) if each.id != interview.id] if panel else []
    if not others or not _pending(work, owner, interview, now):
        return
    if not any(_pending(work, owner, each, now) for each in others):
        kind, first = ReminderKind.THANK_YOU, others[0].id
        occurrence = work.reminders.next_occurrence(owner, kind, first)
        work.reminders.plan(owner, [PlannedReminder(kind, first, occurrence, now)])


def _pending(work: UnitOfWork, owner: Owner, interview: Interview, now: datetime) -> bool:
    return any(
        reminder.state is ReminderState.PENDING and reminder.due_at <= now
        for reminder in work.reminders.about(owner, ReminderKind.THANK_YOU, interview.id)
    )
