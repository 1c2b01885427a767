"""Practice pairs: everybody once a round, nobody with the same one before all have met, zones heeded."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings, strategies as st

from core.pairs import Group, Practiser, at_work_together, groups_of
from tests.examples import about

MONDAY = date(2026, 11, 23)
ZONES = ("America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Honolulu")
NEW_YORK, BERLIN, KOLKATA, HONOLULU = ZONES[0], ZONES[2], ZONES[3], ZONES[4]


def cohorts(smallest: int = 2, largest: int = 14) -> st.SearchStrategy[list[Practiser]]:
    ids = st.lists(st.integers(1, 99).map("U{:02}".format), min_size=smallest, max_size=largest, unique=True)
    return ids.flatmap(
        lambda known: st.lists(st.sampled_from(ZONES), min_size=len(known), max_size=len(known)).map(
            lambda zones: [Practiser(*each) for each in zip(known, zones, strict=True)]
        )
    )


def pairs_in(groups: list[Group]) -> list[frozenset[str]]:
    return [frozenset(pair) for group in groups for pair in combinations(group, 2)]


def play(people: list[Practiser], rounds: int, met: tuple[Group, ...] = ()) -> list[list[Group]]:
    """Round after round, each two weeks after the one before."""
    known, played = list(met), []
    for number in range(rounds):
        groups = groups_of(people, known, MONDAY + timedelta(weeks=2 * number))
        known += groups
        played.append(groups)
    return played


@given(cohorts(), st.lists(st.tuples(*[st.integers(1, 99).map("U{:02}".format)] * 2), max_size=30))
def test_everybody_is_in_one_group_of_two_and_an_odd_number_makes_one_of_three(
    people: list[Practiser], met: list[Group]
) -> None:
    groups = groups_of(people, met, MONDAY)
    assert sorted(each for group in groups for each in group) == sorted(one.user_id for one in people)
    sizes = Counter(map(len, groups))
    assert sizes[3] == len(people) % 2
    assert set(sizes) <= {2, 3}


@given(cohorts().filter(lambda people: len(people) % 2 == 0), st.integers(1, 3))
@settings(max_examples=about(50))
def test_an_even_number_repeats_no_pair_until_all_have_met_and_then_begins_anew(
    people: list[Practiser], times: int
) -> None:
    rounds = play(people, times * (len(people) - 1))
    often = Counter(pair for groups in rounds for pair in pairs_in(groups))
    everybody = {frozenset(pair) for pair in combinations((one.user_id for one in people), 2)}
    assert often == dict.fromkeys(everybody, times)


@given(cohorts(3).filter(lambda people: len(people) % 2 == 1))
@settings(max_examples=about(50))
def test_an_odd_number_has_met_within_as_many_rounds_as_there_are_people(people: list[Practiser]) -> None:
    met = {pair for groups in play(people, len(people)) for pair in pairs_in(groups)}
    assert met == {frozenset(pair) for pair in combinations((one.user_id for one in people), 2)}


@given(cohorts(3), st.data())
@settings(max_examples=about(50))
def test_who_is_not_there_and_who_is_new_stops_nobody_from_meeting_the_others(
    people: list[Practiser], data: st.DataObject
) -> None:
    """While people come and go, no round without somebody new to somebody, as long as there is one."""
    met: list[Group] = []
    for number in range(8):
        here = data.draw(st.lists(st.sampled_from(people), min_size=2, unique=True))
        left = {frozenset(pair) for pair in combinations((one.user_id for one in here), 2)}
        left -= set(pairs_in(met))
        groups = groups_of(here, met, MONDAY + timedelta(weeks=2 * number))
        assert bool(left & set(pairs_in(groups))) == bool(left)
        met += groups


def test_the_order_in_which_people_are_given_makes_no_difference() -> None:
    people = [Practiser(f"U{number}", ZONES[number % 5]) for number in range(9)]
    assert groups_of(people, [], MONDAY) == groups_of(people[::-1], [], MONDAY)


def test_those_who_are_at_work_at_the_same_time_practise_first() -> None:
    people = [Practiser(f"A{n}", NEW_YORK) for n in range(4)] + [
        Practiser(f"B{n}", KOLKATA) for n in range(4)
    ]
    zones = {one.user_id: one.zone for one in people}
    mixed = [
        sum(len({zones[each] for each in pair}) > 1 for pair in pairs_in(groups))
        for groups in play(people, 7)
    ]
    assert sum(mixed) == 16
    assert mixed == sorted(mixed)


def test_nobody_practises_alone() -> None:
    assert groups_of([], [], MONDAY) == []
    assert groups_of([Practiser("U1", BERLIN)], [], MONDAY) == []
    (pair,) = groups_of([Practiser("U1", BERLIN), Practiser("U2", HONOLULU)], [], MONDAY)
    assert sorted(pair) == ["U1", "U2"]


def test_hours_at_work_are_compared_on_the_day_and_over_midnight() -> None:
    hour = timedelta(hours=1)
    assert at_work_together(NEW_YORK, NEW_YORK, MONDAY) == 9 * hour
    assert at_work_together(NEW_YORK, BERLIN, MONDAY) == 3 * hour
    # Between the clock changes of the two they are an hour closer.
    assert at_work_together(NEW_YORK, BERLIN, date(2026, 10, 28)) == 4 * hour
    assert at_work_together(NEW_YORK, KOLKATA, MONDAY) == timedelta(0)
    assert at_work_together("Pacific/Auckland", HONOLULU, MONDAY) == 8 * hour
