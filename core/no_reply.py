"""Use cases about asks that are sent: the clock from *Sent it* on, and what ends it.

What is reminded of follows from ``core.no_reply_rules``; here it is planned, moved and stopped, and in
``core.no_reply_reminders`` it is checked again when it is due.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core import keep_in_touch, no_reply_rules as rules, referrals
from core.local_time import in_zone
from core.model import (
    NOWHERE,
    Member,
    Owner,
    PlannedReminder,
    PostedMessage,
    ReminderKind,
    ReminderState,
)
from core.no_reply_pending import Pending, awaiting, first_told
from core.no_reply_rules import NoReplyStep
from core.outreach import ASKS, Situation
from core.outreaches import Outreach, OutreachState, Referral
from core.people_choice import bring_back
from core.ports import UnitOfWork, Uow
from core.tell_referrer import TELLING

_KIND = ReminderKind.NO_REPLY
_STEPS = list(NoReplyStep)


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as it stands now, and the messages about it in the member's DM.

    ``unasked``: whom its addressee named, where they have not said yet whether their name may be used.
    ``brought_back``: the addressee had been archived until it was sent. ``pending``: see ``Awaited``.
    """

    outreach: Outreach
    posted: tuple[PostedMessage, ...] = ()
    unasked: tuple[Referral, ...] = ()
    brought_back: bool = False
    pending: Pending | None = None


def steps_of(outreach: Outreach, member: Member) -> dict[NoReplyStep, datetime]:
    """When which step of an ask is due; none for what awaits no reply."""
    if outreach.state is not OutreachState.SENT or outreach.sent_at is None:
        return {}
    return rules.steps_after(
        outreach.sent_at,
        member.zone,
        member.quiet_hours,
        followed_up_at=outreach.followed_up_at,
        absence=outreach.absence,
        weekdays=member.nudging.weekdays,
    )


def next_step(
    outreach: Outreach, member: Member, now: datetime, pending: Pending | None = None
) -> tuple[NoReplyStep, datetime] | None:
    """The first step that is still to be suggested, or else the last one.

    A pause or an outage puts off what is pending, and only its reminders tell until when; None: they are not
    known, and the steps are reckoned from the ask alone.
    """
    steps = steps_of(outreach, member)
    if pending is None:
        to_come = {step: at for step, at in steps.items() if at > now}
    else:
        waiting = {rules.step_of(each.occurrence): each.due_at for each in pending}
        to_come = {step: waiting[step] for step in steps if step in waiting}
    resumed = _after_pause(to_come, member, now)
    return first_told(resumed, now) if resumed else next(reversed(steps.items()), None)


def resumes_at(member: Member, now: datetime) -> datetime | None:
    """The first morning after the member's pause, while they pause."""
    if member.paused_until is None or in_zone(now, member.zone).date() >= member.paused_until:
        return None
    return keep_in_touch.morning_for(member.paused_until, member)


def _after_pause(
    steps: dict[NoReplyStep, datetime], member: Member, now: datetime
) -> dict[NoReplyStep, datetime]:
    morning = resumes_at(member, now)
    if morning is None:
        return steps
    return rules.put_off(steps, morning, member.zone, member.quiet_hours, member.nudging.weekdays)


def find(uow: Uow, owner: Owner, outreach_id: int) -> Noted:
    """A note and what is said of it in Slack. Raises NotYours."""
    with uow() as work:
        return _noted(work, owner, work.outreaches.get(owner, outreach_id))


