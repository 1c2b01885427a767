"""Merging two contacts: whatever both have, the one that stays has all of it, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, select

from core import people_changes
from core.errors import InvalidFields, NotYours
from core.model import ContactDetails, Member, Owner
from core.preparation import Answer, Preparation, PreparedQuestion
from storage.database import Database
from storage.tables import contact_tags, nudges, referrals
from storage.unit_of_work import SqlUnitOfWork

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
MEMBER = Member(MAYA, "America/New_York", NOW)
DANA, WU, BEN = 1, 2, 3
PERMISSIONS = ("yes", "no", "not_asked")


@pytest.fixture
def three(database: Database) -> Database:
    _settle(database)
    return database


def _settle(database: Database) -> None:
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        for name in ("Dana Wu", "D. Wu", "Ben Ito"):
            work.contacts.add(MAYA, ContactDetails(name), NOW)
        work.commit()


def _put(database: Database, table: Table, *rows: dict[str, Any]) -> None:
    with database.engine.begin() as connection:
        for row in rows:
            connection.execute(insert(table).values(row))


def _merge(database: Database) -> None:
    people_changes.merge(database.writing, MEMBER, DANA, WU, NOW)


def _all(database: Database, table: Table, *columns: str) -> set[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(select(*(table.c[name] for name in columns)))}


def test_tags_of_both_are_kept_once(three: Database) -> None:
    for contact_id, tags in ((DANA, ("a", "b")), (WU, ("b", "c"))):
        _put(three, contact_tags, *({"contact_id": contact_id, "tag": tag} for tag in tags))
    _merge(three)
    assert _all(three, contact_tags, "contact_id", "tag") == {(DANA, "a"), (DANA, "b"), (DANA, "c")}


def test_nobody_is_named_again_for_a_day_for_which_one_of_them_was_named(three: Database) -> None:
    for contact_id, days in ((DANA, (1, 2)), (WU, (2, 3))):
        named = (
            {"contact_id": contact_id, "due_on": date(2026, 11, day), "reminder_id": 9, "told_at": NOW}
            for day in days
        )
        _put(three, nudges, *named)
    _merge(three)
    assert _all(three, nudges, "contact_id", "due_on") == {
        (DANA, date(2026, 11, 1)),
        (DANA, date(2026, 11, 2)),
        (DANA, date(2026, 11, 3)),
    }


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("mine", PERMISSIONS)
@pytest.mark.parametrize("other", PERMISSIONS)
def test_of_two_answers_on_using_a_name_a_no_outlives_a_yes_and_either_outlives_none(
    three: Database, mine: str, other: str, *, reverse: bool
) -> None:
    ways = ("referrer_id", "contact_id") if reverse else ("contact_id", "referrer_id")
    for contact_id, permission in ((DANA, mine), (WU, other)):
        row = dict(zip(ways, (contact_id, BEN), strict=True))
        _put(three, referrals, {**row, "permission": permission, "referred_at": NOW})
    _merge(three)
    expected = next(answer for answer in ("no", "yes", "not_asked") if answer in {mine, other})
    assert _all(three, referrals, *ways, "permission") == {(DANA, BEN, expected)}


def test_nobody_is_referred_by_themselves(three: Database) -> None:
    row = {"contact_id": DANA, "referrer_id": WU, "permission": "yes", "referred_at": NOW}
    _put(three, referrals, row)
    _merge(three)
    assert _all(three, referrals, "contact_id") == set()


def _prepare(work: SqlUnitOfWork, contact_id: int, **texts: Any) -> None:
    work.preparations.save(MAYA, contact_id, Preparation(**texts), NOW)


def test_two_preparations_become_one(three: Database) -> None:
    shared = PreparedQuestion("How did you get into this?")
    with three.writing() as work:
        _prepare(work, DANA, aim="genes", person="a" * 1990, questions=(shared,))
        more = (shared, PreparedQuestion("What else?"))
        _prepare(work, WU, aim="antibodies", person="b" * 20, questions=more, answers=(Answer("Q", "A"),))
        work.commit()
    _merge(three)
    with three.reading() as work:
        merged = work.preparations.get(MAYA, DANA)
        notes = work.people.record(MAYA, DANA).notes
    assert merged
    assert (merged.aim, merged.person) == ("genes\nantibodies", "a" * 1990)
    assert merged.questions == more
    assert merged.answers == (Answer("Q", "A"),)
    assert "b" * 20 in notes


def test_the_only_preparation_moves(three: Database) -> None:
    with three.writing() as work:
        _prepare(work, WU, aim="antibodies")
        work.commit()
    _merge(three)
    with three.reading() as work:
        assert work.preparations.get(MAYA, DANA) == Preparation(aim="antibodies")


def test_neither_a_stranger_nor_oneself_can_be_merged(three: Database) -> None:
    stranger = Member(JONAS, "America/New_York", NOW)
    with pytest.raises(NotYours):
        people_changes.merge(three.writing, stranger, DANA, WU, NOW)
    with pytest.raises(InvalidFields):
        people_changes.merge(three.writing, MEMBER, DANA, DANA, NOW)
    with pytest.raises(NotYours):
        people_changes.merge(three.writing, MEMBER, 99, DANA, NOW)
    assert len(_all(three, contact_tags.metadata.tables["contacts"], "id")) == 3


def test_a_second_click_on_merge_finds_it_done(three: Database) -> None:
    first, second = (people_changes.merge(three.writing, MEMBER, DANA, WU, NOW) for _ in range(2))
    assert first == second


def test_whoever_is_merged_is_put_away_only_if_both_were(three: Database) -> None:
    people_changes.archive(three.writing, MEMBER, DANA, NOW)
    story = people_changes.merge(three.writing, MEMBER, DANA, WU, NOW)
    assert story.record.archived_at is None


def test_the_clock_counts_from_the_last_touch_of_either(three: Database) -> None:
    with three.writing() as work:
        work.nudges.touch(MAYA, WU, NOW - timedelta(days=3))
        work.commit()
    edit = people_changes.PersonEdit(ContactDetails("Dana Wu"), (), 60, "")
    people_changes.edit(three.writing, MEMBER, DANA, edit, NOW)
    story = people_changes.merge(three.writing, MEMBER, DANA, WU, NOW)
    assert story.record.keeping.due_on == date(2027, 1, 19)
    with three.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(referrals)).scalar_one() == 0
