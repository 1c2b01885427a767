"""Merging two people who have the same conversation twice: it is one, and nothing of either is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from core import conversations, members, people_changes, scheduling, thank_you
from core.conversations import LogConversation
from core.errors import NotYours
from core.model import ContactDetails, Debrief, Interview, Member, Owner, ReminderKind, ThankYou
from core.scheduled import Medium, ScheduledInterview, ScheduledState
from core.scheduling import Plan
from core.task import TaskKind
from core.when import Span
from storage.database import Database
from storage.tables import cohort_takeaways, reminders, tasks

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
BEGAN = NOW - timedelta(minutes=40)
TOMORROW = NOW + timedelta(days=1)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DANA, WU, BEN = ContactDetails("Dana Wu"), ContactDetails("D. Wu"), ContactDetails("Ben Ito")
FIRST = Debrief("learn to code", "read Pew", "my thesis", "Sam Reyes", "kind")
SECOND = Debrief("learn to code", "read Pew", "a card", "Kim Lee", "likes tea")


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


def log(
    database: Database, member: Member, who: ContactDetails, debrief: Debrief = FIRST, **more: Any
) -> Interview:
    told = LogConversation(who, Span(BEGAN, NOW), debrief, who.name, **more)
    return conversations.log_conversation(database.writing, member, told, NOW).interview


def agree(database: Database, member: Member, who: ContactDetails, place: str = "") -> ScheduledInterview:
    plan = Plan(TOMORROW, timedelta(minutes=30), Medium.VIDEO, place)
    return scheduling.schedule(database.writing, member, who, plan, f"S {who.name}", NOW).scheduled


def merge(
    database: Database,
    member: Member,
    one: Interview | ScheduledInterview,
    other: Interview | ScheduledInterview,
) -> list[Interview]:
    people_changes.merge(database.writing, member, one.contact.id, other.contact.id, NOW)
    with database.reading() as work:
        return work.interviews.with_contact(MAYA, one.contact.id)


def reminded_of(database: Database, *kinds: ReminderKind) -> set[tuple[str, int]]:
    with database.engine.connect() as connection:
        of_kind = reminders.c.kind.in_([kind.value for kind in kinds])
        return {
            (kind, subject)
            for kind, subject in connection.execute(
                select(reminders.c.kind, reminders.c.subject_id).where(of_kind)
            )
        }


def test_the_same_conversation_logged_twice_is_one_with_all_that_was_written(
    database: Database, maya: Member
) -> None:
    mine, other = log(database, maya, DANA), log(database, maya, WU, SECOND)
    [joined] = merge(database, maya, mine, other)
    assert joined.id == mine.id
    assert joined.debrief == Debrief(
        "learn to code", "read Pew", "my thesis\na card", "Sam Reyes\nKim Lee", "kind\nlikes tea"
    )
    with database.reading() as work:
        left = [(task.kind, task.text) for task in work.tasks.of_interview(MAYA, mine.id)]
    assert sorted(left) == [
        (TaskKind.ADVICE, "read Pew"),
        (TaskKind.PROMISE, "a card"),
        (TaskKind.PROMISE, "my thesis"),
    ]
    assert reminded_of(database, ReminderKind.THANK_YOU) == {("thank_you", mine.id)}


@pytest.mark.parametrize("mine_is", ThankYou)
@pytest.mark.parametrize("other_is", ThankYou)
def test_a_note_that_was_sent_is_owed_no_more_and_one_skipped_is_not_asked_for(
    database: Database, maya: Member, mine_is: ThankYou, other_is: ThankYou
) -> None:
    mine, other = log(database, maya, DANA), log(database, maya, WU)
    for one, outcome in ((mine, mine_is), (other, other_is)):
        if outcome is not ThankYou.DUE:
            thank_you.close(database.writing, MAYA, one.id, outcome, NOW, note=f"Dear {one.id}")
    [joined] = merge(database, maya, mine, other)
    order = (ThankYou.SENT, ThankYou.SKIPPED, ThankYou.DUE)
    assert joined.thank_you is min(mine_is, other_is, key=order.index)
    for one, outcome in ((mine, mine_is), (other, other_is)):
        assert (f"Dear {one.id}" in joined.thank_you_note) is (outcome is not ThankYou.DUE)
    owed = {("thank_you", mine.id)} if joined.thank_you is ThankYou.DUE else set()
    assert reminded_of(database, ReminderKind.THANK_YOU) == owed


def test_a_promise_that_was_kept_is_not_open_again(database: Database, maya: Member) -> None:
    mine, other = log(database, maya, DANA), log(database, maya, WU)
    with database.engine.begin() as connection:
        done = tasks.update().where(tasks.c.interview_id == other.id).values(state="done", closed_at=NOW)
        connection.execute(done)
    merge(database, maya, mine, other)
    with database.reading() as work:
        assert {task.state.value for task in work.tasks.of_interview(MAYA, mine.id)} == {"done"}


def test_what_was_shared_of_the_other_is_known_to_be_of_this_one(database: Database, maya: Member) -> None:
    mine, other = log(database, maya, DANA), log(database, maya, WU)
    shared = {
        "team_id": "T1",
        "user_id": "U1",
        "interview_id": other.id,
        "text": "Ask early.",
        "is_signed": False,
        "shared_at": NOW,
        "request_key": "K1",
    }
    with database.engine.begin() as connection:
        connection.execute(insert(cohort_takeaways).values(shared))
    merge(database, maya, mine, other)
    with database.engine.connect() as connection:
        assert connection.execute(select(cohort_takeaways.c.interview_id)).scalar_one() == mine.id


def test_what_was_logged_of_two_panels_stays_two(database: Database, maya: Member) -> None:
    mine, other = (
        log(database, maya, DANA, others=((BEN, None),)),
        log(database, maya, WU, others=((BEN, None),)),
    )
    assert len(merge(database, maya, mine, other)) == 2


def test_whoever_was_twice_in_one_panel_was_there_once(database: Database, maya: Member) -> None:
    mine = log(database, maya, DANA, others=((WU, None), (BEN, None)))
    with database.reading() as work:
        together = work.interviews.of_panels([mine.id])[mine.id]
    [joined] = merge(database, maya, mine, together[1])
    with database.reading() as work:
        names = [each.contact.details.name for each in work.interviews.of_panels([joined.id])[joined.id]]
    assert names == ["Dana Wu", "Ben Ito"]


def test_the_same_conversation_agreed_twice_is_one_with_its_reminders_once(
    database: Database, maya: Member
) -> None:
    mine, other = agree(database, maya, DANA), agree(database, maya, WU, "https://example.org/wu")
    merge(database, maya, mine, other)
    with database.reading() as work:
        [joined] = work.scheduled.open_with(MAYA, mine.contact.id)
    assert (joined.id, joined.place) == (mine.id, "https://example.org/wu")
    assert {subject for _, subject in reminded_of(database, *ReminderKind)} == {mine.id}


def test_one_that_was_called_off_calls_off_no_other(database: Database, maya: Member) -> None:
    mine, other = agree(database, maya, DANA), agree(database, maya, WU)
    scheduling.cancel(database.writing, MAYA, other.id, NOW)
    merge(database, maya, mine, other)
    assert scheduling.find(database.reading, MAYA, mine.id).is_open
    assert scheduling.find(database.reading, MAYA, other.id).state is ScheduledState.CANCELLED


@pytest.mark.parametrize("agreed_with", [DANA, WU])
def test_what_was_agreed_with_one_and_logged_of_the_other_was_held(
    database: Database, maya: Member, agreed_with: ContactDetails
) -> None:
    scheduled = agree(database, maya, agreed_with)
    logged_with = WU if agreed_with is DANA else DANA
    span = Span(TOMORROW, TOMORROW + timedelta(minutes=30))
    told = LogConversation(logged_with, span, FIRST, "L1")
    later = TOMORROW + timedelta(hours=1)
    logged = conversations.log_conversation(database.writing, maya, told, later).interview
    merge(database, maya, scheduled, logged)
    found = scheduling.find(database.reading, MAYA, scheduled.id)
    assert (found.state, found.interview_id) == (ScheduledState.HELD, logged.id)
    assert reminded_of(database, ReminderKind.OUTCOME) == set()


def test_nobody_joins_another_members_conversations(database: Database, maya: Member) -> None:
    mine, other = log(database, maya, DANA), log(database, maya, WU)
    members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    with database.writing() as work:
        for joining in (work.interviews.join, work.scheduled.join):
            with pytest.raises(NotYours):
                joining(JONAS, mine.contact.id, other.contact.id)
