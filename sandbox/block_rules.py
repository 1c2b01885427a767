"""What blocks must look like in a message, a modal and a Home tab."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from sandbox.element_rules import (
    CONTEXT_PARTS,
    ELEMENTS,
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    PICTURE,
    one_picture,
)
from sandbox.json_types import Json
from sandbox.schema import Check, Rule, Shape, anything, boolean, by_type, complain, list_of, one_of, string
from sandbox.text_rules import RICH_TEXT, any_text, plain

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000
MOST_MESSAGE_JSON = 13_200


def _text_or_fields(value: Json, where: str, complaints: list[str]) -> None:
    if "text" not in value and "fields" not in value:
        complain(complaints, "missing required field: text", where)


def _elements_of(kinds: set[str], **others: Check) -> Check:
    shapes: Mapping[str, Check] = {**{kind: ELEMENTS[kind] for kind in kinds}, **others}
    return by_type(lambda: shapes)


def _block(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Rule) -> Shape:
    return Shape({"type": anything, **required}, {"block_id": string(255), **(optional or {})}, rules)


_CELLS: dict[str, Check] = {
    "raw_text": Shape({"type": anything, "text": string(3000)}),
    "raw_number": Shape({"type": anything, "value": anything}, {"text": string(3000)}),
    "rich_text": RICH_TEXT,
}
_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
_BLOCKS: dict[str, Check] = {
    "section": _block(
        {},
        {
            "text": any_text(3000),
            "fields": list_of(any_text(2000), 10),
            "accessory": _elements_of(IN_SECTION, image=IMAGE),
            "expand": boolean,
        },
        _text_or_fields,
    ),
    "header": _block({"text": plain(150)}),
    "divider": _block({}),
    "image": _block({"alt_text": string(2000)}, {**PICTURE, "title": plain(2000)}, one_picture),
    "context": _block({"elements": list_of(by_type(lambda: CONTEXT_PARTS), 10)}),
    "actions": _block({"elements": list_of(_elements_of(IN_ACTIONS), 25)}),
    "input": _block(
        {"label": plain(2000), "element": _elements_of(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(MOST_MARKDOWN)}),
    "table": _block(
        {"rows": list_of(list_of(by_type(lambda: _CELLS), 20), 100)},
        {"column_settings": list_of(_COLUMN, 20)},
    ),
    "alert": _block(
        {"text": any_text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}
    ),
}
_NOT_ON = {"message": {"alert"}, "modal": {"markdown", "table"}, "home": {"markdown", "alert"}}
_SURFACES: dict[str, Mapping[str, Check]] = {
    surface: {kind: shape for kind, shape in _BLOCKS.items() if kind not in missing}
    for surface, missing in _NOT_ON.items()
}


def block_complaints(blocks: object, surface: str, where: str = "/blocks") -> list[str]:
    """What is wrong with these blocks on a "message", "modal" or "home"; empty when Slack would take them."""
    complaints: list[str] = []
    check = list_of(by_type(lambda: _SURFACES[surface]), MOST_BLOCKS[surface])
    check(blocks, where, complaints)
    if not complaints:
        checked = cast("list[Json]", blocks)
        _check_ids(checked, where, complaints)
        _check_focus(checked, where, complaints)
        _check_response_urls(checked, surface, where, complaints)
        _check_totals(checked, where, complaints)
    return complaints


def message_is_too_long(blocks: list[Json]) -> bool:
    """Whether all blocks together are more than a message takes."""
    return len(json.dumps(blocks, ensure_ascii=False)) > MOST_MESSAGE_JSON


def _check_ids(blocks: list[Json], where: str, complaints: list[str]) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            complain(complaints, f"block_id already exists: {block_id}", f"{where}/{index}/block_id")
        seen |= {block_id} if block_id else set()
        action_ids = [
            element["action_id"] for _place, element in _interactive(block) if "action_id" in element
        ]
        if len(action_ids) != len(set(action_ids)):
            complain(complaints, "action_id already exists in this block", f"{where}/{index}/elements")


def _check_focus(blocks: list[Json], where: str, complaints: list[str]) -> None:
    elements = [element for block in blocks for _place, element in _interactive(block)]
    if sum(element.get("focus_on_load", False) for element in elements) > 1:
        complain(complaints, "focus_on_load may be set on one element only", where)


def _check_response_urls(blocks: list[Json], surface: str, where: str, complaints: list[str]) -> None:
    for index, block in enumerate(blocks):
        if surface == "modal" and block["type"] == "input":
            continue
        for place, element in _interactive(block):
            if element.get("response_url_enabled"):
                what = "response_url_enabled works in an input block of a modal only"
                complain(complaints, what, f"{where}/{index}/{place}/response_url_enabled")


def _check_totals(blocks: list[Json], where: str, complaints: list[str]) -> None:
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MOST_MARKDOWN:
        complain(complaints, f"markdown must be less than {MOST_MARKDOWN + 1} characters together", where)
    if sum(block["type"] == "table" for block in blocks) > 1:
        complain(complaints, "only one table is allowed in a message", where)


def _interactive(block: Json) -> Iterator[tuple[str, Json]]:
    if block["type"] == "input":
        yield "element", block["element"]
    elif block["type"] == "section" and "accessory" in block:
        yield "accessory", block["accessory"]
    elif block["type"] == "actions":
        for index, element in enumerate(block["elements"]):
            yield f"elements/{index}", element
