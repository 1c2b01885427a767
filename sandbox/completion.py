"""Filling in what an app may leave out of blocks, as Slack does before it keeps them."""

import copy

from sandbox.ids import short_id
from sandbox.json_types import Json
from sandbox.mentions import escape, stored
from sandbox.view_state import HOLDINGS

_WITH_ACTION_ID = {*HOLDINGS, "button", "overflow"}


def completed(blocks: list[Json]) -> list[Json]:
    """A copy with generated ids, explicit defaults and escaped texts; meant for blocks that were checked."""
    result = copy.deepcopy(blocks)
    for block in result:
        block.setdefault("block_id", short_id())
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
        _complete(block)
    return result


def completed_text(text: Json | None) -> Json | None:
    """The same for a view's title or button; None stays None."""
    if text is not None:
        text = copy.deepcopy(text)
        _complete(text)
    return text


def completed_options(offered: Json) -> Json:
    """The same for what an app offers in an external menu."""
    offered = copy.deepcopy(offered)
    _complete([*offered.values()])
    return offered


def _complete(part: object) -> None:
    if isinstance(part, list):
        for entry in part:
            _complete(entry)
        return
    if not isinstance(part, dict):
        return
    kind = part.get("type")
    if kind == "plain_text":
        part["text"] = escape(part["text"])
        part.setdefault("emoji", True)
    elif kind == "mrkdwn":
        part["text"] = stored(part["text"])
        part.setdefault("verbatim", False)
    elif kind in _WITH_ACTION_ID:
        part.setdefault("action_id", short_id())
    for value in part.values():
        _complete(value)
