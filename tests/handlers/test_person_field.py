"""Reading whom a person field names."""

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields, NotYours
from core.model import Contact, ContactDetails
from handlers.person_field import chosen_person, read_person
from sandbox.view_rules import view_complaints
from views import kit
from views.person_field import TYPED_LIMIT, new_option, options, person_field

DANA = Contact(7, ContactDetails("Dana Wu", "Genentech", "scientist"))


def test_a_known_person_is_read_by_their_id() -> None:
    assert read_person({"person": "7"}) == 7
    assert chosen_person({"referrer": "8"}, "referrer") == 8


@pytest.mark.parametrize(
    ("typed", "details"),
    [
        ("Dana Wu", ContactDetails("Dana Wu")),
        ("Dana Wu, Genentech", ContactDetails("Dana Wu", "Genentech")),
        ("Dana Wu, scientist at Genentech", ContactDetails("Dana Wu", "Genentech", "scientist")),
        (", Genentech", ContactDetails(", Genentech", "Genentech")),
        ("new:", ContactDetails("new:")),
    ],
)
def test_somebody_new_is_described_as_typed(typed: str, details: ContactDetails) -> None:
    assert read_person({"person": new_option(typed)["value"]}) == details


def test_nobody_chosen_is_explained_at_the_field_unless_the_field_is_optional() -> None:
    assert chosen_person({"referrer": ""}, "referrer") is None
    with pytest.raises(InvalidFields) as refused:
        read_person({}, "referrer")
    assert set(refused.value.problems) == {"referrer"}


def test_a_name_that_nobody_can_see_is_nobody() -> None:
    with pytest.raises(InvalidFields):
        read_person({"person": "new:\u200b"})
    assert chosen_person({"person": "new:\u200eBen, NOAA\u200b"}) == ContactDetails("Ben", "NOAA")


def test_a_value_that_is_no_record_is_refused() -> None:
    with pytest.raises(NotYours):
        chosen_person({"person": "7; drop"})


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_whatever_is_typed_is_offered_last_and_slack_would_take_it(typed: str) -> None:
    long = Contact(8, ContactDetails(typed, typed))
    offered = options([DANA, long], typed)
    words = " ".join(typed.split())
    assert offered[-1]["value"] == f"new:{words[:TYPED_LIMIT]}"
    for one in offered:
        assert 0 < len(one["text"]["text"]) <= 75
        assert 0 < len(one["value"]) <= 75
    form = kit.modal("T", [person_field("Whom?", typed=typed), person_field("And?", name="b", known=long)])
    assert view_complaints({**form, "submit": kit.plain("Save"), "callback_id": "x"}, "modal") == []


def test_the_field_can_be_filled_with_a_known_person_or_with_words() -> None:
    known = person_field("Whom?", known=DANA)["element"]["initial_option"]
    assert known == kit.option("Dana Wu, scientist at Genentech", "7")
    assert person_field("Whom?", typed="Ben")["element"]["initial_option"]["value"] == "new:Ben"
    assert "initial_option" not in person_field("Whom?")["element"]
