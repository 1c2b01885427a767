"""Use cases about conversations to come: schedule, move, cancel, no-show, held; and their reminders.

Every change counts up the conversation's version. Its reminders carry the version in their number, so that
one which was planned for an earlier version can never be sent for this one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import keep_in_touch, meeting_reminders, meeting_rules as rules, no_reply
from core.errors import TooLate
from core.local_time import in_zone
from core.meeting_note import after_no_show
from core.model import (
    Contact,
    Interview,
    Member,
    Owner,
    PostedMessage,
)
from core.outreach import Draft
from core.people_choice import Whom, bring_back, find_or_add
from core.ports import UnitOfWork, Uow
from core.profile import Profile
from core.scheduled import (
    Medium,
    ScheduledInterview,
    ScheduledState,
)

UPCOMING = 6
"""How many of the conversations to come are read at once (our choice)."""


_LOGGED = "This conversation is logged already."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is agreed. ``zone``: the IANA zone of the other, where it was said."""

    starts_at: datetime
    duration: timedelta
    medium: Medium
    place: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A conversation after a change, and its messages in Slack that still have buttons.

    ``anew``: the calendar has to hear of it. ``brought_back``: the other had been archived until then.
    """

    scheduled: ScheduledInterview
    posted: list[PostedMessage]
    anew: bool
    brought_back: bool = False


def schedule(uow: Uow, member: Member, whom: Whom, plan: Plan, request_key: str, now: datetime) -> Changed:
    """Store a conversation to come and plan its reminders, once for each request key.

    Raises InvalidFields for a time or length that cannot be meant; NotYours.
    """
    with uow() as work:
        work.members.hold(member.owner)
        known = work.scheduled.by_request(member.owner, request_key)
        if known:
            return Changed(known, [], anew=False)
        _check(plan, member, now)
        contact = _in_zone(work, member.owner, find_or_add(work, member.owner, whom, now), plan.zone)
        scheduled = work.scheduled.add(
            member.owner,
            contact,
            plan.starts_at,
            plan.starts_at + plan.duration,
            plan.medium,
            plan.place,
            request_key=request_key,
            now=now,
        )
        brought_back = bring_back(work, member.owner, contact.id)
        meeting_reminders.plan(work, member, scheduled, now)
        no_reply.agreed(work, member, contact.id, now, now)
        keep_in_touch.recount(work, member, contact.id, now)
        work.commit()
    return Changed(scheduled, [], anew=True, brought_back=brought_back)


def move(uow: Uow, member: Member, scheduled_id: int, plan: Plan, now: datetime) -> Changed:
    """Agree on another time, medium or place; one that was called off or missed is agreed anew.

    Everything that hung on the old time goes, and is planned for the new one. Raises InvalidFields; TooLate
    for one that was held; NotYours.
    """
    _check(plan, member, now)
    with uow() as work:
        work.members.hold(member.owner)
        known = work.scheduled.get(member.owner, scheduled_id)
        if known.state is ScheduledState.HELD:
            raise TooLate(f"{_LOGGED} Schedule a new one with /interview schedule.")
        contact = _in_zone(work, member.owner, known.contact, plan.zone)
        agreed = replace(
            known,
            contact=contact,
            starts_at=plan.starts_at,
            ends_at=plan.starts_at + plan.duration,
            medium=plan.medium,
            place=plan.place,
            state=ScheduledState.SCHEDULED,
        )
        anew, brought_back = agreed != replace(known, contact=contact), False
        if anew:
            brought_back = bring_back(work, member.owner, contact.id)
            agreed = replace(agreed, sequence=known.sequence + 1, scheduled_at=now)
            _store(work, member.owner, agreed, now, reason="moved")
            meeting_reminders.plan(work, member, agreed, now)
            no_reply.agreed(work, member, contact.id, now, now)
            keep_in_touch.recount(work, member, contact.id, now)
        work.commit()
    return Changed(agreed, _posted(uow, member.owner, scheduled_id), anew, brought_back)


def cancel(uow: Uow, owner: Owner, scheduled_id: int, now: datetime) -> Changed:
    """It does not take place. Raises TooLate for one that was held; NotYours."""
    return _end(uow, owner, scheduled_id, ScheduledState.CANCELLED, now)


def no_show(uow: Uow, owner: Owner, scheduled_id: int, now: datetime) -> Changed:
    """The other did not come. Raises TooLate for one that was held or is still to come; NotYours."""
    return _end(uow, owner, scheduled_id, ScheduledState.NO_SHOW, now)


def _end(uow: Uow, owner: Owner, scheduled_id: int, state: ScheduledState, now: datetime) -> Changed:
    with uow() as work:
        work.members.hold(owner)
        known = work.scheduled.get(owner, scheduled_id)
        if known.state is ScheduledState.HELD:
            raise TooLate(_LOGGED)
        if state is ScheduledState.NO_SHOW and now < known.starts_at:
            raise TooLate("This conversation is still to come.")
        told = known.is_open and state is ScheduledState.CANCELLED
        if known.is_open:
            known = replace(known, state=state, sequence=known.sequence + told)
            _store(work, owner, known, now, reason=state.value)
        work.commit()
    return Changed(known, _posted(uow, owner, scheduled_id), anew=told)


def settle(
    work: UnitOfWork, member: Member, interview: Interview, now: datetime, scheduled_id: int | None = None
) -> None:
    """A conversation was logged: what was scheduled of it has been held, in the caller's unit of work.

    That is the one it was logged from, else one with the same person on the same day in the member's zone,
    an open one before one that was called off or missed: talks begin late, or an hour earlier by agreement,
    but hardly ever twice a day (our choice). Raises NotYours.
    """
    found = work.scheduled.get(member.owner, scheduled_id) if scheduled_id else None
    if found is None or found.state is ScheduledState.HELD:
        found = _same_day(work, member, interview)
    if found:
        held = replace(found, state=ScheduledState.HELD, interview_id=interview.id)
        _store(work, member.owner, held, now, reason="held")


def _same_day(work: UnitOfWork, member: Member, interview: Interview) -> ScheduledInterview | None:
    day = in_zone(interview.started_at, member.zone).date()
    near = [
        each
        for each in work.scheduled.not_held_with(member.owner, interview.contact.id)
        if in_zone(each.starts_at, member.zone).date() == day
    ]
    return min(
        near, key=lambda each: (not each.is_open, abs(each.starts_at - interview.started_at)), default=None
    )


def held_as(uow: Uow, owner: Owner, interview_id: int) -> Changed | None:
    """The scheduled conversation that was logged as this one, if it had been scheduled."""
    with uow() as work:
        held = work.scheduled.of_interview(owner, interview_id)
    return Changed(held, _posted(uow, owner, held.id), anew=False) if held else None


def find(uow: Uow, owner: Owner, scheduled_id: int) -> ScheduledInterview:
    """Raises NotYours."""
    with uow() as work:
        return work.scheduled.get(owner, scheduled_id)


def find_to_log(uow: Uow, owner: Owner, scheduled_id: int) -> ScheduledInterview:
    """One that can be logged. Raises TooLate for one that was, NotYours."""
    scheduled = find(uow, owner, scheduled_id)
    if scheduled.state is ScheduledState.HELD:
        raise TooLate(_LOGGED)
    return scheduled


def person(uow: Uow, owner: Owner, contact_id: int) -> Contact:
    """Raises NotYours."""
    with uow() as work:
        return work.contacts.get(owner, contact_id)


def agreed_with(
    uow: Uow, owner: Owner, contact_id: int, now: datetime, request_key: str = ""
) -> tuple[ScheduledInterview, ...]:
    """What is agreed with a person and not over yet, soonest first; without what this request stored."""
    with uow() as work:
        stored = work.scheduled.by_request(owner, request_key) if request_key else None
        agreed = work.scheduled.open_with(owner, contact_id)
    return tuple(each for each in agreed if each.ends_at > now and (not stored or each.id != stored.id))


def reschedule_draft(uow: Uow, member: Member, scheduled_id: int) -> tuple[ScheduledInterview, Draft]:
    """A kind note after the other did not come. Raises NotYours."""
    with uow() as work:
        scheduled = work.scheduled.get(member.owner, scheduled_id)
        profile = work.profiles.get(member.owner) or Profile()
    return scheduled, after_no_show(scheduled, profile, member.zone)


def upcoming(work: UnitOfWork, owner: Owner, now: datetime) -> list[ScheduledInterview]:
    """The open ones, soonest first: to come, or lately over with nothing told about how they went."""
    return work.scheduled.open(owner, now - meeting_reminders.ASKED_ABOUT)[:UPCOMING]


def next_talk(uow: Uow, owner: Owner, now: datetime) -> ScheduledInterview | None:
    """The next conversation to come, or the one that is going on."""
    with uow() as work:
        return next_of(work, owner, now)


def next_of(work: UnitOfWork, owner: Owner, now: datetime) -> ScheduledInterview | None:
    """The same in the caller's unit of work."""
    return next(iter(work.scheduled.open(owner, now)), None)


def _check(plan: Plan, member: Member, now: datetime) -> None:
    rules.check_start(plan.starts_at, now, member.zone)
    rules.check_length(plan.duration)


def _in_zone(work: UnitOfWork, owner: Owner, contact: Contact, zone: str) -> Contact:
    """Where the person lives is known from now on; nothing said leaves what was known."""
    if zone in {"", contact.details.zone}:
        return contact
    return work.contacts.change(owner, contact.id, replace(contact.details, zone=zone))


def _store(
    work: UnitOfWork, owner: Owner, changed: ScheduledInterview, now: datetime, *, reason: str
) -> None:
    """Store a change, and cancel what was planned before it."""
    work.scheduled.save(owner, changed)
    meeting_reminders.cancel(work, owner, changed.id, now, reason=reason)


def _posted(uow: Uow, owner: Owner, scheduled_id: int) -> list[PostedMessage]:
    """Asked after the commit: a message posted meanwhile is seen here."""
    with uow() as work:
        return meeting_reminders.posted(work, owner, scheduled_id)
