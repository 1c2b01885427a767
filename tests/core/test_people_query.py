"""Reading what is typed after `/interview people`."""

import pytest
from hypothesis import given, strategies as st

from core.people_query import LONGEST, PeopleQuery, UnreadableQuery, read_query, written_query


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", PeopleQuery()),
        ("dana wu", PeopleQuery("dana wu")),
        ("org:NOAA", PeopleQuery(organisation="NOAA")),
        ('org:"Woods Hole" dana', PeopleQuery("dana", "Woods Hole")),
        ("org:“Woods Hole”", PeopleQuery(organisation="Woods Hole")),
        ("organization: NOAA", PeopleQuery(organisation="NOAA")),
        ('Tag:Policy tag:policy TAG:"Ocean  Law"', PeopleQuery(tags=("policy", "ocean law"))),
        ("quiet 90", PeopleQuery(quiet_days=90)),
        ("quiet", PeopleQuery(quiet_days=90)),
        ("quiet 30 days dana", PeopleQuery("dana", quiet_days=30)),
        ("quiet:30d", PeopleQuery(quiet_days=30)),
        ("Due archived", PeopleQuery(due=True, archived=True)),
        ('"due" duet quietly "quiet 90"', PeopleQuery("due duet quietly quiet 90")),
        ("org:", PeopleQuery()),
        ('dana "wu', PeopleQuery("dana wu")),
        ("https://example.org", PeopleQuery("https://example.org")),
        ("dana@example.org", PeopleQuery("dana@example.org")),
        ("org:NOAA tag:policy quiet 90 due", PeopleQuery("", "NOAA", ("policy",), 90, due=True)),
    ],
)
def test_words_and_filters_are_told_apart(typed: str, meant: PeopleQuery) -> None:
    assert read_query(typed) == meant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("dana company:x due", "Did you mean “/interview people dana org:x due”?"),
        ("ogr:NOAA", "Did you mean “/interview people org:NOAA”?"),
        ("tags:policy", "Did you mean “/interview people tag:policy”?"),
        ("topic:policy", "Did you mean “/interview people tag:policy”?"),
        ("zzz:x", "I don't know the filter “zzz:”. The filters are: org:NOAA"),
        ("quiet 0", "a number of days from 1 to 3650"),
        ("quiet:soon", "a number of days from 1 to 3650"),
        ("quiet 99999999999", "a number of days from 1 to 3650"),
        ("x" * (LONGEST + 1), "200 characters at most"),
    ],
)
def test_what_cannot_be_read_is_explained_with_the_nearest_that_can(typed: str, sentence: str) -> None:
    with pytest.raises(UnreadableQuery) as refused:
        read_query(typed)
    assert sentence in refused.value.sentence


@given(
    st.text(max_size=LONGEST)
    | st.lists(st.sampled_from(['org:"A b"', "tag:x", "quiet 9", '"', "due", "“", "w"])).map(" ".join)
)
def test_a_query_that_was_read_can_be_written_down_and_read_again(typed: str) -> None:
    try:
        query = read_query(typed)
    except UnreadableQuery:
        return
    assert written_query(str(query)) == query
    assert len(str(query)) < 1900


@given(st.text(max_size=LONGEST))
def test_no_letter_that_is_typed_gets_lost(typed: str) -> None:
    try:
        written = str(read_query(typed)).casefold()
    except UnreadableQuery:
        return
    for word in typed.replace(":", " ").replace('"', " ").split():
        if word.isalpha() and word.casefold() not in {"organisation", "organization", "d", "day", "days"}:
            assert word.casefold() in written or word.casefold() in {"org", "tag", "quiet"}
