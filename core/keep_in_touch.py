"""Use cases about keeping in touch: the touches, how often, and when the nudge is due.

A member has at most one nudge waiting, for the first morning on which somebody's turn has come. What it says
then: ``core.nudge_reminders``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from zlib import crc32

from core import keep_in_touch_clock as clock, keep_in_touch_rules as rules
from core.local_time import DAY, in_zone
from core.model import (
    Contact,
    ContactDetails,
    Interview,
    KeepInTouch,
    Member,
    Nudging,
    Owner,
    PlannedReminder,
    ReminderKind,
    ReminderState,
)
from core.nudges import DueContact, HowOften, InTouch, Keeping
from core.people_choice import Whom, added_before, find_or_add
from core.ports import UnitOfWork, Uow
from core.reasons import Reason, reasons_to_write

_KIND = ReminderKind.KEEP_IN_TOUCH
_EVERYBODY = 0
NOBODY = "nobody_due"
NEXT_WEEK = timedelta(days=7)
SAME_TOUCH = timedelta(minutes=1)
LISTED = 5
"""How many people Home lists whose turn has come (our choice)."""

A_MINUTE = 200
"""Nudges planned for one minute in one workspace: Slack takes "several hundred a minute" (rate limits)."""


@dataclass(frozen=True, slots=True)
class Touch:
    """When the two were in touch, and what it was about, as typed."""

    at: datetime
    note: str = ""


def touch(uow: Uow, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Note that the two were in touch just now, whoever wrote: the clock counts from now. Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        keeping = touched(work, member, contact_id, now)
        work.commit()
    return keeping


def note_touch(
    uow: Uow,
    member: Member,
    whom: Whom,
    touch: Touch | None,
    how_often: HowOften | None,
    *,
    request_key: str,
    now: datetime,
) -> InTouch:
    """Note a touch of any day, and how often to be in touch, once for each request key. None: as it is.

    An earlier one than the last stands in the story and leaves the clock as it is. Raises NotYours,
    InvalidFields.
    """
    _check(how_often.days if how_often else None)
    with uow() as work:
        work.members.hold(member.owner)
        if work.receipts.first_time(request_key, now):
            contact = find_or_add(work, member.owner, whom, now)
            if touch:
                _touched(work, member, contact.id, now, touch)
            if how_often:
                change(work, member, contact.id, now, partial(_chosen, how_often=how_often))
        elif isinstance(whom, ContactDetails):
            contact = added_before(work, member.owner, whom)
        else:
            contact = work.contacts.get(member.owner, whom)
        known = _in_touch(work, member, contact, now)
        work.commit()
    return known


def touched(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> Keeping:
    """The same as ``touch`` in a unit of work. Raises NotYours."""
    return _touched(work, member, contact_id, now, Touch(now))


def _touched(work: UnitOfWork, member: Member, contact_id: int, now: datetime, touch: Touch) -> Keeping:
    """Within a minute of another touch it is the same one, said by a second click, unless it says more."""
    owner = member.owner
    last = work.nudges.last_touch(owner, contact_id)
    near = work.nudges.notes_between(owner, contact_id, touch.at - SAME_TOUCH, touch.at + SAME_TOUCH)
    is_same = touch.note in near or (
        not touch.note and (near or (last and abs(touch.at - last) <= SAME_TOUCH))
    )
    if not is_same:
        work.nudges.touch(owner, contact_id, touch.at, touch.note)
    if last and touch.at < last - SAME_TOUCH:
        return recount(work, member, contact_id, now)
    return change(work, member, contact_id, now, partial(replace, snoozed_until=None))


def change_often(uow: Uow, member: Member, contact_id: int, now: datetime, how_often: HowOften) -> InTouch:
    """The same as ``set_cadence``, with how things stand after it."""
    set_cadence(uow, member, contact_id, now, how_often.days)
    return in_touch(uow, member, contact_id, now)


def in_touch(uow: Uow, member: Member, contact_id: int, now: datetime) -> InTouch:
    """How things stand with somebody, and why to write to them now. Raises NotYours."""
    with uow() as work:
        return _in_touch(work, member, work.contacts.get(member.owner, contact_id), now)


def _in_touch(work: UnitOfWork, member: Member, contact: Contact, now: datetime) -> InTouch:
    reasons = reasons_of(work, member, [contact.id], now)[contact.id]
    return InTouch(contact, work.nudges.keeping(member.owner, contact.id), tuple(reasons))


def reasons_of(
    work: UnitOfWork, member: Member, contact_ids: Sequence[int], now: datetime
) -> dict[int, list[Reason]]:
    """Why to write to each of them now, the best reason first."""
    today = in_zone(now, member.zone).date()
    known = work.reasons.of(contact_ids)
    return {each: reasons_to_write(known[each], today, member.zone) for each in contact_ids}


def snooze(uow: Uow, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Nudge again in a week, not before. Raises NotYours."""
    until = in_zone(now, member.zone).date() + NEXT_WEEK
    with uow() as work:
        work.members.hold(member.owner)
        keeping = change(work, member, contact_id, now, partial(replace, snoozed_until=until))
        work.commit()
    return keeping


def set_cadence(uow: Uow, member: Member, contact_id: int, now: datetime, days: int | None) -> Keeping:
    """Nudge so many days after the last touch, or (None) never. Raises NotYours, InvalidFields."""
    _check(days)
    with uow() as work:
        work.members.hold(member.owner)
        keeping = change(work, member, contact_id, now, partial(_chosen, how_often=HowOften(days)))
        work.commit()
    return keeping


def _check(days: int | None) -> None:
    if days is not None:
        rules.check_days(days)


