"""The reminders about people who were named: what is decided about each when it is due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core import keep_in_touch_rules
from core.business_days import sendable_on_weekday
from core.decisions import Cancel, Decision, Postpone, Rule, Send
from core.local_time import in_zone
from core.model import Member, Reminder, ReminderKind
from core.ports import UnitOfWork
from core.referral import Named
from core.referrals import morning_for


def decide(reminder: Reminder, named: Named, member: Member, now: datetime) -> Decision:
    """Remind of the ask, or of whom to tell, while there is anything to do. In a pause it waits."""
    today = in_zone(now, member.zone).date()
    day = named.ask_on if reminder.kind is ReminderKind.ACT_ON_REFERRAL else named.tell_on
    if day is None:
        return Cancel("done")
    if member.paused_until and today < member.paused_until:
        again = keep_in_touch_rules.morning_for(member.paused_until, member.zone, member.quiet_hours)
        return Postpone(again)
    if today < day:
        return Postpone(morning_for(day, member))
    sendable_at = sendable_on_weekday(now, member.zone, member.quiet_hours)
    return Postpone(sendable_at) if sendable_at > now else Send(reminder, member, named)


def _named(
    work: UnitOfWork,
    due: Sequence[Reminder],
    now: datetime,  # noqa: ARG001
) -> Mapping[int, Named]:
    return work.referrals.of_reminders([reminder.id for reminder in due])


RULE = Rule(_named, decide)
