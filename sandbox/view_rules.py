"""What the views of modals and Home tabs must look like."""

import json

from sandbox.block_rules import block_complaints
from sandbox.errors import SlackError, error_at
from sandbox.json_types import Json
from sandbox.schema import Shape, anything, boolean, complain, one_of, string
from sandbox.text_rules import plain

MOST_BYTES = 250_000

_COMMON = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_MODAL = Shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": anything},
    {
        **_COMMON,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = Shape({"type": one_of("home"), "blocks": anything}, _COMMON)


def check_view(view: object, kind: str) -> Json:
    """The view itself when it is a valid "modal" or "home"; SlackError that names the place when not."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", ["[ERROR] must be an object [json-pointer:/view]"])
    if len(json.dumps(view, ensure_ascii=False).encode()) > MOST_BYTES:
        raise error_at("view_too_large", f"must be less than {MOST_BYTES + 1} bytes", "/view")
    if complaints := view_complaints(view, kind):
        raise SlackError("invalid_arguments", complaints)
    return view


def view_complaints(view: Json, kind: str) -> list[str]:
    """What is wrong with a view meant to be a "modal" or "home"."""
    complaints: list[str] = []
    (_MODAL if kind == "modal" else _HOME)(view, "/view", complaints)
    if isinstance(view.get("blocks"), list):
        complaints += block_complaints(view["blocks"], kind, "/view/blocks")
        if kind == "modal" and not view.get("submit"):
            _check_submit(view["blocks"], complaints)
    elif "blocks" in view:
        complain(complaints, "must be an array", "/view/blocks")
    return complaints


def _check_submit(blocks: list[object], complaints: list[str]) -> None:
    for index, block in enumerate(blocks):
        if isinstance(block, dict) and block.get("type") == "input":
            what = "must define `submit` to use an `input` block in modals"
            complain(complaints, what, f"/view/blocks/{index}/input")
            return
