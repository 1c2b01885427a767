"""Use cases about keeping in touch: the touches, how often, and the nudge of a weekday morning.

A member has at most one nudge waiting, for the first morning on which somebody's turn has come. Whoever a
worker finds due then is gathered in it, so a worker that was away for days sends one message, not several.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from zlib import crc32

from core import keep_in_touch_rules as rules
from core.decisions import Cancel, Decided, Decision, Postpone, Rule, Send
from core.local_time import DAY, in_zone, is_quiet
from core.model import (
    Interview,
    KeepInTouch,
    Member,
    Owner,
    PlannedReminder,
    Reminder,
    ReminderKind,
    ReminderState,
)
from core.nudges import Keeping, Nudge
from core.ports import UnitOfWork, Uow

_KIND = ReminderKind.KEEP_IN_TOUCH
_EVERYBODY = 0
_NOBODY = Cancel("nobody_due")
NEXT_WEEK = timedelta(days=7)
SAME_TOUCH = timedelta(minutes=1)

A_MINUTE = 200
"""Nudges planned for one minute in one workspace: Slack takes "several hundred a minute" (rate limits)."""


def touch(uow: Uow, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Note that the two were in touch, whoever wrote: the clock counts from now. Raises NotYours.

    Within a minute of the last touch it is the same one, said by a second click.
    """
    with uow() as work:
        work.members.hold(member.owner)
        last = work.nudges.last_touch(member.owner, contact_id)
        if last is None or now - last > SAME_TOUCH:
            work.nudges.touch(member.owner, contact_id, now)
        keeping = _change(work, member, contact_id, now, partial(replace, snoozed_until=None))
        work.commit()
    return keeping


def snooze(uow: Uow, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Nudge again in a week, not before. Raises NotYours."""
    until = in_zone(now, member.zone).date() + NEXT_WEEK
    with uow() as work:
        work.members.hold(member.owner)
        keeping = _change(work, member, contact_id, now, partial(replace, snoozed_until=until))
        work.commit()
    return keeping


def set_cadence(uow: Uow, member: Member, contact_id: int, now: datetime, days: int | None) -> Keeping:
    """Nudge so many days after the last touch, or (None) never. Raises NotYours, InvalidFields."""
    if days is not None:
        rules.check_days(days)
    with uow() as work:
        work.members.hold(member.owner)
        keeping = _change(work, member, contact_id, now, partial(replace, cadence_days=days))
        work.commit()
    return keeping


def after_talk(work: UnitOfWork, member: Member, interview: Interview, now: datetime) -> None:
    """A talk is a touch; with the permission to keep in touch the clock starts, unless it is set already."""
    contact_id = interview.contact.id
    days = work.nudges.keeping(member.owner, contact_id).cadence_days
    if interview.debrief.keep_in_touch is KeepInTouch.YES:
        days = days or rules.WARM_DAYS
    _change(work, member, contact_id, now, partial(replace, cadence_days=days, snoozed_until=None))


def _change(
    work: UnitOfWork, member: Member, contact_id: int, now: datetime, change: Callable[[Keeping], Keeping]
) -> Keeping:
    """Store a change with what follows from it: the day on which it is their turn, and the nudge."""
    changed = change(work.nudges.keeping(member.owner, contact_id))
    changed = replace(changed, touched_at=work.nudges.last_touch(member.owner, contact_id))
    keeping = replace(changed, due_on=_due_on(changed, member))
    work.nudges.keep(member.owner, contact_id, keeping)
    replan(work, member, now)
    return keeping


def recount(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Let the clock follow after touches of a person, or what is known of them, were stored or removed."""
    return _change(work, member, contact_id, now, lambda keeping: keeping)


def _due_on(keeping: Keeping, member: Member) -> date | None:
    if keeping.touched_at is None or keeping.cadence_days is None or keeping.is_archived:
        return None
    due_on = rules.due_on(in_zone(keeping.touched_at, member.zone).date(), keeping.cadence_days)
    return max(due_on, keeping.snoozed_until or due_on)


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Have one nudge wait for the first morning on which somebody is due, or none."""
    owner = member.owner
    waiting = [
        reminder
        for reminder in work.reminders.about(owner, _KIND, _EVERYBODY)
        if reminder.state is ReminderState.PENDING
    ]
    due_on = work.nudges.first_due_on(owner)
    if due_on is None:
        work.reminders.cancel_pending(owner, _KIND, _EVERYBODY, now, reason=_NOBODY.reason)
        return
    due_at = _morning(work, member, due_on, now) + _place_in_line(work, owner)
    if not (waiting and work.reminders.move(waiting[0].id, due_at)):
        occurrence = work.reminders.next_occurrence(owner, _KIND, _EVERYBODY)
        work.reminders.plan(owner, [PlannedReminder(_KIND, _EVERYBODY, occurrence, due_at)])


def _morning(work: UnitOfWork, member: Member, due_on: date, now: datetime) -> datetime:
    """The first morning from that day on that is still to come; one DM a day is enough."""
    today = in_zone(now, member.zone).date()
    told_at = work.nudges.last_told_at(member.owner)
    told_today = told_at is not None and in_zone(told_at, member.zone).date() == today
    first = max(due_on, member.paused_until or due_on, today + DAY if told_today else today)
    morning = rules.morning_for(first, member.zone, member.quiet_hours)
    return morning if morning > now else rules.morning_for(today + DAY, member.zone, member.quiet_hours)


def _place_in_line(work: UnitOfWork, owner: Owner) -> timedelta:
    """In a large workspace a morning's nudges are spread over minutes, as Slack takes so many a minute."""
    minutes = work.members.count(owner.team_id) // A_MINUTE + 1
    return timedelta(minutes=crc32(owner.user_id.encode()) % minutes)


def decide(reminder: Reminder, nudge: Nudge, member: Member, now: datetime) -> Decision:
    """Name the people whose turn it is, at most three, unless the member pauses."""
    today = in_zone(now, member.zone).date()
    if member.paused_until and today < member.paused_until:
        return Postpone(rules.morning_for(member.paused_until, member.zone, member.quiet_hours))
    people = [person for person in nudge.people if person.due_on <= today][: rules.AT_MOST]
    if not people:
        return _NOBODY
    if not rules.is_weekday(today) or is_quiet(now, member.zone, member.quiet_hours):
        return Postpone(rules.next_morning(now, member.zone, member.quiet_hours))
    return Send(reminder, member, Nudge(people))


def _due(work: UnitOfWork, reminders: Sequence[Reminder], now: datetime) -> Mapping[int, Nudge]:
    """Read a day more than is due anywhere: the member's own date is looked at when each is decided."""
    ids = [reminder.id for reminder in reminders]
    due = work.nudges.of_reminders(ids, now.date() + DAY, rules.AT_MOST)
    return {reminder_id: Nudge(due.get(reminder_id, [])) for reminder_id in ids}


def _tell(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    """Name nobody twice for one day, and have the next nudge wait for those who are left."""
    for reminder, decision in decided:
        match decision:
            case Send(subject=Nudge(people), member=member):
                work.nudges.tell(reminder.id, people, now)
                replan(work, member, now)
            case _:
                work.nudges.take_back(reminder.id)
                if decision == _NOBODY and (known := work.members.get(reminder.owner)):
                    replan(work, known, now)


RULE = Rule(_due, decide, _tell)


def people_of(uow: Uow, owner: Owner, reminder_id: int) -> Nudge:
    """Whom a nudge named. Empty for a reminder that is not the member's."""
    with uow() as work:
        return Nudge(work.nudges.told_in(owner, reminder_id))
