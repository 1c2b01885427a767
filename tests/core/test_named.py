"""Names are read out of what was written down; a sentence makes no person, and no word is lost."""

import re
from time import process_time

import pytest
from hypothesis import given, strategies as st

from core.named import NamedPerson, is_name, read_names

NAMES = st.sampled_from(
    [
        "Sam Reyes",
        "Kim Lee",
        "José Núñez",
        "Anne-Marie O'Neill",
        "Dr. Katarzyna Nowak-Lis",
        "Jan van der Berg",
        "J. Robert Smith",
        "王小明",
        "김민준",
    ]
)
ABOUT = st.sampled_from(["", "scientist at NOAA", "NOAA", "Woods Hole Lab", "policy adviser at the EPA"])
SMALL = ("she", "he", "they", "will", "think", "about", "it", "nobody", "yet", "ask", "again", "maybe", "lab")
LOWER = st.sampled_from(SMALL)


@given(
    st.lists(st.tuples(NAMES, ABOUT), min_size=1, max_size=8), st.sampled_from(["\n", "; ", "\n- ", "\n2. "])
)
def test_a_list_of_names_is_read_in_order_with_what_is_said_of_each(
    people: list[tuple[str, str]], between: str
) -> None:
    text = between.join(f"{name}, {about}" if about else name for name, about in people)
    read = read_names(text)
    assert [(one.name, one.affiliation) for one in read.people] == people
    assert read.rest == ()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sam Reyes, scientist at NOAA; Kim Lee", [("Sam Reyes", "scientist at NOAA"), ("Kim Lee", "")]),
        ("Sam Reyes, Kim Lee, Dana Wu", [("Sam Reyes", ""), ("Kim Lee", ""), ("Dana Wu", "")]),
        ("Sam Reyes and Kim Lee", [("Sam Reyes", ""), ("Kim Lee", "")]),
        ("Talk to Sam Reyes at NOAA", [("Sam Reyes", "NOAA")]),
        ("Sam Reyes (NOAA)", [("Sam Reyes", "NOAA")]),
        ("Sam at NOAA", [("Sam", "NOAA")]),
        ("Sam, NOAA", [("Sam", "NOAA")]),
        ("Sam Reyes, University of Washington", [("Sam Reyes", "University of Washington")]),
    ],
)
def test_names_are_read_as_people_write_them(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.name, one.affiliation) for one in read_names(text).people] == people


def test_an_address_belongs_to_its_person() -> None:
    read = read_names("Sam Reyes <sam@noaa.gov>\nKim Lee, NOAA, kim@noaa.gov")
    assert read.people == (
        NamedPerson("Sam Reyes", "", "sam@noaa.gov"),
        NamedPerson("Kim Lee", "NOAA", "kim@noaa.gov"),
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "she will think about it",
        "She will think about it.",
        "Nobody yet",
        "None",
        "I should look at NOAA",
        "Maybe someone at Genentech",
        "Her old boss, who now works at the EPA",
        "NOAA Fisheries",
        "University of Washington",
        "https://www.noaa.gov/people",
        "?",
        "n/a",
    ],
)
def test_a_sentence_makes_no_person(sentence: str) -> None:
    assert read_names(sentence).people == ()


@given(st.lists(LOWER, min_size=2, max_size=12), st.booleans())
def test_no_lower_case_sentence_makes_a_person(words: list[str], capital: bool) -> None:
    sentence = " ".join(words)
    assert read_names(sentence.capitalize() if capital else sentence).people == ()


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_person_has_a_name(text: str) -> None:
    for one in read_names(text).people:
        assert one.name.strip()
        assert one.name in text


@given(st.lists(st.one_of(NAMES, st.text("abc XYZé,.@ ", max_size=30)), max_size=6))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    read = read_names(text)
    kept = " ".join([*(f"{one.name} {one.affiliation} {one.email}" for one in read.people), *read.rest])
    lost = set(_words(text)) - set(_words(kept))
    assert lost <= {"at", "from", "and"}


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w']+", text.casefold()) if word]


@pytest.mark.parametrize("text", ["Sam", "sam reyes", "NOAA", "A B C D E F", "Sam3 Reyes", ""])
def test_what_is_no_full_name_is_not_taken_for_one(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("part", ["@", "a@", "a.", "a@a.", "<a@", "½", "A. ", "and "])
def test_nothing_that_fits_into_the_form_takes_long_to_read(part: str) -> None:
    began = process_time()
    read_names((part * 3000)[:3000])
    assert process_time() - began < 0.2
