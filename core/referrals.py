"""Use cases about people who were named: to be asked soon, and their referrer told of what came of it.

The biggest mistake with a referral is delay (AJC), so it is acted on after two business days (our number).
Whoever named somebody hears when the two have met, and when something comes of it (Quick and Dirty Tips;
Yale; defaults, section 4): on the next business morning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core import keep_in_touch
from core.business_days import business_day
from core.errors import InvalidFields
from core.local_time import in_zone
from core.model import Interview, Member, Owner, PlannedReminder, Reminder, ReminderKind, ReminderState
from core.outreaches import Permission, Referral
from core.people_choice import Whom, find_or_add
from core.ports import UnitOfWork, Uow
from core.referral import Named, Tie

ASK_WITHIN = 2
"""Business days."""

NEXT_WEEK = timedelta(days=7)
RESULT_LIMIT = 500
_ASK, _TELL = ReminderKind.ACT_ON_REFERRAL, ReminderKind.TELL_REFERRER


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody to keep as named. ``permission``: whether the referrer's name may be used."""

    whom: Whom
    permission: Permission = Permission.NOT_ASKED


def add(
    uow: Uow,
    member: Member,
    interview_id: int,
    people: Sequence[Naming],
    now: datetime,
    *,
    request_key: str,
) -> list[Named]:
    """Keep whom somebody named in a talk as people to ask, once for each request key.

    Raises NotYours; InvalidFields for the one who named them.
    """
    with uow() as work:
        work.members.hold(member.owner)
        interview = work.interviews.get(member.owner, interview_id)
        referrer = interview.contact
        if any(one.whom == referrer.id for one in people):
            raise InvalidFields({"": f"{referrer.details.name} cannot have named themselves."})
        added: list[int] = []
        if work.receipts.first_time(f"names:{request_key}", now):
            for one in people:
                contact = find_or_add(work, member.owner, one.whom, now)
                refer(work, member, contact.id, referrer.id, one.permission, now, at=interview.ended_at)
                added.append(contact.id)
        named = [work.referrals.named(member.owner, each) for each in dict.fromkeys(added)]
        work.commit()
    return named


def of_talk(uow: Uow, owner: Owner, interview_id: int) -> tuple[Interview, list[Named]]:
    """A talk, and whom its contact has named so far. Raises NotYours."""
    with uow() as work:
        interview = work.interviews.get(owner, interview_id)
        return interview, work.referrals.named_by(owner, interview.contact.id)


def refer(
    work: UnitOfWork,
    member: Member,
    contact_id: int,
    referrer_id: int,
    permission: Permission,
    now: datetime,
    *,
    at: datetime | None = None,
) -> Referral:
    """Keep that one named the other, at that instant; a new referral is to be acted on. Raises NotYours.

    What was said before about using the name is not taken back by not having asked again.
    """
    owner = member.owner
    before = {tie.referrer.id: tie for tie in work.referrals.named(owner, contact_id).ties}
    known = before.get(referrer_id)
    if known and permission is Permission.NOT_ASKED:
        permission = known.permission
    referral = work.referrals.record(owner, contact_id, referrer_id, permission, at or now)
    if known is None:
        _open(work, member, contact_id, referrer_id, now)
    return referral


def _open(work: UnitOfWork, member: Member, contact_id: int, referrer_id: int, now: datetime) -> None:
    today = in_zone(now, member.zone).date()
    named = work.referrals.named(member.owner, contact_id)
    tie = next(tie for tie in named.ties if tie.referrer.id == referrer_id)
    work.referrals.change(member.owner, contact_id, replace(tie, ask_on=business_day(today, ASK_WITHIN)))
    if ask_on := work.referrals.named(member.owner, contact_id).ask_on:
        _plan(work, member, _ASK, contact_id, ask_on, now)
    if named.last_talk:
        after_talk(work, member, named.last_talk, now)


