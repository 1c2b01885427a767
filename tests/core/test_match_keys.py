"""Matching: what two people type differently about the same is the same, and nothing else is."""

import pytest
from hypothesis import example, given, strategies as st

from core.match_keys import MatchKeys, linkedin_key, search_key, subject_key
from core.model import ContactDetails

WORDS = st.lists(st.sampled_from(["NOAA", "Núñez", "Fisheries", "Woods", "Hole", "3M"]), min_size=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NOAA", "The N.O.A.A."),
        ("Genentech, Inc.", "genentech"),
        ("Nestlé S.A.", "NESTLE"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("U.S. EPA", "US EPA"),
        ("Max-Planck-Gesellschaft e.V.", "max planck gesellschaft"),
        ("AT&T", "at & t"),
        ("\uff2e\uff2f\uff21\uff21", "noaa"),
        ("science policy", " Science-Policy "),
    ],
)
def test_what_people_type_differently_is_one_subject(one: str, other: str) -> None:
    assert subject_key(one) == subject_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("NOAA", "NASA"), ("NOAA", "NOAA Fisheries"), ("The Nature Conservancy", "Nature"), ("Co", "Inc")],
)
def test_what_differs_is_not(one: str, other: str) -> None:
    assert subject_key(one) != subject_key(other)


@pytest.mark.parametrize(
    ("text", "key"), [("🦕", ""), ("  ", ""), ("The Company", "the company"), ("and", "and")]
)
def test_nothing_to_compare_is_like_nothing_and_a_name_of_such_words_alone_stays(text: str, key: str) -> None:
    assert subject_key(text) == key


@given(st.text())
@example("the the a co")
@example("A and b")
@example("\U0001d40d\U0001d40e")
@example("0\r#")
@example("%2541")
@example("in/%41")
def test_a_key_is_its_own_key(text: str) -> None:
    assert subject_key(subject_key(text)) == subject_key(text)
    assert search_key(search_key(text)) == search_key(text)
    assert linkedin_key(linkedin_key(text)) == linkedin_key(text)


@given(
    WORDS,
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", "the ", "The "]),
    st.sampled_from(["", ", Inc.", " GmbH", " Ltd", "!"]),
)
def test_case_article_and_legal_form_do_not_count(
    words: list[str], case: object, before: str, after: str
) -> None:
    assert callable(case)
    assert subject_key(f"{before}{case(' '.join(words))}{after}") == subject_key(" ".join(words))


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.linkedin.com/in/dana-wu/",
        "linkedin.com/in/Dana-Wu",
        "http://uk.linkedin.com/in/dana-wu?trk=people#top",
        "https://www.linkedin.com/in/dana-wu/details/experience/",
        "in/dana-wu",
        "dana-wu",
        " Dana-Wu ",
    ],
)
def test_every_spelling_of_a_profile_is_the_same_person(typed: str) -> None:
    assert linkedin_key(typed) == "dana-wu"


@pytest.mark.parametrize(
    "typed", ["", "https://www.linkedin.com/company/genentech/", "Dana Wu", "linkedin.com", "https://x.org"]
)
def test_what_is_no_profile_is_like_none(typed: str) -> None:
    assert linkedin_key(typed) == ""


def test_a_name_alone_is_too_common_to_be_matched() -> None:
    assert MatchKeys.of(ContactDetails("Dana Wu")) == MatchKeys()
    assert MatchKeys.of(ContactDetails("Dr. Dana Wu", "Genentech, Inc.")).name == "dana wu @ genentech"
    assert MatchKeys.of(ContactDetails("", "Genentech")).name == ""
