from typing import Any

import pytest

from sandbox.block_rules import block_complaints
from tests.sandbox.toys import (
    Json,
    actions,
    asking,
    button,
    choices,
    markup,
    plain,
    section,
)

SELECT = {"type": "static_select", "action_id": "menu", "options": choices("a", "b")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
RICH_TEXT = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi"}]}],
}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "A"}, RICH_TEXT]]}
MARKDOWN = {"type": "markdown", "text": "# Hi"}
ALERT = {"type": "alert", "text": plain("Careful"), "level": "warning"}
FOR_ALL = (
    section(),
    section(accessory=button()),
    section(accessory={**SELECT, "type": "multi_static_select"}),
    section(accessory=IMAGE),
    {"type": "section", "fields": [markup("a"), plain("b")]},
    {"type": "header", "text": plain("Title")},
    {"type": "divider"},
    {**IMAGE, "title": plain("A")},
    {"type": "context", "elements": [markup("a"), plain("b"), IMAGE]},
    actions(button(value="1", style="primary"), SELECT, {"type": "datetimepicker", "action_id": "when"}),
    asking("name", max_length=10, initial_value="Dana"),
    asking("zone", "timepicker", timezone="Europe/Berlin", initial_time="09:30"),
    asking("age", "number_input", is_decimal_allowed=False, min_value="1", max_value="9"),
    asking("mail", "email_text_input"),
    asking("link", "url_text_input", initial_value="https://example.com"),
    asking("notes", "rich_text_input", initial_value=RICH_TEXT),
    asking("who", "multi_users_select", initial_users=["U0123456789"]),
    asking("talk", "conversations_select", default_to_current_conversation=True),
    asking("room", "channels_select"),
    asking("found", "multi_external_select", min_query_length=0),
    asking("pick", "radio_buttons", options=choices("a")),
    asking("ticks", "checkboxes", options=choices("a", "b"), initial_options=choices("b")),
    asking("files", "file_input", max_files=10),
    RICH_TEXT,
)


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("block", FOR_ALL, ids=lambda block: str(block["type"]))
def test_a_valid_block_has_no_complaints(block: Json, surface: str) -> None:
    assert block_complaints([block], surface) == []


@pytest.mark.parametrize(
    ("block", "surfaces"),
    [(ALERT, {"modal"}), (MARKDOWN, {"message"}), (TABLE, {"message", "home"})],
    ids=["alert", "markdown", "table"],
)
def test_some_blocks_belong_to_some_surfaces_only(block: Json, surfaces: set[str]) -> None:
    allowed = {surface for surface in ("message", "modal", "home") if not block_complaints([block], surface)}
    assert allowed == surfaces


TOO_LONG: list[tuple[Json, int, str]] = [
    (section("x" * 3001), 3001, "/blocks/0/text/text"),
    ({"type": "section", "fields": [markup("x" * 2001)]}, 2001, "/blocks/0/fields/0/text"),
    ({"type": "header", "text": plain("x" * 151)}, 151, "/blocks/0/text/text"),
    (actions(button("a"), button("b", "x" * 76)), 76, "/blocks/0/elements/1/text/text"),
    (actions(button(value="x" * 2001)), 2001, "/blocks/0/elements/0/value"),
    (actions(button("x" * 256)), 256, "/blocks/0/elements/0/action_id"),
    (section(block_id="x" * 256), 256, "/blocks/0/block_id"),
    (asking("a", placeholder=plain("x" * 151)), 151, "/blocks/0/element/placeholder/text"),
    (asking("a", hint=plain("x" * 2001)), 2001, "/blocks/0/hint/text"),
    (asking("a", "static_select", options=choices("x" * 76)), 76, "/blocks/0/element/options/0/text/text"),
    ({**IMAGE, "alt_text": "x" * 2001}, 2001, "/blocks/0/alt_text"),
    ({**MARKDOWN, "text": "x" * 12_001}, 12_001, "/blocks/0/text"),
]


@pytest.mark.parametrize(("block", "limit", "place"), TOO_LONG, ids=[place for _, _, place in TOO_LONG])
def test_a_text_over_its_limit_is_named_by_place(block: Json, limit: int, place: str) -> None:
    expected = f"[ERROR] must be less than {limit} characters [json-pointer:{place}]"
    assert block_complaints([block], "message") == [expected]


def _option(**fields: Any) -> Json:
    return {**choices("a")[0], **fields}


