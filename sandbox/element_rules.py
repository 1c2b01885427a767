"""What each interactive element must look like, and which blocks may hold it."""

import re
from collections.abc import Mapping
from datetime import date
from zoneinfo import available_timezones

from sandbox.json_types import Json
from sandbox.schema import (
    Check,
    Rule,
    Shape,
    anything,
    boolean,
    complain,
    list_of,
    one_of,
    pattern,
    string,
    whole_number,
)
from sandbox.text_rules import (
    CHOICE,
    CONFIRM,
    MENU_OPTION,
    OPTION_GROUP,
    PICTURE_URL,
    RICH_TEXT,
    URL,
    any_text,
    option,
    options_or_groups,
    plain,
    starts_with_offered,
)


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def not_empty(value: Json, where: str, complaints: list[str]) -> None:
    """A filter names at least one thing to filter by."""
    if not value:
        complain(complaints, "must have at least one field", where)


DATE = pattern(_is_date, "a date in the format YYYY-MM-DD")
TIME = pattern(lambda text: re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text), "a time in the format HH:mm")
ZONE = pattern(lambda text: text in available_timezones(), "an IANA time zone")
NUMBER = pattern(lambda text: re.fullmatch(r"-?\d+(\.\d+)?", text), "a number in a string")
USER_ID = pattern(lambda text: re.fullmatch(r"[UW][A-Z0-9]+", text), "a user id")
CHANNEL_ID = pattern(lambda text: re.fullmatch(r"[CGD][A-Z0-9]+", text), "a channel id")

