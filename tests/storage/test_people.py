"""People with their filters, what is next about each, and their timeline, on both databases."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from core import keep_in_touch, people_changes, people_list
from core.errors import InroadError, NotYours
from core.model import ContactDetails, Debrief, Member, Owner, ThankYou
from core.next_action import Act
from core.people_changes import PersonEdit
from core.people_query import read_query
from core.timeline import What
from core.when import Span
from storage.database import Database
from storage.tables import outreaches, referrals, scheduled_interviews, touches
from storage.unit_of_work import SqlUnitOfWork

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA = Owner("T1", "U1")
MEMBER = Member(MAYA, "America/New_York", NOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _members(database: Database) -> None:
    with database.writing() as work:
        for owner in (MAYA, Owner("T1", "U2")):
            work.members.set_zone(owner, "America/New_York", NOW)
        work.commit()


def add(database: Database, name: str, organisation: str = "X", *tags: str, at: datetime = NOW) -> int:
    with database.writing() as work:
        contact = work.contacts.add(MAYA, ContactDetails(name, organisation), at)
        work.people.describe(MAYA, contact.id, tags, "")
        work.commit()
    return contact.id


def talk(work: SqlUnitOfWork, contact_id: int, ended_at: datetime, key: str = "k") -> int:
    contact, span = work.contacts.get(MAYA, contact_id), Span(ended_at - HOUR, ended_at)
    return work.interviews.add(MAYA, contact, span, Debrief(), request_key=key, now=ended_at).id


def ask(database: Database, contact_id: int, at: datetime, **values: Any) -> None:
    row = {
        "team_id": "T1",
        "user_id": "U1",
        "contact_id": contact_id,
        "situation": "cold",
        "channel": "email",
        "subject": "",
        "text": "",
        "state": "sent",
        "drafted_at": at,
        "sent_at": at,
        "request_key": f"{contact_id}{at}",
        **values,
    }
    with database.engine.begin() as connection:
        connection.execute(insert(outreaches).values(row))


def agree(database: Database, contact_id: int, starts_at: datetime, state: str = "scheduled") -> None:
    row = {
        "team_id": "T1",
        "user_id": "U1",
        "contact_id": contact_id,
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "medium": "video",
        "place": "",
        "state": state,
        "sequence": 0,
        "scheduled_at": NOW,
        "request_key": f"{contact_id}{starts_at}",
    }
    with database.engine.begin() as connection:
        connection.execute(insert(scheduled_interviews).values(row))


def found(database: Database, typed: str, now: datetime = NOW) -> list[str]:
    page = people_list.people(database.reading, MEMBER, read_query(typed), 0, now)
    return [known.record.contact.details.name for known in page.people]


@pytest.mark.parametrize("name", ["Dana Wu", "Dana", "😀"])
def test_whoever_is_added_by_two_clicks_is_there_once(database: Database, name: str) -> None:
    wanted = PersonEdit(ContactDetails(name), (), None, "")
    for _ in range(2):
        with suppress(InroadError):
            people_changes.add(database.writing, MEMBER, wanted, None, "V1", NOW)
    assert found(database, "") == [name]


def test_filters_are_all_held_against_everybody(database: Database) -> None:
    add(database, "José Núñez", "NOAA", "policy", "oceans")
    add(database, "Dana Wu", "Genentech", "policy")
    add(database, "Ben Ito", "Woods Hole Oceanographic Institution")
    assert found(database, "") == ["Ben Ito", "Dana Wu", "José Núñez"]
    assert found(database, "jose") == found(database, "org:noaa") == found(database, "tag:OCEANS")
    assert found(database, "tag:policy") == ["Dana Wu", "José Núñez"]
    assert found(database, "tag:policy tag:oceans") == ["José Núñez"]
    assert found(database, 'org:"Wods Hole"') == ["Ben Ito"]
    assert found(database, "org:noaa dana") == []
    assert found(database, "nunes") == ["José Núñez"]


def test_quiet_finds_those_one_has_not_been_in_touch_with_longest_first(database: Database) -> None:
    old, recent, never = (add(database, name, at=NOW - 200 * DAY) for name in ("Old", "Recent", "Never"))
    add(database, "New", at=NOW)
    with database.writing() as work:
        for contact_id, at in ((old, NOW - 90 * DAY), (recent, NOW - 89 * DAY)):
            work.nudges.touch(MAYA, contact_id, at)
            keep_in_touch.recount(work, MEMBER, contact_id, NOW)
        work.commit()
    assert never
    assert found(database, "quiet 90") == ["Never", "Old"]
    assert found(database, "quiet 89") == ["Never", "Old", "Recent"]


def test_due_finds_those_whose_day_has_come_longest_due_first(database: Database) -> None:
    thank, outcome, later, asked = (add(database, name) for name in ("Thank", "Outcome", "Later", "Asked"))
    with database.writing() as work:
        talk(work, thank, NOW - 24 * HOUR)
        work.commit()
    agree(database, outcome, NOW - 3 * DAY)
    agree(database, later, NOW + 2 * DAY)
    ask(database, asked, NOW - 1 * HOUR)
    assert found(database, "due") == ["Outcome", "Thank"]
    assert found(database, "due thank") == ["Thank"]
    assert found(database, "due", NOW + 2 * DAY) == ["Outcome", "Thank", "Later"]


def test_the_archived_are_hidden_unless_asked_for_and_have_no_turn(database: Database) -> None:
    dana, _ben = add(database, "Dana Wu"), add(database, "Ben Ito")
    with database.writing() as work:
        work.nudges.touch(MAYA, dana, NOW)
        work.commit()
    edited = PersonEdit(ContactDetails("Dana Wu"), (), 60, "")
    people_changes.edit(database.writing, MEMBER, dana, edited, NOW)
    story = people_changes.archive(database.writing, MEMBER, dana, NOW)
    assert (story.record.archived_at, story.next_action.act) == (NOW, Act.NOTHING)
    assert found(database, "") == ["Ben Ito"]
    assert found(database, "archived") == ["Dana Wu"]
    with database.reading() as work:
        assert work.nudges.first_due_on(MAYA) is None
    story = people_changes.bring_back(database.writing, MEMBER, dana, NOW)
    assert story.record.keeping.due_on == date(2027, 1, 22)
    assert found(database, "") == ["Ben Ito", "Dana Wu"]


def test_pages_hold_eight_and_an_offset_beyond_the_end_shows_the_last(database: Database) -> None:
    for number in range(17):
        add(database, f"P{chr(65 + number)}")
    page = people_list.people(database.reading, MEMBER, read_query(""), 99, NOW)
    assert (page.offset, page.total, len(page.people)) == (16, 17, 1)
    empty = people_list.people(database.reading, MEMBER, read_query("zzz"), 8, NOW)
    assert (empty.offset, empty.total, empty.people) == (0, 0, [])


def test_the_timeline_tells_everything_newest_first(database: Database) -> None:
    dana, ben, eva = (add(database, name) for name in ("Dana", "Ben", "Eva"))
    ask(database, dana, NOW - 9 * DAY, state="answered", closed_at=NOW - 8 * DAY)
    ask(database, dana, NOW - 2 * HOUR, situation="news", state="closed", channel="linkedin")
    ask(database, dana, NOW, state="drafted", sent_at=None)
    agree(database, dana, NOW + DAY)
    agree(database, dana, NOW - 7 * DAY, state="cancelled")
    with database.writing() as work:
        held = talk(work, dana, NOW - 6 * DAY)
        work.interviews.close_thank_you(MAYA, held, ThankYou.SENT, "", NOW - 5 * DAY)
        work.commit()
    with database.engine.begin() as connection:
        connection.execute(insert(touches).values(contact_id=dana, touched_at=NOW - 4 * DAY, note="a card"))
        for to, by, days in ((dana, ben, 10), (eva, dana, 3)):
            row = {"contact_id": to, "referrer_id": by, "permission": "yes", "referred_at": NOW - days * DAY}
            connection.execute(insert(referrals).values(row))
    with database.reading() as work:
        story = work.timeline.of_contact(MAYA, dana)
        with pytest.raises(NotYours):
            work.timeline.of_contact(Owner("T1", "U2"), dana)
    assert [moment.what for moment in story] == [
        What.AGREED,
        What.WROTE,
        What.REFERRED_TO,
        What.TOUCHED,
        What.THANKED,
        What.TALKED,
        What.CALLED_OFF,
        What.ANSWERED,
        What.ASKED,
        What.REFERRED_BY,
    ]
    assert [moment.other.id for moment in story if moment.other] == [eva, ben]
    assert story[3].detail == "a card"
