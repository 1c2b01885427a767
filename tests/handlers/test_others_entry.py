"""Who else was there, one person per line."""

import re
from dataclasses import astuple

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.model import ContactDetails
from core.panel import MOST_PEOPLE
from handlers.others_entry import read_others
from views.others_field import field_of

DANA = ContactDetails("Dana Wu", "Genentech", "scientist")
LINES = st.lists(st.text(max_size=300), max_size=12).map("\n".join)


def read(line: str) -> ContactDetails:
    [other] = read_others({"others": line}, DANA)
    return other.details


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ben Ito, postdoc at NOAA", ContactDetails("Ben Ito", "NOAA", "postdoc")),
        ("Ben Ito, NOAA", ContactDetails("Ben Ito", "NOAA")),
        ("Ben Ito, postdoc", ContactDetails("Ben Ito", "Genentech", "postdoc")),
        ("Ben Ito", ContactDetails("Ben Ito", "Genentech")),
        ("本 伊藤, 東京大学", ContactDetails("本 伊藤", "東京大学")),
        ("- Ben Ito", ContactDetails("Ben Ito", "Genentech")),
        ("2. Ben Ito, NOAA", ContactDetails("Ben Ito", "NOAA")),
        ("Ben Ito, ben@example.org", ContactDetails("Ben Ito", "Genentech", email="ben@example.org")),
        (
            "Ben Ito, professor at University of Texas at Austin, b@example.org",
            ContactDetails("Ben Ito", "University of Texas at Austin", "professor", "b@example.org"),
        ),
    ],
)
def test_a_line_is_a_name_and_what_is_known_of_role_and_place(line: str, expected: ContactDetails) -> None:
    assert read(line) == expected


def test_empty_lines_are_nobody() -> None:
    assert read_others({"others": "\n  \n"}, DANA) == []
    assert read_others({}, DANA) == []


def test_what_was_chosen_about_a_line_is_read_with_it() -> None:
    chosen = {field_of("Ben Ito, NOAA"): "7", field_of("Chi Ngo"): "new"}
    ben, chi = read_others({"others": "Ben Ito, NOAA\nChi Ngo", **chosen}, DANA)
    assert (ben.same_as, chi.same_as) == (7, None)


@given(LINES)
def test_every_typed_name_is_read_or_explained(typed: str) -> None:
    try:
        others = read_others({"others": typed}, DANA)
    except InvalidFields as invalid:
        problems, others = invalid.problems, []
    else:
        problems = {}
    assert problems.keys() <= {"others"}
    assert len(others) < MOST_PEOPLE
    for other in others:
        kept = " ".join(astuple(other.details))
        assert all(word in kept for word in re.findall(r"\w+", other.line) if word.casefold() != "at")
