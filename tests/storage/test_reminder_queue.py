"""The reminder queue on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from core.model import (
    Outcome,
    Owner,
    PlannedReminder,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderState,
)
from storage.database import Database
from storage.tables import reminders, reminders_done
from storage.unit_of_work import SqlUnitOfWork

MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
LEASE = timedelta(minutes=2)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
NOTE = ReminderKind.THANK_YOU


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


def sent(reminder: Reminder, ts: str = "1.0") -> Outcome:
    return Outcome(reminder.id, ReminderState.SENT, posted=PostedMessage("D1", ts))


def claim(work: Callable[[], SqlUnitOfWork], now: datetime = NOW, limit: int = 100) -> list[Reminder]:
    with work() as unit:
        claimed = unit.reminders.claim("worker", now, lease=LEASE, limit=limit)
        unit.commit()
    return claimed


def test_what_is_due_is_claimed_once_soonest_first(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1, due_at=NOW), planned(2, due_at=NOW - timedelta(hours=1)))
    plan(work, planned(3, due_at=NOW + timedelta(seconds=1)))
    assert [reminder.subject_id for reminder in claim(work)] == [2, 1]
    assert claim(work) == []
    with work() as unit:
        assert not unit.reminders.anything_due(NOW)
        assert unit.reminders.anything_due(NOW + timedelta(minutes=1))
        assert unit.reminders.anything_due(NOW + LEASE + timedelta(seconds=1))
    assert [reminder.subject_id for reminder in claim(work, NOW + timedelta(minutes=1))] == [3]


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
        unit.reminders.finish([sent(reminder)], NOW)
        unit.commit()
    plan(work, planned(1))
    assert claim(work) == []


def test_what_is_finished_moves_to_the_history_with_what_became_of_it(
    work: Callable[[], SqlUnitOfWork], database: Database
) -> None:
    plan(work, planned(1), planned(2))
    arrived, refused = claim(work)
    with work() as unit:
        failed = Outcome(refused.id, ReminderState.FAILED, "account_inactive")
        unit.reminders.finish([sent(arrived), failed], NOW)
        unit.reminders.finish([sent(refused)], NOW)
        unit.commit()
    with database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(reminders)).scalar_one() == 0
        done = connection.execute(select(reminders_done).order_by(reminders_done.c.id)).all()
    assert [(row.state, row.reason, row.channel, row.ts) for row in done] == [
        ("sent", "", "D1", "1.0"),
        ("failed", "account_inactive", "", ""),
    ]
    with work() as unit:
        assert unit.reminders.posted(MAYA, NOTE, 1) == [PostedMessage("D1", "1.0")]
        assert unit.reminders.posted(JONAS, NOTE, 1) == []


def test_what_is_postponed_is_due_again_then_and_not_before(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    [reminder] = claim(work)
    with work() as unit:
        unit.reminders.postpone(reminder.id, NOW + timedelta(hours=1))
        unit.commit()
    assert claim(work, NOW + timedelta(minutes=59)) == []
    assert len(claim(work, NOW + timedelta(hours=1))) == 1


def test_what_is_given_back_stays_due_as_it_was_but_waits(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    [reminder] = claim(work)
    with work() as unit:
        unit.reminders.release("another", [reminder.id], NOW)
        unit.reminders.release("worker", [reminder.id], NOW + MINUTE)
        unit.commit()
    assert claim(work, NOW + MINUTE - SECOND) == []
    [again] = claim(work, NOW + MINUTE)
    assert (again.state, again.due_at, again.sending_at) == (ReminderState.SENDING, NOW, NOW + MINUTE)


def test_what_may_have_been_posted_comes_back_as_unknown(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1), planned(2))
    first, _ = claim(work)
    with work() as unit:
        unit.reminders.doubt("another", [first.id], NOW)
        unit.reminders.doubt("worker", [first.id], NOW + SECOND)
        unit.commit()
    [in_doubt] = claim(work, NOW + SECOND)
    assert (in_doubt.id, in_doubt.state, in_doubt.sending_at) == (first.id, ReminderState.UNKNOWN, NOW)
    [died_with_its_worker] = claim(work, NOW + LEASE)
    assert (died_with_its_worker.subject_id, died_with_its_worker.state) == (2, ReminderState.UNKNOWN)


def test_a_workspace_that_takes_nothing_is_passed_over(work: Callable[[], SqlUnitOfWork]) -> None:
    elsewhere = Owner("T2", "U1")
    with work() as unit:
        unit.members.set_zone(elsewhere, "Europe/Berlin", NOW)
        unit.commit()
    plan(work, planned(1, due_at=NOW - MINUTE))
    plan(work, planned(2), owner=elsewhere)
    with work() as unit:
        claimed = unit.reminders.claim("worker", NOW, lease=LEASE, limit=1, skip={"T1"})
    assert [reminder.subject_id for reminder in claimed] == [2]


def test_of_two_reminders_about_the_same_that_are_due_the_earlier_is_overtaken(
    work: Callable[[], SqlUnitOfWork],
) -> None:
    plan(work, planned(1, 1), planned(1, 2), planned(2, 1), planned(2, 2, NOW + MINUTE))
    ids = {(reminder.subject_id, reminder.occurrence): reminder.id for reminder in claim(work)}
    with work() as unit:
        assert unit.reminders.overtaken(list(ids.values()), NOW) == {ids[1, 1]}
        assert unit.reminders.overtaken(list(ids.values()), NOW + MINUTE) == {ids[1, 1], ids[2, 1]}


def test_a_member_sees_only_their_own(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1))
    with work() as unit:
        assert len(unit.reminders.about(MAYA, NOTE, 1)) == 1
        assert unit.reminders.about(JONAS, NOTE, 1) == []


def test_the_next_occurrence_counts_waiting_and_finished_ones(work: Callable[[], SqlUnitOfWork]) -> None:
    with work() as unit:
        assert unit.reminders.next_occurrence(MAYA, NOTE, 1) == 1
    plan(work, planned(1, 1), planned(1, 2, NOW + timedelta(hours=1)))
    [first] = claim(work)
    with work() as unit:
        unit.reminders.finish([Outcome(first.id, ReminderState.CANCELLED)], NOW)
        assert unit.reminders.next_occurrence(MAYA, NOTE, 1) == 3
        assert unit.reminders.next_due_at() == NOW + timedelta(hours=1)


def test_cancelling_leaves_alone_what_a_worker_has_claimed(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, planned(1, 1), planned(1, 2, NOW + timedelta(hours=1)), planned(2))
    claim(work, limit=1)
    with work() as unit:
        unit.reminders.cancel_pending(JONAS, NOTE, 1, NOW, reason="not mine")
        unit.reminders.cancel_pending(MAYA, NOTE, 1, NOW, reason="sent")
        assert [reminder.state for reminder in unit.reminders.about(MAYA, NOTE, 1)] == [ReminderState.SENDING]
        assert len(unit.reminders.about(MAYA, NOTE, 2)) == 1


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


NO_REPLY = ReminderKind.NO_REPLY


def ask(outreach_id: int, due_at: datetime = NOW, occurrence: int = 1) -> PlannedReminder:
    return PlannedReminder(NO_REPLY, outreach_id, occurrence, due_at)


def claim_along(work: Callable[[], SqlUnitOfWork], ids: list[int], by: timedelta) -> list[Reminder]:
    with work() as unit:
        taken = unit.reminders.claim_along("worker", ids, NOW, by=NOW + by, lease=LEASE)
        unit.commit()
    return taken


def test_what_is_due_soon_is_taken_along_of_the_same_member_and_kind_only(
    work: Callable[[], SqlUnitOfWork],
) -> None:
    plan(work, ask(1), ask(2, NOW + 2 * MINUTE), ask(3, NOW + MINUTE), ask(4, NOW + 9 * MINUTE))
    plan(work, planned(5, due_at=NOW + MINUTE))
    plan(work, ask(6, NOW + MINUTE), owner=JONAS)
    [lead] = claim(work)
    along = claim_along(work, [lead.id], by=5 * MINUTE)
    assert [one.subject_id for one in along] == [3, 2]
    assert {one.state for one in along} == {ReminderState.SENDING}
    assert {one.sending_at for one in along} == {lead.sending_at}
    assert claim_along(work, [lead.id], by=5 * MINUTE) == [], "they are this worker's already"


def test_what_waits_for_slack_is_not_taken_along(work: Callable[[], SqlUnitOfWork]) -> None:
    plan(work, ask(1), ask(2, NOW + MINUTE))
    [lead] = claim(work)
    [other] = claim_along(work, [lead.id], by=5 * MINUTE)
    with work() as unit:
        unit.reminders.release("worker", [other.id], NOW + 2 * MINUTE)
        unit.commit()
    assert claim_along(work, [lead.id], by=5 * MINUTE) == []


def test_a_message_tells_what_was_recorded_with_it_and_until_then_what_was_claimed_with_it(
    work: Callable[[], SqlUnitOfWork],
) -> None:
    plan(work, ask(1), ask(2), ask(3, NOW + MINUTE))
    both = claim(work)
    where = PostedMessage("D1", "7.0")

    def told(subject_id: int) -> list[int]:
        with work() as unit:
            return [one.subject_id for one in unit.reminders.told_with(MAYA, NO_REPLY, subject_id, where)]

    assert told(1) == [1, 2]
    assert told(3) == []
    with work() as unit:
        unit.reminders.finish([sent(one, "7.0") for one in both], NOW)
        unit.commit()
    assert told(1) == told(2) == [1, 2]
    claim(work, NOW + MINUTE)
    with work() as unit:
        assert unit.reminders.told_with(JONAS, NO_REPLY, 1, where) == []
