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


def test_a_text_over_its_limit_is_named_by_length_and_place() -> None:
    blocks = [section(), actions(button("a"), button("b", "x" * 76))]
    expected = "[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/1/text/text]"
    assert block_complaints(blocks, "message") == [expected]


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
    ("a filter of nothing", asking("a", "conversations_select", filter={})),
]


@pytest.mark.parametrize("block", [case[1] for case in TOO_LOOSE], ids=[case[0] for case in TOO_LOOSE])
def test_what_slack_might_let_pass_is_refused(block: Json) -> None:
    assert block_complaints([block], "modal")


@pytest.mark.parametrize("kind", ["conversations_select", "channels_select"])
def test_a_menu_gives_a_response_url_in_an_input_of_a_modal_only(kind: str) -> None:
    menu = {"type": kind, "response_url_enabled": True}
    asked, beside, among = {**asking("a"), "element": menu}, section(accessory=menu), actions(button(), menu)
    assert block_complaints([asked], "modal") == []
    refused = [
        (asked, "message", "element"),
        (asked, "home", "element"),
        *((beside, surface, "accessory") for surface in ("message", "modal", "home")),
        *((among, surface, "elements/1") for surface in ("message", "modal", "home")),
    ]
    what = "response_url_enabled works in an input block of a modal only"
    for block, surface, place in refused:
        where = f"/blocks/1/{place}/response_url_enabled"
        assert block_complaints([section(), block], surface) == [f"[ERROR] {what} [json-pointer:{where}]"]
    menu["response_url_enabled"] = False
    assert block_complaints([beside, among], "message") == []
