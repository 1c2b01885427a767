"""What a question about an organisation finds: its spellings, parts and short names, and no nonsense."""

import pytest
from hypothesis import given, strategies as st

from core.match_keys import subject_key
from core.organisation_names import GENERIC, Sought

WORDS = st.sampled_from(
    ["noaa", "national", "oceanic", "atmospheric", "administration", "of", "university", "washington", "inc",
     "the", "institute", "health", "institutes", "nih", "fisheries", "a", "uw", "genentech", "3m"]
)  # fmt: skip
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def finds(asked: str, organisation: str) -> bool:
    return Sought.of(subject_key(asked)).finds(subject_key(organisation))


@pytest.mark.parametrize(
    ("asked", "organisation"),
    [
        ("NOAA", "NOAA Fisheries"),
        ("NOAA", "N.O.A.A. / National Marine Fisheries Service"),
        ("NOAA", "National Oceanic and Atmospheric Administration (NOAA)"),
        ("noaa", "The National Oceanic & Atmospheric Administration"),
        ("National Oceanic and Atmospheric Administration", "NOAA"),
        ("National Oceanic and Atmospheric Administration (NOAA)", "noaa"),
        ("Nat'l Science Foundation (NSF)".replace("'", ""), "National Science Foundation"),
        ("National Science Foundation", "National Science Foundation (NSF)"),
        ("NIH", "National Institutes of Health"),
        ("National Institutes of Health", "National Institutes of Health, Clinical Center"),
        ("DOE", "U.S. Department of Energy".removeprefix("U.S. ")),
        ("Genentech", "Genentech, Inc."),
        ("Genentech, Inc.", "Genentech"),
        ("Genentech", "Genentech Research"),
        ("Univ. of Washington", "The University of Washington School of Medicine"),
        ("UW", "University of Washington"),
        ("Woods Hole", "Woods Hole Oceanographic Institution (WHOI)"),
        ("WHOI", "Woods Hole Oceanographic Institution"),
        ("Max Planck Inst.", "Max-Planck Institute for Biology"),
        ("3M", "3M Company"),
        ("EPA", "US EPA"),
        ("U.S. Environmental Protection Agency", "EPA"),
        ("Environmental Protection Agency", "U.S. Environmental Protection Agency"),
        ("Яндекс", "Яндекс Драйв"),
    ],
)  # fmt: skip
def test_an_organisation_is_found_by_another_spelling_of_it(asked: str, organisation: str) -> None:
    assert finds(asked, organisation)


@pytest.mark.parametrize(
    ("asked", "organisation"),
    [
        ("University", "University of Washington"),
        ("University of", "University of Washington"),
        ("National", "National Institutes of Health"),
        ("National Institute", "National Institute of Mental Health"),
        ("Inc", "Inc Magazine"),
        ("the", "The Nature Conservancy"),
        ("a", "A Better Chance"),
        ("N", "NOAA"),
        ("NO", "NOAA"),
        ("NOA", "NOAA"),
        ("NOAA Fisheries", "NOAA"),
        ("Fisheries", "NOAA Fisheries"),
        ("NOAA", "NASA"),
        ("Nature", "Natural Resources"),
        ("AI", "Allen Institute"),
        ("US", "US Geological Survey"),
        ("Department", "US Department"),
        ("New", "New York Times"),
        ("Washington University", "University of Washington"),
        ("science policy analysis", "SPA"),
        ("American Chemical Society", "American Cancer Society"),
        ("NOAA", ""),
    ],
)
def test_what_only_looks_like_it_is_not(asked: str, organisation: str) -> None:
    assert not finds(asked, organisation)


def test_an_empty_question_finds_nothing() -> None:
    with pytest.raises(ValueError, match="like no other"):
        Sought.of("")


@given(NAMES)
def test_a_name_finds_itself(name: str) -> None:
    assert Sought.of(name).finds(name)


@given(NAMES, NAMES)
def test_of_what_begins_otherwise_only_a_short_form_is_found(asked: str, name: str) -> None:
    sought = Sought.of(asked)
    if sought.finds(name) and not f"{name} ".startswith(f"{asked} "):
        letters = {word[0] for word in name.split()}
        assert name in sought.same or (sought.short == asked and set(asked) <= letters)


@given(st.sampled_from(sorted(GENERIC)), NAMES)
def test_a_word_that_many_share_finds_its_own_name_only(word: str, name: str) -> None:
    assert Sought.of(word).finds(name) == (name == word)


@given(st.characters(categories=("Ll", "Nd")), NAMES)
def test_a_single_letter_finds_its_own_name_only(letter: str, name: str) -> None:
    assert Sought.of(letter).finds(name) == (name == letter)
