"""Whole imports, on both databases: who is the same, who may be, what is taken back, and whose it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from core import importing, keep_in_touch, people_changes
from core.errors import TooLate
from core.import_person import NewPerson
from core.importing import Tally, Undone
from core.model import Contact, ContactDetails, Member, Owner
from core.people_changes import PersonEdit
from storage.database import Database
from storage.tables import cohort_members, cohorts, contact_shares, contact_tags, contacts

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
MEMBER = Member(MAYA, "America/New_York", NOW)


@pytest.fixture(autouse=True)
def _members(database: Database) -> None:
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        work.commit()


def person(name: str, *tags: str, notes: str = "", **details: str) -> NewPerson:
    return NewPerson(ContactDetails(name, **details), tags, notes)


def known(database: Database, name: str, **details: str) -> int:
    with database.writing() as work:
        contact = work.contacts.add(MAYA, ContactDetails(name, **details), NOW - timedelta(days=9))
        work.commit()
    return contact.id


def came(database: Database, *people: NewPerson, owner: Owner = MAYA) -> tuple[Tally, datetime]:
    came_at = importing.begin(database.reading, owner, NOW)
    return importing.bring_in(database.writing, owner, people, came_at), came_at


def everybody(database: Database, owner: Owner = MAYA) -> list[Contact]:
    with database.reading() as work:
        return [each.contact for each in work.imports.known(owner)]


def test_everything_that_is_known_of_them_comes_in(database: Database) -> None:
    one = person(
        "Dana Wu", "policy", "oceans", notes="Met", organisation="X", role="Y", email="d@x.example",
        phone="1", linkedin="https://linkedin.com/in/d", field="law",
    )  # fmt: skip
    came(database, one, person("Sam"), person("Kim", "policy"))
    dana, *others = everybody(database)
    assert {each.details.name for each in others} | {dana.details.name} == {"Dana Wu", "Sam", "Kim"}
    with database.reading() as work:
        ids = {each.details.name: each.id for each in everybody(database)}
        record = work.people.record(MAYA, ids["Dana Wu"])
        assert work.people.record(MAYA, ids["Kim"]).tags == ("policy",)
    assert (record.contact.details, record.tags, record.notes) == (one.details, ("oceans", "policy"), "Met")
    assert (record.keeping.cadence_days, record.keeping.is_chosen, record.keeping.due_on) == (
        None,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("there", "new", "is_same"),
    [
        (
            {"linkedin": "https://www.linkedin.com/in/dana/"},
            {"linkedin": "https://de.linkedin.com/in/Dana"},
            True,
        ),
        ({"email": "d@x.example"}, {"email": "D@X.example"}, True),
        ({"organisation": "X"}, {"organisation": "X"}, True),
        ({"organisation": "X", "role": "Y"}, {"organisation": "X", "role": "Y"}, True),
        ({}, {}, True),
        ({"organisation": "X"}, {"organisation": "X", "email": "d@x.example"}, False),
        ({"organisation": "X"}, {"organisation": "Z"}, False),
        (
            {"email": "d@x.example", "linkedin": "https://linkedin.com/in/a"},
            {"email": "d@x.example", "linkedin": "https://linkedin.com/in/b"},
            False,
        ),
    ],
)
def test_whoever_is_certainly_the_same_is_not_written_down_twice(
    database: Database, there: dict[str, str], new: dict[str, str], is_same: bool
) -> None:
    known(database, "Dana Wu", **there)
    tally, _ = came(database, person("Dana Wu", **new))
    assert tally.added == (0 if is_same else 1)
    assert len(everybody(database)) == (1 if is_same else 2)


def test_a_first_name_alone_may_be_anybody(database: Database) -> None:
    known(database, "Sam")
    tally, came_at = came(database, person("Sam"))
    assert tally.added == len(importing.pairs(database.reading, MAYA, came_at)) == 1


def test_an_address_that_an_office_shares_makes_nobody_the_same(database: Database) -> None:
    known(database, "Dana Wu", email="office@x.example")
    tally, came_at = came(database, person("Sam Reyes", email="office@x.example"))
    assert tally.added == 1
    [pair] = importing.pairs(database.reading, MAYA, came_at)
    assert (pair.before.details.name, pair.came.details.name) == ("Dana Wu", "Sam Reyes")


def test_gaps_are_filled_and_what_differs_is_noted_once(database: Database) -> None:
    contact_id = known(database, "Dana Wu", email="d@x.example", organisation="X", role="Y")
    new = person("Dana Wu", "policy", email="d@x.example", organisation="Z", phone="1", notes="Met")
    assert came(database, new)[0] == Tally(completed=1)
    assert came(database, new)[0] == Tally(known=1)
    with database.reading() as work:
        record = work.people.record(MAYA, contact_id)
    assert (record.contact.details.organisation, record.contact.details.phone) == ("X", "1")
    assert (record.tags, record.notes) == (("policy",), "Also noted as: Z\nMet")


def test_two_rows_of_one_person_make_one(database: Database) -> None:
    tally, _ = came(
        database,
        person("Dana Wu", "a", email="d@x.example"),
        person("Dana Wu", "b", email="d@x.example", linkedin="https://linkedin.com/in/d"),
        person("D. Wu", linkedin="https://linkedin.com/in/d", phone="1"),
    )
    assert tally == Tally(added=1, known=2)
    [dana] = everybody(database)
    assert (dana.details.name, dana.details.phone) == ("Dana Wu", "1")
    with database.reading() as work:
        assert work.people.record(MAYA, dana.id).tags == ("a", "b")


def test_two_people_with_two_addresses_at_linkedin_are_never_asked_about(database: Database) -> None:
    _, came_at = came(
        database,
        person("Wei Zhang", linkedin="https://linkedin.com/in/a"),
        person("Wei Zhang", linkedin="https://linkedin.com/in/b"),
        person("Wei Zhang", organisation="X"),
    )
    [pair] = importing.pairs(database.reading, MAYA, came_at)
    assert pair.came.details.organisation == "X"


def test_ten_thousand_of_one_name_are_asked_about_in_bounds(database: Database) -> None:
    people = [person("John Smith", organisation=f"X{number}") for number in range(2_000)]
    _, came_at = came(database, *people)
    assert len(importing.pairs(database.reading, MAYA, came_at)) == importing.MOST_PAIRS


def test_nothing_of_them_is_shared_even_where_new_people_are(database: Database) -> None:
    today = NOW.date()
    with database.engine.begin() as connection:
        connection.execute(
            insert(cohorts).values(
                team_id="T1", channel="C1", zone="UTC", digest_day=1, digest_hour=9, term_starts_on=today,
                term_ends_on=today, cap=2, created_at=NOW,
            )
        )  # fmt: skip
        member = {"team_id": "T1", "user_id": "U1", "joined_at": NOW, "start_with": "organisation"}
        connection.execute(insert(cohort_members).values(member))
    known(database, "Sam", organisation="NOAA")
    came(database, person("Dana Wu", organisation="NOAA"))
    with database.reading() as work:
        assert len(work.imports.known(MAYA)) == 2
    with database.engine.connect() as connection:
        assert len(connection.execute(select(contact_shares)).all()) == 1


def _touch(database: Database, contact_id: int) -> None:
    keep_in_touch.touch(database.writing, MEMBER, contact_id, NOW)


def _choose_cadence(database: Database, contact_id: int) -> None:
    details = ContactDetails("Dana Wu")
    people_changes.edit(database.writing, MEMBER, contact_id, PersonEdit(details, (), 60, ""), NOW)


def _archive(database: Database, contact_id: int) -> None:
    people_changes.archive(database.writing, MEMBER, contact_id, NOW)


def _prepare(database: Database, contact_id: int) -> None:
    from core.preparation import Preparation  # noqa: PLC0415

    with database.writing() as work:
        work.preparations.save(MAYA, contact_id, Preparation(), NOW)
        work.commit()


@pytest.mark.parametrize("act", [_touch, _choose_cadence, _archive, _prepare])
def test_whoever_something_was_done_with_stays_when_an_import_is_taken_back(
    database: Database, act: Callable[[Database, int], Any]
) -> None:
    before = known(database, "Kim")
    _, came_at = came(database, person("Dana Wu", "tag"), person("Sam", "tag"))
    dana = next(each.id for each in everybody(database) if each.details.name == "Dana Wu")
    act(database, dana)
    assert importing.undo(database.writing, MAYA, came_at, NOW) == Undone(removed=1, kept=1)
    assert {each.id for each in everybody(database)} == {before, dana}
    with database.engine.connect() as connection:
        assert set(connection.execute(select(contact_tags.c.contact_id)).scalars()) <= {dana}


def test_another_import_and_another_members_stay_when_one_is_taken_back(database: Database) -> None:
    _, first = came(database, person("Dana Wu"))
    _, second = came(database, person("Sam"))
    _, theirs = came(database, person("Kim"), owner=JONAS)
    assert first != second
    assert importing.undo(database.writing, JONAS, first, NOW).removed == (1 if first == theirs else 0)
    assert importing.undo(database.writing, MAYA, second, NOW) == Undone(1, 0)
    assert importing.undo(database.writing, MAYA, second, NOW) == Undone(0, 0)
    assert [each.details.name for each in everybody(database)] == ["Dana Wu"]


def test_after_a_day_nothing_is_taken_back(database: Database) -> None:
    _, came_at = came(database, person("Dana Wu"))
    with pytest.raises(TooLate):
        importing.undo(database.writing, MAYA, came_at, NOW + timedelta(days=1, seconds=1))
    assert len(everybody(database)) == 1


def test_nobody_elses_people_are_compared_or_completed(database: Database) -> None:
    known(database, "Dana Wu", email="d@x.example")
    tally, came_at = came(database, person("Dana Wu", email="d@x.example", phone="1"), owner=JONAS)
    assert tally == Tally(added=1)
    assert importing.pairs(database.reading, JONAS, came_at) == []
    with database.engine.connect() as connection:
        assert set(connection.execute(select(contacts.c.phone)).scalars()) == {"", "1"}
