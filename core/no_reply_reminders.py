"""The reminders of an ask that nobody has answered: what is decided about each when it is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import no_reply_rules as rules
from core.business_days import sendable_on_weekday
from core.decisions import Cancel, Decided, Decision, Postpone, Rule, Send
from core.local_time import DAY
from core.model import Member, PostedMessage, Reminder, ReminderKind, Section
from core.no_reply import resumes_at, steps_of
from core.no_reply_rules import NoReplyStep
from core.outreaches import Outreach, OutreachState, Unanswered
from core.ports import UnitOfWork, Uow


def decide(reminder: Reminder, unanswered: Unanswered, member: Member, now: datetime) -> Decision:
    """Suggest the step, unless the ask has ended or another is in its place. In a pause it waits."""
    if reason := _unwanted(reminder, unanswered, member):
        return Cancel(reason)
    if again_at := resumes_at(member, now):
        return Postpone(again_at)
    weekdays = member.nudging.weekdays
    sendable_at = sendable_on_weekday(now, member.zone, member.quiet_hours, weekdays)
    if sendable_at > now:
        return Postpone(sendable_at)
    if unanswered.follow_up_waits:
        return Postpone(rules.close_after_follow_up(now, member.zone, member.quiet_hours, weekdays))
    return Send(reminder, member, unanswered)


def _unwanted(reminder: Reminder, unanswered: Unanswered, member: Member) -> str:
    """Why it is to be told no more."""
    outreach, step = unanswered.outreach, rules.step_of(reminder.occurrence)
    reasons = {
        outreach.state.value: outreach.state is not OutreachState.SENT,
        "archived": unanswered.archived,
        "agreed": unanswered.agreed,
        "followed_up": step not in steps_of(outreach, member),
        "someone_else_asked": unanswered.tried and step is NoReplyStep.SECOND_PERSON,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _unanswered(
    work: UnitOfWork,
    due: Sequence[Reminder],
    now: datetime,  # noqa: ARG001
) -> Mapping[int, Unanswered]:
    unanswered = dict(work.outreaches.of_reminders([reminder.id for reminder in due]))
    for reminder in due:
        if reminder.id in unanswered and _follow_up_waits(work, reminder):
            unanswered[reminder.id] = replace(unanswered[reminder.id], follow_up_waits=True)
    return unanswered


def _follow_up_waits(work: UnitOfWork, reminder: Reminder) -> bool:
    if rules.step_of(reminder.occurrence) is not NoReplyStep.CLOSE:
        return False
    waiting = work.reminders.about(reminder.owner, reminder.kind, reminder.subject_id)
    return any(other.occurrence == reminder.occurrence - 1 for other in waiting)


def _gives_way(reminder: Reminder) -> bool:
    """The one follow-up is offered however late, and the close waits for it."""
    return rules.step_of(reminder.occurrence) is not NoReplyStep.FOLLOW_UP


def _give_time(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    """A follow-up that is offered late, after a pause or an outage, has its time before the close."""
    for reminder, decision in decided:
        match decision:
            case Send(subject=Unanswered(outreach), member=member) if (
                rules.step_of(reminder.occurrence) is NoReplyStep.FOLLOW_UP
                and now - steps_of(outreach, member)[NoReplyStep.FOLLOW_UP] > DAY
            ):
                weekdays = member.nudging.weekdays
                close_at = rules.close_after_follow_up(now, member.zone, member.quiet_hours, weekdays)
                for other in work.reminders.about(member.owner, reminder.kind, outreach.id):
                    if other.occurrence == reminder.occurrence + 1 and other.due_at < close_at:
                        work.reminders.move(other.id, close_at)


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Unanswered]:
    """What was answered, followed up or closed, or is waited for in another way."""
    asked = {
        send.reminder.id: send.subject.outreach for send in sends if isinstance(send.subject, Unanswered)
    }
    known = work.outreaches.as_they_stand([each.id for each in asked.values()])
    return {
        reminder_id: Unanswered(known[then.id])
        for reminder_id, then in asked.items()
        if then.id in known and _standing(known[then.id]) != _standing(then)
    }


def _standing(outreach: Outreach) -> tuple[object, ...]:
    return outreach.state, outreach.followed_up_at, outreach.absence


RULE = Rule(_unanswered, decide, _give_time, _dealt_with, _gives_way, gathers=True)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a message suggests for one ask. ``is_settled``: that has been dealt with since."""

    unanswered: Unanswered
    step: NoReplyStep
    is_settled: bool = False


def suggested_with(uow: Uow, member: Member, outreach_id: int, where: PostedMessage) -> list[Suggested]:
    """All that the message there says, as it stands now; of this ask it says that it is dealt with."""
    with uow() as work:
        sections = work.reminders.told_with(member.owner, ReminderKind.NO_REPLY, outreach_id, where)
        known = work.outreaches.with_others(member.owner, [each.subject_id for each in sections])
    return [
        Suggested(
            known[each.subject_id],
            rules.step_of(each.occurrence),
            is_settled=each.subject_id == outreach_id
            or _is_settled(known[each.subject_id].outreach, each, member),
        )
        for each in sections
        if each.subject_id in known
    ]


def _is_settled(outreach: Outreach, section: Section, member: Member) -> bool:
    """Whether it ended, was followed up or is away since it was told of."""
    away = outreach.absence is not None and outreach.absence.since >= section.told_at
    return away or rules.step_of(section.occurrence) not in steps_of(outreach, member)
