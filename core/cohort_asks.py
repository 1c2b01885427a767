"""Use cases of whoever asks the cohort: what is told, whom it reaches, and when it is over.

Whether anybody was asked, and what they answered, is never told: nobody and ten make the same sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import cohort_access, introductions
from core.cohort import Membership, Withdrawn
from core.errors import InroadError, TooLate
from core.introduction import ASKED_AGAIN_AFTER, OPEN_FOR, About, CohortAsk, Match, one_each, told
from core.introductions import Standing
from core.match_keys import MatchKeys, subject_key
from core.model import NOWHERE, Contact, Member, Owner, PlannedReminder, PostedMessage, ReminderKind
from core.ports import UnitOfWork, Uow
from core.receipts import POSTING_TAKES

SUBJECT_LIMIT = 100
"""Characters of what is asked for (our choice)."""

OFFERED = 5
"""People whose name is offered in one answer at most (our choice)."""

AT_ONCE = 25
"""Mates who are asked in one transaction at most: nobody else's click waits long for it (our choice)."""

SHOWN = 10
"""Open questions listed at most (our choice)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member is told who asks. ``known``: how many mates, floored (core.introduction.told).

    ``offered``: whom mates offer by name; ``is_small``: the cohort has too few members for either to be told.
    ``looking_for``: what the mates are told that the asker wants to
    learn. ``channel``: the cohort's.
    """

    ask: CohortAsk
    channel: str
    known: int = 0
    offered: tuple[Contact, ...] = ()
    looking_for: str = ""
    is_small: bool = False


def ask(uow: Uow, member: Member, typed: str, now: datetime, *, request_key: str) -> Answer:
    """Who knows somebody at an organisation, or in a field of work; the question is kept while it is open.

    Raises InroadError for nothing that can be looked for, and what `cohort_access.of_member` does.
    """
    subject = " ".join(typed.split())[:SUBJECT_LIMIT].strip()
    key = subject_key(subject)
    if not key:
        raise InroadError("Type an organisation or a field of work after it, such as /interview ask NOAA.")
    with uow() as work:
        membership = _hold(work, member.owner)
        asked = work.cohort_asks.latest(member.owner, key, now - OPEN_FOR)
        about = About.ORGANISATION if asked is None else asked.about
        asked = asked or work.cohort_asks.add(member.owner, about, subject, key, now, request_key=request_key)
        answer = _answer(work, membership, asked)
        work.commit()
    return answer


def ask_about_person(uow: Uow, member: Member, contact_id: int, now: datetime, *, request_key: str) -> Answer:
    """Ask for an introduction to one of the member's own people, from the guard: nothing is told beforehand.

    The mates are asked by `send`. Raises NotYours and what `cohort_access.of_member` does.
    """
    with uow() as work:
        membership = _hold(work, member.owner)
        contact = work.contacts.get(member.owner, contact_id)
        key = f"person {contact.id}"
        asked = work.cohort_asks.latest(member.owner, key, now - OPEN_FOR) or work.cohort_asks.add(
            member.owner,
            About.PERSON,
            contact.label[:SUBJECT_LIMIT],
            key,
            now,
            request_key=request_key,
            contact_id=contact.id,
        )
        answer = _answer(work, membership, asked)
        work.commit()
    return answer


def look(uow: Uow, owner: Owner, ask_id: int) -> Answer:
    """One of the member's questions as it stands. Raises NotYours and what `cohort_access.of_member` does."""
    with uow() as work:
        membership = cohort_access.of_member(work, owner)
        return _answer(work, membership, work.cohort_asks.get(owner, ask_id))


def open_asks(uow: Uow, owner: Owner, now: datetime) -> list[CohortAsk]:
    """What the member asked that is open, newest first. Raises what `cohort_access.of_member` does."""
    with uow() as work:
        cohort_access.of_member(work, owner)
        return work.cohort_asks.open(owner, now - OPEN_FOR, SHOWN)


def send(uow: Uow, member: Member, ask_id: int, now: datetime) -> CohortAsk:
    """Ask each mate once, in private: some of them; the question has a ``sent_at`` once all were.

    Until then to be called again; after that nothing changes. Raises TooLate and as `look` does.
    """
    with uow() as work:
        _hold(work, member.owner)
        asked = _open(work, member.owner, ask_id, now)
        if asked.sent_at is None:
            waiting = _to_ask(work, asked, now)
            for match in waiting[:AT_ONCE]:
                _request(work, asked, match, now)
            if len(waiting) <= AT_ONCE:
                asked = replace(asked, sent_at=now)
                work.cohort_asks.save(asked)
            work.commit()
    return asked


