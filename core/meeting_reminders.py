"""The reminders of a scheduled conversation: planned, moved with their member, and decided about when due."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from core import meeting_rules as rules
from core.business_days import sendable
from core.decisions import Cancel, Decided, Decision, Postpone, Rule, Send
from core.local_time import is_quiet
from core.meeting_rules import MeetingPrompt
from core.model import Member, Owner, PlannedReminder, PostedMessage, Reminder, ReminderKind, ReminderState
from core.ports import UnitOfWork
from core.scheduled import Meeting, ScheduledInterview, is_of_version, is_second, occurrence

KINDS = (ReminderKind.CONFIRM, ReminderKind.BRIEF, ReminderKind.OUTCOME)
ANSWERED = (ReminderKind.CONFIRM, ReminderKind.OUTCOME)
"""Those with buttons; the brief keeps what was prepared."""

ASKED_ABOUT = timedelta(days=7)
"""For how long a conversation that is over is shown with the question how it went: as long as a note is asked
for.
"""


def plan(work: UnitOfWork, member: Member, scheduled: ScheduledInterview, now: datetime) -> None:
    """Plan what is still to come; what exists already under its number is left alone."""
    for prompt, due_at in _wanted(scheduled, member).items():
        if due_at >= now:
            number = occurrence(scheduled.sequence, again=prompt is MeetingPrompt.OUTCOME_AGAIN)
            work.reminders.plan(member.owner, [PlannedReminder(prompt.kind, scheduled.id, number, due_at)])


def cancel(work: UnitOfWork, owner: Owner, scheduled_id: int, now: datetime, *, reason: str) -> None:
    """Cancel what no worker has claimed."""
    for kind in KINDS:
        work.reminders.cancel_pending(owner, kind, scheduled_id, now, reason=reason)


def posted(work: UnitOfWork, owner: Owner, scheduled_id: int) -> list[PostedMessage]:
    """Its messages in Slack that had buttons."""
    return [each for kind in ANSWERED for each in work.reminders.posted(owner, kind, scheduled_id)]


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Move what is pending to where it belongs in the member's zone, after they came to another one."""
    for scheduled in work.scheduled.open(member.owner, now - ASKED_ABOUT):
        wanted = _wanted(scheduled, member)
        for reminder in _waiting(work, member.owner, scheduled.id):
            due_at = wanted.get(_prompt(reminder))
            # The second question counts from when the first was really asked.
            if due_at and not is_second(reminder):
                work.reminders.move(reminder.id, max(due_at, now))
        plan(work, member, scheduled, now)


def _waiting(work: UnitOfWork, owner: Owner, scheduled_id: int) -> list[Reminder]:
    every = [each for kind in KINDS for each in work.reminders.about(owner, kind, scheduled_id)]
    return [each for each in every if each.state is ReminderState.PENDING]


def decide(reminder: Reminder, meeting: Meeting, member: Member, now: datetime) -> Decision:
    """What to do with a reminder that is due, as things stand now."""
    scheduled, prompt = meeting.scheduled, _prompt(reminder)
    if reason := _unwanted(reminder, scheduled, now):
        return Cancel(reason)
    # What this zone has no use for may be wanted in the next one, as long as there is time.
    due_at = _wanted(scheduled, member).get(prompt, _useful_until(prompt, scheduled))
    if due_at > now:
        return Postpone(due_at)
    if prompt is not MeetingPrompt.BRIEF and is_quiet(now, member.zone, member.quiet_hours):
        return Postpone(sendable(now, member.zone, member.quiet_hours))
    return Send(reminder, member, meeting)


def _unwanted(reminder: Reminder, scheduled: ScheduledInterview, now: datetime) -> str:
    """Why a reminder has nothing to say any more."""
    if not scheduled.is_open:
        return scheduled.state.value
    if scheduled.is_archived:
        return "archived"
    if not is_of_version(reminder, scheduled):
        return "moved"
    return "too_late" if now >= _useful_until(_prompt(reminder), scheduled) else ""


def _useful_until(prompt: MeetingPrompt, scheduled: ScheduledInterview) -> datetime:
    """A confirmation is over once the brief comes, and the brief once the conversation has begun (ours)."""
    match prompt:
        case MeetingPrompt.CONFIRM:
            return scheduled.starts_at - rules.BRIEF_BEFORE
        case MeetingPrompt.BRIEF:
            return scheduled.starts_at
        case _:
            return datetime.max.replace(tzinfo=scheduled.ends_at.tzinfo)


def _meetings(work: UnitOfWork, due: Sequence[Reminder], now: datetime) -> Mapping[int, Meeting]:  # noqa: ARG001
    found = work.scheduled.of_reminders([reminder.id for reminder in due])
    meetings = {reminder_id: Meeting(scheduled) for reminder_id, scheduled in found.items()}
    for each in due:
        if each.kind is ReminderKind.CONFIRM and each.id in found:
            known = work.profiles.get(each.owner)
            meetings[each.id] = Meeting(found[each.id], signed=known.name if known else "")
    briefs = [each for each in due if each.kind is ReminderKind.BRIEF and each.id in found]
    talks = work.interviews.last_with([found[each.id].contact.id for each in briefs])
    for brief in briefs:
        contact_id = found[brief.id].contact.id
        prepared = work.preparations.get(brief.owner, contact_id)
        meetings[brief.id] = Meeting(found[brief.id], talks.get(contact_id), prepared)
    return meetings


def _count_again(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    """The second question comes 48 hours after the first was really asked."""
    for reminder, decision in decided:
        match decision:
            case Send(subject=Meeting(scheduled), member=member) if (
                _prompt(reminder) is MeetingPrompt.OUTCOME
            ):
                again_at = sendable(now + rules.ASK_AGAIN_AFTER, member.zone, member.quiet_hours)
                for other in work.reminders.about(member.owner, ReminderKind.OUTCOME, scheduled.id):
                    if is_second(other) and is_of_version(other, scheduled):
                        work.reminders.move(other.id, again_at)


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Meeting]:
    """What was moved, cancelled or told of; the brief keeps what was prepared."""
    asked = {
        send.reminder.id: send.subject.scheduled
        for send in sends
        if isinstance(send.subject, Meeting) and send.reminder.kind in ANSWERED
    }
    known = work.scheduled.as_they_stand([each.id for each in asked.values()]) if asked else {}
    return {
        reminder_id: Meeting(known[then.id])
        for reminder_id, then in asked.items()
        if then.id in known and (known[then.id].state, known[then.id].sequence) != (then.state, then.sequence)
    }


RULE = Rule(_meetings, decide, _count_again, _dealt_with)


def _wanted(scheduled: ScheduledInterview, member: Member) -> dict[MeetingPrompt, datetime]:
    return rules.prompts(
        scheduled.starts_at, scheduled.ends_at, scheduled.scheduled_at, member.zone, member.quiet_hours
    )


def _prompt(reminder: Reminder) -> MeetingPrompt:
    return MeetingPrompt.OUTCOME_AGAIN if is_second(reminder) else MeetingPrompt(reminder.kind.value)
