"""What is left of a text once people and organisations are taken out of it."""

import unicodedata

import pytest
from hypothesis import assume, example, given, strategies as st

from core.folding import folded_words
from core.name_removal import Removal, without_names
from core.name_words import ARTICLES, GENERIC, ORDINARY, PARTICLES, TITLES

DANA = Removal(("Dana Wu",), ("Ben Ito",), ("Genentech, Inc.",), "scientist")
NOAA = "National Oceanic and Atmospheric Administration (NOAA)"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Dana Wu told me that labs hire.", "A scientist told me that labs hire."),
        ("I met Dana. Wu's lab is small.", "I met a scientist. The scientist's lab is small."),
        ("dana wu said so, and DANA meant it", "A scientist said so, and the scientist meant it"),
        ("Dr. Wu's slides, D. Wu's notes", "A scientist's slides, the scientist's notes"),
        ("Signed D.W., once D. W., once DW", "Signed a scientist, once the scientist, once the scientist"),
        ("Write to dana@gene.com or DanaWu", "Write to (address left out) or a scientist"),
        ("See linkedin.com/in/d-w-1 for more", "See (address left out) for more"),
        ("Dana a year ago", "A scientist a year ago"),
        ("Da\u200bna Wu", "A scientist"),
        ("At Genentech they hire", "At their organisation they hire"),
        ("I like Genentech's pay", "I like their organisation's pay"),
        ("the genentech way", "Their organisation way"),
        ("(Dana Wu, Genentech) said", "(A scientist, their organisation) said"),
        ("She named Ben Ito, and ben ito's boss", "She named someone else, and someone else's boss"),
        ("Start with the regulators.", "Start with the regulators."),
        ("Nothing wound up: Wuhan is far", "Nothing wound up: Wuhan is far"),
    ],
)  # fmt: skip
def test_who_and_where_give_way_to_plain_words(said: str, left: str) -> None:
    assert without_names(said, DANA) == left


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Jose Nunez and José Núñez", "Dr. José Núñez"),
        ("JOSÉ NÚN\u0303EZ", "José Núñez"),
        ("Soren Mueller and Søren Müller", "Søren Müller"),
        ("O'Brien, OBrien and O’brien's", "Sinéad O'Brien"),
        ("Anna-Lena and Anna Lena", "Anna-Lena Krug"),
        ("Ludwig v. d. Heide, van der Heide", "Ludwig van der Heide"),
        ("王小明说得对", "王小明"),
    ],
)
def test_accents_case_and_spelling_do_not_hide_a_name(said: str, name: str) -> None:
    left = without_names(said, Removal((name,)))
    parts = {word.text for word in folded_words(name)} - TITLES - PARTICLES - {"o"}
    assert not parts & {word.text for word in folded_words(left)}
    assert "小明" not in left


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("NOAA, N.O.A.A. and noaa", NOAA),
        ("the National Oceanic and Atmospheric Administration", NOAA),
        ("the Oceanic people", NOAA),
        ("UW and U.W. and the university of washington", "University of Washington"),
        ("The Broad hires", "Broad Institute"),
        ("EPA or E.P.A.", "Environmental Protection Agency"),
        ("Roche, roche's", "Roche Holding AG"),
        ("BoA and BOA", "Bank of America"),
    ],
)
def test_an_organisation_goes_with_its_usual_short_forms(said: str, name: str) -> None:
    left = without_names(said, Removal(places=(name,)))
    forms = {"noaa", "oceanic", "uw", "washington", "broad", "epa", "roche", "boa"}
    assert not forms & {word.text for word in folded_words(left)}
    assert "N.O." not in left
    assert "U.W" not in left


def test_a_name_that_is_a_word_goes_only_where_it_is_a_name() -> None:
    will = Removal(("Will Young",), places=("Nature",))
    assert without_names("Will said that you will learn when young.", will) == (
        "Someone I talked with said that you will learn when young."
    )
    assert without_names("i met will young", will) == "i met someone I talked with"
    assert without_names("Nature is about nature", will) == "Their organisation is about nature"


def test_whoever_owns_something_still_does() -> None:
    assert without_names("I saw Dana's lab", Removal(("Dana Wu",))) == "I saw their lab"


@pytest.mark.parametrize("role", ["head of Genentech's lab", "Dana's boss", "x" * 31, "<!channel>", ""])
def test_what_somebody_is_stands_in_only_if_it_gives_nobody_away(role: str) -> None:
    removal = Removal(("Dana Wu",), (), ("Genentech",), role)
    assert without_names("Dana agreed", removal) == "Someone I talked with agreed"


_LETTERS = st.text(st.characters(categories=["L", "Mn", "Nd"]), min_size=1, max_size=9)
_NAMES = st.lists(_LETTERS, min_size=1, max_size=4).map(" ".join)
_AROUND = st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=20)
_SPELT = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        str.title,
        lambda name: f"{name}'s",
        lambda name: f"Dr. {name}",
        lambda name: f"the {name}",
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)),
        lambda name: name.split()[0],
        lambda name: name.split()[-1],
    ]
)


@given(st.lists(st.tuples(_AROUND, st.booleans(), _SPELT), max_size=5), _AROUND, _NAMES, _NAMES)
@example([("", True, str), (" at ", False, str)], "", "Someone", "their organisation that place there")
@example([("", True, str)], "", "This Person I", "…")
@example([("", True, str)], "", "A B", "C")
@example([("", True, str), (" ", False, str)], " ", "Will May", "The")
def test_of_any_name_and_organisation_nothing_is_left(
    parts: list[tuple[str, bool, object]], rest: str, name: str, organisation: str
) -> None:
    text = "".join(
        f"{around} {spelt(name if is_name else organisation)}"  # type: ignore[operator]
        for around, is_name, spelt in parts
    )
    left = without_names(f"{text} {rest}", Removal((name,), (), (organisation,), "scientist"))
    said = [word.text for word in folded_words(left)]
    for one in (name, organisation):
        wanted = [word.text for word in folded_words(one)]
        assume(wanted and not set(wanted) <= ORDINARY | GENERIC | ARTICLES | PARTICLES | TITLES)
        assert not any(said[at : at + len(wanted)] == wanted for at in range(len(said)))
    telling = {word.text for word in folded_words(name)} - ORDINARY - PARTICLES - TITLES
    assert not {part for part in telling if len(part) > 1} & set(said)


@given(_AROUND, _NAMES)
def test_what_is_taken_out_once_needs_no_second_time(around: str, name: str) -> None:
    removal = Removal((name,), (), (), "scientist")
    once = without_names(f"{around} {name} {around}", removal)
    assert without_names(once, removal) == once


@given(_AROUND)
def test_a_text_without_anybody_stays_as_it_was_typed(text: str) -> None:
    assume("@" not in text)
    assert without_names(text, Removal()) == text
