"""Use cases about conversations: logging one, and reading back what was logged."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core import (
    keep_in_touch,
    no_reply,
    people_choice,
    referrals,
    scheduling,
    tasks,
    thank_you_rules as rules,
)
from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Owner,
    Reminder,
    ReminderKind,
    ReminderReport,
    ReminderState,
)
from core.no_reply_pending import Awaited, awaiting
from core.nudges import DueContact, HowOften, Keeping
from core.outreaches import Outreach
from core.panel import Panel, panel_of
from core.people import completed, left_over, with_remark
from core.ports import UnitOfWork, Uow
from core.referral import Named
from core.scheduled import ScheduledInterview
from core.task import Task
from core.tasks import NOTHING_TO_DO, OpenTasks
from core.when import Span

RECENT = 5
LISTED = 10
"""How many asks Home lists of each sort at most (our choice)."""

FAILED_FOR = timedelta(days=7)
"""For how long a reminder that could not be delivered is shown: as long as its note is asked for."""


@dataclass(frozen=True, slots=True)
class LogConversation:
    """A conversation to log. ``same_as``: the known contact it was with; None makes a new one.

    ``request_key`` identifies the attempt: the same one twice stores one conversation. ``scheduled_id``: the
    scheduled conversation from which it was logged. ``how_often`` to be in touch; None where it was left
    open. ``others``: who else was there, each with the known contact that is meant or None.
    """

    details: ContactDetails
    span: Span
    debrief: Debrief
    request_key: str
    same_as: int | None = None
    scheduled_id: int | None = None
    how_often: HowOften | None = None
    others: tuple[tuple[ContactDetails, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Logged:
    """What was stored, and the reminders that follow from it. ``prepared``: whether questions were.

    ``keeping``: how the person is kept in touch with from now on. ``tasks``: what was promised and advised.
    ``panel``: all who were there, where they were several. ``brought_back``: whether any had been archived.
    """

    interview: Interview
    reminders: list[Reminder]
    prepared: bool = False
    keeping: Keeping = field(default_factory=Keeping)
    tasks: list[Task] = field(default_factory=list)
    panel: Panel | None = None
    brought_back: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a member stands: notes owed (oldest first), the last conversations, and failed reminders.

    ``upcoming``: the conversations to come, and those of which it is not told how they went, soonest first.
    ``waiting``: asks without a reply, oldest first. ``drafts``: those not sent yet, newest first.
    ``turns``: a few of the ``turns_in_all`` people whose turn to be in touch has come, most overdue first.
    ``to_do``: what is promised and advised. ``to_ask``: who was named and not asked yet, the earliest first.
    """

    owing: list[Interview]
    recent: list[Interview]
    failed: list[ReminderReport]
    upcoming: list[ScheduledInterview] = field(default_factory=list)
    waiting: list[Awaited] = field(default_factory=list)
    drafts: list[Outreach] = field(default_factory=list)
    turns: list[DueContact] = field(default_factory=list)
    turns_in_all: int = 0
    to_do: OpenTasks = NOTHING_TO_DO
    to_ask: list[Named] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A member who just did something, the notes they owe, and their next conversation."""

    member: Member
    owing: list[Interview]
    next_talk: ScheduledInterview | None = None


def log_conversation(uow: Uow, member: Member, command: LogConversation, now: datetime) -> Logged:
    """Store the contact, the conversation and its thank-you reminders, once for each request key.

    Of several people each gets their own; what was promised and advised is to be done once. Raises NotYours
    for a contact that is not the member's.
    """
    with uow() as work:
        work.members.hold(member.owner)
        interview = work.interviews.by_request(member.owner, command.request_key)
        brought_back = False
        if interview is None:
            brought_back = _bring_back(work, member.owner, command)
            interview, *_ = [
                _log_one(work, member, each, place, now) for place, each in enumerate(_each(command))
            ]
            tasks.after_talk(work, member, interview, now)
        reminders = work.reminders.about(member.owner, ReminderKind.THANK_YOU, interview.id)
        prepared = work.preparations.get(member.owner, interview.contact.id) is not None
        keeping = work.nudges.keeping(member.owner, interview.contact.id)
        left_to_do = work.tasks.of_interview(member.owner, interview.id)
        panel = panel_of(work, interview)
        work.commit()
    return Logged(interview, reminders, prepared, keeping, left_to_do, panel, brought_back)


def _bring_back(work: UnitOfWork, owner: Owner, command: LogConversation) -> bool:
    known = [each.same_as for each in _each(command) if each.same_as is not None]
    back = [contact_id for contact_id in known if people_choice.bring_back(work, owner, contact_id)]
    return bool(back)


def _each(command: LogConversation) -> list[LogConversation]:
    """The same log for each person who was there, the first one first."""
    others = [
        replace(command, details=details, same_as=same_as, scheduled_id=None)
        for details, same_as in command.others
    ]
    return [command, *others]


def _log_one(
    work: UnitOfWork, member: Member, command: LogConversation, place: int, now: datetime
) -> Interview:
    interview = _store(work, member.owner, command, place, now)
    instants = rules.reminding_instants(interview.ended_at, now, member.zone, member.quiet_hours)
    work.reminders.plan(member.owner, rules.planned(interview.id, instants))
    keep_in_touch.after_talk(work, member, interview, now, command.how_often)
    no_reply.agreed(work, member, interview.contact.id, interview.ended_at, now)
    scheduling.settle(work, member, interview, now, command.scheduled_id)
    referrals.after_talk(work, member, interview, now)
    return interview


def _store(work: UnitOfWork, owner: Owner, command: LogConversation, place: int, now: datetime) -> Interview:
    debrief = command.debrief
    if command.same_as is None:
        contact = work.contacts.add(owner, command.details, now)
    else:
        known = work.contacts.get(owner, command.same_as)
        details = completed(known.details, command.details)
        contact = work.contacts.change(owner, known.id, details) if details != known.details else known
        debrief = with_remark(debrief, left_over(details, command.details))
    key = command.request_key
    return work.interviews.add(
        owner,
        contact,
        command.span,
        debrief,
        request_key=f"{key}#{place}" if place else key,
        now=now,
        panel=key if command.others else "",
        panel_place=place,
    )


def similar_people(uow: Uow, owner: Owner, details: ContactDetails) -> list[Contact]:
    """Contacts who may be the person described, likeliest first."""
    with uow() as work:
        return work.contacts.similar(owner, details)


def similar_to_each(uow: Uow, owner: Owner, people: Sequence[ContactDetails]) -> list[list[Contact]]:
    """For each of the people described: contacts who may be them, likeliest first."""
    with uow() as work:
        return [work.contacts.similar(owner, details) for details in people]


def where_i_stand(uow: Uow, owner: Owner, now: datetime) -> Overview:
    """What is due and what was lately logged."""
    with uow() as work:
        owing = _owing(work, owner, now)
        failed = work.history.lately(owner, [ReminderState.FAILED], now - FAILED_FOR, RECENT)
        coming = scheduling.upcoming(work, owner, now)
        waiting = awaiting(work, owner, work.outreaches.waiting(owner, LISTED))
        drafts = work.outreaches.drafts(owner, LISTED)
        recent = work.interviews.latest(owner, RECENT)
        member = work.members.get(owner)
        turns, in_all = keep_in_touch.due_now(work, member, now) if member else ([], 0)
        to_do = tasks.still_open(work, owner)
        to_ask = work.referrals.to_ask(owner, LISTED)
        return Overview(owing, recent, failed, coming, waiting, drafts, turns, in_all, to_do, to_ask)


def arrive(uow: Uow, owner: Owner, now: datetime) -> Arrival | None:
    """Note that a member did something, and tell what they owe; None for one who is not known yet."""
    with uow() as work:
        member = work.members.seen(owner, now)
        owing = _owing(work, owner, now) if member else []
        next_talk = scheduling.next_of(work, owner, now) if member else None
        work.commit()
    return Arrival(member, owing, next_talk) if member else None


def notes_owed(uow: Uow, owner: Owner, now: datetime) -> list[Interview]:
    """The notes a member owes, oldest first."""
    with uow() as work:
        return _owing(work, owner, now)


def _owing(work: UnitOfWork, owner: Owner, now: datetime) -> list[Interview]:
    return work.interviews.owing_thanks(owner, now - rules.STILL_WORTH_SENDING)