WRONG: list[tuple[str, Json, str, str]] = [
    ("unknown block", {"type": "banner"}, "unsupported type: banner", "/blocks/0/type"),
    ("no type", {"text": plain("a")}, "missing required field: type", "/blocks/0"),
    (
        "unknown element",
        actions({"type": "slider"}),
        "unsupported type: slider",
        "/blocks/0/elements/0/type",
    ),
    (
        "text input in actions",
        actions({"type": "plain_text_input"}),
        "unsupported type: plain_text_input",
        "/blocks/0/elements/0/type",
    ),
    ("unknown field", section(colour="red"), "invalid additional property: colour", "/blocks/0"),
    ("empty section", {"type": "section"}, "missing required field: text", "/blocks/0"),
    ("empty text", section(""), "must be more than 0 characters", "/blocks/0/text/text"),
    ("text as a string", {"type": "section", "text": "Hi"}, "must be an object", "/blocks/0/text"),
    (
        "number for text",
        {"type": "section", "text": {"type": "mrkdwn", "text": 1}},
        "must be a string",
        "/blocks/0/text/text",
    ),
    (
        "markup in a header",
        {"type": "header", "text": markup("a")},
        "must be a valid enum value",
        "/blocks/0/text/type",
    ),
    (
        "11 fields",
        {"type": "section", "fields": [markup("a")] * 11},
        "no more than 10 items",
        "/blocks/0/fields",
    ),
    (
        "26 buttons",
        actions(*[button(f"b{n}") for n in range(26)]),
        "no more than 25 items",
        "/blocks/0/elements",
    ),
    (
        "11 in context",
        {"type": "context", "elements": [plain("a")] * 11},
        "no more than 10 items",
        "/blocks/0/elements",
    ),
    (
        "11 radio buttons",
        asking("a", "radio_buttons", options=choices(*[f"o{n}" for n in range(11)])),
        "no more than 10 items",
        "/blocks/0/element/options",
    ),
    (
        "101 options",
        asking("a", "static_select", options=choices(*[f"o{n}" for n in range(101)])),
        "no more than 100 items",
        "/blocks/0/element/options",
    ),
    (
        "6 in overflow",
        section(accessory={"type": "overflow", "options": choices(*"abcdef")}),
        "no more than 5 items",
        "/blocks/0/accessory/options",
    ),
    (
        "no options",
        asking("a", "static_select", options=[]),
        "no fewer than 1 items",
        "/blocks/0/element/options",
    ),
    (
        "options twice",
        asking("a", "static_select", options=choices("a"), option_groups=[]),
        "no fewer than 1 items",
        "/blocks/0/element/option_groups",
    ),
    (
        "neither options nor groups",
        asking("a", "static_select"),
        "exactly one of options, option_groups",
        "/blocks/0/element",
    ),
    (
        "option value too long",
        asking("a", "static_select", options=[_option(value="x" * 151)]),
        "less than 151 characters",
        "/blocks/0/element/options/0/value",
    ),
    (
        "initial option not offered",
        asking("a", "static_select", options=choices("a"), initial_option=choices("b")[0]),
        "not one of the options",
        "/blocks/0/element/initial_option",
    ),
    (
        "no such date",
        asking("a", "datepicker", initial_date="2026-02-30"),
        "YYYY-MM-DD",
        "/blocks/0/element/initial_date",
    ),
    (
        "no such time",
        asking("a", "timepicker", initial_time="24:00"),
        "HH:mm",
        "/blocks/0/element/initial_time",
    ),
    (
        "no such zone",
        asking("a", "timepicker", timezone="Mars/Olympus"),
        "IANA",
        "/blocks/0/element/timezone",
    ),
    (
        "milliseconds",
        asking("a", "datetimepicker", initial_date_time=1_795_446_000_000),
        "must be between",
        "/blocks/0/element/initial_date_time",
    ),
    (
        "decimal not said",
        asking("a", "number_input"),
        "missing required field: is_decimal_allowed",
        "/blocks/0/element",
    ),
    (
        "number as a number",
        asking("a", "number_input", is_decimal_allowed=True, min_value=1),
        "number in a string",
        "/blocks/0/element/min_value",
    ),
    (
        "lengths crossed",
        asking("a", min_length=5, max_length=4),
        "min_length",
        "/blocks/0/element/min_length",
    ),
    (
        "starts too long",
        asking("a", max_length=4, initial_value="Danae"),
        "less than 5 characters",
        "/blocks/0/element/initial_value",
    ),
    ("button style", actions(button(style="loud")), "valid enum value", "/blocks/0/elements/0/style"),
    (
        "flag as text",
        asking("a", multiline="yes"),
        "must be a boolean",
        "/blocks/0/element/multiline",
    ),
    ("alt text missing", {**IMAGE, "alt_text": None}, "missing required field: alt_text", "/blocks/0"),
    ("null", section(accessory=None), "must be left out rather than null", "/blocks/0/accessory"),
    ("no picture", {**IMAGE, "image_url": "a.png"}, "must be a valid URL", "/blocks/0/image_url"),
    (
        "101 rows",
        {"type": "table", "rows": [TABLE["rows"][0]] * 101},
        "no more than 100 items",
        "/blocks/0/rows",
    ),
    (
        "list too deep",
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 9,
                    "elements": [RICH_TEXT["elements"][0]],
                }
            ],
        },
        "between 0 and 8",
        "/blocks/0/elements/0/indent",
    ),
    (
        "confirm without deny",
        actions(button(confirm={"title": plain("a"), "text": plain("b"), "confirm": plain("c")})),
        "missing required field: deny",
        "/blocks/0/elements/0/confirm",
    ),
]


@pytest.mark.parametrize(
    ("block", "what", "place"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_a_malformed_block_is_refused_by_place(block: Json, what: str, place: str) -> None:
    complaints = block_complaints([block], "message")
    assert any(what in each and each.endswith(f"[json-pointer:{place}]") for each in complaints), complaints


TOO_LOOSE: list[tuple[str, Json]] = [
    (
        "mrkdwn description",
        asking("a", "static_select", options=[{**choices("a")[0], "description": markup("b")}]),
    ),
    ("rich text of nothing", {"type": "rich_text", "elements": []}),
    ("mail as a picture", {"type": "image", "image_url": "mailto:a@b.example", "alt_text": "a"}),
    (
        "one option twice",
        asking("a", "checkboxes", options=choices("a"), initial_options=choices("a", "a")),
    ),
    (
        "too many at first",
        asking(
            "a",
            "multi_static_select",
            options=choices("a", "b"),
            initial_options=choices("a", "b"),
            max_selected_items=1,
        ),
    ),
    ("too short at first", asking("a", min_length=3, initial_value="ab")),
]


@pytest.mark.parametrize("block", [case[1] for case in TOO_LOOSE], ids=[case[0] for case in TOO_LOOSE])
def test_what_slack_might_let_pass_is_refused(block: Json) -> None:
    assert block_complaints([block], "modal")
