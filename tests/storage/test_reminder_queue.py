"""The reminder queue on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from core.model import Owner, PlannedReminder, PostedMessage, Reminder, ReminderKind, ReminderState
from storage.database import Database
from storage.tables import reminders, reminders_done
from storage.unit_of_work import SqlUnitOfWork

MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
LEASE = timedelta(minutes=2)


@pytest.fixture
def work(database: Database) -> Callable[[], SqlUnitOfWork]:
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        work.commit()
    return database.writing


def planned(interview_id: int, occurrence: int = 1, due_at: datetime = NOW) -> PlannedReminder:
    return PlannedReminder(ReminderKind.THANK_YOU, interview_id, occurrence, due_at)


def plan(work: Callable[[], SqlUnitOfWork], *reminders_: PlannedReminder, owner: Owner = MAYA) -> None:
    with work() as unit:
        unit.reminders.plan(owner, reminders_)
        unit.commit()


def claim(work: Callable[[], SqlUnitOfWork], now: datetime = NOW, limit: int = 100) -> list[Reminder]:
    with work() as unit:
        claimed = unit.reminders.claim("worker", now, lease=LEASE, limit=limit)
        unit.commit()
    return claimed


def test_what_is_due_is_claimed_once_soonest_first(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1, due_at=NOW), planned(2, due_at=NOW - timedelta(hours=1)))
    plan(work, planned(3, due_at=NOW + timedelta(seconds=1)))
    assert [reminder.interview_id for reminder in claim(work)] == [2, 1]
    assert claim(work) == []
    with work() as unit:
        assert not unit.reminders.anything_due(NOW)
        assert unit.reminders.anything_due(NOW + timedelta(minutes=1))
        assert unit.reminders.anything_due(NOW + LEASE + timedelta(seconds=1))
    assert [reminder.interview_id for reminder in claim(work, NOW + timedelta(minutes=1))] == [3]


def test_a_claim_takes_no_more_than_asked_for(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, *(planned(number) for number in range(5)))
    assert [len(claim(work, limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_a_claim_that_is_rolled_back_leaves_the_reminder_due(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    with work() as unit:
        assert unit.reminders.claim("worker", NOW, lease=LEASE, limit=10)
    assert len(claim(work)) == 1


def test_the_same_reminder_is_planned_once_even_after_it_was_sent(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1), planned(1))
    [reminder] = claim(work)
    with work() as unit:
        unit.reminders.finish(reminder.id, ReminderState.SENT, NOW, posted=PostedMessage("D1", "1.0"))
        unit.commit()
    plan(work, planned(1))
    assert claim(work) == []


def test_what_is_finished_moves_to_the_history_with_what_became_of_it(
    work: Callable[[], SqlUnitOfWork], database: Database
) -> None:
    plan(work, planned(1), planned(2))
    sent, failed = claim(work)
    with work() as unit:
        unit.reminders.finish(sent.id, ReminderState.SENT, NOW, posted=PostedMessage("D1", "1.0"))
        unit.reminders.finish(failed.id, ReminderState.FAILED, NOW, reason="account_inactive")
        unit.commit()
    with database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(reminders)).scalar_one() == 0
        done = connection.execute(select(reminders_done).order_by(reminders_done.c.id)).all()
    assert [(row.state, row.reason, row.channel, row.ts) for row in done] == [
        ("sent", "", "D1", "1.0"),
        ("failed", "account_inactive", "", ""),
    ]
    with work() as unit:
        assert unit.reminders.posted(MAYA, 1) == [PostedMessage("D1", "1.0")]
        assert unit.reminders.posted(JONAS, 1) == []


def test_what_is_postponed_is_due_again_then_and_not_before(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    [reminder] = claim(work)
    with work() as unit:
        unit.reminders.postpone(reminder.id, NOW + timedelta(hours=1))
        unit.commit()
    assert claim(work, NOW + timedelta(minutes=59)) == []
    assert len(claim(work, NOW + timedelta(hours=1))) == 1


def test_what_was_in_doubt_is_not_claimed_again(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1), planned(2))
    first, _ = claim(work)
    with work() as unit:
        unit.reminders.doubt(first.id)
        assert unit.reminders.doubt_expired(NOW + LEASE) == 0
        assert unit.reminders.doubt_expired(NOW + LEASE + timedelta(seconds=1)) == 1
        unit.commit()
    assert claim(work, NOW + timedelta(days=1)) == []
    with work() as unit:
        assert [reminder.state for reminder in unit.reminders.waiting(MAYA, 1)] == [ReminderState.UNKNOWN]


def test_a_member_sees_only_their_own(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    with work() as unit:
        assert len(unit.reminders.waiting(MAYA, 1)) == 1
        assert unit.reminders.waiting(JONAS, 1) == []


def test_the_next_occurrence_counts_waiting_and_finished_ones(work: Callable[[], SqlUnitOfWork]) -> None:
    with work() as unit:
        assert unit.reminders.next_occurrence(1) == 1
    plan(work, planned(1, 1), planned(1, 2, NOW + timedelta(hours=1)))
    [first] = claim(work)
    with work() as unit:
        unit.reminders.finish(first.id, ReminderState.CANCELLED, NOW)
        assert unit.reminders.next_occurrence(1) == 3
        assert unit.reminders.next_due_at() == NOW + timedelta(hours=1)


def test_cancelling_leaves_alone_what_a_worker_has_claimed(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1, 1), planned(1, 2, NOW + timedelta(hours=1)), planned(2))
    claim(work, limit=1)
    with work() as unit:
        unit.reminders.cancel_pending(JONAS, 1, NOW, reason="not mine")
        unit.reminders.cancel_pending(MAYA, 1, NOW, reason="sent")
        assert [reminder.state for reminder in unit.reminders.waiting(MAYA, 1)] == [ReminderState.SENDING]
        assert len(unit.reminders.waiting(MAYA, 2)) == 1


@pytest.mark.postgres
def test_many_workers_claim_every_reminder_exactly_once(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, *(planned(number) for number in range(300)))
    claimed: list[int] = []

    def work_through() -> None:
        while batch := claim(work, limit=7):
            claimed.extend(reminder.id for reminder in batch)

    threads = [threading.Thread(target=work_through) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(set(claimed))
    assert len(claimed) == 300
