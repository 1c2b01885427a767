"""Use cases that run at the same moment, as a double click or two processes make them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, TypeVar

import pytest
from sqlalchemy import text

from core import (
    conversations,
    delivering,
    keep_in_touch,
    members,
    people_changes,
    people_list,
    receipts,
    thank_you,
)
from core.conversations import LogConversation
from core.delivering import Timing
from core.keep_in_touch import Touch
from core.model import ContactDetails, Debrief, Member, Owner, ReminderKind, ThankYou
from core.nudges import HowOften
from core.people_query import PeopleQuery
from core.thank_you_rules import Later
from core.when import Span
from storage.database import Database

T = TypeVar("T")
MAYA = Owner("T1", "U1")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
TALK = LogConversation(
    ContactDetails("Dana Wu", "Genentech"), Span(NOW - timedelta(minutes=40), NOW), Debrief(), "V1"
)
AT_ONCE = 8


def at_once(act: Callable[[], T]) -> list[T]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [done.result() for done in [threads.submit(act) for _ in range(AT_ONCE)]]


def test_a_newcomer_who_does_two_things_at_once_becomes_one_member(database: Database) -> None:
    joined = at_once(lambda: members.settle_in(database.writing, MAYA, "Europe/Berlin", NOW))
    assert len(set(joined)) == 1


def test_one_form_submitted_many_times_at_once_is_one_conversation(database: Database) -> None:
    maya = members.settle_in(database.writing, MAYA, "America/New_York", NOW)
    logged = at_once(lambda: conversations.log_conversation(database.writing, maya, TALK, NOW))
    assert len({one.interview.id for one in logged}) == 1
    assert all(len(one.reminders) == 2 for one in logged)
    assert people_list.people(database.reading, maya, PeopleQuery(), 0, NOW).total == 1


def test_sent_and_later_pressed_at_once_leave_at_most_one_reminder(database: Database) -> None:
    maya = members.settle_in(database.writing, MAYA, "America/New_York", NOW)
    interview = conversations.log_conversation(database.writing, maya, TALK, NOW).interview
    at_once(lambda: thank_you.snooze(database.writing, maya, interview.id, Later.TONIGHT, NOW))
    with database.reading() as work:
        assert len(work.reminders.about(MAYA, ReminderKind.THANK_YOU, interview.id)) == 1
    at_once(lambda: thank_you.close(database.writing, MAYA, interview.id, ThankYou.SENT, NOW))
    with database.reading() as work:
        assert work.reminders.about(MAYA, ReminderKind.THANK_YOU, interview.id) == []


def test_sent_pressed_while_the_worker_takes_what_is_due_fails_neither(database: Database) -> None:
    maya = members.settle_in(database.writing, MAYA, "America/New_York", NOW)
    for number in range(6):
        talk = replace(TALK, request_key=f"V{number}")
        interview = conversations.log_conversation(database.writing, maya, talk, NOW).interview
        later = NOW + timedelta(hours=21)
        with ThreadPoolExecutor(2) as threads:
            swept = threads.submit(delivering.take_due, database.writing, "worker", later, Timing())
            sent = threads.submit(thank_you.close, database.writing, MAYA, interview.id, ThankYou.SENT, later)
            swept.result()
            assert sent.result().interview.thank_you is ThankYou.SENT


def _keep_weekly(database: Database, maya: Member, name: str) -> int:
    known = keep_in_touch.note_touch(
        database.writing, maya, ContactDetails(name), Touch(NOW), HowOften(7), request_key=name, now=NOW
    )
    return known.contact.id


def _until_somebody_waits(database: Database) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    gives_up_at = monotonic() + 20
    while monotonic() < gives_up_at:
        with database.engine.connect() as connection:
            if connection.execute(waiting).scalar_one():
                return
    raise AssertionError


@pytest.mark.postgres
@pytest.mark.parametrize("change", ["delete", "merge"])
def test_a_person_can_go_while_the_worker_takes_the_nudge_that_names_them(
    postgres_database: Database, change: str
) -> None:
    writing = postgres_database.writing
    maya = members.settle_in(writing, MAYA, "America/New_York", NOW)
    dana, wu = (_keep_weekly(postgres_database, maya, name) for name in ("Dana Wu", "D. Wu"))
    later = NOW + timedelta(days=8)
    with ThreadPoolExecutor(1) as thread:
        with writing() as worker:
            [taken] = worker.reminders.claim("worker", later, lease=timedelta(minutes=2), limit=9)
            people = worker.nudges.of_reminders([taken.id], later.date(), 3)[taken.id]
            gone: Future[Any]
            if change == "delete":
                gone = thread.submit(people_changes.remove, writing, maya, wu, later)
            else:
                gone = thread.submit(people_changes.merge, writing, maya, dana, wu, later)
            _until_somebody_waits(postgres_database)
            worker.nudges.tell(taken.id, people, later)
            worker.commit()
        assert gone.result()
    assert people_list.people(postgres_database.reading, maya, PeopleQuery(), 0, later).total == 1


def test_an_event_delivered_many_times_at_once_is_new_once(database: Database) -> None:
    assert at_once(lambda: receipts.first_time(database.writing, "Ev1", NOW)).count(True) == 1
