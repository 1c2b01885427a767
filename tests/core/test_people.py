"""What is known about a person when they are described again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from core.model import Contact, ContactDetails, Debrief
from core.nudges import Keeping
from core.people import (
    PersonRecord,
    completed,
    differences,
    left_over,
    merged_details,
    with_remark,
)

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)

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


@given(
    described, described, st.none() | st.just(60), st.none() | st.sampled_from([60, 120]), st.text(max_size=9)
)
def test_a_merge_keeps_in_details_or_notes_all_that_was_known(
    first: ContactDetails, second: ContactDetails, days: int | None, other_days: int | None, notes: str
) -> None:
    kept = PersonRecord(Contact(1, first), (), Keeping(days), "")
    other = PersonRecord(Contact(2, second), (), Keeping(other_days), notes)
    merged = merged_details(kept, other)
    left = differences(kept, other)
    said = f"{merged.name} {merged.affiliation} {merged.email} {' '.join(left)}"
    for word in (second.organisation, second.role, second.email, first.organisation, first.role, first.email):
        assert word in said
    assert not notes or notes in left
    if other_days and days and days != other_days:
        assert f"in touch every {other_days} days" in said


def test_a_remark_goes_under_the_notes() -> None:
    assert with_remark(Debrief(notes="n"), "at Roche").notes == "n\nDescribed here as: at Roche"
    assert with_remark(Debrief(), "at Roche").notes == "Described here as: at Roche"
    assert with_remark(Debrief(notes="n"), "") == Debrief(notes="n")
