"""Promises and advice on both databases: stored once, told once, their member's alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from core import conversations, delivering, members, people_changes, tasks
from core.conversations import LogConversation
from core.decisions import Send
from core.delivering import Timing
from core.errors import NotYours, TooLate
from core.model import ContactDetails, Debrief, Member, Outcome, Owner, ReminderKind, ReminderState
from core.nudges import Nudge
from core.task import Task, TaskKind, TaskState
from core.when import Span
from storage.database import Database
from storage.tables import reminders

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


def talk(
    database: Database, member: Member, *, promise: str = "", advice: str = "", key: str = "V1"
) -> list[Task]:
    """Log a conversation that leaves something to do; its thank-you reminders are out of the way."""
    command = LogConversation(
        ContactDetails(f"Dana {key}", "Genentech"),
        Span(NOW - 9 * DAY, NOW - 9 * DAY + timedelta(minutes=30)),
        Debrief(promise=promise, advice=advice),
        key,
    )
    return conversations.log_conversation(database.writing, member, command, NOW).tasks


def nudge_due_at(database: Database) -> list[datetime]:
    with database.engine.connect() as connection:
        waiting = select(reminders.c.due_at).where(reminders.c.kind == ReminderKind.KEEP_IN_TOUCH.value)
        return list(connection.execute(waiting).scalars())


def deliver(database: Database, now: datetime) -> list[list[str]]:
    """What each nudge that is due names, once it is sent."""
    sends = delivering.take_due(database.writing, "w", now, Timing()).sends
    results = [Outcome(send.reminder.id, ReminderState.SENT) for send in sends]
    delivering.record(database.writing, "w", results, now)
    return [[task.text for task in _nudge(send).tasks] for send in sends if isinstance(send.subject, Nudge)]


def _nudge(send: Send) -> Nudge:
    assert isinstance(send.subject, Nudge)
    return send.subject


def test_a_conversation_leaves_its_tasks_once_however_often_it_is_submitted(
    database: Database, maya: Member
) -> None:
    first = talk(database, maya, promise="send the paper by Friday", advice="join ISPE")
    assert [(task.kind, task.text, task.due_on) for task in first] == [
        (TaskKind.PROMISE, "send the paper by Friday", date(2026, 11, 27)),
        (TaskKind.ADVICE, "join ISPE", date(2026, 12, 7)),
    ]
    assert talk(database, maya, promise="send the paper by Friday", advice="join ISPE") == first


def test_the_nudge_waits_for_the_morning_of_the_first_task(database: Database, maya: Member) -> None:
    talk(database, maya, promise="send the paper by Friday", advice="join ISPE")
    assert nudge_due_at(database) == [FRIDAY]


def test_several_tasks_of_one_morning_come_in_one_message_and_each_once(
    database: Database, maya: Member
) -> None:
    talk(database, maya, promise="send the paper by Friday\ncall Ben by Friday", advice="join ISPE")
    assert deliver(database, FRIDAY - timedelta(minutes=1)) == []
    assert deliver(database, FRIDAY) == [["send the paper by Friday", "call Ben by Friday"]]
    assert deliver(database, FRIDAY + DAY) == []
    assert nudge_due_at(database) == [datetime(2026, 12, 7, 14, tzinfo=UTC)]
    assert deliver(database, FRIDAY + 10 * DAY) == [["join ISPE"]]
    assert nudge_due_at(database) == []


def test_more_than_three_are_spread_over_the_mornings(database: Database, maya: Member) -> None:
    talk(database, maya, promise="\n".join(f"thing {number} by Friday" for number in range(7)))
    assert [len(named) for named in deliver(database, FRIDAY)] == [3]
    assert nudge_due_at(database) == [FRIDAY + 3 * DAY]
    assert [len(named) for named in deliver(database, FRIDAY + 3 * DAY)] == [3]
    assert [len(named) for named in deliver(database, FRIDAY + 4 * DAY)] == [1]


def test_what_is_done_or_dropped_before_its_day_is_not_told(database: Database, maya: Member) -> None:
    paper, ispe = talk(database, maya, promise="send the paper by Friday", advice="join ISPE by Friday")
    tasks.complete(database.writing, maya, paper.id, NOW)
    tasks.drop(database.writing, maya, ispe.id, NOW)
    assert nudge_due_at(database) == []
    with database.reading() as work:
        assert tasks.still_open(work, MAYA).in_all == 0


def test_a_second_click_changes_nothing_that_was_decided(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper")
    done = tasks.complete(database.writing, maya, paper.id, NOW)
    assert (done.state, done.closed_at) == (TaskState.DONE, NOW)
    later = NOW + timedelta(hours=1)
    assert tasks.complete(database.writing, maya, paper.id, later) == done
    assert tasks.drop(database.writing, maya, paper.id, later) == done
    assert tasks.in_a_week(database.writing, maya, paper.id, later) == done


def test_in_a_week_is_told_again_then_and_not_before(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper by Friday")
    deliver(database, FRIDAY)
    moved = tasks.in_a_week(database.writing, maya, paper.id, FRIDAY)
    assert moved.due_on == date(2026, 12, 4)
    assert deliver(database, FRIDAY + 6 * DAY) == []
    assert deliver(database, FRIDAY + 7 * DAY) == [["send the paper by Friday"]]


def test_another_day_moves_the_nudge_and_one_that_has_passed_is_explained(
    database: Database, maya: Member
) -> None:
    [paper] = talk(database, maya, promise="send the paper by Friday")
    tasks.move(database.writing, maya, paper.id, date(2026, 12, 1), NOW)
    assert nudge_due_at(database) == [datetime(2026, 12, 1, 14, tzinfo=UTC)]
    with pytest.raises(TooLate, match="has passed"):
        tasks.move(database.writing, maya, paper.id, date(2026, 11, 22), NOW)
    with pytest.raises(TooLate, match="more than a year"):
        tasks.move(database.writing, maya, paper.id, date(2028, 1, 1), NOW)


def test_whoever_is_archived_is_left_out_until_brought_back(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper by Friday")
    people_changes.archive(database.writing, maya, paper.contact.id, NOW)
    assert nudge_due_at(database) == []
    with database.reading() as work:
        assert work.tasks.open(MAYA, 9) == []
    people_changes.bring_back(database.writing, maya, paper.contact.id, NOW)
    assert nudge_due_at(database) == [FRIDAY]


def test_a_person_who_is_deleted_takes_their_tasks_along(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper by Friday")
    people_changes.remove(database.writing, maya, paper.contact.id, NOW)
    assert nudge_due_at(database) == []
    with pytest.raises(NotYours):
        tasks.find(database.reading, MAYA, paper.id)


def test_tasks_of_two_entries_that_become_one_person_stay(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper", key="V1")
    [call] = talk(database, maya, promise="call Ben", key="V2")
    people_changes.merge(database.writing, maya, paper.contact.id, call.contact.id, NOW)
    with database.reading() as work:
        found = work.tasks.with_contact(MAYA, paper.contact.id)
    assert [task.text for task in found] == ["send the paper", "call Ben"]


def test_telling_that_it_is_done_is_a_touch(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper")
    tasks.complete(database.writing, maya, paper.id, NOW)
    told = tasks.write_about(database.writing, maya, paper.id, NOW + DAY)
    assert told.written_at == NOW + DAY
    with database.reading() as work:
        assert work.nudges.last_touch(MAYA, paper.contact.id) == NOW + DAY


def test_nobody_finds_or_changes_somebody_elses_tasks(database: Database, maya: Member) -> None:
    [paper] = talk(database, maya, promise="send the paper")
    jonas = members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    for change in (tasks.complete, tasks.drop, tasks.in_a_week, tasks.write_about):
        with pytest.raises(NotYours):
            change(database.writing, jonas, paper.id, NOW)
    with database.reading() as work:
        assert work.tasks.open(JONAS, 9) == []
        assert work.tasks.with_contact(JONAS, paper.contact.id) == []
        assert work.tasks.told_in(JONAS, 1) == []
