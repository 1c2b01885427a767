"""News on both databases: who is suggested, what is known of them, and what a note that was sent changes."""

from datetime import UTC, datetime, timedelta

import pytest

from core import people_changes, telling
from core.errors import InvalidFields, NotYours
from core.model import ContactDetails, Debrief, Member, Owner, PostedMessage
from core.news import FRESH_FOR, News, NoteState, Part
from core.outreaches import Permission
from core.timeline import What
from core.when import Span
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA, JONAS = (Member(Owner("T1", user), "America/New_York", NOW) for user in ("U1", "U2"))
DANA, BEN, CHI, EVA, FEMI = range(1, 6)


def _talk(database: Database, contact_id: int, days_ago: int, advice: str = "", takeaway: str = "") -> None:
    with database.writing() as work:
        ended_at = NOW - days_ago * DAY
        contact = work.contacts.get(MAYA.owner, contact_id)
        span, key = Span(ended_at - timedelta(minutes=30), ended_at), f"{contact_id} {days_ago}"
        work.interviews.add(MAYA.owner, contact, span, Debrief(takeaway, advice), request_key=key, now=NOW)
        work.commit()


@pytest.fixture
def known(database: Database) -> Database:
    """Dana advised, Ben talked, Chi named Ben, Eva is only known, and Femi advised and is archived."""
    with database.writing() as work:
        for member in (MAYA, JONAS):
            work.members.set_zone(member.owner, member.zone, NOW)
        for name in ("Dana Wu", "Ben Ito", "Chi Ngo", "Eva Lund", "Femi Ade"):
            work.contacts.add(MAYA.owner, ContactDetails(name), NOW)
        work.referrals.record(MAYA.owner, BEN, CHI, Permission.YES, NOW - 9 * DAY)
        work.people.archive(MAYA.owner, FEMI, NOW)
        work.commit()
    _talk(database, DANA, 30, advice="read the paper", takeaway="labs are small")
    _talk(database, DANA, 20, takeaway="labs hire")
    _talk(database, BEN, 1)
    _talk(database, FEMI, 2, advice="go and see")
    return database


def _tell(database: Database, *people: int, key: str = "V1") -> News:
    return telling.tell(database.writing, MAYA, "I defended", people, request_key=key, now=NOW).news


def test_who_gave_more_than_a_talk_is_suggested_first_and_nobody_archived(known: Database) -> None:
    offered = telling.to_start_with(known.reading, MAYA.owner, NOW)
    assert [helper.contact.id for helper in offered.helpers] == [CHI, DANA, BEN]
    assert [helper.part for helper in offered.helpers] == [
        Part(names=("Ben Ito",)),
        Part("read the paper", "labs hire"),
        Part(),
    ]
    assert not telling.to_start_with(known.reading, JONAS.owner, NOW).anybody


def test_anybody_is_found_by_name_and_with_nothing_typed_the_next_who_helped(known: Database) -> None:
    assert [each.id for each in telling.others(known.reading, MAYA.owner, "eva")] == [EVA]
    assert telling.others(known.reading, MAYA.owner, "") == []
    assert telling.others(known.reading, JONAS.owner, "eva") == []


def test_one_form_makes_one_news_however_often_it_is_submitted(known: Database) -> None:
    first = _tell(known, DANA, BEN, DANA)
    again = telling.tell(known.writing, MAYA, "Other", [EVA], request_key="V1", now=NOW)
    assert again == telling.Told(first, is_new=False)
    assert [note.contact.id for note in first.notes] == [DANA, BEN]


def test_another_members_people_and_news_are_not_found(known: Database) -> None:
    news = _tell(known, DANA)
    with pytest.raises(NotYours):
        telling.tell(known.writing, JONAS, "I defended", [DANA], request_key="V9", now=NOW)
    with pytest.raises(NotYours):
        telling.find(known.reading, JONAS.owner, news.id)
    with pytest.raises(NotYours):
        telling.close(known.writing, JONAS, news.id, DANA, NoteState.SENT, NOW)
    with pytest.raises(NotYours):
        telling.write(known.writing, MAYA.owner, news.id, EVA, "", "Dear Eva")


