"""Use cases about thank-you notes: draft, sent, later, skip; and what to do with one that is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core import thank_you_rules as rules
from core.decisions import Cancel, Decision, Postpone, Rule, Send
from core.errors import InvalidFields, TooLate
from core.local_time import DAY, is_quiet
from core.model import (
    Interview,
    Member,
    Owner,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
    ThankYou,
)
from core.note import GAP
from core.ports import UnitOfWork, Uow
from core.thank_you_rules import Later, Standing

_KIND = ReminderKind.THANK_YOU


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
        work.reminders.cancel_pending(owner, _KIND, interview_id, now, reason=outcome.value)
        interview = work.interviews.get(owner, interview_id)
        work.commit()
    # Only now: a reminder posted meanwhile is seen here, or its worker sees that the note is closed.
    with uow() as work:
        return Closed(interview, work.reminders.posted(owner, _KIND, interview_id))


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
        work.reminders.cancel_pending(member.owner, _KIND, interview_id, now, reason="snoozed")
        occurrence = work.reminders.next_occurrence(member.owner, _KIND, interview_id)
        work.reminders.plan(member.owner, rules.planned(interview_id, {occurrence: until}))
        work.commit()
    return Snoozed(interview, until)


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Move what is pending to where it belongs in the member's zone, after they came to another one."""
    for interview in work.interviews.owing_thanks(member.owner, now - rules.DUE_WITHIN):
        for reminder in work.reminders.about(member.owner, _KIND, interview.id):
            if reminder.state is ReminderState.PENDING and reminder.occurrence != rules.LATE:
                due_at = rules.replanned(reminder, interview, member, now)
                work.reminders.move(reminder.id, due_at)


def decide(reminder: Reminder, interview: Interview, member: Member, now: datetime) -> Decision:
    """What to do with a reminder that is due, as things stand now."""
    standing = rules.standing(interview, now)
    if standing not in {Standing.DUE, Standing.LATE}:
        return Cancel(standing.value)
    sendable_at = _sendable_at(reminder, member, interview, now)
    if sendable_at > now:
        return Postpone(sendable_at)
    return Send(reminder, member, interview)


def _interviews(work: UnitOfWork, due: Sequence[Reminder], now: datetime) -> Mapping[int, Interview]:  # noqa: ARG001
    return work.interviews.of_reminders([reminder.id for reminder in due])


RULE = Rule(_interviews, decide)


def _sendable_at(reminder: Reminder, member: Member, interview: Interview, now: datetime) -> datetime:
    just_logged = reminder.occurrence == rules.LATE and now - interview.logged_at <= rules.STILL_THERE
    if just_logged or not is_quiet(now, member.zone, member.quiet_hours):
        return now
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        # Nothing is so urgent any more that it comes at night, even where the note closes before the morning.
        limit = now + 2 * DAY
    return rules.settle(now, now, limit, member.zone, member.quiet_hours)
