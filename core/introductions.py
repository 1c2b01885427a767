"""Use cases of the mate who is asked in private: only a yes reveals, and opens a group conversation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core import cohort_access
from core.errors import NotYours
from core.introduction import OPEN_FOR, Introduction, RequestState
from core.introduction_draft import IntroductionDraft, introduction_draft
from core.model import Member, Owner, PostedMessage, ReminderKind
from core.ports import UnitOfWork, Uow
from core.profile import Profile


@dataclass(frozen=True, slots=True)
class Standing:
    """A request as it stands now, and where Slack shows it as it stood."""

    introduction: Introduction
    posted: tuple[PostedMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a yes. ``draft``: what the group conversation begins with; None: none is opened."""

    introduction: Introduction
    draft: IntroductionDraft | None = None


def accept(uow: Uow, member: Member, introduction_id: int, now: datetime) -> Accepted:
    """The mate says yes. Only the first yes opens the group conversation; `opened` or `not_opened` follows.

    Raises NotYours, also where the asker has left the cohort, and what `cohort_access.of_member` does.
    """
    with uow() as work:
        introduction = _hold(work, member, introduction_id)
        if not introduction.may_open(now):
            return Accepted(_settled(work, introduction, now))
        introduction = replace(introduction, state=RequestState.OPENING, answered_at=now)
        _store(work, introduction, now)
        asker, mate = (work.profiles.get(who) or Profile() for who in (introduction.ask.asker, member.owner))
        work.commit()
    return Accepted(introduction, introduction_draft(introduction, asker, mate))


def opened(uow: Uow, introduction: Introduction, channel: str) -> Introduction:
    """The group conversation is there."""
    return _end_opening(uow, replace(introduction, state=RequestState.YES, channel=channel))


def not_opened(uow: Uow, introduction: Introduction) -> Introduction:
    """It could not be opened: the mate may say yes again."""
    return _end_opening(uow, replace(introduction, state=RequestState.ASKED, answered_at=None))


def decline(uow: Uow, member: Member, introduction_id: int, now: datetime) -> Introduction:
    """The mate says no; the asker never hears of it. After any answer this changes nothing.

    Raises as `accept` does.
    """
    with uow() as work:
        introduction = _hold(work, member, introduction_id)
        if not introduction.awaits_answer(now):
            return _settled(work, introduction, now)
        introduction = replace(introduction, state=RequestState.NO, answered_at=now)
        _store(work, introduction, now)
        work.commit()
    return introduction


def choose(uow: Uow, member: Member, introduction_id: int, contact_id: int, now: datetime) -> Introduction:
    """The mate says whom of theirs it would be about. After an answer this changes nothing.

    Raises as `accept` does, NotYours also for somebody whom the question does not find.
    """
    with uow() as work:
        introduction = _hold(work, member, introduction_id)
        if not introduction.awaits_answer(now):
            return _settled(work, introduction, now)
        if contact_id not in {one.id for one in (introduction.contact, *introduction.others)}:
            raise NotYours
        work.introductions.choose(introduction, contact_id)
        chosen = work.introductions.get(member.owner, introduction_id)
        work.commit()
    return chosen


def withdraw_unshared(work: UnitOfWork, mate: Owner, now: datetime) -> list[Standing]:
    """Nobody is asked any more about whom they do not share any more."""
    unshared = [each for each in work.introductions.unanswered(mate) if not each.is_shared]
    return [_withdrawn(work, each, now) for each in unshared]


def expire(uow: Uow, now: datetime, limit: int) -> list[Standing]:
    """Let some of the requests end whose question is not open any more. Gives where they stand in Slack.

    Whoever was asked need not press anything to be rid of the buttons, and nobody hears of it.
    """
    with uow() as work:
        overdue = work.introductions.overdue(now - OPEN_FOR, limit)
    ended = [_expired(uow, each, now) for each in overdue]
    return [each for each in ended if each]


def _expired(uow: Uow, overdue: Introduction, now: datetime) -> Standing | None:
    """None where they have answered meanwhile: a yes at the last moment counts."""
    with uow() as work:
        work.members.hold(overdue.mate)
        known = work.introductions.as_they_stand([overdue.id]).get(overdue.id)
        if known is None or known.state is not RequestState.ASKED:
            return None
        gone = replace(known, state=RequestState.EXPIRED)
        _store(work, gone, now)
        ended = Standing(gone, _posted(work, gone))
        work.commit()
    return ended


def standing(work: UnitOfWork, introductions: Iterable[Introduction]) -> list[Standing]:
    """Those to which there is no answer, and where they stand in Slack."""
    waiting = [each for each in introductions if each.state is RequestState.ASKED]
    return [Standing(each, _posted(work, each)) for each in waiting]


def _withdrawn(work: UnitOfWork, introduction: Introduction, now: datetime) -> Standing:
    gone = replace(introduction, state=RequestState.WITHDRAWN, answered_at=now)
    _store(work, gone, now)
    return Standing(gone, _posted(work, gone))


def _hold(work: UnitOfWork, member: Member, introduction_id: int) -> Introduction:
    """Nothing the mate shares changes until this is over: a yes and a revocation never cross."""
    work.members.hold(member.owner)
    cohort_access.of_member(work, member.owner)
    introduction = work.introductions.get(member.owner, introduction_id)
    if not cohort_access.mate(work, introduction.ask.asker):
        raise NotYours
    return introduction


def _settled(work: UnitOfWork, introduction: Introduction, now: datetime) -> Introduction:
    """Whom the mate does not share any more, by an edit or a merge, they are not asked about any more."""
    if introduction.state is RequestState.ASKED and not introduction.is_shared:
        introduction = _withdrawn(work, introduction, now).introduction
        work.commit()
    return introduction


def _end_opening(uow: Uow, ended: Introduction) -> Introduction:
    """Nothing to store where somebody has left the cohort meanwhile."""
    with uow() as work:
        work.members.hold(ended.mate)
        known = work.introductions.as_they_stand([ended.id]).get(ended.id)
        if known and known.state is RequestState.OPENING:
            work.introductions.save(ended)
            work.commit()
    return ended


def _store(work: UnitOfWork, introduction: Introduction, now: datetime) -> None:
    # The reminder first, as when somebody leaves: in another order the two would wait for each other.
    work.reminders.cancel_pending(
        introduction.mate, ReminderKind.INTRODUCTION, introduction.id, now, reason="answered"
    )
    work.introductions.save(introduction)


def _posted(work: UnitOfWork, introduction: Introduction) -> tuple[PostedMessage, ...]:
    return tuple(work.reminders.posted(introduction.mate, ReminderKind.INTRODUCTION, introduction.id))