def sent(uow: Uow, member: Member, outreach_id: int, now: datetime) -> list[Noted]:
    """The member sent it: the clock starts. What has changed with it comes after it. Raises NotYours.

    A follow-up belongs to the ask that is open. A new ask takes the place of an older one to the same person,
    and a last line ends it.
    """
    with uow() as work:
        work.members.hold(member.owner)
        outreach = work.outreaches.get(member.owner, outreach_id)
        changed, brought_back = [outreach], False
        if outreach.state is OutreachState.DRAFTED:
            brought_back = bring_back(work, member.owner, outreach.contact.id)
            changed = _sent(work, member, outreach, now)
            for each in changed:
                work.outreaches.change(member.owner, each)
                _plan(work, member, each, now)
            keep_in_touch.recount(work, member, outreach.contact.id, now)
            _act_on_referral(work, member, outreach, now)
        work.commit()
    own, *others = _all_noted(uow, member.owner, changed)
    return [replace(own, brought_back=brought_back), *others]


def _act_on_referral(work: UnitOfWork, member: Member, outreach: Outreach, now: datetime) -> None:
    """Whoever was named has been asked, or their referrer told of them."""
    if outreach.draft.situation in ASKS:
        referrals.approached(work, member, outreach.contact.id, now)
    elif outreach.draft.situation in TELLING and outreach.about_id:
        referrals.settle(work, member, outreach.about_id, outreach.contact.id, now)


def _sent(work: UnitOfWork, member: Member, outreach: Outreach, now: datetime) -> list[Outreach]:
    situation = outreach.draft.situation
    before = work.outreaches.open_asks(member.owner, outreach.contact.id)
    closed = [replace(ask, state=OutreachState.CLOSED, closed_at=now) for ask in before]
    if situation not in ASKS:
        own = replace(outreach, state=OutreachState.CLOSED, sent_at=now, closed_at=now)
        return [own, *closed] if situation is Situation.CLOSE else [own]
    if situation is Situation.FOLLOW_UP and before:
        own = replace(outreach, state=OutreachState.CLOSED, followed_up_at=now, closed_at=now)
        return [own, replace(before[0], followed_up_at=now)]
    followed_up_at = now if situation is Situation.FOLLOW_UP else None
    asked = replace(outreach, state=OutreachState.SENT, sent_at=now, followed_up_at=followed_up_at)
    return [asked, *closed]


def replied(uow: Uow, member: Member, outreach_id: int, now: datetime) -> list[Noted]:
    """They answered, also after it was closed. Raises NotYours."""
    return _end(uow, member, outreach_id, OutreachState.ANSWERED, now)


def close(uow: Uow, member: Member, outreach_id: int, now: datetime) -> list[Noted]:
    """Wait for no reply any longer, or let a draft go; its text is kept. Raises NotYours."""
    return _end(uow, member, outreach_id, OutreachState.CLOSED, now)


def _end(uow: Uow, member: Member, outreach_id: int, state: OutreachState, now: datetime) -> list[Noted]:
    with uow() as work:
        work.members.hold(member.owner)
        outreach = work.outreaches.get(member.owner, outreach_id)
        if outreach.state not in {state, OutreachState.ANSWERED}:
            outreach = _ended(work, member, outreach, state, now)
        work.commit()
    return _all_noted(uow, member.owner, [outreach])


def _ended(
    work: UnitOfWork, member: Member, outreach: Outreach, state: OutreachState, now: datetime
) -> Outreach:
    ended = replace(outreach, state=state, closed_at=now)
    work.outreaches.change(member.owner, ended)
    work.reminders.cancel_pending(member.owner, _KIND, ended.id, now, reason=state.value)
    keep_in_touch.recount(work, member, ended.contact.id, now)
    return ended


def agreed(work: UnitOfWork, member: Member, contact_id: int, at: datetime, now: datetime) -> None:
    """A conversation was agreed, or held, at that instant: it answers what the person was asked before."""
    for ask in work.outreaches.open_asks(member.owner, contact_id):
        if ask.sent_at and ask.sent_at <= at:
            _ended(work, member, ask, OutreachState.ANSWERED, now)
    referrals.approached(work, member, contact_id, now)


