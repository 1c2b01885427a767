"""Who a message tells of: found where somebody is named, and nobody made up."""

from time import process_time

import pytest
from hypothesis import given, strategies as st

from core.message_person import person_in
from core.named import NamedPerson


@pytest.mark.parametrize(
    ("message", "person"),
    [
        (
            "You should talk to Dana Wu at Genentech, dana@gene.com",
            NamedPerson("Dana Wu", "Genentech", "dana@gene.com"),
        ),
        ("I met Sam Reyes from NOAA yesterday. Great talk!", NamedPerson("Sam Reyes", "NOAA yesterday")),
        ("Ask Kim Lee at NOAA, she works on tides: ok?", NamedPerson("Kim Lee", "NOAA")),
        ("Kim Lee, EPA, Region 9", NamedPerson("Kim Lee", "EPA, Region 9")),
        ("Happy to introduce you to Priya Natarajan.", NamedPerson("Priya Natarajan")),
        ("Kim Lee, policy adviser at the EPA", NamedPerson("Kim Lee", "policy adviser at the EPA")),
        ("Anybody interested in ocean policy? Contact Kim Lee (EPA)", NamedPerson("Kim Lee", "EPA")),
        ("Questions to office@noaa.gov please", NamedPerson("", "", "office@noaa.gov")),
        (
            "*Sam Reyes*, NOAA Fisheries, _sam_reyes@noaa.gov_",
            NamedPerson("Sam Reyes", "NOAA Fisheries", "sam_reyes@noaa.gov"),
        ),
        (
            "Meet Ana de la Cruz (policy analyst, World Bank)",
            NamedPerson("Ana de la Cruz", "policy analyst, World Bank"),
        ),
        ("Thanks Maya Chen! Reach out to Kim Lee", NamedPerson("Kim Lee")),
        ("Write her! She's at Pfizer", NamedPerson("")),
        ("see you at noon", NamedPerson("")),
        ("", NamedPerson("")),
    ],
)
def test_the_person_of_a_message_is_found(message: str, person: NamedPerson) -> None:
    assert person_in(message) == (person, "")


def test_their_linkedin_page_is_found_beside_the_name() -> None:
    said = "Dana Wu, Genentech\nhttps://www.linkedin.com/in/dana-wu."
    assert person_in(said) == (NamedPerson("Dana Wu", "Genentech"), "https://www.linkedin.com/in/dana-wu")


@given(st.text(max_size=400))
def test_whatever_is_read_stands_in_the_message(text: str) -> None:
    person, linkedin = person_in(text)
    for part in (person.name, person.email, linkedin):
        assert part in text


@pytest.mark.parametrize("unit", ["talk to ", "a@", "Dana Wu at ", "contact meet ask ", "linkedin.com/in/"])
def test_a_long_message_is_read_at_once(unit: str) -> None:
    before = process_time()
    person_in(unit * (40_000 // len(unit)))
    assert process_time() - before < 1
