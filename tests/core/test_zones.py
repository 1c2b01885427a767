"""Zones are found by the cities that people know."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given, strategies as st

from core.errors import InvalidFields
from core.zones import OFFERED, check_zone, suggestions


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("berl", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("zurich", "Europe/Zurich"),
        ("San Fran", "America/Los_Angeles"),
        ("boston", "America/New_York"),
        ("pacific", "America/Los_Angeles"),
        ("eastern", "America/New_York"),
        ("Bengaluru", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("utc", "UTC"),
    ],
)
def test_a_city_or_the_name_of_a_zone_leads_to_it_first(typed: str, zone: str) -> None:
    assert suggestions(typed)[0] == zone


def test_what_is_no_place_finds_nothing() -> None:
    assert suggestions("nowhere at all") == []


@given(st.text(max_size=30))
def test_whatever_is_typed_only_zones_are_offered_each_once(typed: str) -> None:
    offered = suggestions(typed)
    assert len(offered) == len(set(offered)) <= OFFERED
    for zone in offered:
        assert check_zone(zone) == zone


@given(st.sampled_from(sorted(zone for zone in available_timezones() if zone.startswith("Europe/"))))
def test_every_zone_is_found_by_its_own_name(zone: str) -> None:
    assert zone in suggestions(zone)


def test_no_zone_is_as_good_as_one_and_anything_else_is_refused() -> None:
    assert check_zone("") == ""
    with pytest.raises(InvalidFields, match="Choose their zone from the list"):
        check_zone("Mars/Olympus")
