"""Asking the cohort: what is told of a number, whom it is about, and when an answer still means something."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from core.cohort import FLOOR
from core.introduction import (
    OPEN_FOR,
    OPENING_TAKES,
    SOMEONE,
    About,
    CohortAsk,
    Introduction,
    Match,
    RequestState,
    one_each,
    told,
)
from core.introduction_draft import introduction_draft
from core.model import Contact, ContactDetails, Owner
from core.profile import Profile

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
ASK = CohortAsk(1, MAYA, About.ORGANISATION, "NOAA", "noaa", NOW)
ASKED = Introduction(1, ASK, JONAS, Contact(7, ContactDetails("Dana Wu", "NOAA")), RequestState.ASKED, NOW)

MATCHES = st.lists(
    st.builds(
        Match,
        st.builds(Owner, st.just("T1"), st.sampled_from(["U2", "U3", "U4", "U5"])),
        st.integers(1, 99),
        st.booleans(),
        st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(2020, 1, 1)),
    )
)


@given(st.integers(0, 500), st.integers(0, 500))
def test_nobody_is_singled_out_by_a_number(one: int, other: int) -> None:
    assert told(0) == 0
    assert told(one) in {0, SOMEONE} or told(one) >= FLOOR
    assert told(one) == one or 0 < one < FLOOR
    # One and two are told alike, so that one more never shows.
    assert (told(one) == told(other)) == (one == other or {one, other} <= set(range(1, FLOOR)))


@given(MATCHES)
def test_each_mate_is_asked_about_one_person_and_nobody_is_left_out(matches: list[Match]) -> None:
    chosen = one_each(matches)
    assert [match.mate for match in chosen] == sorted(
        {match.mate for match in matches}, key=lambda owner: owner.user_id
    )
    for match in chosen:
        theirs = [one for one in matches if one.mate == match.mate]
        assert match in theirs
        assert match.offers == any(one.offers for one in theirs)


@given(st.permutations(range(4)))
def test_the_order_in_which_people_were_found_does_not_matter(order: list[int]) -> None:
    early, late = NOW - timedelta(days=90), NOW
    people = [
        Match(JONAS, 1, offers=False, touched_at=late),
        Match(JONAS, 2, offers=True, touched_at=early),
        Match(JONAS, 3, offers=True, touched_at=late),
        Match(JONAS, 4, offers=True, touched_at=None),
    ]
    assert [match.contact_id for match in one_each([people[place] for place in order])] == [3]


def test_an_answer_is_taken_for_two_weeks_and_while_the_person_is_shared() -> None:
    assert ASKED.awaits_answer(NOW + OPEN_FOR - timedelta(seconds=1))
    assert not ASKED.awaits_answer(NOW + OPEN_FOR)
    assert not replace(ASKED, is_shared=False).awaits_answer(NOW)
    assert not replace(ASKED, ask=replace(ASK, closed_at=NOW)).awaits_answer(NOW)
    for state in set(RequestState) - {RequestState.ASKED}:
        assert not replace(ASKED, state=state).awaits_answer(NOW)


def test_a_conversation_that_did_not_open_may_be_opened_after_a_minute_and_no_other() -> None:
    opening = replace(ASKED, state=RequestState.OPENING, answered_at=NOW)
    assert not opening.may_open(NOW + OPENING_TAKES - timedelta(seconds=1))
    assert opening.may_open(NOW + OPENING_TAKES)
    for state in (RequestState.YES, RequestState.NO, RequestState.WITHDRAWN):
        assert not replace(opening, state=state).may_open(NOW + timedelta(days=1))


def test_the_note_asks_the_professional_first_in_the_mates_voice() -> None:
    maya = Profile("Maya Okafor", "a PhD student in biology", looking_for="how people move into policy")
    draft = introduction_draft(ASKED, maya, Profile("Jonas Weber"))
    assert draft.subject == "May I introduce Maya Okafor to you?"
    assert draft.text == (
        "Dear Dana,\n\n"
        "Maya Okafor, a PhD student in biology, is in my cohort and would like to learn how people move into "
        "policy. I thought of you. Would you be open to a conversation of 20–30 minutes? It would be for "
        "advice, not for a job.\n\n"
        "If so, I'll introduce the two of you by e-mail. If it does not suit you, a no is just as fine.\n\n"
        "Best wishes,\nJonas Weber"
    )


def test_what_nobody_knows_stays_a_gap_in_the_note() -> None:
    draft = introduction_draft(ASKED, Profile(), Profile())
    for gap in ("[name of your cohort mate]", "[what they would like to learn from you]", "[your name]"):
        assert gap in draft.text
