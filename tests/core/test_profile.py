"""What a member says about themselves."""

import pytest
from hypothesis import given, strategies as st

from core.profile import Profile, tidied

LINE = st.text(max_size=60)


def test_an_empty_profile_lacks_all_that_a_draft_says() -> None:
    assert Profile().missing == ("name", "introduction", "doing", "looking_for")


def test_a_link_is_never_missing() -> None:
    full = Profile("Maya", "a student at UW", "studying salmon", "how policy is made")
    assert full.missing == ()


def test_blanks_are_no_answer() -> None:
    assert "introduction" in Profile(introduction=" \n").missing


@pytest.mark.parametrize(
    ("part", "typed", "kept"),
    [
        ("introduction", "I'm a second-year PhD student at UW.", "a second-year PhD student at UW"),
        ("introduction", "I am a postdoc", "a postdoc"),
        ("introduction", "I’m a master’s student", "a master’s student"),
        ("introduction", "Imani's student", "Imani's student"),
        ("doing", "I'm currently studying salmon", "studying salmon"),
        ("doing", "currently writing my thesis.", "writing my thesis"),
        ("looking_for", "I'd like to learn how people move into policy", "how people move into policy"),
        ("looking_for", "to learn about\n science writing", "about science writing"),
        ("link", " linkedin.com/in/maya ", "linkedin.com/in/maya"),
        ("name", "Martin Luther King Jr.", "Martin Luther King Jr."),
    ],
)
def test_words_that_the_draft_says_anyway_are_not_said_twice(part: str, typed: str, kept: str) -> None:
    assert getattr(tidied(Profile(**{part: typed})), part) == kept


@given(st.builds(Profile, LINE, LINE, LINE, LINE, LINE))
def test_a_tidied_profile_is_on_single_lines_and_adds_nothing(profile: Profile) -> None:
    clean = tidied(profile)
    for part in ("name", "introduction", "doing", "looking_for", "link"):
        assert len(getattr(clean, part).splitlines()) <= 1
        assert getattr(clean, part) in " ".join(getattr(profile, part).split())
