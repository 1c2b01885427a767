"""Who led to whom: the people of a member's referrals as trees, each person once.

A person stands under whoever named them first. That somebody else named them too is told beside them, and
where the referrals run in a circle it is broken at its earliest referral: so the trees hold everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Standing(StrEnum):
    """How far it has come with a person."""

    TALKED = "talked"
    ASKED = "asked"
    TO_ASK = "to_ask"


@dataclass(frozen=True, slots=True)
class Node:
    """One person of the network. ``label``: name and affiliation, as in lists."""

    id: int
    name: str
    affiliation: str = ""
    standing: Standing = Standing.TO_ASK

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.name, self.affiliation) if part)


@dataclass(frozen=True, slots=True)
class Link:
    """The first led to the second."""

    referrer_id: int
    contact_id: int


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list, so deep under a root, and who else named them."""

    node: Node
    depth: int
    also: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Network:
    """The people by id, and the referrals between them in order, the earliest first."""

    people: Mapping[int, Node] = field(default_factory=dict)
    links: Sequence[Link] = ()

    @cached_property
    def first_referrer(self) -> dict[int, int]:
        """Under whom each person stands; without those who are roots."""
        above: dict[int, int] = {}
        for link in self.links:
            known = link.contact_id in self.people and link.referrer_id in self.people
            if (
                known
                and link.contact_id not in above
                and not _leads(above, link.referrer_id, link.contact_id)
            ):
                above[link.contact_id] = link.referrer_id
        return above

    @cached_property
    def led_to(self) -> dict[int, list[int]]:
        """Whom each person stands above, the earliest named first."""
        below = defaultdict[int, list[int]](list)
        for contact_id, referrer_id in self.first_referrer.items():
            below[referrer_id].append(contact_id)
        return dict(below)

    @cached_property
    def roots(self) -> list[int]:
        """Those whom nobody led to, the earliest first."""
        ends = dict.fromkeys(end for link in self.links for end in (link.referrer_id, link.contact_id))
        everybody = dict.fromkeys([*(each for each in ends if each in self.people), *self.people])
        return [each for each in everybody if each not in self.first_referrer]

    @cached_property
    def other_links(self) -> list[Link]:
        """The referrals beside those that the trees show."""
        shown = self.first_referrer
        others = (link for link in self.links if shown.get(link.contact_id) != link.referrer_id)
        known = (link for link in others if {link.contact_id, link.referrer_id} <= self.people.keys())
        return [link for link in known if link.contact_id != link.referrer_id]

    def lines(self) -> Iterator[Line]:
        """Everybody as an indented list, each under who led to them."""
        also = defaultdict[int, list[Node]](list)
        for link in self.other_links:
            also[link.contact_id].append(self.people[link.referrer_id])
        waiting = [(root, 0) for root in reversed(self.roots)]
        while waiting:
            each, depth = waiting.pop()
            yield Line(self.people[each], depth, tuple(also[each]))
            waiting += [(below, depth + 1) for below in reversed(self.led_to.get(each, []))]


def _leads(above: Mapping[int, int], contact_id: int, to: int) -> bool:
    """Whether going up from the contact comes to that person."""
    at: int | None = contact_id
    while at is not None and at != to:
        at = above.get(at)
    return at is not None


def shortened(network: Network, limit: int) -> Network:
    """The first so many people of the list: who is left out stands below or after those who stay."""
    kept = {line.node.id: line.node for line, _ in zip(network.lines(), range(limit), strict=False)}
    return Network(kept, [link for link in network.links if _is_among(kept, link)])


def _is_among(kept: Iterable[int], link: Link) -> bool:
    return link.contact_id in kept and link.referrer_id in kept