def close(uow: Uow, member: Member, ask_id: int, now: datetime) -> tuple[CohortAsk, list[Standing]]:
    """Nobody is to answer any more. Gives the requests that stand unanswered. Raises as `look` does."""
    with uow() as work:
        _hold(work, member.owner)
        asked = work.cohort_asks.get(member.owner, ask_id)
        if asked.closed_at is None:
            asked = replace(asked, closed_at=now)
            work.cohort_asks.save(asked)
        waiting = introductions.standing(work, work.introductions.of_ask(asked))
        for each in waiting:
            _cancel(work, each, now)
        work.commit()
    return asked, waiting


def take_on_posting(
    uow: Uow, member: Member, ask_id: int, now: datetime, *, request_key: str
) -> Answer | None:
    """Take it on to post the question in the channel; None where that was done, or somebody is at it.

    `posted` or `not_posted` follows. Raises as `send` does.
    """
    with uow() as work:
        membership = _hold(work, member.owner)
        asked = _open(work, member.owner, ask_id, now)
        is_repeated = not work.receipts.first_time(f"cohort_ask:{request_key}", now)
        if asked.posted != NOWHERE or is_repeated:
            return None
        if not work.receipts.take_on(_posting(ask_id), now, POSTING_TAKES):
            return None
        work.commit()
    return Answer(asked, membership.cohort.channel)


def not_posted(uow: Uow, ask_id: int) -> None:
    """Slack did not take it: it may be posted at once again."""
    with uow() as work:
        work.receipts.give_up(_posting(ask_id))
        work.commit()


def posted(uow: Uow, owner: Owner, ask_id: int, where: PostedMessage) -> bool:
    """It stands in the channel (``NOWHERE``: not any more). False where the asker has left meanwhile."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        if work.cohorts.member(owner) is None:
            return False
        work.cohort_asks.save(replace(work.cohort_asks.get(owner, ask_id), posted=where))
        work.commit()
    return True


def taken_back(work: UnitOfWork, owner: Owner, now: datetime) -> Withdrawn:
    """Of somebody who leaves: their questions in the channel, and every request by them or to them."""
    waiting = introductions.standing(work, work.introductions.with_member(owner))
    for each in waiting:
        _cancel(work, each, now)
    requests = [where for each in waiting for where in each.posted]
    return Withdrawn((*work.cohort_asks.standing(owner), *requests))


def _posting(ask_id: int) -> str:
    return f"cohort_ask:{ask_id}"


def _hold(work: UnitOfWork, owner: Owner) -> Membership:
    """Nobody leaves the cohort while a question is put to it."""
    work.cohorts.hold(owner.team_id)
    return cohort_access.of_member(work, owner)


def _open(work: UnitOfWork, owner: Owner, ask_id: int, now: datetime) -> CohortAsk:
    asked = work.cohort_asks.get(owner, ask_id)
    if not asked.is_open(now):
        raise TooLate("This question is closed. Ask again with /interview ask, and it is open for two weeks.")
    return asked


def _answer(work: UnitOfWork, membership: Membership, asked: CohortAsk) -> Answer:
    owner, channel = asked.asker, membership.cohort.channel
    profile = work.profiles.get(owner)
    looking_for = profile.looking_for if profile else ""
    if asked.about is About.PERSON:
        return Answer(asked, channel, looking_for=looking_for)
    if not cohort_access.is_told(work, owner):
        return Answer(asked, channel, looking_for=looking_for, is_small=True)
    knowing = work.cohort_asks.knowing(owner, asked.key)
    is_field = knowing.in_field > 0 and not knowing.there
    about = About.FIELD if is_field else About.ORGANISATION
    offered = tuple(work.cohort_asks.offered(owner, asked.key, OFFERED))
    return Answer(replace(asked, about=about), channel, told(knowing.either), offered, looking_for)


def _to_ask(work: UnitOfWork, asked: CohortAsk, now: datetime) -> Sequence[Match]:
    """One person of each mate whom it is about, but no mate who was asked the same lately."""
    if asked.about is About.PERSON and asked.contact_id:
        contact = work.contacts.get(asked.asker, asked.contact_id)
        found = work.cohort_asks.matches_of_person(asked.asker, MatchKeys.of(contact.details))
    else:
        found = work.cohort_asks.matches(asked.asker, asked.key)
    lately = work.cohort_asks.asked_lately(asked, now - ASKED_AGAIN_AFTER)
    return [match for match in one_each(found) if match.mate not in lately]


def _request(work: UnitOfWork, asked: CohortAsk, match: Match, now: datetime) -> None:
    introduction_id = work.introductions.add(asked, match, now)
    if introduction_id:
        work.reminders.plan(match.mate, [PlannedReminder(ReminderKind.INTRODUCTION, introduction_id, 1, now)])


def _cancel(work: UnitOfWork, each: Standing, now: datetime) -> None:
    introduction = each.introduction
    work.reminders.cancel_pending(
        introduction.mate, ReminderKind.INTRODUCTION, introduction.id, now, reason="closed"
    )
