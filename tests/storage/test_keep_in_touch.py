"""The keep-in-touch clock on both databases."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import insert, select

from core import conversations, keep_in_touch, members, nudge_reminders
from core.conversations import LogConversation
from core.errors import InvalidFields, NotYours
from core.model import ContactDetails, Debrief, KeepInTouch, Member, Owner, QuietHours, ReminderKind
from core.when import Span
from storage.database import Database
from storage.tables import members as members_table, reminders

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


def talk(database: Database, member: Member, ended_at: datetime, key: str = "V1") -> int:
    """Log a conversation with somebody who may be kept in touch with; gives the contact's id."""
    command = LogConversation(
        ContactDetails(f"Dana {key}", "Genentech"),
        Span(ended_at - timedelta(minutes=30), ended_at),
        Debrief(keep_in_touch=KeepInTouch.YES),
        key,
    )
    return conversations.log_conversation(database.writing, member, command, NOW).interview.contact.id


def nudges_due_at(database: Database) -> list[datetime]:
    with database.engine.connect() as connection:
        waiting = select(reminders.c.due_at).where(reminders.c.kind == ReminderKind.KEEP_IN_TOUCH.value)
        return list(connection.execute(waiting.order_by(reminders.c.due_at)).scalars())


def test_the_clock_counts_from_the_last_touch_and_a_back_dated_talk_never_moves_it_back(
    database: Database, maya: Member
) -> None:
    dana = talk(database, maya, NOW - timedelta(days=30))
    assert nudges_due_at(database) == [datetime(2027, 2, 22, 14, tzinfo=UTC)]
    keeping = keep_in_touch.touch(database.writing, maya, dana, NOW)
    assert keeping.touched_at == NOW
    earlier = LogConversation(
        ContactDetails("Dana V1", "Genentech"),
        Span(NOW - timedelta(days=9), NOW - timedelta(days=8)),
        Debrief(),
        "V2",
        same_as=dana,
    )
    conversations.log_conversation(database.writing, maya, earlier, NOW)
    with database.reading() as work:
        assert work.nudges.keeping(MAYA, dana).touched_at == NOW
    assert nudges_due_at(database) == [datetime(2027, 3, 23, 13, tzinfo=UTC)]


def test_there_is_one_nudge_waiting_however_many_people_there_are(database: Database, maya: Member) -> None:
    for number in range(5):
        talk(database, maya, NOW - timedelta(days=number), f"V{number}")
    assert nudges_due_at(database) == [datetime(2027, 3, 19, 13, tzinfo=UTC)]


def test_nothing_waits_once_nobody_is_to_be_kept_in_touch_with(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW)
    keep_in_touch.set_cadence(database.writing, maya, dana, NOW, None)
    assert nudges_due_at(database) == []


@pytest.mark.parametrize("days", [6, 366])
def test_a_cadence_out_of_bounds_is_explained(database: Database, maya: Member, days: int) -> None:
    dana = talk(database, maya, NOW)
    with pytest.raises(InvalidFields, match="between 7 and 365 days"):
        keep_in_touch.set_cadence(database.writing, maya, dana, NOW, days)


def test_nobody_touches_snoozes_or_sees_somebody_elses_people(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW)
    jonas = members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    with pytest.raises(NotYours):
        keep_in_touch.touch(database.writing, jonas, dana, NOW)
    with pytest.raises(NotYours):
        keep_in_touch.snooze(database.writing, jonas, dana, NOW)
    [reminder] = _reminder_ids(database)
    assert nudge_reminders.people_of(database.reading, jonas, reminder, NOW).people == []


def _reminder_ids(database: Database) -> list[int]:
    with database.engine.connect() as connection:
        kind = reminders.c.kind == ReminderKind.KEEP_IN_TOUCH.value
        return list(connection.execute(select(reminders.c.id).where(kind)).scalars())


def test_a_large_workspace_gets_its_morning_over_several_minutes(database: Database, maya: Member) -> None:
    with database.engine.begin() as connection:
        first = connection.execute(select(members_table)).mappings().one()
        crowd = [{**first, "user_id": f"W{number}"} for number in range(10 * keep_in_touch.A_MINUTE)]
        connection.execute(insert(members_table), crowd)
    everybody = [Member(Owner("T1", f"W{number}"), maya.zone, NOW) for number in range(40)]
    for member in everybody:
        talk(database, member, NOW - timedelta(days=30))
    due = nudges_due_at(database)
    assert len(due) == 40
    assert len(set(due)) > 5
    assert all(
        timedelta(0) <= at - datetime(2027, 2, 22, 14, tzinfo=UTC) <= timedelta(minutes=10) for at in due
    )


def test_the_end_of_quiet_hours_is_when_the_morning_begins(database: Database, maya: Member) -> None:
    talk(database, maya, NOW - timedelta(days=30))
    members.change_settings(database.writing, maya, QuietHours(time(20), time(7)), None, NOW)
    assert nudges_due_at(database) == [datetime(2027, 2, 22, 12, tzinfo=UTC)]