def after_talk(work: UnitOfWork, member: Member, interview: Interview, now: datetime) -> None:
    """The two have met: whoever named the contact before is to be told. A talk of long ago tells nothing."""
    tell_on = _next_business_day(member, now)

    def met(tie: Tie) -> Tie:
        is_new = tie.referred_at <= interview.ended_at and not tie.met_told_at and not tie.tell_on
        return replace(tie, tell_on=tell_on) if is_new else tie

    contact_id = interview.contact.id
    if _change(work, member.owner, contact_id, met):
        _plan(work, member, _TELL, contact_id, tell_on, now)


def approached(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> None:
    """The contact was asked, or a talk was agreed or held: nobody need be reminded of asking them."""
    work.reminders.cancel_pending(member.owner, _ASK, contact_id, now, reason="asked")


def find(uow: Uow, owner: Owner, contact_id: int) -> Named:
    """Who named a person, and where that stands. Raises NotYours."""
    with uow() as work:
        return work.referrals.named(owner, contact_id)


def ask_next_week(uow: Uow, member: Member, contact_id: int, now: datetime) -> Named:
    """Be reminded of asking in a week, not before. Raises NotYours."""
    ask_on = in_zone(now, member.zone).date() + NEXT_WEEK
    with uow() as work:
        work.members.hold(member.owner)
        if work.referrals.named(member.owner, contact_id).ask_on:
            _change(work, member.owner, contact_id, lambda tie: replace(tie, ask_on=ask_on))
            _plan(work, member, _ASK, contact_id, ask_on, now)
        return _committed(work, member.owner, contact_id)


def not_them(uow: Uow, member: Member, contact_id: int, now: datetime) -> Named:
    """The member will not ask this person after all. Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        _change(work, member.owner, contact_id, lambda tie: replace(tie, ask_on=None))
        work.reminders.cancel_pending(member.owner, _ASK, contact_id, now, reason="not_them")
        return _committed(work, member.owner, contact_id)


def came_of_it(
    uow: Uow, member: Member, contact_id: int, result: str, now: datetime, *, request_key: str
) -> Named:
    """Keep what came of knowing this person; whoever named them is to be told.

    Raises NotYours, InvalidFields.
    """
    line = " ".join(result.split())
    if not line:
        raise InvalidFields({"result": "Write in a line what came of it."})
    tell_on = _next_business_day(member, now)
    with uow() as work:
        work.members.hold(member.owner)
        if work.receipts.first_time(f"result:{request_key}", now) and _change(
            work, member.owner, contact_id, lambda tie: _with_result(tie, line, tell_on)
        ):
            _plan(work, member, _TELL, contact_id, tell_on, now)
        return _committed(work, member.owner, contact_id)


def _with_result(tie: Tie, line: str, tell_on: date) -> Tie:
    result = f"{tie.result}\n{line}" if tie.result else line
    return replace(tie, result=result, result_told_at=None, tell_on=tell_on)


def told(uow: Uow, member: Member, contact_id: int, referrer_id: int, now: datetime) -> Named:
    """The member told the referrer, which is a touch with them. The second time changes nothing.

    Raises NotYours.
    """
    with uow() as work:
        work.members.hold(member.owner)
        if settle(work, member, contact_id, referrer_id, now):
            work.nudges.touch(member.owner, referrer_id, now)
            keep_in_touch.recount(work, member, referrer_id, now)
        return _committed(work, member.owner, contact_id)


def not_this_time(uow: Uow, member: Member, contact_id: int, referrer_id: int, now: datetime) -> Named:
    """The member will not tell the referrer of this. Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        settle(work, member, contact_id, referrer_id, now)
        return _committed(work, member.owner, contact_id)


def settle(work: UnitOfWork, member: Member, contact_id: int, referrer_id: int, now: datetime) -> bool:
    """There is nothing left to tell this referrer; whether there was. Raises NotYours."""

    def close(tie: Tie) -> Tie:
        if tie.referrer.id != referrer_id or tie.tell_on is None:
            return tie
        result_told_at = now if tie.has_news else tie.result_told_at
        return replace(tie, tell_on=None, met_told_at=tie.met_told_at or now, result_told_at=result_told_at)

    changed = _change(work, member.owner, contact_id, close)
    if not work.referrals.named(member.owner, contact_id).to_tell:
        work.reminders.cancel_pending(member.owner, _TELL, contact_id, now, reason="told")
    return changed


def to_ask(uow: Uow, owner: Owner, limit: int) -> list[Named]:
    """Who was named and not asked yet, the earliest named first."""
    with uow() as work:
        return work.referrals.to_ask(owner, limit)


def replan(work: UnitOfWork, member: Member, now: datetime) -> None:  # noqa: ARG001 - as its siblings
    """Move what is pending to where it belongs in the member's zone and outside their quiet hours."""
    for named in work.referrals.open(member.owner):
        for kind, day in ((_ASK, named.ask_on), (_TELL, named.tell_on)):
            for reminder in _pending(work, member.owner, kind, named.contact.id) if day else ():
                work.reminders.move(reminder.id, morning_for(day or date.max, member))


def resume(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> None:
    """Somebody is archived no longer: remind of asking them, and of telling who named them or was told of."""
    own = work.referrals.named(member.owner, contact_id)
    if own.ask_on:
        _plan(work, member, _ASK, contact_id, own.ask_on, now)
    for named in (own, *work.referrals.named_by(member.owner, contact_id)):
        if named.tell_on:
            _plan(work, member, _TELL, named.contact.id, named.tell_on, now)


def carry_over(work: UnitOfWork, member: Member, contact_id: int, other_id: int, now: datetime) -> None:
    """Before the other becomes one with the contact: have their reminders be about the contact."""
    for kind in (_ASK, _TELL):
        for reminder in _pending(work, member.owner, kind, other_id):
            _plan_at(work, member.owner, kind, contact_id, reminder.due_at)
        work.reminders.cancel_pending(member.owner, kind, other_id, now, reason="merged")


def _change(work: UnitOfWork, owner: Owner, contact_id: int, change: Callable[[Tie], Tie]) -> bool:
    """Whether any referral of the contact changed."""
    before = work.referrals.named(owner, contact_id).ties
    changed = [after for tie in before if (after := change(tie)) != tie]
    for tie in changed:
        work.referrals.change(owner, contact_id, tie)
    return bool(changed)


def _committed(work: UnitOfWork, owner: Owner, contact_id: int) -> Named:
    named = work.referrals.named(owner, contact_id)
    work.commit()
    return named


def _plan(
    work: UnitOfWork, member: Member, kind: ReminderKind, contact_id: int, day: date, now: datetime
) -> None:
    """Have one reminder wait for that morning; an earlier one is enough for what is to be told."""
    due_at = max(morning_for(day, member), now)
    pending = _pending(work, member.owner, kind, contact_id)
    if pending and work.reminders.move(pending[0].id, due_at):
        return
    _plan_at(work, member.owner, kind, contact_id, due_at)


def _plan_at(work: UnitOfWork, owner: Owner, kind: ReminderKind, contact_id: int, due_at: datetime) -> None:
    if not _pending(work, owner, kind, contact_id):
        occurrence = work.reminders.next_occurrence(owner, kind, contact_id)
        work.reminders.plan(owner, [PlannedReminder(kind, contact_id, occurrence, due_at)])


def _pending(work: UnitOfWork, owner: Owner, kind: ReminderKind, contact_id: int) -> list[Reminder]:
    about = work.reminders.about(owner, kind, contact_id)
    return [reminder for reminder in about if reminder.state is ReminderState.PENDING]


def _next_business_day(member: Member, now: datetime) -> date:
    return business_day(in_zone(now, member.zone).date(), 1)


def morning_for(day: date, member: Member) -> datetime:
    """The instant of a reminder that waits for that day, or for the next on which the member takes nudges."""
    return keep_in_touch.morning_for(day, member)
