"""What is known about a person when they are described again."""

import pytest
from hypothesis import given, strategies as st

from core.model import ContactDetails, Debrief
from core.people import completed, left_over, with_remark

words = st.sampled_from(["", "Genentech", "Roche", "scientist", "director"])
emails = st.sampled_from(["", "d@example.org", "dana@example.org"])
described = st.builds(ContactDetails, st.sampled_from(["Dana Wu", "D. Wu"]), words, words, emails)


@pytest.mark.parametrize(
    ("known", "typed", "kept", "left"),
    [
        (("Dana Wu", "Genentech"), ("Dana Wu", "Genentech", "head"), ("Dana Wu", "Genentech", "head"), ""),
        (("Dana Wu", "", "scientist"), ("Dana Wu", "NOAA"), ("Dana Wu", "NOAA", "scientist"), ""),
        (
            ("Dana Wu", "Genentech", "", "d@genentech.com"),
            ("Dana Wu", "Roche", "director", "d@roche.com"),
            ("Dana Wu", "Genentech", "", "d@genentech.com"),
            "director at Roche, d@roche.com",
        ),
    ],
)
def test_a_person_described_again_is_completed_and_never_made_false(
    known: tuple[str, ...], typed: tuple[str, ...], kept: tuple[str, ...], left: str
) -> None:
    result = completed(ContactDetails(*known), ContactDetails(*typed))
    assert result == ContactDetails(*kept)
    assert left_over(result, ContactDetails(*typed)) == left


@given(described, described)
def test_nothing_typed_is_lost_and_nothing_known_is_overwritten(
    known: ContactDetails, typed: ContactDetails
) -> None:
    kept = completed(known, typed)
    said = f"{kept.name} {kept.affiliation} {kept.email} {left_over(kept, typed)}"
    for word in (typed.organisation, typed.role, typed.email, known.organisation, known.role, known.email):
        assert word in said


def test_a_remark_goes_under_the_notes() -> None:
    assert with_remark(Debrief(notes="n"), "at Roche").notes == "n\nDescribed here as: at Roche"
    assert with_remark(Debrief(), "at Roche").notes == "Described here as: at Roche"
    assert with_remark(Debrief(notes="n"), "") == Debrief(notes="n")
