"""The reminders about people who were named: what is decided about each when it is due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core import keep_in_touch
from core.business_days import sendable_on_weekday
from core.decisions import Cancel, Decision, Postpone, Rule, Send
from core.local_time import in_zone
from core.model import Member, Owner, PostedMessage, Reminder, ReminderKind
from core.ports import UnitOfWork, Uow
from core.referral import Named
from core.referrals import morning_for


def decide(reminder: Reminder, named: Named, member: Member, now: datetime) -> Decision:
    """Remind of the ask, or of whom to tell, while there is anything to do. In a pause it waits."""
    today = in_zone(now, member.zone).date()
    day = named.ask_on if reminder.kind is ReminderKind.ACT_ON_REFERRAL else named.tell_on
    if day is None:
        return Cancel("done")
    if member.paused_until and today < member.paused_until:
        return Postpone(keep_in_touch.morning_for(member.paused_until, member))
    if today < day:
        return Postpone(morning_for(day, member))
    sendable_at = sendable_on_weekday(now, member.zone, member.quiet_hours, member.nudging.weekdays)
    return Postpone(sendable_at) if sendable_at > now else Send(reminder, member, named)


def _named(
    work: UnitOfWork,
    due: Sequence[Reminder],
    now: datetime,  # noqa: ARG001
) -> Mapping[int, Named]:
    return work.referrals.of_reminders([reminder.id for reminder in due])


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Named]:
    """Who was asked, put off or let go, or of whom somebody was told."""
    then = {send.reminder: send.subject for send in sends if isinstance(send.subject, Named)}
    known = work.referrals.as_they_stand([reminder.subject_id for reminder in then])
    return {
        reminder.id: known[reminder.subject_id]
        for reminder, named in then.items()
        if reminder.subject_id in known
        and _standing(reminder.kind, known[reminder.subject_id]) != _standing(reminder.kind, named)
    }


def _standing(kind: ReminderKind, named: Named) -> object:
    return named.ask_on if kind is ReminderKind.ACT_ON_REFERRAL else named.to_tell


RULE = Rule(_named, decide, dealt_with=_dealt_with, gathers=True)


def named_with(
    uow: Uow, owner: Owner, kind: ReminderKind, contact_id: int, where: PostedMessage
) -> list[Named]:
    """Everybody of whom the message there reminds, as they stand now. Raises NotYours."""
    with uow() as work:
        sections = work.reminders.told_with(owner, kind, contact_id, where)
        told = list(dict.fromkeys(each.subject_id for each in sections)) or [contact_id]
        known = work.referrals.as_they_stand(told)
        return [work.referrals.named(owner, each) for each in told if each in known]
