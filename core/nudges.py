"""What keeping in touch is about: each contact's clock, and the few people whose turn it is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from core.model import Contact, Interview
from core.reasons import Reason
from core.task import Task


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one contact is kept in touch with. ``due_on`` follows from the rest, in the member's zone.

    ``cadence_days`` of None: no nudges, a choice as good as any if it ``is_chosen``. ``touched_at``: the last
    touch of any kind. Whoever is archived has no day.
    """

    cadence_days: int | None = None
    touched_at: datetime | None = None
    snoozed_until: date | None = None
    due_on: date | None = None
    is_archived: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class HowOften:
    """A cadence that the member chose; ``days`` of None: no nudges."""

    days: int | None


@dataclass(frozen=True, slots=True)
class TouchNote:
    """What the member wrote down about a touch, as typed."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact to be in touch with again since ``due_on``, a day in the member's zone.

    ``reason``: the best one to write to them now, if there is any that is not said yet. ``noted``: the last
    touch of which the member wrote something down. ``settled``: what the last talk left to do that is done or
    dropped. ``named_at``: when an earlier nudge named them. ``comes_again``: whether a later day of theirs,
    which took the place of this one, has come as well.
    """

    contact: Contact
    due_on: date
    keeping: Keeping
    last_talk: Interview | None = None
    reason: Reason | None = None
    noted: TouchNote | None = None
    settled: tuple[str, ...] = ()
    named_at: datetime | None = None
    comes_again: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still their turn: no touch, snooze or stop has moved it."""
        return self.keeping.due_on == self.due_on


@dataclass(frozen=True, slots=True)
class Nudge:
    """The people of one morning, most overdue first, and what is to be done, soonest first."""

    people: list[DueContact]
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InTouch:
    """How things stand with one contact: the clock, and the reasons to write, the best first."""

    contact: Contact
    keeping: Keeping
    reasons: tuple[Reason, ...] = ()
