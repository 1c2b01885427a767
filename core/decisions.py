"""What may be decided about a reminder that is due, and what may become of its delivery."""

from dataclasses import dataclass
from datetime import datetime

from core.model import Interview, Member, Outcome, Reminder


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver the reminder: to whom, and about what."""

    reminder: Reminder
    member: Member
    interview: Interview


@dataclass(frozen=True, slots=True)
class Cancel:
    """It is no longer wanted, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Postpone:
    """It is wanted, but not before then."""

    until: datetime


Decision = Send | Cancel | Postpone


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly does not stand in Slack: try again then."""

    reminder_id: int
    again_at: datetime


@dataclass(frozen=True, slots=True)
class InDoubt:
    """It may stand in Slack: look for it there then."""

    reminder_id: int
    look_at: datetime


Result = Outcome | NotSent | InDoubt
"""What became of one delivery. An Outcome is final."""
