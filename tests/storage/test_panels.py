"""Panels on both databases: kept together, reminded of in one message, and each member's alone."""

from datetime import UTC, datetime, timedelta

import pytest

from core import conversations, delivering, thank_you
from core.conversations import LogConversation, Logged
from core.decisions import Send
from core.delivering import Taken, Timing
from core.errors import NotYours
from core.model import (
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Outcome,
    Owner,
    PostedMessage,
    ReminderState,
    ThankYou,
)
from core.note import Length
from core.panel import Panel
from core.thank_you_rules import Later
from core.when import Span
from storage.database import Database

MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SPAN = Span(NOW - timedelta(minutes=40), NOW)
PEOPLE = ("Dana Wu", "Ben Ito", "Chi Ngo")
DEBRIEF = Debrief("ask early", "read", "my poster", "Sam Reyes")


def log(database: Database, owner: Owner = MAYA, key: str = "V1", people: tuple[str, ...] = PEOPLE) -> Logged:
    with database.writing() as work:
        work.members.set_zone(owner, "UTC", NOW)
        work.commit()
    first, *others = [ContactDetails(name, f"Lab {owner.user_id}") for name in people]
    command = LogConversation(first, SPAN, DEBRIEF, key, others=tuple((each, None) for each in others))
    return conversations.log_conversation(database.writing, _member(owner), command, NOW)


def _member(owner: Owner) -> Member:
    return Member(owner, "UTC", NOW)


def take(database: Database, at: datetime) -> Taken:
    return delivering.take_due(database.writing, "w", at, Timing())


def sent(database: Database, taken: Taken, at: datetime) -> None:
    outcomes = [
        Outcome(send.reminder.id, ReminderState.SENT, posted=PostedMessage("D1", str(send.reminder.id)))
        for send in taken.sends
    ]
    delivering.record(database.writing, "w", outcomes, at)


def panel_in(send: Send) -> list[Interview]:
    assert isinstance(send.subject, Panel)
    return send.subject.interviews


def test_everybody_of_a_panel_is_stored_once_with_the_same_log(database: Database) -> None:
    logged, again = log(database), log(database)
    assert logged.panel
    assert logged.panel == again.panel
    people = logged.panel.interviews
    assert [each.contact.details.name for each in people] == [*PEOPLE]
    assert [each.panel_place for each in people] == [0, 1, 2]
    assert {each.debrief for each in people} == {DEBRIEF}
    assert {each.panel for each in people} == {"V1"}


def test_a_talk_with_one_person_is_no_panel(database: Database) -> None:
    assert log(database, people=PEOPLE[:1]).panel is None


def test_panels_of_one_request_key_are_kept_apart_by_member(database: Database) -> None:
    mine, theirs = log(database), log(database, JONAS)
    assert mine.panel
    assert theirs.panel
    assert not {each.id for each in mine.panel.interviews} & {each.id for each in theirs.panel.interviews}
    with database.writing() as work, pytest.raises(NotYours):
        work.interviews.remember_said(JONAS, mine.interview.id, "theirs")


def test_of_the_reminders_of_one_panel_one_is_sent_for_all(database: Database) -> None:
    log(database)
    log(database, JONAS)
    taken = take(database, NOW + timedelta(hours=2))
    assert [len(panel_in(send)) for send in taken.sends] == [3, 3]
    assert {send.member.owner for send in taken.sends} == {MAYA, JONAS}
    assert take(database, NOW + timedelta(hours=3)).sends == []


def test_whose_note_is_sent_first_does_not_speak_and_is_shown_as_thanked(database: Database) -> None:
    logged = log(database)
    thank_you.close(database.writing, MAYA, logged.interview.id, ThankYou.SENT, NOW)
    [send] = take(database, NOW + timedelta(hours=2)).sends
    assert [each.thank_you for each in panel_in(send)] == [ThankYou.SENT, ThankYou.DUE, ThankYou.DUE]
    assert send.reminder.subject_id == panel_in(send)[1].id


def test_closing_one_note_finds_the_message_that_speaks_for_all(database: Database) -> None:
    logged = log(database)
    assert logged.panel
    due = NOW + timedelta(hours=2)
    taken = take(database, due)
    sent(database, taken, due)
    last = logged.panel.interviews[-1].id
    closed = thank_you.close(database.writing, MAYA, last, ThankYou.SENT, due, note="Dear Chi", said="x")
    assert closed.posted == [PostedMessage("D1", str(taken.sends[0].reminder.id))]
    assert closed.panel
    assert [each.thank_you for each in closed.panel.interviews] == [
        ThankYou.DUE,
        ThankYou.DUE,
        ThankYou.SENT,
    ]
    assert (closed.interview.said, closed.interview.thank_you_note) == ("x", "Dear Chi")


def test_a_reminder_given_back_is_handed_over_when_its_note_is_closed(database: Database) -> None:
    logged = log(database)
    due = NOW + timedelta(hours=2)
    [send] = take(database, due).sends
    with database.writing() as work:
        work.reminders.release("w", [send.reminder.id], due + timedelta(minutes=10))
        work.commit()
    for _ in range(2):
        thank_you.close(database.writing, MAYA, logged.interview.id, ThankYou.SENT, due)
    [instead] = take(database, due + timedelta(minutes=10)).sends
    assert instead.reminder.subject_id == panel_in(instead)[1].id
    assert take(database, due + timedelta(hours=1)).sends == []


def test_later_moves_the_reminders_of_all_that_are_owed(database: Database) -> None:
    logged = log(database)
    thank_you.snooze(database.writing, _member(MAYA), logged.interview.id, Later.TOMORROW_MORNING, NOW)
    assert take(database, NOW + timedelta(hours=20)).sends == []
    [send] = take(database, NOW + timedelta(hours=21)).sends
    assert len(panel_in(send)) == 3


def test_of_whom_all_others_are_deleted_is_reminded_as_of_one_person(database: Database) -> None:
    logged = log(database)
    assert logged.panel
    with database.writing() as work:
        for each in logged.panel.interviews[1:]:
            work.people.remove(MAYA, each.contact.id)
        work.commit()
    [send] = take(database, NOW + timedelta(hours=2)).sends
    assert isinstance(send.subject, Interview)


def test_what_one_of_them_said_is_kept_and_begins_their_note(database: Database) -> None:
    interview = log(database).interview
    with database.writing() as work:
        work.interviews.remember_said(MAYA, interview.id, "nobody reads past the abstract")
        work.commit()
    begun = thank_you.begin(database.reading, _member(MAYA), interview.id, Length.EMAIL, NOW)
    assert "nobody reads past the abstract." in begun.note.text
    with pytest.raises(NotYours):
        thank_you.begin(database.reading, _member(JONAS), interview.id, Length.EMAIL, NOW)
