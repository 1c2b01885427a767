"""Whom a nudge names, how soon again, and that it says each thing once; on both databases."""

from datetime import UTC, date, datetime

import pytest

from core import keep_in_touch, members, nudge_reminders, tasks
from core.keep_in_touch import Touch
from core.model import ContactDetails, Debrief, Member, Nudging
from core.nudges import HowOften, Nudge, TouchNote
from core.reasons import ReasonKind
from storage.database import Database
from tests.storage.nudging import DAY, MAYA, NOW, deliver, mornings, named, settle, talk

MORNING = datetime(2026, 11, 24, 14, tzinfo=UTC)
"""Tuesday, nine o'clock in New York."""


@pytest.fixture
def maya(database: Database) -> Member:
    return settle(database)


@pytest.mark.parametrize(
    ("chosen", "next_on"), [(7, date(2026, 12, 1)), (30, date(2026, 12, 8)), (61, date(2026, 12, 8))]
)
def test_whoever_was_named_rests_when_another_cadence_is_chosen(
    database: Database, maya: Member, chosen: int, next_on: date
) -> None:
    dana = talk(database, ended_at=NOW - 60 * DAY).contact.id
    assert len(named(mornings(database, MORNING, 1))) == 1
    known = keep_in_touch.change_often(database.writing, maya, dana, MORNING, HowOften(chosen))
    assert known.keeping.due_on == next_on
    told = mornings(database, MORNING, 30)
    assert told[0][0].date() == next_on
    assert named(told)[0].contact.id == dana


def test_a_change_of_ones_own_cadences_names_nobody_anew_the_next_morning(
    database: Database, maya: Member
) -> None:
    talk(database, ended_at=NOW - 60 * DAY)
    assert len(named(mornings(database, MORNING, 1))) == 1
    wanted = Nudging(mentor_days=45)
    members.change_settings(database.writing, maya, maya.quiet_hours, None, MORNING, wanted)
    [(told_at, _)] = mornings(database, MORNING, 30)
    assert told_at.date() == date(2026, 12, 8)


def test_a_morning_with_tasks_alone_is_the_one_of_its_day_also_for_whoever_flies_west(
    database: Database,
) -> None:
    settle(database, "Europe/Berlin")
    talk(database, "Ben Ito", NOW - DAY, debrief=Debrief(promise="send the paper by tomorrow"), cadence=None)
    in_berlin = datetime(2026, 11, 24, 8, tzinfo=UTC)
    [nudge] = [send.subject for send in deliver(database, in_berlin) if isinstance(send.subject, Nudge)]
    assert (len(nudge.tasks), nudge.people) == (1, [])
    settle(database, "America/Los_Angeles")
    talk(database, "Eva Lund", NOW - 70 * DAY, now=in_berlin)
    assert [at for at, _ in mornings(database, in_berlin, 2)] == [datetime(2026, 11, 25, 17, tzinfo=UTC)]


def test_whoever_was_met_at_a_conference_comes_with_what_was_noted_then(
    database: Database, maya: Member
) -> None:
    met = Touch(NOW - 60 * DAY, "met at the ASLO poster session")
    ana = ContactDetails("Ana Ruiz", "NOAA")
    keep_in_touch.note_touch(database.writing, maya, ana, met, HowOften(60), request_key="k", now=NOW)
    [person] = named(mornings(database, MORNING, 1))
    assert person.noted == TouchNote(met.at, met.note)
    assert person.last_talk is None


def test_what_is_done_or_dropped_is_told_as_such_also_to_another_of_a_panel(
    database: Database, maya: Member
) -> None:
    debrief = Debrief(promise="send the paper\nsend the code", advice="- join ISPE")
    talk(database, "Dana Wu", NOW - 60 * DAY, debrief=debrief, others=("Ben Ito",))
    with database.reading() as work:
        paper, code, advice = work.tasks.open(MAYA, 5)
    tasks.complete(database.writing, maya, paper.id, NOW)
    tasks.drop(database.writing, maya, advice.id, NOW)
    tasks.move(database.writing, maya, code.id, date(2027, 3, 1), NOW)
    people = named(mornings(database, MORNING, 1))
    assert {person.contact.details.name: set(person.settled) for person in people} == {
        "Dana Wu": {"send the paper", "join ISPE"},
        "Ben Ito": {"send the paper", "join ISPE"},
    }


def test_a_deed_that_stands_among_the_tasks_is_no_reason_beside_it(database: Database, maya: Member) -> None:
    debrief = Debrief(takeaway="write early", promise="send the paper by tomorrow")
    talk(database, ended_at=NOW - 60 * DAY, debrief=debrief)
    [(_, nudge)] = mornings(database, MORNING, 1)
    tasks.complete(database.writing, maya, nudge.tasks[0].id, MORNING)
    shown = nudge_reminders.people_of(database.reading, maya, _nudge_id(database), MORNING)
    assert [task.state for task in shown.tasks] == ["done"]
    [person] = shown.people
    assert person.reason
    assert person.reason.kind is ReasonKind.TAKEAWAY


def test_a_season_is_said_once_to_whoever_is_named_twice_in_it(database: Database, maya: Member) -> None:
    dana = talk(database, ended_at=NOW - 60 * DAY, debrief=Debrief(takeaway="write early")).contact.id
    december = datetime(2026, 12, 1, 14, tzinfo=UTC)
    [first] = named(mornings(database, december, 1))
    assert first.reason
    assert first.reason.kind is ReasonKind.SEASON
    shown = nudge_reminders.people_of(database.reading, maya, _nudge_id(database), december)
    assert shown.people[0].reason == first.reason
    keep_in_touch.snooze(database.writing, maya, dana, december)
    [second] = named(mornings(database, december, 10))
    assert second.named_at == december
    assert second.reason
    assert second.reason.kind is ReasonKind.TAKEAWAY


def _nudge_id(database: Database) -> int:
    with database.engine.connect() as connection:
        named_in = "SELECT max(reminder_id) FROM nudges"
        return int(connection.exec_driver_sql(named_in).scalar_one())