def _chosen(keeping: Keeping, how_often: HowOften) -> Keeping:
    return replace(keeping, cadence_days=how_often.days, is_chosen=True)


def after_talk(
    work: UnitOfWork, member: Member, interview: Interview, now: datetime, how_often: HowOften | None = None
) -> Keeping:
    """A talk is a touch, and may come with the choice how often to be in touch.

    Where that is left open, what was chosen before stays, and their permission starts the clock of a person
    of whom nothing was chosen, at the member's own cadence for warm.
    """
    contact_id = interview.contact.id
    keeping = work.nudges.keeping(member.owner, contact_id)
    days = keeping.cadence_days
    may_be = interview.debrief.keep_in_touch is KeepInTouch.YES
    if how_often:
        days = how_often.days
    elif may_be and days is None and not keeping.is_chosen:
        days = member.nudging.warm_days
    wanted = replace(keeping, cadence_days=days, is_chosen=keeping.is_chosen or how_often is not None)
    if interview.ended_at == work.nudges.last_touch(member.owner, contact_id):
        wanted = replace(wanted, snoozed_until=None)
    return change(work, member, contact_id, now, lambda _: wanted)


def follow_cadences(work: UnitOfWork, member: Member, before: Nudging, now: datetime) -> None:
    """Let everybody who is kept in touch with at a cadence of the member's follow its change."""
    after = rules.presets(member.nudging)
    moved = {
        days: after[cadence] for cadence, days in rules.presets(before).items() if days != after[cadence]
    }
    if not moved:
        return
    for contact_id, keeping in work.nudges.kept(member.owner).items():
        if keeping.cadence_days in moved:
            often = partial(replace, cadence_days=moved[keeping.cadence_days])
            _keep(work, member, contact_id, now, often)


def due_now(work: UnitOfWork, member: Member, now: datetime) -> tuple[list[DueContact], int]:
    """The few people whose turn has come, most overdue first, and how many there are in all."""
    return work.nudges.due(member.owner, in_zone(now, member.zone).date(), LISTED)


def change(
    work: UnitOfWork, member: Member, contact_id: int, now: datetime, wanted: Callable[[Keeping], Keeping]
) -> Keeping:
    """Store a change with what follows from it: the day on which it is their turn, and the nudge.

    Raises NotYours.
    """
    keeping = _keep(work, member, contact_id, now, wanted)
    replan(work, member, now)
    return keeping


def _keep(
    work: UnitOfWork, member: Member, contact_id: int, now: datetime, wanted: Callable[[Keeping], Keeping]
) -> Keeping:
    before = work.nudges.keeping(member.owner, contact_id)
    changed = replace(wanted(before), touched_at=work.nudges.last_touch(member.owner, contact_id))
    named_at = work.nudges.named_at(member.owner, contact_id)
    keeping = clock.rested(
        clock.counted(changed, member.zone), before, named_at, in_zone(now, member.zone).date()
    )
    work.nudges.keep(member.owner, contact_id, keeping)
    return keeping


def recount(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> Keeping:
    """Let the clock follow after touches of a person, or what is known of them, were stored or removed."""
    return change(work, member, contact_id, now, lambda keeping: keeping)


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Have one nudge wait for the first morning on which somebody or something is due, or none."""
    owner = member.owner
    waiting = [
        reminder
        for reminder in work.reminders.about(owner, _KIND, _EVERYBODY)
        if reminder.state is ReminderState.PENDING
    ]
    due_on = _first_due_on(work, owner)
    if due_on is None:
        work.reminders.cancel_pending(owner, _KIND, _EVERYBODY, now, reason=NOBODY)
        return
    due_at = _morning(work, member, due_on, now) + _place_in_line(work, owner)
    if not (waiting and work.reminders.move(waiting[0].id, due_at)):
        occurrence = work.reminders.next_occurrence(owner, _KIND, _EVERYBODY)
        work.reminders.plan(owner, [PlannedReminder(_KIND, _EVERYBODY, occurrence, due_at)])


def hold(work: UnitOfWork, owner: Owner) -> None:
    """Before a contact is removed: a worker that takes the nudge locks it first and those it names after it.

    Whoever locks a contact first and then replans would wait for that worker while it waits for them.
    """
    work.reminders.hold(owner, _KIND, _EVERYBODY)


def _first_due_on(work: UnitOfWork, owner: Owner) -> date | None:
    """The first day on which a nudge has somebody to name, or something that is to be done."""
    days = (work.nudges.first_due_on(owner), work.tasks.first_due_on(owner))
    return min((day for day in days if day), default=None)


def _morning(work: UnitOfWork, member: Member, due_on: date, now: datetime) -> datetime:
    """The first morning from that day on that is still to come; one DM a day is enough."""
    today = in_zone(now, member.zone).date()
    told_at = work.nudges.last_told_at(member.owner)
    told_today = told_at is not None and in_zone(told_at, member.zone).date() == today
    first = max(due_on, member.paused_until or due_on, today + DAY if told_today else today)
    morning = morning_for(first, member)
    return morning if morning > now else morning_for(today + DAY, member)


def morning_for(day: date, member: Member) -> datetime:
    """The instant of that day's nudge, or of the next day's on which the member takes nudges."""
    return rules.morning_for(day, member.zone, member.quiet_hours, member.nudging.weekdays)


def _place_in_line(work: UnitOfWork, owner: Owner) -> timedelta:
    """In a large workspace a morning's nudges are spread over minutes, as Slack takes so many a minute."""
    minutes = work.members.count(owner.team_id) // A_MINUTE + 1
    return timedelta(minutes=crc32(owner.user_id.encode()) % minutes)
