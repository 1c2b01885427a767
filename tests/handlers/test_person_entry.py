"""Reading the form of a person: what is typed is kept, or its field says why not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.model import Contact, ContactDetails, Nudging
from core.nudges import Keeping
from core.people import PersonRecord
from handlers.person_entry import MOST_TAGS, TAG_LIMIT, read_message, read_person_form
from views.log_form import TEXT_LIMIT

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
KNOWN = PersonRecord(Contact(1, ContactDetails("Dana Wu")), (), Keeping(), "")
LEAST = {"name": "Dana Wu", "cadence": "none"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("linkedin.com/in/danawu", "https://linkedin.com/in/danawu"),
        ("https://www.linkedin.com/in/danawu/", "https://www.linkedin.com/in/danawu/"),
        ("http://de.linkedin.com/in/danawu", "https://de.linkedin.com/in/danawu"),
    ],
)
def test_a_linkedin_address_is_kept_as_one_that_a_browser_opens(typed: str, kept: str) -> None:
    assert read_person_form({**LEAST, "linkedin": typed}, KNOWN, Nudging()).details.linkedin == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "\u200b\u200e"),
        ("name", "\u200d"),
        ("email", "dana@"),
        ("linkedin", "danawu"),
        ("linkedin", "https://example.org/linkedin.com/in/x"),
        ("zone", "Atlantis"),
        ("tags", "x" * (TAG_LIMIT + 1)),
        ("tags", ",".join(map(str, range(MOST_TAGS + 1)))),
        ("cadence_days", "45"),
    ],
)
def test_what_cannot_be_saved_is_explained_at_its_field(field: str, typed: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_person_form({**LEAST, field: typed}, KNOWN, Nudging())
    assert set(refused.value.problems) == {field}


@pytest.mark.parametrize("days", ["", "6", "366", "soon"])
def test_a_cadence_of_ones_own_needs_a_number_within_bounds(days: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_person_form({**LEAST, "cadence": "custom", "cadence_days": days}, KNOWN, Nudging())
    assert set(refused.value.problems) == {"cadence_days"}


@pytest.mark.parametrize(("cadence", "days"), [("mentor", 60), ("warm", 120), ("light", 180), ("none", None)])
def test_a_chosen_cadence_is_taken(cadence: str, days: int | None) -> None:
    assert read_person_form({**LEAST, "cadence": cadence}, KNOWN, Nudging()).cadence_days == days


def test_all_problems_are_told_at_once() -> None:
    values = {"name": "", "email": "x", "linkedin": "x", "tags": "x" * 99, "cadence": "custom"}
    with pytest.raises(InvalidFields) as refused:
        read_person_form(values, KNOWN, Nudging())
    assert set(refused.value.problems) == {"name", "email", "linkedin", "tags", "cadence_days"}


@given(st.lists(st.text(st.characters(exclude_characters=","), max_size=12), max_size=MOST_TAGS))
def test_tags_are_kept_once_each_whatever_their_case_and_spaces(words: list[str]) -> None:
    tags = read_person_form({**LEAST, "tags": ",".join(words)}, KNOWN, Nudging()).tags
    assert len(set(tags)) == len(tags)
    wanted = {" ".join(word.casefold().split()) for word in words}
    assert set(tags) == wanted - {""}


@given(st.text(max_size=TEXT_LIMIT), st.text(max_size=50))
def test_notes_longer_than_the_form_keep_what_it_did_not_show(typed: str, hidden: str) -> None:
    shown = "n" * TEXT_LIMIT
    known = PersonRecord(KNOWN.contact, (), Keeping(), shown + hidden)
    assert read_person_form({**LEAST, "notes": typed}, known, Nudging()).notes == typed + hidden


def test_marks_that_nobody_sees_are_no_part_of_a_name_but_joiners_are() -> None:
    typed = {
        **LEAST,
        "name": "\u202eAli\u200b \u0631\u0636\u0627\u200c\u0632\u0627\u062f\u0647",
        "organisation": "NO\u2067AA",
    }
    details = read_person_form(typed, KNOWN, Nudging()).details
    assert details.name == "Ali \u0631\u0636\u0627\u200c\u0632\u0627\u062f\u0647"
    assert details.organisation == "NOAA"


def test_of_a_message_nothing_is_taken_that_would_be_cut_into_something_else() -> None:
    told = read_message(f"Kim Lee (EPA) linkedin.com/in/{'k' * 400} kim@{'e' * 400}.org")
    assert (told.contact.details.name, told.contact.details.linkedin, told.contact.details.email) == (
        "Kim Lee",
        "",
        "",
    )
