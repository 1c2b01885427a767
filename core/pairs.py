"""Who practises the phone script with whom: nobody with the same one again until they have met all others.

A round is one of those of a round-robin tournament (the circle method): among the same people the rounds
pair everybody with everybody, each pair once. Of the rounds that bring most people together who have not
met, one comes first in which more of them are at work at the same time. An odd number makes one group of
three.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

WORK_BEGINS, WORK_ENDS = time(9), time(18)
"""When somebody is reached at work, in their zone (our choice)."""

TOGETHER_AT_LEAST = timedelta(hours=1)
_WINTER = date(2026, 1, 14)

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practiser:
    """Somebody who wants to practise, and the IANA zone they live in."""

    user_id: str
    zone: str


def groups_of(people: Sequence[Practiser], met: Sequence[Group], on: date) -> list[Group]:
    """The groups of the next round, everybody in one; none where fewer than two want to practise.

    ``met``: the groups so far. ``on``: the day from which on they practise, in UTC.
    """
    if len(people) < 2:
        return []
    seats = [person.user_id for person in sorted(people, key=_seat)]
    zones = {person.user_id: person.zone for person in people}
    often = Counter(pair for group in met for pair in _pairs(group))
    apart = {pair for pair in _pairs(tuple(seats)) if not _at_work_together(pair, zones, on)}
    rounds = [_with_third(pairs, left, often, apart) for pairs, left in _rounds(seats)]
    return min(rounds, key=lambda groups: _cost(groups, often, apart))


def at_work_together(zone: str, other: str, on: date) -> timedelta:
    """How long two people are at work at the same time on a day that both work."""
    begins, ends = _hours(zone, on)
    days = (on - timedelta(days=1), on, on + timedelta(days=1))
    shared = (
        min(ends, theirs[1]) - max(begins, theirs[0]) for theirs in (_hours(other, day) for day in days)
    )
    return max(timedelta(0), *shared)


def _hours(zone: str, on: date) -> tuple[datetime, datetime]:
    where = ZoneInfo(zone)
    begins, ends = (datetime.combine(on, wall, where).astimezone(UTC) for wall in (WORK_BEGINS, WORK_ENDS))
    return begins, ends


def _seat(person: Practiser) -> tuple[timedelta, str]:
    """Neighbours on the map sit side by side: then there are rounds that part nobody far away from others.

    By the clock of one day of winter, so that no clock change moves anybody.
    """
    noon = datetime.combine(_WINTER, time(12), ZoneInfo(person.zone))
    return noon.utcoffset() or timedelta(0), person.user_id


def _rounds(seats: Sequence[str]) -> Iterator[tuple[list[Group], str]]:
    """Every round of the tournament, with who is left over in it ("" for an even number)."""
    odd = len(seats) % 2
    around, last = (list(seats), "") if odd else (list(seats[:-1]), seats[-1])
    size = len(around)
    for first in range(size):
        pairs: list[Group] = [
            (around[(first - step) % size], around[(first + step) % size])
            for step in range(1, (size + 1) // 2)
        ]
        yield ([*pairs, (around[first], last)], "") if last else (pairs, around[first])


def _with_third(
    pairs: list[Group], left: str, often: Counter[frozenset[str]], apart: set[frozenset[str]]
) -> list[Group]:
    """The pairs, one of them with whoever is left over: where they meet whom they know least."""
    if not left:
        return pairs
    options = [[*pairs[:place], (*pair, left), *pairs[place + 1 :]] for place, pair in enumerate(pairs)]
    return min(options, key=lambda groups: _cost(groups, often, apart))


def _cost(
    groups: list[Group], often: Counter[frozenset[str]], apart: set[frozenset[str]]
) -> tuple[int, int, int]:
    """Fewer who are new to each other, then more who met often, then more who are never at work together."""
    pairs = [pair for group in groups for pair in _pairs(group)]
    return (
        -sum(not often[pair] for pair in pairs),
        sum(often[pair] for pair in pairs),
        sum(pair in apart for pair in pairs),
    )


def _pairs(group: Group) -> Iterator[frozenset[str]]:
    return map(frozenset, combinations(group, 2))


def _at_work_together(pair: frozenset[str], zones: dict[str, str], on: date) -> bool:
    one, other = (zones[user_id] for user_id in pair)
    return at_work_together(one, other, on) >= TOGETHER_AT_LEAST
