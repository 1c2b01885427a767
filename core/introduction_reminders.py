"""The private message in which a mate is asked for an introduction: once, outside quiet hours, or never."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.business_days import sendable
from core.decisions import Cancel, Decision, Postpone, Rule, Send
from core.introduction import Introduction
from core.keep_in_touch_rules import morning_for
from core.local_time import in_zone
from core.model import Member, Reminder
from core.ports import UnitOfWork


def decide(reminder: Reminder, introduction: Introduction, member: Member, now: datetime) -> Decision:
    """Ask while an answer is still wanted. In quiet hours and in a pause it waits."""
    if not introduction.awaits_answer(now):
        return Cancel("closed")
    if member.paused_until and in_zone(now, member.zone).date() < member.paused_until:
        return Postpone(morning_for(member.paused_until, member.zone, member.quiet_hours))
    sendable_at = sendable(now, member.zone, member.quiet_hours)
    return Postpone(sendable_at) if sendable_at > now else Send(reminder, member, introduction)


def _introductions(
    work: UnitOfWork,
    due: Sequence[Reminder],
    now: datetime,  # noqa: ARG001
) -> Mapping[int, Introduction]:
    return work.introductions.of_reminders([reminder.id for reminder in due])


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Introduction]:
    """What was answered or withdrawn meanwhile, or asked by somebody who closed the question."""
    then = {send.reminder: send.subject for send in sends if isinstance(send.subject, Introduction)}
    known = work.introductions.as_they_stand([reminder.subject_id for reminder in then])
    return {
        reminder.id: known[reminder.subject_id]
        for reminder, asked in then.items()
        if reminder.subject_id in known and _standing(known[reminder.subject_id]) != _standing(asked)
    }


def _standing(introduction: Introduction) -> object:
    return introduction.state, introduction.is_shared, introduction.ask.closed_at


RULE = Rule(_introductions, decide, dealt_with=_dealt_with)
