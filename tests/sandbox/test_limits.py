"""Every limit of Slack's that the sandbox knows: what is as long as it may be is taken, one more is not."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Person
from sandbox.block_rules import block_complaints
from sandbox.element_rules import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.view_rules import view_complaints
from tests.sandbox.toys import (
    Json,
    actions,
    asking,
    button,
    choices,
    home,
    markup,
    modal,
    plain,
    refusal,
    section,
)

Limit = tuple[str, Callable[[int], Json], int, str]  # what it is, how it looks at size n, the most, the place
DIVIDER: Json = {"type": "divider"}
TEXT_CELL: Json = {"type": "raw_text", "text": "a"}
RICH_TEXT: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
}
NEEDED: dict[str, Json] = {
    "button": {"text": plain("a")},
    "number_input": {"is_decimal_allowed": True},
    **{
        kind: {"options": choices("a")}
        for kind in ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow")
    },
}
WITHOUT_PLACEHOLDER = ["button", "overflow", "datetimepicker", "radio_buttons", "checkboxes", "file_input"]


def x(length: int) -> str:
    return "x" * length


def url(length: int) -> str:
    return "https://example.com/".ljust(length, "x")


def many(count: int) -> list[Json]:
    return choices(*[f"o{number}" for number in range(count)])


def image(**fields: Any) -> Json:
    return {"type": "image", "image_url": url(30), "alt_text": "a", **fields}


def block_of(kind: str, **fields: Any) -> Json:
    return {"type": kind, **fields}


def element(kind: str, **fields: Any) -> Json:
    return {"type": kind, **NEEDED.get(kind, {}), **fields}


def of_option(kind: str, **fields: Any) -> Json:
    return element(kind, options=[{**choices("a")[0], **fields}])


def of_groups(*groups: list[Json], label: str = "a") -> Json:
    shown = [{"label": plain(label), "options": group} for group in groups]
    return {"type": "static_select", "option_groups": shown}


def confirming(**texts: Json) -> Json:
    standard = {"title": plain("a"), "text": markup("b"), "confirm": plain("c"), "deny": plain("d")}
    return button(confirm={**standard, **texts})


def rich_list(indent: int) -> Json:
    return {
        "type": "rich_text",
        "elements": [{**RICH_TEXT, "type": "rich_text_list", "style": "bullet", "indent": indent}],
    }


ONE_OF_EACH: list[Json] = [
    *(section(), DIVIDER, image(), RICH_TEXT, asking("a"), actions(button())),
    *(block_of("header", text=plain("a")), block_of("context", elements=[plain("a")])),
    *(block_of("markdown", text="a"), block_of("table", rows=[[TEXT_CELL]])),
    block_of("alert", text=plain("a")),
]
BLOCKS: list[Limit] = [
    ("section text", lambda n: section(x(n)), 3000, "/text/text"),
    ("plain section text", lambda n: block_of("section", text=plain(x(n))), 3000, "/text/text"),
    ("section field text", lambda n: block_of("section", fields=[markup(x(n))]), 2000, "/fields/0/text"),
    ("section fields", lambda n: block_of("section", fields=[markup("a")] * n), 10, "/fields"),
    ("header text", lambda n: block_of("header", text=plain(x(n))), 150, "/text/text"),
    ("context elements", lambda n: block_of("context", elements=[markup("a")] * n), 10, "/elements"),
    ("context text", lambda n: block_of("context", elements=[markup(x(n))]), 3000, "/elements/0/text"),
    (
        "context picture",
        lambda n: block_of("context", elements=[image(alt_text=x(n))]),
        2000,
        "/elements/0/alt_text",
    ),
    ("actions elements", lambda n: actions(*[button(f"b{i}") for i in range(n)]), 25, "/elements"),
    ("image url", lambda n: image(image_url=url(n)), 3000, "/image_url"),
    ("image alt", lambda n: image(alt_text=x(n)), 2000, "/alt_text"),
    ("image title", lambda n: image(title=plain(x(n))), 2000, "/title/text"),
    (
        "accessory image url",
        lambda n: section(accessory=image(image_url=url(n))),
        3000,
        "/accessory/image_url",
    ),
    ("accessory image alt", lambda n: section(accessory=image(alt_text=x(n))), 2000, "/accessory/alt_text"),
    ("input label", lambda n: asking("a") | {"label": plain(x(n))}, 2000, "/label/text"),
    ("input hint", lambda n: asking("a", hint=plain(x(n))), 2000, "/hint/text"),
    ("rich text indent", rich_list, 8, "/elements/0/indent"),
    ("markdown text", lambda n: block_of("markdown", text=x(n)), 12_000, "/text"),
    ("table rows", lambda n: block_of("table", rows=[[TEXT_CELL]] * n), 100, "/rows"),
    ("table columns", lambda n: block_of("table", rows=[[TEXT_CELL] * n]), 20, "/rows/0"),
    ("alert text", lambda n: block_of("alert", text=plain(x(n))), 200, "/text/text"),
]
BUTTONS: list[Limit] = [
    ("button text", lambda n: button(text=x(n)), 75, "/text/text"),
    ("button value", lambda n: button(value=x(n)), 2000, "/value"),
    ("button url", lambda n: button(url=url(n)), 3000, "/url"),
    ("button label", lambda n: button(accessibility_label=x(n)), 75, "/accessibility_label"),
    ("overflow options", lambda n: element("overflow", options=many(n)), 5, "/options"),
    ("overflow option url", lambda n: of_option("overflow", url=url(n)), 3000, "/options/0/url"),
    ("confirm title", lambda n: confirming(title=plain(x(n))), 100, "/confirm/title/text"),
    ("confirm text", lambda n: confirming(text=markup(x(n))), 300, "/confirm/text/text"),
    ("confirm yes", lambda n: confirming(confirm=plain(x(n))), 30, "/confirm/confirm/text"),
    ("confirm no", lambda n: confirming(deny=plain(x(n))), 30, "/confirm/deny/text"),
]
FIELDS: list[Limit] = [
    ("input min_length", lambda n: element("plain_text_input", min_length=n), 3000, "/min_length"),
    ("input max_length", lambda n: element("plain_text_input", max_length=n), 3000, "/max_length"),
    ("input at first", lambda n: element("plain_text_input", initial_value=x(n)), 3000, "/initial_value"),
    ("max_files", lambda n: element("file_input", max_files=n), 10, "/max_files"),
    ("radio buttons", lambda n: element("radio_buttons", options=many(n)), 10, "/options"),
    ("checkboxes", lambda n: element("checkboxes", options=many(n)), 10, "/options"),
    ("menu options", lambda n: element("static_select", options=many(n)), 100, "/options"),
    ("multi menu options", lambda n: element("multi_static_select", options=many(n)), 100, "/options"),
    ("option groups", lambda n: of_groups(*[many(1)] * n), 100, "/option_groups"),
    ("group options", lambda n: of_groups(many(n)), 100, "/option_groups/0/options"),
    ("group label", lambda n: of_groups(many(1), label=x(n)), 75, "/option_groups/0/label/text"),
]


def of_every_option(kind: str) -> Iterator[Limit]:
    yield f"{kind} option text", lambda n: of_option(kind, text=plain(x(n))), 75, "/options/0/text/text"
    yield f"{kind} option value", lambda n: of_option(kind, value=x(n)), 75, "/options/0/value"
    described = "/options/0/description/text"
    yield f"{kind} option description", lambda n: of_option(kind, description=plain(x(n))), 75, described


def of_every_element(kind: str) -> Iterator[Limit]:
    yield f"{kind} action_id", lambda n: element(kind, action_id=x(n)), 255, "/action_id"
    if kind not in WITHOUT_PLACEHOLDER:
        placed = "/placeholder/text"
        yield f"{kind} placeholder", lambda n: element(kind, placeholder=plain(x(n))), 150, placed
    if kind.startswith("multi_"):
        selected = "/max_selected_items"
        yield f"{kind} selected", lambda n: element(kind, max_selected_items=n), 100, selected
    if "options" in NEEDED.get(kind, {}):
        yield from of_every_option(kind)


def of_every_block(block: Json) -> Limit:
    return f"{block['type']} block_id", lambda n: {**block, "block_id": x(n)}, 255, "/block_id"


EVERY: list[Limit] = [
    *(*BLOCKS, *BUTTONS, *FIELDS),
    *(limit for kind in ELEMENTS for limit in of_every_element(kind)),
    *map(of_every_block, ONE_OF_EACH),
]


def holders(part: Json) -> Iterator[tuple[Json, str]]:
    """Every block that may hold this element, with its place there; a block stands for itself."""
    if part["type"] not in ELEMENTS:
        yield part, ""
    if part["type"] in IN_ACTIONS:
        yield actions(part), "/elements/0"
    if part["type"] in IN_SECTION:
        yield section(accessory=part), "/accessory"
    if part["type"] in IN_INPUT:
        yield asking("a") | {"element": part}, "/element"


def surfaces(block: Json) -> list[str]:
    only = {"alert": ["modal"], "markdown": ["message"], "table": ["message", "home"]}
    return only.get(block["type"], ["message", "modal", "home"])


def is_about(complaints: list[str], place: str) -> bool:
    return len(complaints) == 1 and complaints[0].endswith(f" [json-pointer:{place}]")


@pytest.mark.parametrize(("make", "most", "place"), [case[1:] for case in EVERY], ids=[c[0] for c in EVERY])
def test_a_block_or_element_is_taken_at_its_limit_and_refused_by_place_above_it(
    make: Callable[[int], Json], most: int, place: str
) -> None:
    for (at_limit, _), (above, held) in zip(holders(make(most)), holders(make(most + 1)), strict=True):
        for surface in surfaces(above):
            assert block_complaints([DIVIDER, at_limit], surface) == []
            assert is_about(block_complaints([DIVIDER, above], surface), f"/blocks/1{held}{place}")


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_each_surface_takes_its_number_of_blocks_and_no_more(surface: str, most: int) -> None:
    assert block_complaints([DIVIDER] * most, surface) == []
    assert is_about(block_complaints([DIVIDER] * (most + 1), surface), "/blocks")


def test_a_message_has_one_table_and_12000_characters_of_markdown_in_all_its_blocks() -> None:
    table, half = block_of("table", rows=[[TEXT_CELL]]), block_of("markdown", text=x(6000))
    assert block_complaints([table, half, half], "message") == []
    assert is_about(block_complaints([table, table], "message"), "/blocks")
    assert is_about(block_complaints([half, half, block_of("markdown", text="x")], "message"), "/blocks")


def of_view(**fields: Any) -> list[Json]:
    """A modal and a Home tab with these fields."""
    return [modal(section(), **fields), home(section(), **fields)]


VIEWS: list[tuple[str, Callable[[int], list[Json]], int, str]] = [
    ("callback_id", lambda n: of_view(callback_id=x(n)), 255, "/callback_id"),
    ("external_id", lambda n: of_view(external_id=x(n)), 255, "/external_id"),
    ("private_metadata", lambda n: of_view(private_metadata=x(n)), 3000, "/private_metadata"),
    ("title", lambda n: [modal(section(), title=plain(x(n)))], 24, "/title/text"),
    ("submit", lambda n: [modal(section(), submit=plain(x(n)))], 24, "/submit/text"),
    ("close", lambda n: [modal(section(), close=plain(x(n)))], 24, "/close/text"),
]


@pytest.mark.parametrize(("make", "most", "place"), [case[1:] for case in VIEWS], ids=[c[0] for c in VIEWS])
def test_a_view_is_taken_at_its_limit_and_refused_by_place_above_it(
    make: Callable[[int], list[Json]], most: int, place: str
) -> None:
    for at_limit, above in zip(make(most), make(most + 1), strict=True):
        assert view_complaints(at_limit, at_limit["type"]) == []
        assert is_about(view_complaints(above, above["type"]), f"/view{place}")


def filled(size: int, text: str, count: int, whole: Callable[..., Any]) -> Any:
    """So many sections of this text, and one which makes them `size` bytes of JSON together."""
    last = section("x")
    content = whole(*[section(text)] * count, last)
    last["text"]["text"] += x(size - len(json.dumps(content, ensure_ascii=False).encode()))
    return content


CALLS: list[tuple[str, Callable[[int], Json], int, tuple[str, str]]] = [
    ("chat.postMessage", lambda n: {"text": x(n)}, 40_000, ("msg_too_long", "/text")),
    ("chat.update", lambda n: {"text": x(n)}, 4_000, ("msg_too_long", "/text")),
    (
        "chat.postMessage",
        lambda n: {"blocks": filled(n, x(2900), 4, lambda *blocks: list(blocks))},
        13_200,
        ("msg_blocks_too_long", "/blocks"),
    ),
    ("chat.postMessage", lambda n: {"attachments": [{}] * n}, 100, ("too_many_attachments", "/attachments")),
    (
        "views.publish",
        lambda n: {"view": filled(n, "é" * 1450, 84, home)},
        250_000,
        ("view_too_large", "/view"),
    ),
]


@pytest.mark.parametrize(
    ("method", "make", "most", "refused"), CALLS, ids=[f"{case[0]} {case[3][0]}" for case in CALLS]
)
async def test_a_call_is_taken_at_its_limit_and_refused_by_code_and_place_above_it(
    method: str,
    make: Callable[[int], Json],
    most: int,
    refused: tuple[str, str],
    slack: AsyncWebClient,
    maya: Person,
) -> None:
    posted = await slack.chat_postMessage(channel=maya.id, text="Hello")
    about = {"channel": posted["channel"], "ts": posted["ts"], "user_id": maya.id, "text": "a"}
    await slack.api_call(method, json={**about, **make(most)})
    answer = await refusal(slack.api_call(method, json={**about, **make(most + 1)}))
    assert answer["error"] == refused[0]
    assert is_about(answer["response_metadata"]["messages"], refused[1])
