"""What the inputs of a view hold, in the shapes of `view.state.values`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.json_types import Json

Typed = dict[tuple[str, str], Json]  # what a person entered, by block_id and action_id


@dataclass
class Entered:
    """What one person did with the inputs of one view or message.

    `typed` is what they hold now, `suggested` what the app offered last in external menus.
    """

    typed: Typed = field(default_factory=dict)
    suggested: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


@dataclass(frozen=True)
class Holding:
    """Where one kind of element keeps its value: the key in its state, and of its initial value."""

    key: str
    initial: str
    many: bool = False


HOLDINGS: Mapping[str, Holding] = {
    "plain_text_input": Holding("value", "initial_value"),
    "email_text_input": Holding("value", "initial_value"),
    "url_text_input": Holding("value", "initial_value"),
    "number_input": Holding("value", "initial_value"),
    "rich_text_input": Holding("rich_text_value", "initial_value"),
    "datepicker": Holding("selected_date", "initial_date"),
    "timepicker": Holding("selected_time", "initial_time"),
    "datetimepicker": Holding("selected_date_time", "initial_date_time"),
    "static_select": Holding("selected_option", "initial_option"),
    "external_select": Holding("selected_option", "initial_option"),
    "users_select": Holding("selected_user", "initial_user"),
    "conversations_select": Holding("selected_conversation", "initial_conversation"),
    "channels_select": Holding("selected_channel", "initial_channel"),
    "radio_buttons": Holding("selected_option", "initial_option"),
    "multi_static_select": Holding("selected_options", "initial_options", many=True),
    "multi_external_select": Holding("selected_options", "initial_options", many=True),
    "multi_users_select": Holding("selected_users", "initial_users", many=True),
    "multi_conversations_select": Holding("selected_conversations", "initial_conversations", many=True),
    "multi_channels_select": Holding("selected_channels", "initial_channels", many=True),
    "checkboxes": Holding("selected_options", "initial_options", many=True),
    "file_input": Holding("files", "initial_files", many=True),
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        kind = block.get("type")
        if kind == "input":
            yield block, block["element"]
        elif kind == "section" and "action_id" in block.get("accessory", {}):
            yield block, block["accessory"]
        elif kind == "actions":
            for element in block["elements"]:
                yield block, element


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json] | None:
    """The block and the element with this action_id (in this block), if it is there."""
    for block, element in elements(blocks):
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    return None


def initial_state(element: Json) -> Json:
    """The state of an element that nobody touched."""
    holding = HOLDINGS[element["type"]]
    return state_of(element, element.get(holding.initial))


def state_of(element: Json, value: object) -> Json:
    """The state of an element that holds `value`; None or an empty list when it holds nothing."""
    holding = HOLDINGS[element["type"]]
    empty: object = [] if holding.many else None
    state: Json = {"type": element["type"], holding.key: empty if value in (None, "", []) else value}
    if "timezone" in element:
        state["timezone"] = element["timezone"]
    return state


def is_empty(element: Json, state: Json) -> bool:
    """Whether this state holds nothing."""
    return state.get(HOLDINGS[element["type"]].key) in (None, "", [])


def values(blocks: list[Json], typed: Typed) -> dict[str, dict[str, Json]]:
    """`state.values`: what was entered, and the initial values of what was not touched."""
    result: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in HOLDINGS:
            key = (block["block_id"], element["action_id"])
            result.setdefault(key[0], {})[key[1]] = typed.get(key) or initial_state(element)
    return result


def accepted(blocks: list[Json], state: Mapping[str, Mapping[str, Json]]) -> Typed:
    """The part of a client's state that belongs to elements which are really there."""
    typed: Typed = {}
    for block, element in elements(blocks):
        key = (block["block_id"], element["action_id"])
        entered = state.get(key[0], {}).get(key[1])
        if element["type"] in HOLDINGS and isinstance(entered, Mapping):
            typed[key] = state_of(element, entered.get(HOLDINGS[element["type"]].key))
    return typed


def carried_over(shown: Mapping[str, Mapping[str, Json]], blocks: list[Json]) -> Typed:
    """What an update leaves in inputs: all that they held, where block_id, action_id and kind are the same.

    New initial values come too late for those. A chosen option that is offered no more is not chosen.
    """
    typed: Typed = {}
    for block, element in elements(blocks):
        key = (block["block_id"], element["action_id"])
        state = shown.get(key[0], {}).get(key[1])
        if state is not None and state["type"] == element["type"]:
            typed[key] = state_of(element, _still_offered(element, state))
    return typed


def _still_offered(element: Json, state: Json) -> object:
    held: object = state[HOLDINGS[element["type"]].key]
    offered = {option["value"]: option for option in flat_options(element)}
    if not offered:
        return held
    if isinstance(held, list):
        return [offered[option["value"]] for option in held if option["value"] in offered]
    return offered.get(held["value"]) if isinstance(held, dict) else held


def flat_options(offered: Json) -> list[Json]:
    """All options, whether in groups or not."""
    options: list[Any] = list(offered.get("options", ()))
    for group in offered.get("option_groups", ()):
        options += group["options"]
    return options
