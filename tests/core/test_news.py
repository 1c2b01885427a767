"""What each person did goes into their note, and no two notes are alike."""

from datetime import UTC, datetime

from hypothesis import given, strategies as st

from core.model import Contact, ContactDetails, Owner
from core.news import Helper, News, NewsNote, NoteState, Part, notes_for, their_parts
from core.outreach import Skeleton
from core.outreach_text import GAP
from core.profile import Profile
from tests.core.drafts import MAYA

_NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
NEWS = "I'll join NOAA as a fellow in June"
_SAID = st.sampled_from(
    ["", "read the paper", "Read the paper", "go and see a lab", "x" * 300, "ask [them] why"]
)
_PARTS = st.builds(
    Part, _SAID, _SAID, st.lists(st.sampled_from(["Ben Ito", "Chi Ngo"]), max_size=3).map(tuple)
)


def _helper(name: str, part: Part, number: int = 1) -> Helper:
    return Helper(Contact(number, ContactDetails(name)), part)


def _texts(*helpers: Helper, profile: Profile = MAYA) -> list[str]:
    return [note.text for note in notes_for(NEWS, helpers, profile, None)]


@given(st.lists(_PARTS, max_size=6))
def test_no_two_notes_are_alike_unless_the_member_has_to_finish_them(parts: list[Part]) -> None:
    helpers = [_helper("Dana Wu", part, number) for number, part in enumerate(parts)]
    finished = [text for text in _texts(*helpers) if not GAP.search(text)]
    assert len(set(finished)) == len(finished)


@given(st.lists(_PARTS, max_size=6))
def test_only_a_person_of_whom_nothing_is_known_has_nothing_said(parts: list[Part]) -> None:
    for part, told in zip(parts, their_parts(parts), strict=True):
        assert (told == "") == (part == Part())


def test_advice_comes_first_and_then_what_stayed_and_whom_they_named() -> None:
    advised = Part("read the Tacoma paper", "labs hire people they know", ("Ben Ito",))
    assert their_parts([advised]) == [
        "Your advice has stayed with me: read the Tacoma paper. You pointed me to Ben Ito."
    ]
    taken = Part("", "Labs hire people they know!", ())
    assert their_parts([taken]) == [
        "This has stayed with me from our conversation: Labs hire people they know!"
    ]
    named = Part(names=("A B", "C D", "E F", "G H"))
    assert their_parts([named]) == ["You pointed me to A B, C D, E F and others."]


def test_what_one_visit_left_with_several_people_is_said_to_one_of_them() -> None:
    same = Part("read the paper", "labs hire people they know")
    first, second, third = their_parts([same, same, same])
    assert first == "Your advice has stayed with me: read the paper."
    assert second == "This has stayed with me from our conversation: labs hire people they know."
    assert third == f"{first} [one sentence: what they said or did that helped]"


def test_what_is_long_is_asked_for_in_a_few_words_and_never_breaks_off() -> None:
    [told] = their_parts([Part("Read the paper on hatcheries in Tacoma, then the reply to it, " * 9)])
    assert told.startswith("Your advice has stayed with me: [in a few words: Read the paper on hatcheries in")
    assert GAP.search(told)


def test_brackets_that_were_typed_are_no_gaps() -> None:
    [text] = _texts(_helper("Dana Wu", Part("read [all of] it")))
    assert "read (all of) it." in text
    assert not GAP.search(text)


def test_without_a_profile_the_name_is_left_to_write() -> None:
    [text] = _texts(_helper("Dana Wu", Part("read it")), profile=Profile())
    assert "[your name]" in text


def test_the_members_own_skeleton_is_used() -> None:
    own = Skeleton("Hi {person}: {news} {their_part}", ("News!",))
    [note] = notes_for(NEWS, [_helper("Dr. Wu", Part())], MAYA, own)
    assert note.subject == "News!"
    assert note.text == f"Hi Dr. Wu: {NEWS}. [one sentence: what they said or did that helped]"


_STATES = st.lists(st.sampled_from(NoteState), max_size=6)


@given(_STATES, st.integers(0, 6))
def test_the_next_note_is_one_that_is_left_and_comes_after_if_there_is_one(
    states: list[NoteState], after: int
) -> None:
    notes = tuple(
        NewsNote(Contact(number, ContactDetails("")), "", "", state) for number, state in enumerate(states, 1)
    )
    news = News(1, Owner("T1", "U1"), NEWS, _NOW, notes)
    left = [number for number, state in enumerate(states, 1) if state is NoteState.DRAFTED]
    expected = next((number for number in left if number > after), left[0] if left else None)
    following = news.next_note(after)
    assert (following.contact.id if following else None) == expected