_COMMON: dict[str, Check] = {"action_id": string(255)}
_FOCUSED: dict[str, Check] = {**_COMMON, "focus_on_load": boolean}
_PICKER: dict[str, Check] = {**_FOCUSED, "confirm": CONFIRM}
_MENU: dict[str, Check] = {**_PICKER, "placeholder": plain(150)}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": whole_number(1, 100)}
_STATIC: dict[str, Check] = {
    "options": list_of(MENU_OPTION, 100),
    "option_groups": list_of(OPTION_GROUP, 100),
}
_QUERY: dict[str, Check] = {"min_query_length": whole_number(0, 3000)}
_FILTER = Shape(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    (not_empty,),
)
_CONVERSATIONS: dict[str, Check] = {"filter": _FILTER, "default_to_current_conversation": boolean}
_TYPING: dict[str, Check] = {
    **_FOCUSED,
    "placeholder": plain(150),
    "dispatch_action_config": Shape(
        {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}


def _lengths_agree(value: Json, where: str, complaints: list[str]) -> None:
    most = value.get("max_length", 3000)
    if value.get("min_length", 0) > most:
        complain(complaints, "min_length must not be greater than max_length", f"{where}/min_length")
    initial = value.get("initial_value", "")
    if 0 < len(initial) < value.get("min_length", 0):
        complain(complaints, "must not be shorter than min_length", f"{where}/initial_value")
    if len(initial) > most:
        complain(complaints, f"must be less than {most + 1} characters", f"{where}/initial_value")


def _numbers_agree(value: Json, where: str, complaints: list[str]) -> None:
    low, high = (
        float(value.get(name, limit)) for name, limit in (("min_value", "-inf"), ("max_value", "inf"))
    )
    if low > high:
        complain(complaints, "min_value must not be greater than max_value", f"{where}/min_value")
    if "initial_value" in value and not low <= float(value["initial_value"]) <= high:
        complain(
            complaints, "initial_value must be between min_value and max_value", f"{where}/initial_value"
        )


def one_picture(value: Json, where: str, complaints: list[str]) -> None:
    """An image comes from one place."""
    if ("image_url" in value) == ("slack_file" in value):
        complain(complaints, "must provide exactly one of image_url, slack_file", where)


def _element(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Shape:
    return Shape({"type": anything, **required}, optional, rules)


ELEMENTS: dict[str, Check] = {
    "button": _element(
        {"text": plain(75)},
        {
            **_COMMON,
            "url": URL,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": _element(
        {"options": list_of(option(plain(75), plain(75), may_link=True), 5)}, {**_COMMON, "confirm": CONFIRM}
    ),
    "static_select": _element({}, {**_MENU, **_STATIC, "initial_option": MENU_OPTION}, options_or_groups),
    "multi_static_select": _element(
        {}, {**_MANY, **_STATIC, "initial_options": list_of(MENU_OPTION, 100)}, options_or_groups
    ),
    "external_select": _element({}, {**_MENU, **_QUERY, "initial_option": MENU_OPTION}),
    "multi_external_select": _element({}, {**_MANY, **_QUERY, "initial_options": list_of(MENU_OPTION, 100)}),
    "users_select": _element({}, {**_MENU, "initial_user": USER_ID}),
    "multi_users_select": _element({}, {**_MANY, "initial_users": list_of(USER_ID, 100)}),
    "conversations_select": _element(
        {}, {**_MENU, **_CONVERSATIONS, "initial_conversation": CHANNEL_ID, "response_url_enabled": boolean}
    ),
    "multi_conversations_select": _element(
        {}, {**_MANY, **_CONVERSATIONS, "initial_conversations": list_of(CHANNEL_ID, 100)}
    ),
    "channels_select": _element(
        {}, {**_MENU, "initial_channel": CHANNEL_ID, "response_url_enabled": boolean}
    ),
    "multi_channels_select": _element({}, {**_MANY, "initial_channels": list_of(CHANNEL_ID, 100)}),
    "datepicker": _element({}, {**_MENU, "initial_date": DATE}),
    "timepicker": _element({}, {**_MENU, "initial_time": TIME, "timezone": ZONE}),
    "datetimepicker": _element({}, {**_PICKER, "initial_date_time": whole_number(10**9, 10**10 - 1)}),
    "radio_buttons": _element(
        {"options": list_of(CHOICE, 10)}, {**_PICKER, "initial_option": CHOICE}, starts_with_offered
    ),
    "checkboxes": _element(
        {"options": list_of(CHOICE, 10)},
        {**_PICKER, "initial_options": list_of(CHOICE, 10)},
        starts_with_offered,
    ),
    "plain_text_input": _element(
        {},
        {
            **_TYPING,
            "initial_value": string(3000, least=0),
            "multiline": boolean,
            "min_length": whole_number(0, 3000),
            "max_length": whole_number(1, 3000),
        },
        _lengths_agree,
    ),
    "email_text_input": _element({}, {**_TYPING, "initial_value": string(3000)}),
    "url_text_input": _element({}, {**_TYPING, "initial_value": URL}),
    "number_input": _element(
        {"is_decimal_allowed": boolean},
        {**_TYPING, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        _numbers_agree,
    ),
    "rich_text_input": _element({}, {**_TYPING, "initial_value": RICH_TEXT}),
    "file_input": _element(
        {}, {**_COMMON, "filetypes": list_of(string(20), 100), "max_files": whole_number(1, 10)}
    ),
}
PICTURE: dict[str, Check] = {
    "image_url": PICTURE_URL,
    "slack_file": Shape({}, {"id": string(30), "url": string(3000)}),
}
IMAGE = _element({"alt_text": string(2000)}, PICTURE, one_picture)
CONTEXT_PARTS: dict[str, Check] = {
    **{kind: any_text(3000) for kind in ("plain_text", "mrkdwn")},
    "image": IMAGE,
}

_MENUS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_MULTI_MENUS = {f"multi_{kind}" for kind in _MENUS}
_CLICKED = {"datepicker", "timepicker", "radio_buttons", "checkboxes"}
_WRITTEN = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}
IN_ACTIONS = {"button", "overflow", "datetimepicker", *_MENUS, *_CLICKED}
IN_SECTION = {"button", "overflow", *_MENUS, *_MULTI_MENUS, *_CLICKED}
IN_INPUT = {"datetimepicker", "file_input", *_MENUS, *_MULTI_MENUS, *_CLICKED, *_WRITTEN}
