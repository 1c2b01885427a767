"""What the client itself checks before it submits a form to the app."""

import re

from sandbox.json_types import Json
from sandbox.view_state import HOLDINGS, Typed, is_empty, values

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_INTEGER = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def form_errors(blocks: list[Json], typed: Typed) -> dict[str, str]:
    """The errors to show under input blocks, by block_id; empty when the form may go to the app."""
    state = values(blocks, typed)
    errors = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        error = _error(block, element, state[block["block_id"]][element["action_id"]])
        if error:
            errors[block["block_id"]] = error
    return errors


def _error(block: Json, element: Json, state: Json) -> str:
    if is_empty(element, state):
        return "" if block.get("optional") else "Please complete this required field."
    value = state[HOLDINGS[element["type"]].key]
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, value)
        case "email_text_input":
            return "" if _EMAIL.fullmatch(value) else "Please enter a valid email address."
        case "url_text_input":
            return "" if _URL.fullmatch(value) else "Please enter a valid URL."
        case "number_input":
            return _number_error(element, value)
    limit = element.get("max_selected_items")
    return f"Please select at most {limit} items." if limit and len(value) > limit else ""


def _length_error(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please use at least {least} characters."
    return f"Please use at most {most} characters." if len(value) > most else ""


def _number_error(element: Json, value: str) -> str:
    if not element["is_decimal_allowed"] and not _INTEGER.fullmatch(value):
        return "Please enter a whole number."
    if not _DECIMAL.fullmatch(value):
        return "Please enter a number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""
