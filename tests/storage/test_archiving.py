"""Nobody is reminded of whom they put away, and of what is owed once they are back; on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from core import conversations, people_changes, referrals, scheduling
from core.model import ContactDetails, Debrief, Interview, Member, ReminderKind
from core.outreaches import Permission
from core.panel import Panel
from core.referrals import Naming
from core.scheduled import Medium
from core.scheduling import Plan
from storage.database import Database
from tests.storage.nudging import DAY, MAYA, NOW, deliver, settle, talk

HOUR = timedelta(hours=1)
TUESDAY = datetime(2026, 11, 24, 14, tzinfo=UTC)


@pytest.fixture
def maya(database: Database) -> Member:
    return settle(database)


def told(database: Database, days: int = 5) -> list[ReminderKind]:
    """What is sent in the coming days, by a worker that looks every hour."""
    sent = [deliver(database, NOW + hour * HOUR) for hour in range(24 * days)]
    return [send.reminder.kind for sends in sent for send in sends]


def put_away(database: Database, member: Member, contact_id: int) -> None:
    people_changes.archive(database.writing, member, contact_id, NOW)


def owed(database: Database) -> list[Interview]:
    return conversations.where_i_stand(database.reading, MAYA, NOW).owing


def test_whoever_is_archived_is_owed_no_note_until_they_are_back(database: Database, maya: Member) -> None:
    dana = talk(database).contact.id
    put_away(database, maya, dana)
    assert owed(database) == []
    people_changes.bring_back(database.writing, maya, dana, NOW)
    assert [interview.contact.id for interview in owed(database)] == [dana]
    assert told(database) == [ReminderKind.THANK_YOU] * 2


def test_no_thank_you_reminder_comes_of_whoever_is_archived(database: Database, maya: Member) -> None:
    dana = talk(database).contact.id
    put_away(database, maya, dana)
    assert told(database) == []


def test_whoever_comes_back_within_the_24_hours_is_reminded_of_again_but_never_a_third_time(
    database: Database, maya: Member
) -> None:
    dana = talk(database).contact.id
    put_away(database, maya, dana)
    later = NOW + 18 * HOUR
    for hour in range(18):
        assert deliver(database, NOW + hour * HOUR) == []
    people_changes.bring_back(database.writing, maya, dana, later)
    sent = [send for hour in range(18, 48) for send in deliver(database, NOW + hour * HOUR)]
    assert 1 <= len(sent) <= 2
    people_changes.archive(database.writing, maya, dana, later)
    people_changes.bring_back(database.writing, maya, dana, later)
    again = [send for hour in range(18, 48) for send in deliver(database, NOW + hour * HOUR)]
    assert len(sent) + len(again) <= 2


def test_the_others_of_a_panel_are_still_thanked(database: Database, maya: Member) -> None:
    first = talk(database, "Dana Wu", others=("Ben Ito",)).contact.id
    put_away(database, maya, first)
    sends = [send for hour in range(24) for send in deliver(database, NOW + hour * HOUR)]
    assert len(sends) == 2
    for send in sends:
        assert isinstance(send.subject, Panel)
        assert [one.contact.details.name for one in send.subject.owed(NOW)] == ["Ben Ito"]


def test_a_conversation_with_whoever_is_archived_stays_and_is_not_reminded_of(
    database: Database, maya: Member
) -> None:
    plan = Plan(NOW + 2 * DAY + HOUR / 2, timedelta(minutes=30), Medium.VIDEO)
    agreed = scheduling.schedule(database.writing, maya, ContactDetails("Dana Wu"), plan, "V1", NOW)
    put_away(database, maya, agreed.scheduled.contact.id)
    [upcoming] = conversations.where_i_stand(database.reading, MAYA, NOW).upcoming
    assert upcoming.is_archived
    assert told(database) == []


def test_agreeing_on_another_time_brings_them_back(database: Database, maya: Member) -> None:
    plan = Plan(NOW + 2 * DAY + HOUR / 2, timedelta(minutes=30), Medium.VIDEO)
    agreed = scheduling.schedule(database.writing, maya, ContactDetails("Dana Wu"), plan, "V1", NOW)
    put_away(database, maya, agreed.scheduled.contact.id)
    moved = scheduling.move(
        database.writing,
        maya,
        agreed.scheduled.id,
        Plan(NOW + 3 * DAY + HOUR / 2, plan.duration, plan.medium),
        NOW,
    )
    assert moved.brought_back
    assert set(told(database)) == {ReminderKind.CONFIRM, ReminderKind.BRIEF, ReminderKind.OUTCOME}


@pytest.mark.parametrize("which", ["referrer", "named"])
def test_no_referrer_is_to_be_told_where_either_of_the_two_is_archived(
    database: Database, maya: Member, which: str
) -> None:
    by = talk(database, "Ben Ito", NOW - 9 * DAY, cadence=None)
    [named] = referrals.add(
        database.writing,
        maya,
        by.id,
        [Naming(ContactDetails("Grace Lim"), Permission.YES)],
        NOW,
        request_key="n",
    )
    referrals.came_of_it(database.writing, maya, named.contact.id, "an internship", NOW, request_key="r")
    referrals.not_them(database.writing, maya, named.contact.id, NOW)
    away = by.contact.id if which == "referrer" else named.contact.id
    put_away(database, maya, away)
    assert told(database) == []
    people_changes.bring_back(database.writing, maya, away, NOW)
    assert told(database) == [ReminderKind.TELL_REFERRER]


def test_what_was_to_be_done_for_whoever_is_archived_is_not_named(database: Database, maya: Member) -> None:
    talk_with_dana = talk(database, debrief=Debrief(promise="send the paper by tomorrow"), cadence=None)
    put_away(database, maya, talk_with_dana.contact.id)
    assert told(database) == []
