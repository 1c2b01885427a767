"""Where everybody stands in the picture of who led to whom: a column a generation, a row for each line.

Whole trees stand beside each other in bands, so that the picture is no strip. A line of referrals that is
longer than ``GENERATIONS`` goes on as a tree of its own. Lengths are pixels; the numbers are our choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from core.network import Link, Network

GENERATIONS = 8
"""Columns of one tree at most."""

BOX_WIDTH, BOX_HEIGHT = 250, 50
COLUMN, ROW = 310, 62
BAND_GAP = 40
MARGIN, HEAD = 40, 110
"""``HEAD``: the room for title and legend above."""

NARROWEST = 900
BROADEST_BANDS = 8
SHAPE = 4 / 3
"""Width to height as a screen has it."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room of one person."""

    contact_id: int
    x: int
    y: int

    @property
    def right(self) -> int:
        return self.x + BOX_WIDTH

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture. ``links``: from one generation to the next; ``other_links``: all the others."""

    width: int
    height: int
    boxes: dict[int, Box]
    links: list[Link]
    other_links: list[Link]


@dataclass(frozen=True, slots=True)
class _Tree:
    """Columns and rows of one tree, beginning at 0; ``rows`` may have halves."""

    places: dict[int, tuple[int, float]]
    columns: int
    rows: int


def lay_out(network: Network) -> Layout:
    """A place for everybody: none overlaps another, and the same network is always laid out the same."""
    tops, cut = _tops(network)
    trees = [_placed(network, top, cut) for top in tops]
    bands = _in_bands(trees)
    boxes: dict[int, Box] = {}
    left, deepest = MARGIN, 0
    for band in bands:
        row = 0
        for tree in band:
            for each, (column, at) in tree.places.items():
                boxes[each] = Box(each, left + column * COLUMN, HEAD + round((row + at) * ROW))
            row += tree.rows
        deepest = max(deepest, row)
        left += max(tree.columns for tree in band) * COLUMN + BAND_GAP
    width = max(left - BAND_GAP - (COLUMN - BOX_WIDTH) + MARGIN, NARROWEST)
    links = [Link(above, each) for each, above in network.first_referrer.items() if each not in cut]
    others = [Link(network.first_referrer[each], each) for each in cut]
    return Layout(width, HEAD + deepest * ROW + MARGIN, boxes, links, [*others, *network.other_links])


def _tops(network: Network) -> tuple[list[int], list[int]]:
    """Where trees begin, and which of them go on a line that is too long for one."""
    tops: list[int] = []
    cut: list[int] = []
    waiting = [(root, 0) for root in reversed(network.roots)]
    while waiting:
        each, depth = waiting.pop()
        if depth == GENERATIONS:
            cut.append(each)
            depth = 0
        if depth == 0:
            tops.append(each)
        waiting += [(below, depth + 1) for below in reversed(network.led_to.get(each, []))]
    return tops, cut


def _placed(network: Network, top: int, cut: Sequence[int]) -> _Tree:
    """Each person without anybody below has a row; the others stand in the middle of those below."""
    order = [(top, 0)]
    for each, depth in order:
        order += [(below, depth + 1) for below in network.led_to.get(each, []) if below not in cut]
    rows = _rows(network, top, {each for each, _ in order})
    places = {each: (depth, rows[each]) for each, depth in order}
    return _Tree(places, max(depth for _, depth in order) + 1, ceil(max(rows.values())) + 1)


def _rows(network: Network, top: int, here: set[int]) -> dict[int, float]:
    rows: dict[int, float] = {}
    free = 0
    waiting = [(top, False)]
    while waiting:
        each, is_ready = waiting.pop()
        below = [one for one in network.led_to.get(each, []) if one in here]
        if not below:
            rows[each] = free
            free += 1
        elif is_ready:
            rows[each] = (rows[below[0]] + rows[below[-1]]) / 2
        else:
            waiting += [(each, True), *((one, False) for one in reversed(below))]
    return rows


def _in_bands(trees: Sequence[_Tree]) -> list[list[_Tree]]:
    """As many bands as come nearest to the shape of a screen; the trees stay in order."""
    best: tuple[float, list[list[_Tree]]] = (inf, [])
    for count in range(1, min(BROADEST_BANDS, len(trees)) + 1):
        bands = _filled(trees, count)
        width = sum(max(tree.columns for tree in band) * COLUMN for band in bands)
        height = max(sum(tree.rows for tree in band) * ROW for band in bands)
        off = max(width / height / SHAPE, SHAPE * height / width)
        best = min(best, (off, bands), key=lambda pair: pair[0])
    return best[1]


def _filled(trees: Sequence[_Tree], count: int) -> list[list[_Tree]]:
    """One after the other, a new band where the share of one is full."""
    share = ceil(sum(tree.rows for tree in trees) / count)
    bands: list[list[_Tree]] = [[]]
    for tree in trees:
        filled = sum(other.rows for other in bands[-1])
        if bands[-1] and filled + tree.rows > share and len(bands) < count:
            bands.append([])
        bands[-1].append(tree)
    return bands
