"""Members, contacts and interviews on both databases."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from core.errors import NotYours
from core.match_keys import search_key
from core.model import ContactDetails, Debrief, Interview, KeepInTouch, Owner, QuietHours, ThankYou
from core.people_query import PeopleQuery
from core.when import Span
from storage.database import Database
from storage.tables import receipts
from storage.unit_of_work import SqlUnitOfWork

MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
SPAN = Span(NOW - timedelta(minutes=40), NOW)
DANA = ContactDetails("Dana Wu", "Genentech", "scientist", "dana@example.org")


@pytest.fixture
def work(database: Database) -> SqlUnitOfWork:
    with database.writing() as unit:
        for owner in (MAYA, JONAS, Owner("T2", "U1")):
            unit.members.set_zone(owner, "Europe/Berlin", NOW)
        unit.commit()
    return database.writing()


def add(
    unit: SqlUnitOfWork, details: ContactDetails = DANA, key: str = "k", owner: Owner = MAYA
) -> Interview:
    contact = unit.contacts.add(owner, details, NOW)
    debrief = Debrief("t", "a", "p", "r", "n", KeepInTouch.YES)
    return unit.interviews.add(owner, contact, SPAN, debrief, request_key=key, now=NOW)


def test_nothing_is_kept_without_a_commit(database: Database, work: SqlUnitOfWork) -> None:
    with work as unit:
        unit.contacts.add(MAYA, DANA, NOW)
    with database.reading() as unit:
        assert unit.contacts.suggest(MAYA, "dana", 5) == []


def test_a_new_member_has_the_default_quiet_hours_and_moves_with_their_zone(work: SqlUnitOfWork) -> None:
    with work as unit:
        assert unit.members.get(Owner("T1", "nobody")) is None
        assert unit.members.seen(Owner("T1", "nobody"), NOW) is None
        maya = unit.members.seen(MAYA, NOW)
        assert maya
        assert (maya.zone, maya.quiet_hours) == ("Europe/Berlin", QuietHours(time(20), time(9)))
        later = NOW + timedelta(days=2)
        assert unit.members.set_zone(MAYA, "Pacific/Honolulu", later).zone_checked_at == later
        assert unit.members.get(MAYA) == unit.members.seen(MAYA, later)


def test_an_interview_comes_back_as_it_was_stored(work: SqlUnitOfWork) -> None:
    with work as unit:
        stored = add(unit)
        assert stored == unit.interviews.get(MAYA, stored.id) == unit.interviews.by_request(MAYA, "k")
        assert stored.contact.details == DANA
        assert (stored.started_at, stored.ended_at) == (SPAN.started_at, SPAN.ended_at)
        assert stored.debrief == Debrief("t", "a", "p", "r", "n", KeepInTouch.YES)
        assert stored.thank_you is ThankYou.DUE


@pytest.mark.parametrize(
    "stranger", [JONAS, Owner("T2", "U1")], ids=["same team", "other team, same user id"]
)
def test_nobody_else_gets_at_a_members_records(work: SqlUnitOfWork, stranger: Owner) -> None:
    with work as unit:
        stored = add(unit)
        with pytest.raises(NotYours):
            unit.interviews.get(stranger, stored.id)
        with pytest.raises(NotYours):
            unit.interviews.close_thank_you(stranger, stored.id, ThankYou.SENT, "", NOW)
        with pytest.raises(NotYours):
            unit.contacts.get(stranger, stored.contact.id)
        with pytest.raises(NotYours):
            unit.contacts.change(stranger, stored.contact.id, DANA)
        assert unit.interviews.by_request(stranger, "k") is None
        assert unit.interviews.owing_thanks(stranger, NOW - timedelta(days=9)) == []
        assert unit.interviews.latest(stranger, 5) == []
        assert unit.interviews.with_contact(stranger, stored.contact.id) == []
        assert unit.contacts.suggest(stranger, "dana", 5) == []
        assert unit.people.find(stranger, PeopleQuery(), None) == []
        assert unit.people.plans(stranger, [stored.contact.id], NOW) == {}
        assert unit.people.reminded_of(stranger, stored.contact.id) == []
        with pytest.raises(NotYours):
            unit.people.record(stranger, stored.contact.id)
        with pytest.raises(NotYours):
            unit.people.describe(stranger, stored.contact.id, (), "")
        with pytest.raises(NotYours):
            unit.people.archive(stranger, stored.contact.id, NOW)
        with pytest.raises(NotYours):
            unit.people.remove(stranger, stored.contact.id)
        assert unit.contacts.similar(stranger, DANA) == []


def test_a_note_is_owed_until_it_is_sent_and_its_text_is_kept(work: SqlUnitOfWork) -> None:
    with work as unit:
        stored = add(unit)
        since = NOW - timedelta(days=7)
        assert unit.interviews.owing_thanks(MAYA, since) == [stored]
        assert unit.interviews.owing_thanks(MAYA, NOW) == []
        assert unit.interviews.close_thank_you(MAYA, stored.id, ThankYou.SENT, "Dear Dana", NOW)
        assert not unit.interviews.close_thank_you(
            MAYA, stored.id, ThankYou.SENT, "", NOW + timedelta(hours=1)
        )
        closed = unit.interviews.get(MAYA, stored.id)
        assert (closed.thank_you_note, closed.thank_you_closed_at) == ("Dear Dana", NOW)
        assert unit.interviews.owing_thanks(MAYA, since) == []


def test_a_note_that_was_sent_cannot_be_skipped_but_a_skipped_one_can_be_sent(work: SqlUnitOfWork) -> None:
    later = NOW + timedelta(hours=1)
    with work as unit:
        sent, skipped = add(unit, key="k1"), add(unit, key="k2")
        unit.interviews.close_thank_you(MAYA, sent.id, ThankYou.SENT, "Dear Dana", NOW)
        assert not unit.interviews.close_thank_you(MAYA, sent.id, ThankYou.SKIPPED, "", later)
        assert unit.interviews.get(MAYA, sent.id).thank_you is ThankYou.SENT
        unit.interviews.close_thank_you(MAYA, skipped.id, ThankYou.SKIPPED, "", NOW)
        unit.interviews.close_thank_you(MAYA, skipped.id, ThankYou.SENT, "", later)
        assert unit.interviews.get(MAYA, skipped.id).thank_you_closed_at == later


def test_a_contact_can_be_described_anew_and_is_found_by_it(work: SqlUnitOfWork) -> None:
    with work as unit:
        contact = unit.contacts.add(MAYA, ContactDetails("Dana Wu", "Genentech"), NOW)
        changed = unit.contacts.change(
            MAYA, contact.id, ContactDetails("Dana Wu", "NOAA", email="d@example.org")
        )
        assert unit.contacts.get(MAYA, contact.id) == changed
        assert unit.contacts.similar(MAYA, ContactDetails("X", email="D@example.org")) == [changed]


@pytest.mark.parametrize(
    "typed",
    [
        ContactDetails("Dana Wu", "Genentech"),
        ContactDetails("dana wu", "GENENTECH, Inc."),
        ContactDetails("Dr. Dána Wú", "Genentech"),
        ContactDetails("Dana Wuu", "Genentech"),
        ContactDetails("Wu Dana", "Genentech"),
        ContactDetails("Dana", "scientist at Genentech"),
        ContactDetails("Dana Wu", "NOAA"),
        ContactDetails("Somebody Else", "NOAA", email="DANA@example.org"),
    ],
)
def test_whoever_looks_like_somebody_known_is_offered(work: SqlUnitOfWork, typed: ContactDetails) -> None:
    with work as unit:
        known = unit.contacts.add(MAYA, DANA, NOW)
        assert unit.contacts.similar(MAYA, typed) == [known]


@pytest.mark.parametrize(
    "typed",
    [
        ContactDetails("Sam Reyes", "Genentech"),
        ContactDetails("Dana", "NOAA"),
        ContactDetails("Dan Wong", "Genentech"),
        ContactDetails("D", "Genentech"),
        ContactDetails("", ""),
    ],
)
def test_whoever_does_not_is_not(work: SqlUnitOfWork, typed: ContactDetails) -> None:
    with work as unit:
        unit.contacts.add(MAYA, DANA, NOW)
        assert unit.contacts.similar(MAYA, typed) == []


def test_the_likeliest_are_offered_first_and_three_at_most(work: SqlUnitOfWork) -> None:
    with work as unit:
        for name in ("Dana Wuu", "Dana Wo", "Dana Wu", "Dana Wi", "Dana Wa"):
            unit.contacts.add(MAYA, ContactDetails(name, "Genentech"), NOW)
        offered = unit.contacts.similar(MAYA, ContactDetails("Dana Wu", "Genentech"))
    assert offered[0].details.name == "Dana Wu"
    assert len(offered) == 3


def test_people_come_by_name_without_regard_to_accents(work: SqlUnitOfWork) -> None:
    with work as unit:
        for name in ("Émile", "Zoe", "adam", "Dr. Frank"):
            unit.contacts.add(MAYA, ContactDetails(name, "X"), NOW)
        found = unit.people.find(MAYA, PeopleQuery(), None)
        names = [record.contact.details.name for record in unit.people.records(MAYA, found)]
    assert names == ["adam", "Émile", "Dr. Frank", "Zoe"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dr. José  Núñez", "jose nunez"),
        ("O'Neill", "o neill"),
        ("Prof.", "prof"),
        ("李 明", "李 明"),
        ("🦕", ""),
    ],
)
def test_the_search_key_leaves_out_what_people_type_differently(text: str, key: str) -> None:
    assert search_key(text) == key


def test_a_delivery_is_new_once(work: SqlUnitOfWork) -> None:
    with work as unit:
        assert unit.receipts.first_time("Ev1", NOW)
        assert not unit.receipts.first_time("Ev1", NOW)
        unit.receipts.forget_before(NOW + timedelta(seconds=1))
        assert unit.receipts.first_time("Ev1", NOW)


def test_an_instant_keeps_its_meaning_whatever_zone_it_is_written_in(database: Database) -> None:
    eastern = NOW.astimezone(timezone(timedelta(hours=-5)))
    with database.engine.begin() as connection:
        connection.execute(insert(receipts).values(key="k", received_at=eastern))
        stored = connection.execute(select(receipts.c.received_at)).scalar_one()
    assert stored == NOW
    assert stored.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with database.engine.begin() as connection, pytest.raises(StatementError, match="needs a time zone"):
        connection.execute(insert(receipts).values(key="k", received_at=NOW.replace(tzinfo=None)))
