"""Draws who led to whom as a PNG, as a program of its own: a network comes in as JSON, the picture goes out.

So neither Pillow nor a large canvas is ever in the memory of the process that answers Slack, and drawing
takes nothing from its event loop. Colours are Okabe and Ito's, which the colour-blind tell apart, and every
colour has its own shape.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from math import dist
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

from core.network import Link, Network, Node, Standing
from core.network_layout import BOX_HEIGHT, BOX_WIDTH, COLUMN, MARGIN, Box, Layout, lay_out

Font: TypeAlias = ImageFont.FreeTypeFont
Point: TypeAlias = tuple[float, float]

BUNDLED = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
"""Latin, Greek, Cyrillic, Hebrew and Arabic."""

OTHERS = (
    "NotoSansCJK-Regular.ttc",
    "DroidSansFallbackFull.ttf",
    "Hiragino Sans GB.ttc",
    "AppleSDGothicNeo.ttc",
    "msyh.ttc",
    "malgun.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "Nirmala.ttf",
    "NotoSansThai-Regular.ttf",
)
"""Fonts of the machine for other scripts, Chinese, Japanese and Korean first, where it has them."""

_NAME_SIZE, _MORE_SIZE, _TITLE_SIZE = 17, 13, 26
_PADDING, _SHAPE = 10, 16
TEXT_LEFT = 2 * _PADDING + _SHAPE
TEXT_WIDTH = BOX_WIDTH - TEXT_LEFT - _PADDING
_NOT_A_CHARACTER = "\U0010fffd"

_INK, _GREY, _LINE, _PAPER, _EDGE = "#1a1a1a", "#4d4d4d", "#666666", "#ffffff", "#8c8c8c"
_COLOURS = {Standing.TALKED: "#009E73", Standing.ASKED: "#E69F00", Standing.TO_ASK: "#0072B2"}
_ALSO = "#CC79A7"
_MEANINGS = {Standing.TALKED: "talked", Standing.ASKED: "asked", Standing.TO_ASK: "to ask"}


class Fonts:
    """One size of text in every script that there is a font for."""

    def __init__(self, size: int) -> None:
        self._fonts = [ImageFont.truetype(BUNDLED, size), *_installed(size)]
        self._blanks = [bytes(font.getmask(_NOT_A_CHARACTER)) for font in self._fonts]
        self._known: dict[str, Font | None] = {}

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def fitting(self, text: str, width: float) -> str:
        """The text, or as much of it as is no wider."""
        line = " ".join(text.split())
        if self.width(line) <= width:
            return line
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(_cut(line, middle)) <= width else (low, middle - 1)
        return _cut(line, low)

    def write(self, draw: ImageDraw.ImageDraw, at: Point, text: str, colour: str) -> None:
        """On the base line at that point."""
        x, y = at
        for font, run in self._runs(text):
            draw.text((x, y), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def lacks(self, text: str) -> bool:
        """Whether some of it can be shown as a box only."""
        return any(self._font_for(char) is None for char in text)

    def _runs(self, text: str) -> Iterator[tuple[Font, str]]:
        for font, run in groupby(text, key=lambda char: self._font_for(char) or self._fonts[0]):
            yield font, "".join(run)

    def _font_for(self, char: str) -> Font | None:
        if char not in self._known:
            has = (
                font
                for font, blank in zip(self._fonts, self._blanks, strict=True)
                if bytes(font.getmask(char)) != blank
            )
            self._known[char] = next(has, None)
        return self._known[char]


def _installed(size: int) -> Iterator[Font]:
    for name in OTHERS:
        try:
            yield ImageFont.truetype(name, size)
        except OSError:
            continue


def _cut(line: str, length: int) -> str:
    return f"{line[:length].rstrip()}…"


@lru_cache
def fonts(size: int) -> Fonts:
    """Read once for each size."""
    return Fonts(size)


class Picture:
    """A network on its canvas."""

    def __init__(self, network: Network, left_out: int = 0) -> None:
        self.network = network
        self._left_out = left_out

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.network)

    def png(self) -> bytes:
        """The finished file."""
        canvas = Image.new("RGB", (self.layout.width, self.layout.height), _PAPER)
        draw = ImageDraw.Draw(canvas)
        boxes = self.layout.boxes
        for link in self.layout.links:
            _elbow(draw, boxes[link.referrer_id], boxes[link.contact_id])
        for link in self.layout.other_links:
            _dashed(draw, boxes[link.referrer_id], boxes[link.contact_id])
        for each, box in boxes.items():
            _person(draw, self.network.people[each], box)
        self._head(draw)
        file = BytesIO()
        canvas.quantize(64).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _head(self, draw: ImageDraw.ImageDraw) -> None:
        title = f"Who led to whom: {len(self.network.people)} people"
        if self._left_out:
            title += f", {self._left_out} more in the list"
        fonts(_TITLE_SIZE).write(draw, (MARGIN, 46), title, _INK)
        x, text = MARGIN, fonts(_MORE_SIZE)
        for standing, meaning in _MEANINGS.items():
            _shape(draw, standing, x, 62)
            text.write(draw, (x + 22, 75), meaning, _INK)
            x += 40 + round(text.width(meaning))
        if self.layout.other_links:
            draw.line([(x, 70), (x + 12, 70)], fill=_ALSO, width=3)
            draw.line([(x + 18, 70), (x + 30, 70)], fill=_ALSO, width=3)
            text.write(draw, (x + 38, 75), "also named by, or goes on there", _INK)
        if any(text.lacks(node.label) for node in self.network.people.values()):
            note = "This server lacks a font for the names in boxes: the list has them."
            text.write(draw, (MARGIN, 97), note, _GREY)


def _elbow(draw: ImageDraw.ImageDraw, one: Box, other: Box) -> None:
    bend = other.x - (COLUMN - BOX_WIDTH) // 2
    points = [(one.right, one.middle), (bend, one.middle), (bend, other.middle), (other.x, other.middle)]
    draw.line(points, fill=_LINE, width=2)


def _dashed(draw: ImageDraw.ImageDraw, one: Box, other: Box) -> None:
    """From the right of one to the left of the other, which has a dot; below all boxes."""
    start, end = (one.right, one.middle + 8), (other.x, other.middle + 8)
    length = max(dist(start, end), 1)
    for at in range(0, int(length), 14):
        points = [_between(start, end, part / length) for part in (at, min(at + 8, length))]
        draw.line(points, fill=_ALSO, width=2)
    x, y = end
    draw.ellipse([x - 8, y - 4, x, y + 4], fill=_ALSO)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _person(draw: ImageDraw.ImageDraw, node: Node, box: Box) -> None:
    edges = [box.x, box.y, box.right, box.y + BOX_HEIGHT]
    draw.rounded_rectangle(edges, radius=8, fill=_PAPER, outline=_EDGE, width=1)
    _shape(draw, node.standing, box.x + _PADDING, box.middle - _SHAPE // 2)
    name, more = labels(node)
    left = box.x + TEXT_LEFT
    fonts(_NAME_SIZE).write(draw, (left, box.y + (22 if more else 31)), name, _INK)
    fonts(_MORE_SIZE).write(draw, (left, box.y + 41), more, _GREY)


def labels(node: Node) -> tuple[str, str]:
    """The two lines of a person, as much of them as has room."""
    name = fonts(_NAME_SIZE).fitting(node.name, TEXT_WIDTH)
    return name, fonts(_MORE_SIZE).fitting(node.affiliation, TEXT_WIDTH) if node.affiliation else ""


def _shape(draw: ImageDraw.ImageDraw, standing: Standing, x: int, y: int) -> None:
    colour, right, bottom = _COLOURS[standing], x + _SHAPE, y + _SHAPE
    match standing:
        case Standing.TALKED:
            draw.ellipse([x, y, right, bottom], fill=colour)
        case Standing.ASKED:
            draw.polygon([(x, bottom), (x + _SHAPE // 2, y), (right, bottom)], fill=colour)
        case Standing.TO_ASK:
            draw.rectangle([x + 1, y + 1, right - 1, bottom - 1], outline=colour, width=3)


def load(given: bytes) -> Picture:
    """The picture that is wanted."""
    read = json.loads(given)
    return Picture(_network(read["people"], read["links"]), read["left_out"])


def _network(people: Iterable[tuple[int, str, str, str]], links: Iterable[tuple[int, int]]) -> Network:
    nodes = (Node(each, name, more, Standing(standing)) for each, name, more, standing in people)
    return Network({node.id: node for node in nodes}, [Link(*link) for link in links])


if __name__ == "__main__":
    sys.stdout.buffer.write(load(sys.stdin.buffer.read()).png())
