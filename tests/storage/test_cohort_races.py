"""What two people of a cohort, or two processes, do at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import count
from typing import TypeVar

import pytest

from core import cohort_asks, cohort_members, cohorts, introductions, sharing, takeaways
from core.cohort import Cohort
from core.errors import InroadError, NotInCohort, NotYours
from core.introduction import OPEN_FOR, Introduction, RequestState
from core.model import ContactDetails, Member, Owner, PostedMessage
from core.receipts import POSTING_TAKES
from core.shares import NOTHING, Share
from core.takeaway import Wanted
from storage.database import Database
from tests.storage.cohort import CHANNEL, NOW, add_person, set_up, share

T = TypeVar("T")
DANA = ContactDetails("Dana Wu", "NOAA", email="dana@noaa.gov")
ROUNDS = 6


@pytest.fixture
def mates(database: Database) -> list[Member]:
    return set_up(database, "U1", "U2", "U3")


def at_once(*acts: Callable[[], T]) -> list[T]:
    with ThreadPoolExecutor(len(acts)) as threads:
        return [done.result() for done in [threads.submit(act) for act in acts]]


def request(database: Database, asker: Member, mate: Member, number: int) -> Introduction:
    details = ContactDetails("Dana Wu", f"Place {number}")
    share(database, mate, details, [Share.ORGANISATION])
    answer = cohort_asks.ask(database.writing, asker, details.organisation, NOW, request_key=f"t{number}")
    cohort_asks.send(database.writing, asker, answer.ask.id, NOW)
    with database.reading() as work:
        return next(one for one in work.introductions.unanswered(mate.owner) if one.ask.id == answer.ask.id)


def test_two_first_set_ups_at_once_make_one_facilitator(database: Database) -> None:
    users = [f"U{number}" for number in range(4)]
    for number in range(ROUNDS):
        team = f"T{number}"
        wanted = Cohort(team, CHANNEL, "UTC", date(2026, 9, 1), date(2026, 12, 20))

        def begin(user_id: str, team: str = team, wanted: Cohort = wanted) -> bool:
            try:
                cohorts.set_up(database.writing, Owner(team, user_id), wanted, users, NOW, NOW)
            except InroadError:
                return False
            return True

        begun = at_once(*[partial(begin, user_id) for user_id in users])
        with database.reading() as work:
            members = work.cohorts.members(team)
        assert [one.owner.user_id for one in members if one.is_facilitator] == [
            user_id for user_id, is_first in zip(users, begun, strict=True) if is_first
        ]
        assert begun.count(True) == 1


def test_a_yes_at_the_last_moment_is_not_undone_by_the_end(database: Database, mates: list[Member]) -> None:
    maya, jonas, _ = mates
    for number in range(ROUNDS):
        asked = request(database, maya, jonas, number)

        def accept(asked: Introduction = asked) -> bool:
            return introductions.accept(database.writing, jonas, asked.id, NOW).draft is not None

        def end(asked: Introduction = asked) -> bool:
            ended = introductions.expire(database.writing, NOW + OPEN_FOR, 10)
            return asked.id in {each.introduction.id for each in ended}

        is_accepted, is_ended = at_once(accept, end)
        with database.reading() as work:
            state = work.introductions.as_they_stand([asked.id])[asked.id].state
        assert (is_accepted, is_ended) in {(True, False), (False, True)}
        assert state is (RequestState.OPENING if is_accepted else RequestState.EXPIRED)


def test_a_yes_and_a_revocation_at_once_never_both_happen(database: Database, mates: list[Member]) -> None:
    maya, jonas, _ = mates
    for number in range(ROUNDS):
        asked = request(database, maya, jonas, number)

        def accept(asked: Introduction = asked) -> bool:
            return introductions.accept(database.writing, jonas, asked.id, NOW).draft is not None

        def revoke(asked: Introduction = asked) -> bool:
            changed = sharing.change(database.writing, jonas, asked.contact.id, NOTHING, NOW)
            return bool(changed.withdrawn)

        is_opened, is_withdrawn = at_once(accept, revoke)
        assert is_opened != is_withdrawn
        with database.reading() as work:
            state = work.introductions.get(jonas.owner, asked.id).state
        assert state is (RequestState.OPENING if is_opened else RequestState.WITHDRAWN)


def test_a_yes_pressed_many_times_at_once_opens_one_conversation(
    database: Database, mates: list[Member]
) -> None:
    maya, jonas, _ = mates
    asked = request(database, maya, jonas, 0)
    opened = at_once(*[lambda: introductions.accept(database.writing, jonas, asked.id, NOW).draft] * 8)
    assert len([draft for draft in opened if draft]) == 1


def test_a_question_sent_many_times_at_once_asks_each_mate_once(
    database: Database, mates: list[Member]
) -> None:
    maya, *others = mates
    for mate in others:
        share(database, mate, DANA, [Share.ORGANISATION])
    answers = at_once(*[lambda: cohort_asks.ask(database.writing, maya, "NOAA", NOW, request_key="t1")] * 8)
    assert len({answer.ask.id for answer in answers}) == 1
    at_once(*[lambda: cohort_asks.send(database.writing, maya, answers[0].ask.id, NOW)] * 8)
    with database.reading() as work:
        assert [len(work.introductions.unanswered(mate.owner)) for mate in others] == [1, 1]


def test_of_two_clicks_in_two_processes_one_posts_and_after_a_failure_the_next_one_may(
    database: Database, mates: list[Member]
) -> None:
    maya, *_ = mates
    answer = cohort_asks.ask(database.writing, maya, "NOAA", NOW, request_key="t1")
    shared = takeaways.share(database.writing, maya, Wanted("Ask early."), request_key="t1", now=NOW)
    ask_id, takeaway_id, views = answer.ask.id, shared.takeaway.id, count()

    def question(at: datetime = NOW) -> bool:
        key = f"V{next(views)}"
        return bool(cohort_asks.take_on_posting(database.writing, maya, ask_id, at, request_key=key))

    def takeaway(at: datetime = NOW) -> bool:
        return bool(takeaways.take_on_posting(database.writing, maya.owner, takeaway_id, at))

    for take_on in (question, takeaway):
        assert at_once(*[take_on] * 6).count(True) == 1
    cohort_asks.not_posted(database.writing, ask_id)
    takeaways.not_posted(database.writing, takeaway_id)
    for take_on in (question, takeaway):
        assert at_once(*[take_on] * 6).count(True) == 1
        # The process ended before it knew: after a minute it may be posted once more.
        assert at_once(*[partial(take_on, NOW + POSTING_TAKES)] * 6).count(True) == 1
    cohort_asks.posted(database.writing, maya.owner, ask_id, PostedMessage(CHANNEL, "1.0"))
    takeaways.posted(database.writing, maya.owner, takeaway_id, PostedMessage(CHANNEL, "2.0"))
    assert not any(take_on(NOW + 2 * POSTING_TAKES) for take_on in (question, takeaway))


def test_whoever_leaves_while_they_share_or_add_somebody_shares_nothing(
    database: Database, mates: list[Member]
) -> None:
    *_, priya = mates
    for _ in range(ROUNDS):
        sharing.start_with(database.writing, priya, frozenset({Share.GUARD}), NOW, known_too=False)
        dana = add_person(database, priya.owner, DANA)

        def change(dana: int = dana) -> None:
            try:
                sharing.change(database.writing, priya, dana, frozenset({Share.NAME}), NOW)
            except NotInCohort:
                return

        at_once(
            change,
            lambda: cohort_members.leave(database.writing, priya.owner, NOW),
            lambda: add_person(database, priya.owner, DANA),
        )
        cohort_members.join(database.writing, priya.owner, CHANNEL, NOW)
        page = sharing.page(database.reading, priya.owner)
        assert (page.shared, page.start_with) == (0, NOTHING)


def test_an_asker_who_leaves_while_a_mate_says_yes_fails_neither(
    database: Database, mates: list[Member]
) -> None:
    maya, jonas, _ = mates
    for number in range(ROUNDS):
        asked = request(database, maya, jonas, number)

        def accept(asked: Introduction = asked) -> None:
            try:
                introductions.accept(database.writing, jonas, asked.id, NOW)
            except NotYours:
                return

        at_once(accept, lambda: cohort_members.leave(database.writing, maya.owner, NOW))
        cohort_members.join(database.writing, maya.owner, CHANNEL, NOW)