def keep_newest(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> None:
    """Of several asks that wait for one person, as after a merge, the one sent last goes on."""
    for ask in work.outreaches.open_asks(member.owner, contact_id)[1:]:
        _ended(work, member, ask, OutreachState.CLOSED, now)


def answered_since(uow: Uow, owner: Owner, contact_id: int, since: datetime) -> list[Noted]:
    """The asks to one person that were answered then or later."""
    with uow() as work:
        answered = work.outreaches.answered(owner, contact_id, since)
        return [_noted(work, owner, outreach) for outreach in answered]


def away(uow: Uow, member: Member, outreach_id: int, until: date, now: datetime) -> list[Noted]:
    """They are out of office up to and including that day: what is left comes later.

    Raises NotYours; InvalidFields for a day that cannot be meant.
    """
    rules.check_until(until, in_zone(now, member.zone).date())
    with uow() as work:
        work.members.hold(member.owner)
        outreach = work.outreaches.get(member.owner, outreach_id)
        if outreach.state is OutreachState.SENT and outreach.sent_at:
            absence = rules.after_absence(
                until, now, outreach.sent_at, member.zone, member.quiet_hours, known=outreach.absence
            )
            outreach = replace(outreach, absence=absence)
            work.outreaches.change(member.owner, outreach)
            _move(work, member, outreach, now)
        work.commit()
    return _all_noted(uow, member.owner, [outreach])


def posted(uow: Uow, owner: Owner, outreach_id: int, where: PostedMessage) -> Noted:
    """Remember where the text stands in the DM; gives how the note stands by now. Raises NotYours."""
    with uow() as work:
        work.outreaches.posted_at(owner, outreach_id, where)
        work.commit()
    return find(uow, owner, outreach_id)


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:
    """Move what is pending to where it belongs in the member's zone, outside their quiet hours and pause."""
    for outreach in work.outreaches.waiting(member.owner):
        _move(work, member, outreach, now)


def _move(work: UnitOfWork, member: Member, outreach: Outreach, now: datetime) -> None:
    pending = {
        rules.step_of(reminder.occurrence): reminder
        for reminder in work.reminders.about(member.owner, _KIND, outreach.id)
        if reminder.state is ReminderState.PENDING
    }
    steps = {step: at for step, at in steps_of(outreach, member).items() if step in pending}
    for step, at in _after_pause(steps, member, now).items():
        # A close that was put off for a late follow-up stays so.
        if step is not NoReplyStep.CLOSE or at > now or pending[step].due_at <= now:
            work.reminders.move(pending[step].id, at)


def _plan(work: UnitOfWork, member: Member, outreach: Outreach, now: datetime) -> None:
    """A new round of reminders in place of what is pending."""
    owner = member.owner
    work.reminders.cancel_pending(owner, _KIND, outreach.id, now, reason="replanned")
    before = work.reminders.next_occurrence(owner, _KIND, outreach.id) - 1
    rounds = -(-before // len(_STEPS))
    planned = [
        PlannedReminder(_KIND, outreach.id, rounds * len(_STEPS) + _STEPS.index(step) + 1, at)
        for step, at in _after_pause(steps_of(outreach, member), member, now).items()
    ]
    work.reminders.plan(owner, planned)


def _all_noted(uow: Uow, owner: Owner, outreaches: Sequence[Outreach]) -> list[Noted]:
    """Read after the change is committed, so that a reminder posted meanwhile is among its messages."""
    with uow() as work:
        return [_noted(work, owner, work.outreaches.get(owner, each.id)) for each in outreaches]


def _noted(work: UnitOfWork, owner: Owner, outreach: Outreach) -> Noted:
    messages = work.reminders.posted(owner, _KIND, outreach.id)
    if outreach.posted != NOWHERE:
        messages = [outreach.posted, *messages]
    unasked: Sequence[Referral] = ()
    if outreach.draft.situation is Situation.PERMISSION:
        unasked = work.referrals.unasked(owner, outreach.contact.id)
    [awaited] = awaiting(work, owner, [outreach])
    return Noted(outreach, tuple(messages), tuple(unasked), pending=awaited.pending)
