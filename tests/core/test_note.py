"""The thank-you note that is filled from the log, in three lengths, for one person and for a panel."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from core.model import Contact, ContactDetails, Debrief, Interview, KeepInTouch, ThankYou
from core.note import (
    CARD_WORDS,
    GAP,
    LINKEDIN_CHARACTERS,
    Length,
    Note,
    gap_of,
    salutation,
    with_their_words,
    write_note,
)
from core.outreach_text import GAP as ANY_GAP, words
from core.panel import MOST_PEOPLE

GOLDEN = Path(__file__).parent / "golden" / "thanks"
ENDED = datetime(2026, 11, 23, 20, 40, tzinfo=UTC)
ZONE = "America/New_York"
MAYA = "Maya Okafor"
FULL = Debrief(
    takeaway="that you hire for curiosity before technique",
    advice="read the FDA's guidance on biologics",
    promise="I will send you my poster",
    referrals="Sam Reyes at NOAA",
    keep_in_touch=KeepInTouch.YES,
)
ADVISED = replace(FULL, promise="", referrals="", keep_in_touch=KeepInTouch.NO)
LOGS = {"full": FULL, "advised": ADVISED, "empty": Debrief()}
PANEL = {
    "Dana Wu": "that nobody reads past the abstract",
    "Ben Ito": "",
    "Chi Ngo": "start the visa papers a year early",
    "Dr. Eva Lund": "that the first year in industry feels slow, and then never again",
}

NAMES = st.sampled_from(
    ["Dana Wu", "Dana Lee", "Dr. Oluwaseun Adeyemi", "Prof Nowak-Lis", "Cher", "van der Berg"]
)
TYPED = st.lists(st.text("abcdefghij", min_size=1, max_size=9), max_size=60).map(" ".join)
SHORT = st.lists(st.text("abcdefghij", min_size=1, max_size=9), max_size=8).map(" ".join)
DEBRIEFS = st.builds(Debrief, TYPED, TYPED, TYPED, TYPED, keep_in_touch=st.sampled_from(list(KeepInTouch)))
LENGTHS = st.sampled_from(list(Length))


def interview(debrief: Debrief, name: str = "Dana Wu") -> Interview:
    contact = Contact(1, ContactDetails(name, "Genentech"))
    return Interview(1, contact, ENDED - timedelta(minutes=40), ENDED, ENDED, debrief, ThankYou.DUE)


def of_panel(debrief: Debrief, name: str, place: int, said: str) -> Interview:
    return replace(interview(debrief, name), panel="V1", panel_place=place, said=said)


def note(one: Interview, length: Length = Length.EMAIL, days: int = 0, name: str = MAYA) -> Note:
    return write_note(one, length, ZONE, ENDED + timedelta(days=days), name)


def as_file(written: Note) -> str:
    subject = f"Subject: {written.subject}\n\n" if written.subject else ""
    return f"{subject}{written.text}\n"


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("log", LOGS)
def test_a_note_reads_as_a_student_would_send_it(log: str, length: Length) -> None:
    golden = GOLDEN / f"{log}-{length}.txt"
    assert as_file(note(interview(LOGS[log]), length, days=2)) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("length", Length)
def test_the_notes_of_a_panel_read_as_written_to_each_of_them(length: Length) -> None:
    golden = GOLDEN / f"panel-{length}.txt"
    notes = [
        as_file(note(of_panel(FULL, name, place, said), length, days=1))
        for place, (name, said) in enumerate(PANEL.items())
    ]
    assert "---\n".join(notes) == golden.read_text(encoding="utf-8")


def test_what_the_log_does_not_say_is_left_to_the_student() -> None:
    for length in Length:
        text = note(interview(Debrief()), length).text
        assert GAP in text
        assert "advice" not in text
        assert "promised" not in text


@pytest.mark.parametrize(
    ("hours", "day"), [(1, "today"), (20, "yesterday"), (60, "on Monday"), (24 * 6, "on 23 November")]
)
def test_the_note_names_the_day_as_one_would_when_writing_it(hours: int, day: str) -> None:
    written = write_note(interview(Debrief()), Length.EMAIL, ZONE, ENDED + timedelta(hours=hours))
    assert f"talk with me {day}." in written.text
    assert written.subject == f"Thank you for our conversation {day}"


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


def test_several_lines_become_one_sentence_each_to_be_told_from_the_next() -> None:
    said = Debrief(takeaway="- start  early\n\n- ask around!", advice="Join ISPE.\nread her paper")
    text = note(interview(said)).text
    assert "most: start early; ask around!" in text
    assert "Join ISPE. read her paper." in text


def test_whoever_has_told_their_name_signs_with_it() -> None:
    assert note(interview(Debrief())).text.endswith("\n\nBest wishes,\nMaya Okafor")
    assert note(interview(Debrief()), name="").text.endswith("\n\nBest wishes,")


@given(DEBRIEFS, NAMES)
def test_an_email_holds_all_that_was_typed(debrief: Debrief, name: str) -> None:
    text = note(interview(debrief, name)).text
    for typed in (debrief.takeaway, debrief.advice, debrief.promise, debrief.referrals):
        assert typed[:400].rsplit(" ", 1)[0] in text


@given(DEBRIEFS, NAMES, st.integers(0, 12))
def test_a_card_is_short_enough_for_a_card_and_long_enough_to_be_one(
    debrief: Debrief, name: str, days: int
) -> None:
    shortest, longest = CARD_WORDS
    assert shortest - 6 <= words(note(interview(debrief, name), Length.CARD, days).text) <= longest + 6


@given(DEBRIEFS, st.text(min_size=1, max_size=120), TYPED, st.integers(0, MOST_PEOPLE - 1), st.booleans())
def test_a_linkedin_message_never_has_more_than_its_characters(
    debrief: Debrief, name: str, said: str, place: int, several: bool
) -> None:
    one = of_panel(debrief, name, place, said) if several else interview(debrief, name)
    assert len(note(one, Length.LINKEDIN, 9).text) <= LINKEDIN_CHARACTERS


@given(LENGTHS, TYPED, NAMES)
def test_a_sentence_stands_whole_or_asks_to_be_made_shorter(length: Length, typed: str, name: str) -> None:
    text = note(interview(Debrief(takeaway=typed), name), length).text
    assert typed.strip() in text if typed.strip() and len(typed) < 60 else True
    assert "…" not in text.replace("…]", "") or length is Length.EMAIL
    assert bool(ANY_GAP.search(text)) is (not typed.strip() or "…]" in text)


@given(LENGTHS, DEBRIEFS, st.lists(st.tuples(NAMES, SHORT), min_size=2, max_size=MOST_PEOPLE))
def test_no_two_notes_of_a_panel_are_the_same_even_to_people_of_one_name(
    length: Length, debrief: Debrief, people: list[tuple[str, str]]
) -> None:
    texts = [
        note(of_panel(debrief, name, place, said), length).text for place, (name, said) in enumerate(people)
    ]
    bodies = [text.partition(", " if length is Length.LINKEDIN else "\n")[2] for text in texts]
    assert all(one != other for one, other in combinations(bodies, 2))
    for (name, said), text in zip(people, texts, strict=True):
        assert salutation(name) in text
        assert (said in text) or "[in a few words:" in text
        assert said or gap_of(of_panel(debrief, name, 0, said)) in text


def test_what_is_still_to_be_said_of_one_person_names_them() -> None:
    assert "[what Ben said that stays with you]" in note(of_panel(FULL, "Ben Ito", 1, "")).text


def test_their_words_go_into_the_gap_of_a_text_that_the_student_changed() -> None:
    one = of_panel(FULL, "Ben Ito", 1, "")
    own = note(one)
    own = replace(own, text=own.text.replace("Dear Ben", "Hello Ben"))
    filled = with_their_words(own, replace(one, said="start early")).text
    assert "keep coming back to: start early.\n" in filled
    assert filled.startswith("Hello Ben")
    assert with_their_words(own, one) == own
    assert with_their_words(own, interview(FULL)) == own
