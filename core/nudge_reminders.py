"""The nudge of a morning: whom it names, with which reason to write, and what is to be done.

Whoever and whatever a worker finds due is gathered in one message, so a worker that was away for days sends
one, not several.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from core import keep_in_touch_rules as rules
from core.decisions import Cancel, Decided, Decision, Postpone, Rule, Send
from core.keep_in_touch import NOBODY, morning_for, replan
from core.local_time import DAY, in_zone, is_quiet
from core.model import Member, Reminder
from core.nudges import DueContact, Nudge
from core.ports import UnitOfWork, Uow
from core.reasons import OF_TASKS, Known, Reason, ReasonKind, reasons_to_write
from core.seasons import season_of
from core.task_rules import TOLD_AT_ONCE

_NOBODY = Cancel(NOBODY)
_ANY_ZONE = "UTC"
"""Of a member who is gone: nothing is sent to them."""


def decide(reminder: Reminder, nudge: Nudge, member: Member, now: datetime) -> Decision:
    """Name the people whose turn it is, as many as the member takes a day, and the tasks of the day.

    While the member pauses, all of it waits.
    """
    today, weekdays = in_zone(now, member.zone).date(), member.nudging.weekdays
    if member.paused_until and today < member.paused_until:
        return Postpone(morning_for(member.paused_until, member))
    people = [person for person in nudge.people if person.due_on <= today][: member.nudging.a_day]
    tasks = [replace(task, told_for=task.due_on) for task in nudge.tasks if task.due_on <= today]
    if not (people or tasks):
        return _NOBODY
    if not rules.is_weekday(today, weekdays) or is_quiet(now, member.zone, member.quiet_hours):
        return Postpone(rules.next_morning(now, member.zone, member.quiet_hours, weekdays))
    return Send(reminder, member, Nudge(people, tasks))


def _due(work: UnitOfWork, reminders: Sequence[Reminder], now: datetime) -> Mapping[int, Nudge]:
    """Read a day more than is due anywhere: the member's own date is looked at when each is decided."""
    ids = [reminder.id for reminder in reminders]
    by = now.date() + DAY
    due = work.nudges.of_reminders(ids, by, rules.AT_MOST)
    tasks = work.tasks.of_reminders(ids, by, TOLD_AT_ONCE)
    zones = {owner: member.zone for owner, member in work.members.of_reminders(ids).items()}
    known = work.reasons.of([person.contact.id for people in due.values() for person in people])
    nudges: dict[int, Nudge] = {}
    for reminder in reminders:
        zone = zones.get(reminder.owner, _ANY_ZONE)
        gathered = Nudge(due.get(reminder.id, []), tasks.get(reminder.id, []))
        nudges[reminder.id] = _with_reasons(gathered, known, in_zone(now, zone).date(), zone)
    return nudges


def _with_reasons(nudge: Nudge, known: Mapping[int, Known], today: date, zone: str) -> Nudge:
    """Each with the best reason to write that the message, or an earlier one, does not say anyway."""
    named = {task.id for task in nudge.tasks}
    people: list[DueContact] = []
    for person in nudge.people:
        reasons = reasons_to_write(known[person.contact.id], today, zone)
        told_on = in_zone(person.named_at, zone).date() if person.named_at else None
        new = (reason for reason in reasons if not _is_said(reason, named, told_on, today))
        due_on = person.keeping.due_on
        people.append(
            replace(
                person,
                reason=next(new, None),
                comes_again=due_on is not None and person.due_on < due_on <= today,
            )
        )
    return Nudge(people, nudge.tasks)


def _is_said(reason: Reason, named: Collection[int], told_on: date | None, today: date) -> bool:
    """What is done stands among the tasks, and a season is said once to whoever is named twice in it."""
    if reason.kind is ReasonKind.SEASON:
        season = season_of(today)
        return season is not None and told_on is not None and told_on >= season[1]
    return reason.kind in OF_TASKS and reason.subject_id in named


def _tell(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    """Name nobody twice for one day, and have the next nudge wait for those who are left."""
    for reminder, decision in decided:
        match decision:
            case Send(subject=Nudge(people, tasks), member=member):
                work.nudges.tell(reminder.id, people, now)
                work.tasks.tell(reminder.id, tasks)
                replan(work, member, now)
            case _:
                work.nudges.take_back(reminder.id)
                work.tasks.take_back(reminder.id)
                if decision == _NOBODY and (known := work.members.get(reminder.owner)):
                    replan(work, known, now)


RULE = Rule(_due, decide, _tell)


def people_of(uow: Uow, member: Member, reminder_id: int, now: datetime) -> Nudge:
    """Whom and what a nudge named. Empty for a reminder that is not the member's."""
    with uow() as work:
        people = work.nudges.told_in(member.owner, reminder_id)
        known = work.reasons.of([person.contact.id for person in people])
        tasks = work.tasks.told_in(member.owner, reminder_id)
    return _with_reasons(Nudge(people, tasks), known, in_zone(now, member.zone).date(), member.zone)
