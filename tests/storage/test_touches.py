"""Touches of any day, and how often to be in touch, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import conversations, keep_in_touch, members, people_changes, people_list
from core.conversations import LogConversation
from core.errors import InvalidFields, NotYours
from core.keep_in_touch import Touch
from core.model import ContactDetails, Debrief, KeepInTouch, Member, Nudging, Owner
from core.nudges import HowOften, InTouch, Keeping
from core.people_changes import PersonEdit
from core.people_choice import Whom
from core.timeline import What
from core.when import Span
from storage.database import Database
from tests.storage.test_keep_in_touch import nudges_due_at, talk

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DAY = timedelta(days=1)


@pytest.fixture
def maya(database: Database) -> Member:
    return members.settle_in(database.writing, MAYA, "America/New_York", NOW)


def note(
    database: Database,
    member: Member,
    whom: Whom,
    touch: Touch | None,
    how_often: HowOften | None = None,
    key: str = "V9",
) -> InTouch:
    return keep_in_touch.note_touch(
        database.writing, member, whom, touch, how_often, request_key=key, now=NOW
    )


def keeping_of(database: Database, contact_id: int) -> Keeping:
    with database.reading() as work:
        return work.nudges.keeping(MAYA, contact_id)


def again(
    database: Database,
    member: Member,
    contact_id: int,
    answer: KeepInTouch,
    how_often: HowOften | None = None,
    *,
    ended_at: datetime = NOW,
) -> Keeping:
    """Log another conversation with somebody."""
    command = LogConversation(
        ContactDetails("Dana V1", "Genentech"),
        Span(ended_at - timedelta(minutes=30), ended_at),
        Debrief(keep_in_touch=answer),
        f"V{ended_at}{answer}{how_often}",
        same_as=contact_id,
        how_often=how_often,
    )
    return conversations.log_conversation(database.writing, member, command, NOW).keeping


def touches_of(database: Database, member: Member, contact_id: int) -> list[tuple[datetime, str]]:
    story = people_list.story(database.reading, member, contact_id, NOW)
    return [(moment.at, moment.detail) for moment in story.moments if moment.what is What.TOUCHED]


def test_a_touch_of_another_day_stands_in_the_story_with_its_note(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    known = note(database, maya, dana, Touch(NOW - DAY, "sent her <the> Pew report"))
    assert known.keeping.touched_at == NOW - DAY
    assert known.keeping.due_on == date(2027, 3, 22)
    assert touches_of(database, maya, dana) == [(NOW - DAY, "sent her <the> Pew report")]


def test_a_back_dated_touch_moves_neither_the_clock_nor_a_snooze(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW - 10 * DAY)
    snoozed = keep_in_touch.snooze(database.writing, maya, dana, NOW)
    before = nudges_due_at(database)
    known = note(database, maya, dana, Touch(NOW - 40 * DAY, "met at the Tacoma talk"))
    assert known.keeping == snoozed
    assert again(database, maya, dana, KeepInTouch.YES, ended_at=NOW - 50 * DAY) == snoozed
    assert nudges_due_at(database) == before
    assert len(touches_of(database, maya, dana)) == 1


def test_a_touch_after_the_last_ends_a_snooze(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW - 120 * DAY)
    keep_in_touch.snooze(database.writing, maya, dana, NOW)
    known = note(database, maya, dana, Touch(NOW - 2 * DAY))
    assert known.keeping.snoozed_until is None
    assert known.keeping.due_on == date(2027, 3, 21)


def test_a_second_click_within_a_minute_is_the_same_touch(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    keep_in_touch.touch(database.writing, maya, dana, NOW)
    keep_in_touch.touch(database.writing, maya, dana, NOW + timedelta(seconds=50))
    assert touches_of(database, maya, dana) == [(NOW, "")]
    keep_in_touch.touch(database.writing, maya, dana, NOW + timedelta(seconds=70))
    assert len(touches_of(database, maya, dana)) == 2


def test_a_form_that_is_sent_twice_notes_one_touch_and_one_new_person(
    database: Database, maya: Member
) -> None:
    ana = ContactDetails("Ana Ruiz", "NOAA")
    first = note(database, maya, ana, Touch(NOW, "met at the poster"), HowOften(60))
    assert note(database, maya, ana, Touch(NOW, "met at the poster"), HowOften(60)) == first
    assert touches_of(database, maya, first.contact.id) == [(NOW, "met at the poster")]
    with database.reading() as work:
        assert len(work.contacts.suggest(MAYA, "Ana", 5)) == 1


def test_two_notes_of_one_day_are_two_touches(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    note(database, maya, dana, Touch(NOW - DAY, "called"), key="V8")
    note(database, maya, dana, Touch(NOW - DAY, "she wrote back"), key="V9")
    note(database, maya, dana, Touch(NOW - DAY, "called"), key="V10")
    assert {said for _, said in touches_of(database, maya, dana)} == {"called", "she wrote back"}


def test_how_often_can_change_without_a_touch_and_a_touch_without_that(
    database: Database, maya: Member
) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    assert note(database, maya, dana, None, HowOften(45)).keeping.due_on == date(2026, 12, 8)
    assert touches_of(database, maya, dana) == []
    assert note(database, maya, dana, Touch(NOW), key="V10").keeping.cadence_days == 45


def test_a_yes_starts_the_clock_at_the_members_own_cadence_for_warm(database: Database, maya: Member) -> None:
    own = Nudging(warm_days=90)
    maya = members.change_settings(database.writing, maya, maya.quiet_hours, None, NOW, own)
    assert keeping_of(database, talk(database, maya, NOW)).cadence_days == 90


@pytest.mark.parametrize("days", [None, 30])
def test_what_was_chosen_is_not_overwritten_by_a_later_yes(
    database: Database, maya: Member, days: int | None
) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    keep_in_touch.set_cadence(database.writing, maya, dana, NOW, days)
    assert again(database, maya, dana, KeepInTouch.YES).cadence_days == days


def test_no_nudges_that_were_chosen_in_the_persons_form_are_kept_too(
    database: Database, maya: Member
) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    edit = PersonEdit(ContactDetails("Dana V1", "Genentech"), (), None, "")
    people_changes.edit(database.writing, maya, dana, edit, NOW)
    assert again(database, maya, dana, KeepInTouch.YES).cadence_days is None


@pytest.mark.parametrize("answer", list(KeepInTouch))
@pytest.mark.parametrize("days", [None, 7, 60, 365])
def test_what_is_chosen_while_logging_counts_whatever_they_answered(
    database: Database, maya: Member, answer: KeepInTouch, days: int | None
) -> None:
    dana = talk(database, maya, NOW - 30 * DAY)
    keeping = again(database, maya, dana, answer, HowOften(days))
    assert keeping.cadence_days == days
    assert keeping.due_on == (None if days is None else date(2026, 11, 23) + days * DAY)


def test_who_is_on_a_cadence_of_the_members_moves_with_it_and_nobody_else(
    database: Database, maya: Member
) -> None:
    mentor, warm, own = (talk(database, maya, NOW, key) for key in ("V1", "V2", "V3"))
    keep_in_touch.set_cadence(database.writing, maya, mentor, NOW, 60)
    keep_in_touch.set_cadence(database.writing, maya, own, NOW, 45)
    wanted = Nudging(mentor_days=14, warm_days=60)
    maya = members.change_settings(database.writing, maya, maya.quiet_hours, None, NOW, wanted)
    assert maya.nudging == wanted
    cadences = [keeping_of(database, each).cadence_days for each in (mentor, warm, own)]
    assert cadences == [14, 60, 45]
    assert keeping_of(database, mentor).due_on == date(2026, 12, 7)
    assert nudges_due_at(database) == [datetime(2026, 12, 7, 14, tzinfo=UTC)]
    maya = members.reset_settings(database.writing, maya, NOW)
    assert maya.nudging == Nudging()
    assert [keeping_of(database, each).cadence_days for each in (mentor, warm, own)] == [60, 120, 45]


def test_what_is_planned_moves_to_a_day_on_which_nudges_come(database: Database, maya: Member) -> None:
    talk(database, maya, NOW - 30 * DAY)
    # It is due on Sunday 21 February.
    assert nudges_due_at(database) == [datetime(2027, 2, 22, 14, tzinfo=UTC)]
    for weekdays, day in (({7}, 21), ({3, 4}, 24), ({6}, 27)):
        wanted = Nudging(weekdays=frozenset(weekdays))
        members.change_settings(database.writing, maya, maya.quiet_hours, None, NOW, wanted)
        assert nudges_due_at(database) == [datetime(2027, 2, day, 14, tzinfo=UTC)]


def test_settings_that_cannot_be_meant_change_nothing(database: Database, maya: Member) -> None:
    with pytest.raises(InvalidFields):
        members.change_settings(
            database.writing, maya, maya.quiet_hours, None, NOW, Nudging(weekdays=frozenset())
        )
    assert members.find(database.reading, MAYA) == maya


def test_other_settings_leave_the_nudging_as_it_is(database: Database, maya: Member) -> None:
    own = Nudging(frozenset({2, 5}), 1, 30, 90, 200)
    members.change_settings(database.writing, maya, maya.quiet_hours, None, NOW, own)
    paused = members.change_settings(database.writing, maya, maya.quiet_hours, date(2026, 12, 24), NOW)
    assert paused == replace(maya, nudging=own, paused_until=date(2026, 12, 24))


def test_home_is_told_whose_turn_it_is_most_overdue_first_and_how_many_there_are(
    database: Database, maya: Member
) -> None:
    for number in range(8):
        talk(database, maya, NOW - timedelta(days=120 + number), f"V{number}")
    talk(database, maya, NOW - timedelta(days=119), "V8")
    overview = conversations.where_i_stand(database.reading, MAYA, NOW)
    assert [turn.contact.details.name for turn in overview.turns] == [
        f"Dana V{number}" for number in (7, 6, 5, 4, 3)
    ]
    assert overview.turns_in_all == 8
    jonas = conversations.where_i_stand(database.reading, JONAS, NOW)
    assert (jonas.turns, jonas.turns_in_all) == ([], 0)


def test_nobody_notes_a_touch_with_somebody_elses_people(database: Database, maya: Member) -> None:
    dana = talk(database, maya, NOW)
    jonas = members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    with pytest.raises(NotYours):
        note(database, jonas, dana, Touch(NOW, "hm"))
    with pytest.raises(NotYours):
        keep_in_touch.in_touch(database.reading, jonas, dana, NOW)
    with pytest.raises(NotYours):
        keep_in_touch.change_often(database.writing, jonas, dana, NOW, HowOften(30))
