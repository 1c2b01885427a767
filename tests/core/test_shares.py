"""What is shared of a person: fields that imply each other, and keys of what is shared and nothing else."""

import pytest
from hypothesis import given, strategies as st

from core.match_keys import MatchKeys
from core.model import ContactDetails
from core.shares import (
    Share,
    as_ticked,
    of_both,
    read_shares,
    shared_keys,
    with_implied,
    written_shares,
)

SHARES = st.frozensets(st.sampled_from(Share))
DANA = ContactDetails("Dana Wu", "Genentech", email="dana@gene.com", linkedin="in/dana-wu", field="biotech")


@given(SHARES)
def test_what_is_shared_comes_back_as_it_was_stored(shares: frozenset[Share]) -> None:
    assert read_shares(written_shares(shares)) == with_implied(shares)


@given(st.text())
def test_words_that_are_no_field_share_nothing(text: str) -> None:
    assert read_shares(f"{text},notes, name") <= with_implied(read_shares(text))


@given(SHARES)
def test_a_name_is_never_shared_without_what_it_implies(shares: frozenset[Share]) -> None:
    chosen = with_implied(shares)
    assert Share.NAME not in chosen or {Share.GUARD, Share.ORGANISATION} <= chosen


@given(SHARES, SHARES)
def test_of_two_entries_only_what_both_share_stays_shared(
    one: frozenset[Share], other: frozenset[Share]
) -> None:
    both = of_both(with_implied(one), with_implied(other))
    assert both == with_implied(both)
    assert both <= with_implied(one)
    assert both <= with_implied(other)


@given(SHARES)
def test_there_are_keys_of_what_is_shared_and_of_nothing_else(shares: frozenset[Share]) -> None:
    chosen, everything = with_implied(shares), MatchKeys.of(DANA)
    keys = shared_keys(DANA, chosen)
    is_found = Share.GUARD in chosen
    assert (keys.name, keys.email, keys.linkedin) == (
        (everything.name, everything.email, everything.linkedin) if is_found else ("", "", "")
    )
    is_told = Share.ORGANISATION in chosen
    assert (keys.organisation, keys.field) == (("genentech", "biotech") if is_told else ("", ""))


@pytest.mark.parametrize(
    ("before", "ticked", "meant"),
    [
        ("", "name", "guard,organisation,name"),
        ("guard,organisation,name", "organisation,name", "organisation"),
        ("guard,organisation,name", "guard,organisation", "guard,organisation"),
        ("guard,organisation,name", "guard,name", "guard"),
        ("guard", "", ""),
        ("", "organisation", "organisation"),
    ],
)
def test_whoever_drops_what_a_name_implies_drops_the_name(before: str, ticked: str, meant: str) -> None:
    assert written_shares(as_ticked(before, ticked)) == meant