@pytest.mark.parametrize(
    ("text", "people", "field"),
    [("", [DANA], "news"), ("I defended", [], "others"), ("x", range(1, 102), "others")],
)
def test_what_cannot_be_told_is_explained_at_its_field(
    known: Database, text: str, people: list[int], field: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        telling.tell(known.writing, MAYA, text, people, request_key="V1", now=NOW)
    assert list(refused.value.problems) == [field]


def test_a_note_is_kept_as_it_was_written_once_nothing_is_left_to_write(known: Database) -> None:
    news = _tell(known, BEN)
    with pytest.raises(InvalidFields) as refused:
        telling.write(known.writing, MAYA.owner, news.id, BEN, "News", news.notes[0].text)
    assert "Something is still yours to write" in refused.value.problems["text"]
    [note] = telling.write(known.writing, MAYA.owner, news.id, BEN, "News", "Dear Ben").notes
    assert (note.subject, note.text, note.state) == ("News", "Dear Ben", NoteState.DRAFTED)


def test_what_was_sent_is_a_touch_stays_sent_and_stands_in_the_story(known: Database) -> None:
    news = _tell(known, DANA, BEN)
    later = NOW + 3 * DAY
    telling.close(known.writing, MAYA, news.id, DANA, NoteState.SENT, later)
    telling.close(known.writing, MAYA, news.id, BEN, NoteState.SKIPPED, later)
    again = telling.close(known.writing, MAYA, news.id, DANA, NoteState.SKIPPED, later + DAY)
    assert [(note.state, note.closed_at) for note in again.notes] == [
        (NoteState.SENT, later),
        (NoteState.SKIPPED, later),
    ]
    with known.reading() as work:
        assert work.nudges.keeping(MAYA.owner, DANA).touched_at == later
        assert work.nudges.last_touch(MAYA.owner, BEN) == NOW - DAY
        moment = work.timeline.of_contact(MAYA.owner, DANA)[0]
    assert (moment.at, moment.what, moment.detail) == (later, What.TOLD_NEWS, "I defended")


def test_whoever_was_skipped_can_be_told_after_all(known: Database) -> None:
    news = _tell(known, DANA)
    telling.close(known.writing, MAYA, news.id, DANA, NoteState.SKIPPED, NOW)
    [note] = telling.close(known.writing, MAYA, news.id, DANA, NoteState.SENT, NOW + DAY).notes
    assert (note.state, note.closed_at) == (NoteState.SENT, NOW + DAY)


def test_news_that_are_not_told_to_everyone_are_found_until_they_are(known: Database) -> None:
    _tell(known, DANA)
    second = _tell(known, BEN, key="V2")
    assert telling.to_start_with(known.reading, MAYA.owner, NOW).unfinished == second
    later = NOW + FRESH_FOR + timedelta(days=1)
    assert telling.to_start_with(known.reading, MAYA.owner, later).unfinished is None, "news grow old"
    for news_id, person in ((second.id, BEN), (second.id - 1, DANA)):
        telling.close(known.writing, MAYA, news_id, person, NoteState.SENT, NOW)
    assert telling.to_start_with(known.reading, MAYA.owner, NOW).unfinished is None


def test_where_the_notes_are_listed_is_remembered(known: Database) -> None:
    news = _tell(known, DANA)
    where = PostedMessage("D1", "1.2")
    assert telling.posted(known.writing, MAYA.owner, news.id, where).posted == where


@pytest.mark.parametrize("told", [DANA, BEN])
def test_of_two_entries_of_one_person_the_note_that_was_sent_is_kept(known: Database, told: int) -> None:
    news = _tell(known, DANA, BEN)
    telling.close(known.writing, MAYA, news.id, told, NoteState.SENT, NOW)
    people_changes.merge(known.writing, MAYA, DANA, BEN, NOW)
    [note] = telling.find(known.reading, MAYA.owner, news.id).notes
    assert (note.contact.id, note.state) == (DANA, NoteState.SENT)
    with known.reading() as work:
        assert work.nudges.last_touch(MAYA.owner, DANA) == NOW


def test_who_is_deleted_is_no_longer_counted(known: Database) -> None:
    news = _tell(known, DANA, BEN)
    people_changes.remove(known.writing, MAYA, BEN, NOW)
    assert [note.contact.id for note in telling.find(known.reading, MAYA.owner, news.id).notes] == [DANA]
