"""What a scheduled conversation is reminded of, and how long it is.

The day before to confirm (rcelconnect), half an hour before with the brief (PingCRM: 30 to 40 minutes, once),
at its end to ask how it went, and 48 hours after that once more, then never (defaults, sections 3 and 7).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from core.business_days import morning_of, sendable
from core.errors import InvalidFields
from core.local_time import DAY, in_zone
from core.model import QuietHours, ReminderKind
from core.wording import clock, day, length

KEPT_FREE = timedelta(minutes=30)
"""The default of a scheduled conversation: all that was asked for, so that no prompt comes into it (ours)."""

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
FARTHEST = timedelta(days=366)

PLACE_LIMIT = 500
"""Characters of a link, a number or an address (our choice)."""

BRIEF_BEFORE = timedelta(minutes=30)
ASK_AGAIN_AFTER = timedelta(hours=48)


class MeetingPrompt(StrEnum):
    """The reminders of one scheduled conversation, in this order."""

    CONFIRM = "confirm"
    BRIEF = "brief"
    OUTCOME = "outcome"
    OUTCOME_AGAIN = "outcome_again"

    @property
    def kind(self) -> ReminderKind:
        """The reminder that carries it."""
        return ReminderKind.OUTCOME if self is MeetingPrompt.OUTCOME_AGAIN else ReminderKind(self.value)


def prompts(
    starts_at: datetime, ends_at: datetime, scheduled_at: datetime, zone: str, quiet: QuietHours
) -> dict[MeetingPrompt, datetime]:
    """When to remind of a conversation that was scheduled, or last moved, at ``scheduled_at``.

    The brief belongs to its instant and comes even in quiet hours: a talk at 8:00 has it at 7:30. The
    question how it went waits until they end; its second time is counted from its first.
    """
    outcome_at = sendable(max(ends_at, scheduled_at), zone, quiet)
    found = {
        MeetingPrompt.CONFIRM: confirm_at(starts_at, scheduled_at, zone, quiet),
        MeetingPrompt.BRIEF: brief_at(starts_at, scheduled_at),
        MeetingPrompt.OUTCOME: outcome_at,
        MeetingPrompt.OUTCOME_AGAIN: sendable(outcome_at + ASK_AGAIN_AFTER, zone, quiet),
    }
    return {prompt: at for prompt, at in found.items() if at is not None}


def confirm_at(starts_at: datetime, scheduled_at: datetime, zone: str, quiet: QuietHours) -> datetime | None:
    """The morning of the day before, weekend or not.

    None for what was scheduled less than 24 hours ahead or after that morning: it has only just been agreed.
    """
    day_before = in_zone(starts_at, zone).date() - DAY
    morning = morning_of(day_before, zone, quiet)
    in_time = scheduled_at < morning < starts_at - BRIEF_BEFORE
    return morning if in_time and starts_at - scheduled_at >= DAY else None


def brief_at(starts_at: datetime, scheduled_at: datetime) -> datetime | None:
    """Half an hour before; scheduled later than that, at once; None once the conversation has begun."""
    return max(starts_at - BRIEF_BEFORE, scheduled_at) if scheduled_at < starts_at else None


def check_start(starts_at: datetime, now: datetime, zone: str) -> None:
    """Refuse a start that is over or cannot be meant. Raises InvalidFields."""
    wall = in_zone(starts_at, zone)
    if starts_at <= now:
        raise InvalidFields(
            {
                "starts_at": f"{day(wall)}, {clock(wall)} has passed where you are. "
                "Choose a time still to come, or log the conversation if it has taken place."
            }
        )
    if starts_at - now > FARTHEST:
        raise InvalidFields({"starts_at": f"{day(wall)} is more than a year ahead. Check the year."})


def check_length(duration: timedelta) -> None:
    """Refuse a length that no conversation has. Raises InvalidFields."""
    if not SHORTEST <= duration <= LONGEST:
        raise InvalidFields({"length": f"Choose a length between {length(SHORTEST)} and {length(LONGEST)}."})
