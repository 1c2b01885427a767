"""Use cases about thank-you notes: draft, sent, later, skip; and what to do with one that is due."""

from dataclasses import dataclass
from datetime import datetime

from core import thank_you_rules as rules
from core.errors import InvalidFields, NotYours, TooLate
from core.local_time import is_quiet
from core.model import (
    Interview,
    Member,
    Owner,
    PlannedReminder,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from core.note import GAP
from core.ports import UnitOfWork, Uow
from core.thank_you_rules import Later, Standing


@dataclass(frozen=True, slots=True)
class Closed:
    """A note that is off the list, and the reminders of it that stand in Slack."""

    interview: Interview
    posted: list[PostedMessage]


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A reminder that comes again at ``until``."""

    interview: Interview
    until: datetime


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver the reminder: to whom, and about what."""

    reminder: Reminder
    member: Member
    interview: Interview


def interview_for_note(uow: Uow, owner: Owner, interview_id: int) -> Interview:
    """The conversation a note is to be drafted for. Raises NotYours."""
    with uow() as work:
        return work.interviews.get(owner, interview_id)


def close(
    uow: Uow, owner: Owner, interview_id: int, outcome: ThankYou, now: datetime, note: str = ""
) -> Closed:
    """Record the note as sent (with its text, if it was written here) or skipped; cancel what is pending.

    Raises NotYours; InvalidFields for a text that still has its gap.
    """
    if GAP in note:
        raise InvalidFields({"note": "Put your own words in place of the part in [brackets] first."})
    with uow() as work:
        work.members.hold(owner)
        work.interviews.close_thank_you(owner, interview_id, outcome, note, now)
        work.reminders.cancel_pending(owner, interview_id, now, reason=outcome.value)
        interview = work.interviews.get(owner, interview_id)
        posted = work.reminders.posted(owner, interview_id)
        work.commit()
    return Closed(interview, posted)


def snooze(uow: Uow, member: Member, interview_id: int, later: Later, now: datetime) -> Snoozed:
    """Remind again at the chosen time instead of at what is pending.

    Raises NotYours; TooLate, with the reason, for a time at which the note would be late.
    """
    until = rules.snoozed_until(later, member, now)
    with uow() as work:
        work.members.hold(member.owner)
        interview = work.interviews.get(member.owner, interview_id)
        if rules.standing(interview, now) in {Standing.SENT, Standing.SKIPPED}:
            raise TooLate(f"This thank-you is marked as {interview.thank_you} already.")
        rules.check_snooze(until, interview.ended_at, member.zone)
        work.reminders.cancel_pending(member.owner, interview_id, now, reason="snoozed")
        occurrence = work.reminders.next_occurrence(interview_id)
        planned = PlannedReminder(ReminderKind.THANK_YOU, interview_id, occurrence, until)
        work.reminders.plan(member.owner, [planned])
        work.commit()
    return Snoozed(interview, until)


def decide(work: UnitOfWork, reminder: Reminder, now: datetime) -> Send | None:
    """What to do with a claimed reminder: send it, or postpone or cancel it and return None.

    The condition is checked against what is stored now, not what was true when it was planned.
    """
    try:
        interview = work.interviews.get(reminder.owner, reminder.interview_id)
    except NotYours:
        _cancel(work, reminder, now, "deleted")
        return None
    member = work.members.get(reminder.owner)
    standing = rules.standing(interview, now)
    if member is None or standing not in {Standing.DUE, Standing.LATE}:
        _cancel(work, reminder, now, standing.value if member else "deleted")
        return None
    if _overtaken(work, reminder, now):
        _cancel(work, reminder, now, "overtaken")
        return None
    sendable_at = _sendable_at(reminder, member, interview, now)
    if sendable_at > now:
        work.reminders.postpone(reminder.id, sendable_at)
        return None
    return Send(reminder, member, interview)


def _cancel(work: UnitOfWork, reminder: Reminder, now: datetime, reason: str) -> None:
    work.reminders.finish(reminder.id, ReminderState.CANCELLED, now, reason=reason)


def _overtaken(work: UnitOfWork, reminder: Reminder, now: datetime) -> bool:
    """Whether a later reminder of the same conversation is due as well: then one of them is enough."""
    others = work.reminders.waiting(reminder.owner, reminder.interview_id)
    return any(other.due_at <= now and other.occurrence > reminder.occurrence for other in others)


def _sendable_at(reminder: Reminder, member: Member, interview: Interview, now: datetime) -> datetime:
    if reminder.occurrence == rules.LATE or not is_quiet(now, member.zone, member.quiet_hours):
        return now
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        limit = rules.closes_at(interview.ended_at)
    return rules.settle(now, now, limit, member.zone, member.quiet_hours)
