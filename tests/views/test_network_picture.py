"""The picture: a PNG whose names stay in their boxes, in any script, told apart by shape and by colour."""

import json
import subprocess
import sys
from io import BytesIO

from hypothesis import given, settings, strategies as st
from PIL import Image

from core.network import Node, Standing
from tests.examples import about
from views.network_picture import TEXT_WIDTH, fonts, labels, load

PEOPLE = [
    [1, "José Núñez", "NOAA", "talked"],
    [2, "Łukasz Żółć", "", "asked"],
    [3, "Дмитрий Иванов", "W" * 200, "to_ask"],
    [4, "محمد علي", "שרה", "to_ask"],
]


def given_network(**more: object) -> bytes:
    return json.dumps(
        {"people": PEOPLE, "links": [[1, 2], [2, 3], [3, 1], [1, 4]], "left_out": 0, **more}
    ).encode()


@settings(max_examples=about(40))
@given(st.text(min_size=1, max_size=120), st.text(max_size=160))
def test_no_name_is_wider_than_its_box(name: str, affiliation: str) -> None:
    first, second = labels(Node(1, name, affiliation))
    assert fonts(17).width(first) <= TEXT_WIDTH
    assert fonts(13).width(second) <= TEXT_WIDTH


def test_latin_greek_cyrillic_hebrew_and_arabic_have_a_font_everywhere() -> None:
    assert not fonts(17).lacks("José Núñez Łukasz Żółć ắề Ελένη Дмитрий שרה لوي – “’”")


def test_the_program_draws_a_png_with_the_colours_of_each_standing() -> None:
    drawn = subprocess.run(
        [sys.executable, "-m", "views.network_picture"],
        input=given_network(),
        capture_output=True,
        check=True,
    )
    picture = Image.open(BytesIO(drawn.stdout)).convert("RGB").tobytes()
    colours = set(zip(picture[0::3], picture[1::3], picture[2::3], strict=True))
    for wanted in ((0, 158, 115), (230, 159, 0), (0, 114, 178), (204, 121, 167)):
        assert any(sum(abs(a - b) for a, b in zip(one, wanted, strict=True)) < 24 for one in colours)


def test_the_same_network_is_drawn_the_same() -> None:
    assert load(given_network()).png() == load(given_network()).png()


def test_every_standing_has_a_meaning_in_the_legend() -> None:
    picture = load(given_network(left_out=3))
    assert {node.standing for node in picture.network.people.values()} == set(Standing)
