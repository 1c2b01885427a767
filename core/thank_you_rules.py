"""The thank-you note owed within 24 hours of a conversation: when to remind, and until when.

Every number is from defaults: 24 hours and 7 days are career offices' advice (Yale Postdocs, UConn;
UMN Morris for the week), the two instants of reminding and the margins are our choice.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from core.errors import TooLate
from core.local_time import DAY, in_zone, is_quiet, sending_windows, to_instant
from core.model import Interview, Member, PlannedReminder, QuietHours, Reminder, ReminderKind, ThankYou
from core.wording import day_and_time

DUE_WITHIN = timedelta(hours=24)
REMIND_AFTER = (timedelta(hours=2), timedelta(hours=20))
STILL_WORTH_SENDING = timedelta(days=7)

ROOM_TO_WRITE = timedelta(minutes=30)
"""How long before a limit a reminder that has to come earlier is sent, so that it can be acted on."""

APART = timedelta(hours=1)
"""Two reminders that quiet hours push closer together than this become one."""

LATE = 0
"""The occurrence of the one reminder for a conversation logged after its 24 hours."""

STILL_THERE = timedelta(minutes=15)
"""For so long after logging late the reminder comes even in quiet hours: the member is there (our choice)."""

EVENING = time(19, 0)
MORNING = time(9, 0)
SMALL_HOURS = time(5, 0)
"""Until this local time "tomorrow morning" means the morning that is about to come."""


class Standing(StrEnum):
    """How a thank-you stands at an instant."""

    DUE = "due"
    LATE = "late"
    CLOSED = "closed"
    SENT = "sent"
    SKIPPED = "skipped"
    ARCHIVED = "archived"


class Later(StrEnum):
    """The two choices of *Later*."""

    TONIGHT = "tonight"
    TOMORROW_MORNING = "tomorrow_morning"


def deadline(ended_at: datetime) -> datetime:
    """The end of the 24 hours."""
    return ended_at + DUE_WITHIN


def closes_at(ended_at: datetime) -> datetime:
    """When even a late note is no longer asked for."""
    return ended_at + STILL_WORTH_SENDING


def standing(interview: Interview, now: datetime) -> Standing:
    """Whether the note is still owed, and whether in time. Nobody is reminded of whom they put away."""
    if interview.thank_you is not ThankYou.DUE:
        return Standing(interview.thank_you.value)
    if interview.is_archived:
        return Standing.ARCHIVED
    if now >= closes_at(interview.ended_at):
        return Standing.CLOSED
    return Standing.LATE if now > deadline(interview.ended_at) else Standing.DUE


def reminding_instants(
    ended_at: datetime, logged_at: datetime, zone: str, quiet: QuietHours
) -> dict[int, datetime]:
    """When to remind, by occurrence: at most two instants in (end, end + 24 h], outside quiet hours.

    An instant that quiet hours cover moves to their end, or before their start where the end is too
    late; it stays in them only if the rest of the 24 hours is quiet throughout. Logged after the 24
    hours: one, at once. Logged after a week: none.
    """
    if logged_at >= closes_at(ended_at):
        return {}
    if logged_at > deadline(ended_at):
        return {LATE: logged_at}
    instants: dict[int, datetime] = {}
    for occurrence, delay in enumerate(REMIND_AFTER, start=1):
        nominal = max(ended_at + delay, logged_at)
        instants[occurrence] = settle(nominal, max(ended_at, logged_at), deadline(ended_at), zone, quiet)
    if instants[2] - instants[1] < APART:
        del instants[2]
    return instants


def replanned(reminder: Reminder, interview: Interview, member: Member, now: datetime) -> datetime:
    """When a pending reminder is due in the member's present zone."""
    nominal = reminder.due_at
    if reminder.occurrence <= len(REMIND_AFTER):
        nominal = interview.ended_at + REMIND_AFTER[reminder.occurrence - 1]
    limit = deadline(interview.ended_at)
    return settle(max(nominal, now), now, limit, member.zone, member.quiet_hours)


def settle(nominal: datetime, after: datetime, limit: datetime, zone: str, quiet: QuietHours) -> datetime:
    """The instant nearest to ``nominal`` in [after, limit] at which a reminder may be sent.

    Prefers ``nominal``, then later (leaving room to write before the limit), then earlier, and gives
    ``nominal`` back where everything is quiet.
    """
    windows = sending_windows(after, limit, zone, quiet)
    for latest in (limit - ROOM_TO_WRITE, limit):
        for window in windows:
            instant = max(nominal, window.start)
            if instant <= min(window.end, latest) and not is_quiet(instant, zone, quiet):
                return instant
        for window in reversed(windows):
            if window.end <= nominal and window.start < window.end:
                return window.end - min(ROOM_TO_WRITE, (window.end - window.start) / 2)
    return nominal


def snoozed_until(later: Later, member: Member, now: datetime) -> datetime:
    """The instant that *Later* means for the member. Raises TooLate for an evening that has begun."""
    local = in_zone(now, member.zone)
    if later is Later.TONIGHT:
        evening = to_instant(datetime.combine(local.date(), _evening(member.quiet_hours)), member.zone)
        if evening <= now:
            raise TooLate("It is evening already where you are. Two sentences now are enough.")
        return evening
    day = local.date() if local.time() < SMALL_HOURS else local.date() + DAY
    return to_instant(datetime.combine(day, _morning(member.quiet_hours)), member.zone)


def check_snooze(until: datetime, ended_at: datetime, zone: str) -> None:
    """Refuse an instant after which the note could only be late. Raises TooLate with the reason."""
    limit = deadline(ended_at)
    if until >= limit:
        raise TooLate(
            f"That would be too late: a thank-you is due within 24 hours, by {day_and_time(limit, zone)}. "
            "Two sentences now are better than a page later."
        )


def _evening(quiet: QuietHours) -> time:
    if quiet.start == quiet.end or not time(17) <= quiet.start:
        return EVENING
    return quiet.start.replace(hour=quiet.start.hour - 1)


def _morning(quiet: QuietHours) -> time:
    if quiet.start == quiet.end or not time(5) <= quiet.end <= time(12):
        return MORNING
    return quiet.end


def planned(interview_id: int, instants: dict[int, datetime]) -> list[PlannedReminder]:
    """The reminders to store for an interview."""
    return [
        PlannedReminder(ReminderKind.THANK_YOU, interview_id, occurrence, due_at)
        for occurrence, due_at in instants.items()
    ]
