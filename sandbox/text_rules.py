"""What text objects, options, confirmations and rich text must look like."""

import re
from typing import Any

from sandbox.json_types import Json
from sandbox.schema import (
    Check,
    Shape,
    anything,
    boolean,
    by_type,
    complain,
    list_of,
    one_of,
    pattern,
    string,
    whole_number,
)


def plain(most: int) -> Check:
    """A plain_text object of 1 to `most` characters."""
    return Shape({"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean})


def markup(most: int) -> Check:
    """A mrkdwn object of 1 to `most` characters."""
    return Shape({"type": one_of("mrkdwn"), "text": string(most)}, {"verbatim": boolean})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    shapes = {"plain_text": plain(most), "mrkdwn": markup(most)}
    return by_type(lambda: shapes)


def option(text: Check, description: Check, *, may_link: bool = False) -> Check:
    """One choice of a menu (of plain text), or of a group of radio buttons or checkboxes."""
    optional: dict[str, Check] = {"description": description}
    if may_link:
        optional["url"] = URL
    # Slack says 150, its older pages and types 75: what keeps to 75 is safe with all of them.
    return Shape({"text": text, "value": string(75)}, optional)


def is_url(text: str) -> bool:
    """Whether this is an address that a browser opens."""
    return bool(re.match(r"(https?|mailto|tel|slack):\S+$", text)) and len(text) <= 3000


URL = pattern(is_url, "a valid URL")
PICTURE_URL = pattern(lambda text: is_url(text) and re.match("https?:", text), "a valid URL of the web")
MENU_OPTION = option(plain(75), plain(75))
CHOICE = option(any_text(75), any_text(75))
OPTION_GROUP = Shape({"label": plain(75), "options": list_of(MENU_OPTION, 100)})
CONFIRM = Shape(
    {"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

_STYLE = Shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))


def _leaf(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return Shape({"type": anything, **required}, {"style": _STYLE, **(optional or {})})


_LEAVES: dict[str, Check] = {
    "text": _leaf({"text": string(40_000)}),
    "link": _leaf({"url": string(3000)}, {"text": string(3000), "unsafe": boolean}),
    "user": _leaf({"user_id": string(30)}),
    "usergroup": _leaf({"usergroup_id": string(30)}),
    "channel": _leaf({"channel_id": string(30)}),
    "emoji": _leaf({"name": string(100)}, {"unicode": string(100), "skin_tone": whole_number(1, 6)}),
    "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}),
    "color": _leaf({"value": string(20)}),
    "date": _leaf(
        {"timestamp": whole_number(0, 10**11), "format": string(100)},
        {"url": string(3000), "fallback": string(3000)},
    ),
}
_LINE = list_of(by_type(lambda: _LEAVES), 1000, least=0)
_SECTION = Shape({"type": one_of("rich_text_section"), "elements": _LINE})
_RICH_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Shape({"type": anything, "elements": _LINE}, {"border": whole_number(0, 1)}),
    "rich_text_preformatted": Shape(
        {"type": anything, "elements": _LINE}, {"border": whole_number(0, 1), "language": string(50)}
    ),
    "rich_text_list": Shape(
        {"type": anything, "style": one_of("bullet", "ordered"), "elements": list_of(_SECTION, 1000)},
        {"indent": whole_number(0, 8), "offset": whole_number(0, 10**6), "border": whole_number(0, 1)},
    ),
}
RICH_TEXT = Shape(
    {"type": one_of("rich_text"), "elements": list_of(by_type(lambda: _RICH_PARTS), 1000)},
    {"block_id": string(255)},
)


def options_or_groups(value: Json, where: str, complaints: list[str]) -> None:
    """A static menu has options or option_groups, not both, and starts with one of them."""
    if ("options" in value) == ("option_groups" in value):
        complain(complaints, "must provide exactly one of options, option_groups", where)
    else:
        starts_with_offered(value, where, complaints)


def starts_with_offered(value: Json, where: str, complaints: list[str]) -> None:
    """Initial options must be among the options, field for field."""
    offered: list[Any] = [*value.get("options", ())]
    for group in value.get("option_groups", ()):
        offered += group["options"]
    offered = [_comparable(entry) for entry in offered]
    if "initial_option" in value and _comparable(value["initial_option"]) not in offered:
        complain(complaints, "initial_option is not one of the options", f"{where}/initial_option")
    initial = [_comparable(entry) for entry in value.get("initial_options", ())]
    if len(initial) != len(set(initial)) or len(initial) > value.get("max_selected_items", 100):
        complain(complaints, "too many initial options or one of them twice", f"{where}/initial_options")
    for index, entry in enumerate(value.get("initial_options", ())):
        if _comparable(entry) not in offered:
            complain(
                complaints, "initial option is not one of the options", f"{where}/initial_options/{index}"
            )


def _comparable(entry: Json) -> tuple[object, ...]:
    return (
        entry["value"],
        entry["text"]["type"],
        entry["text"]["text"],
        (entry.get("description") or {}).get("text"),
    )
