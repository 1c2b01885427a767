"""The thank-you note that is filled from the log."""

from datetime import UTC, datetime, timedelta

import pytest

from core.model import Contact, ContactDetails, Debrief, Interview, KeepInTouch, ThankYou
from core.note import GAP, draft_note, salutation

ENDED = datetime(2026, 11, 23, 20, 40, tzinfo=UTC)
ZONE = "America/New_York"


def interview(debrief: Debrief, name: str = "Dana Wu") -> Interview:
    contact = Contact(1, ContactDetails(name, "Genentech"))
    return Interview(1, contact, ENDED - timedelta(minutes=40), ENDED, ENDED, debrief, ThankYou.DUE)


def test_a_full_log_makes_a_note_one_could_send() -> None:
    debrief = Debrief(
        takeaway="that you hire for curiosity before technique",
        advice="read the FDA's guidance on biologics",
        promise="I will send you my poster",
        referrals="Sam Reyes at NOAA",
        keep_in_touch=KeepInTouch.YES,
    )
    assert draft_note(interview(debrief), ZONE, ENDED).split("\n\n") == [
        "Dear Dana,",
        "Thank you for taking the time to talk with me today. "
        "What stays with me most: that you hire for curiosity before technique.",
        "I am taking up your advice: read the FDA's guidance on biologics.",
        "On my list, as promised: I will send you my poster.",
        "Thank you also for the names you gave me: Sam Reyes at NOAA.",
        "I am glad that I may keep in touch, and will let you know how things go.",
        "Best wishes,",
    ]


def test_what_the_log_does_not_say_is_left_to_the_student() -> None:
    note = draft_note(interview(Debrief()), ZONE, ENDED)
    assert GAP in note
    assert "advice" not in note
    assert "promised" not in note


@pytest.mark.parametrize(
    ("hours", "day"), [(1, "today"), (20, "yesterday"), (60, "on Monday"), (24 * 6, "on 23 November")]
)
def test_the_note_names_the_day_as_one_would_when_writing_it(hours: int, day: str) -> None:
    note = draft_note(interview(Debrief()), ZONE, ENDED + timedelta(hours=hours))
    assert f"talk with me {day}." in note


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Wu", "Dana"),
        ("Dr. Dana Wu", "Dr. Wu"),
        ("Prof Ada Lovelace", "Prof Lovelace"),
        ("Cher", "Cher"),
        ("van der Berg", "van der Berg"),
        ("dr tom ray", "Dr ray"),
    ],
)
def test_people_are_addressed_as_the_student_would(name: str, expected: str) -> None:
    assert salutation(name) == expected


def test_several_lines_become_one_sentence_and_an_end_mark_is_kept() -> None:
    note = draft_note(interview(Debrief(takeaway="start\n  early!")), ZONE, ENDED)
    assert "most: start early!" in note


def test_whoever_has_told_their_name_signs_with_it() -> None:
    note = draft_note(interview(Debrief()), ZONE, ENDED, "Maya Okafor")
    assert note.endswith("\n\nBest wishes,\nMaya Okafor")
