"""Finding people by what a member types: accents, typos and order of words do not count."""

from datetime import UTC, datetime

import pytest

from core import people_choice
from core.model import ContactDetails, Owner
from storage.database import Database

MAYA = Owner("T1", "U1")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


def _with(database: Database, *people: ContactDetails) -> Database:
    with database.writing() as work:
        work.members.set_zone(MAYA, "Europe/Berlin", NOW)
        for details in people:
            work.contacts.add(MAYA, details, NOW)
        work.commit()
    return database


def _names(database: Database, typed: str) -> list[str]:
    return [contact.details.name for contact in people_choice.suggestions(database.reading, MAYA, typed)]


@pytest.mark.parametrize(
    "typed",
    ["j", "jose", "Núñez", "nunes", "jose nu", "nunez josé", "noaa", "JOSÉ noaa", "jn@example", "Mr. José"],
)
def test_each_typed_word_may_be_a_beginning_a_typo_or_where_they_work(database: Database, typed: str) -> None:
    known = ContactDetails("José Núñez", "NOAA", "oceanographer", "jn@example.org")
    assert _names(_with(database, known, ContactDetails("Dana Wu", "Genentech")), typed) == ["José Núñez"]


@pytest.mark.parametrize("typed", ["", "🦕", "%", "dana noaa", "x"])
def test_words_that_nobody_has_find_nobody(database: Database, typed: str) -> None:
    assert _names(_with(database, ContactDetails("Dana Wu", "Genentech")), typed) == []


def test_a_name_comes_before_a_beginning_before_an_employer_before_a_typo(sqlite: Database) -> None:
    known = ("Dona Alpha", "Ben Ito", "Danai Poe", "Dana Wu")
    people = [ContactDetails(name, "Dana Farber" if name == "Ben Ito" else "X") for name in known]
    assert _names(_with(sqlite, *people), "dana") == ["Dana Wu", "Danai Poe", "Ben Ito", "Dona Alpha"]


def test_twenty_are_offered_at_most_and_by_name_where_all_fit_alike(sqlite: Database) -> None:
    people = [ContactDetails(f"Dana {chr(122 - number)}", "X") for number in range(25)]
    assert _names(_with(sqlite, *people), "dana") == [f"Dana {chr(98 + number)}" for number in range(20)]


def test_names_without_spaces_are_found_by_any_part(sqlite: Database) -> None:
    assert _names(_with(sqlite, ContactDetails("李明", "清华大学")), "明") == ["李明"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dana Wu", "Dana Wu"),
        ("dana", None),
        ("Danai", "Danai Poe"),
        ("poe", "Danai Poe"),
        ("Dana Wong", None),
    ],
)
def test_words_after_a_command_mean_a_known_person_only_where_there_is_no_doubt(
    sqlite: Database, typed: str, meant: str | None
) -> None:
    people = [ContactDetails(name, "X") for name in ("Dana Wu", "Dana Wu Smith", "Danai Poe")]
    found = people_choice.meant(_with(sqlite, *people).reading, MAYA, typed).known
    assert (found.details.name if found else None) == meant
