"""Any referrals make trees with everybody once, and a picture in which nobody covers anybody."""

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from core.network import Link, Network, Node, shortened
from core.network_layout import BOX_HEIGHT, BOX_WIDTH, HEAD, Layout, lay_out
from tests.examples import about


@st.composite
def networks(draw: st.DrawFn, most: int = 30) -> Network:
    count = draw(st.integers(1, most))
    ends = st.tuples(st.integers(1, count), st.integers(1, count))
    links = draw(st.lists(ends, max_size=2 * count))
    people = {each: Node(each, f"Person {each}") for each in range(1, count + 1)}
    return Network(people, [Link(*link) for link in links if link[0] != link[1]])


def chain(count: int, *more: tuple[int, int]) -> Network:
    people = {each: Node(each, f"Person {each}") for each in range(1, count + 1)}
    links = [Link(each, each + 1) for each in range(1, count)]
    return Network(people, [*links, *(Link(*link) for link in more)])


@given(networks())
def test_everybody_is_listed_once_and_under_somebody_who_named_them(network: Network) -> None:
    lines = list(network.lines())
    assert sorted(line.node.id for line in lines) == sorted(network.people)
    above: list[int] = []
    for line in lines:
        above = above[: line.depth]
        if line.depth:
            assert Link(above[-1], line.node.id) in network.links
        above.append(line.node.id)


@given(networks())
def test_every_referral_is_told(network: Network) -> None:
    told = {(above, each) for each, above in network.first_referrer.items()}
    told |= {(node.id, line.node.id) for line in network.lines() for node in line.also}
    assert told == {(link.referrer_id, link.contact_id) for link in network.links}


def test_a_circle_is_broken_at_its_earliest_referral() -> None:
    network = chain(3, (3, 1))
    assert [(line.node.id, line.depth) for line in network.lines()] == [(1, 0), (2, 1), (3, 2)]
    assert [node.id for node in next(iter(network.lines())).also] == [3]


def _holds(network: Network, layout: Layout) -> None:
    assert set(layout.boxes) == set(network.people)
    taken: dict[int, list[int]] = {}
    for box in layout.boxes.values():
        assert box.x >= 0
        assert box.right <= layout.width
        assert HEAD <= box.y <= layout.height - BOX_HEIGHT
        taken.setdefault(box.x, []).append(box.y)
    for rows in taken.values():
        rows.sort()
        assert all(low - high >= BOX_HEIGHT for high, low in pairwise(rows))
    columns = sorted(taken)
    assert all(right - left >= BOX_WIDTH for left, right in pairwise(columns))


@given(networks())
def test_nobody_covers_anybody_and_all_have_room(network: Network) -> None:
    _holds(network, lay_out(network))


@settings(max_examples=about(10))
@given(networks(200))
def test_nobody_covers_anybody_among_two_hundred(network: Network) -> None:
    layout = lay_out(network)
    _holds(network, layout)
    assert len(layout.links) + len(layout.other_links) >= len(network.first_referrer)


def test_a_long_line_and_a_wide_star_have_room_too() -> None:
    for network in (
        chain(200),
        Network(chain(200).people, [Link(1, each) for each in range(2, 201)]),
        chain(200, (200, 1)),
    ):
        _holds(network, lay_out(network))


@given(networks(), st.integers(1, 10))
def test_a_shortened_network_keeps_the_first_of_the_list(network: Network, limit: int) -> None:
    kept = shortened(network, limit)
    assert list(kept.people) == [line.node.id for line in network.lines()][:limit]
    assert all({link.referrer_id, link.contact_id} <= kept.people.keys() for link in kept.links)
