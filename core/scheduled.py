"""A conversation that is agreed: when, how and where; and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model import Contact, Interview, Reminder, ReminderKind
from core.preparation import Preparation


class Medium(StrEnum):
    """How the two talk."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"


class ScheduledState(StrEnum):
    """Where a scheduled conversation stands; only the first has reminders."""

    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class ScheduledInterview:
    """A conversation to come, or what became of it.

    ``place``: a link, a number or an address, as typed. ``sequence`` counts its changes: it is that of the
    calendar file (RFC 5545), and tells the reminders of each version apart. ``scheduled_at``: when it was
    agreed or last moved. ``interview_id``: the conversation that was logged of it. ``is_archived``: whether
    its contact is.
    """

    id: int
    contact: Contact
    starts_at: datetime
    ends_at: datetime
    medium: Medium
    place: str
    state: ScheduledState
    sequence: int
    scheduled_at: datetime
    interview_id: int | None = None
    is_archived: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to take place, or to be told how it went."""
        return self.state is ScheduledState.SCHEDULED


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a reminder of a scheduled conversation is about, with what helps in it.

    ``signed``: the member's name, to sign a confirmation with.
    """

    scheduled: ScheduledInterview
    last_talk: Interview | None = None
    preparation: Preparation | None = None
    signed: str = ""


def occurrence(sequence: int, *, again: bool = False) -> int:
    """The number of a version's reminder among those of its kind; ``again``: of the second one."""
    return 2 * sequence + (2 if again else 1)


def is_of_version(reminder: Reminder, scheduled: ScheduledInterview) -> bool:
    """Whether the conversation has not been changed since the reminder was planned."""
    return (reminder.occurrence - 1) // 2 == scheduled.sequence


def is_second(reminder: Reminder) -> bool:
    """Whether it asks how it went for the second time."""
    return reminder.kind is ReminderKind.OUTCOME and reminder.occurrence % 2 == 0
