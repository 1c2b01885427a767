"""Reading and checking what an app wants to say, wherever it says it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sandbox.block_rules import block_complaints, message_is_too_long
from sandbox.completion import completed
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.mentions import stored

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_METADATA = 16_000  # bytes; Slack does not say how many it takes


@dataclass(frozen=True)
class Content:
    """A message's content after all checks; `blocks` is None when none were given, [] when they are to go."""

    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    link_names: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.text or self.blocks or self.attachments)


def read_content(arguments: Mapping[str, Any], *, longest: int = LONGEST_TEXT) -> Content:
    """Check text, blocks, attachments and metadata; SlackError as Slack's own."""
    text = arguments.get("text") or ""
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    if len(text) > longest:
        raise SlackError("msg_too_long")
    parse = arguments.get("parse")
    return Content(
        text=stored(text),
        blocks=_blocks(arguments),
        attachments=_attachments(arguments),
        metadata=_metadata(arguments),
        link_names=parse in ("full", "client") or is_true(arguments.get("link_names")),
    )


def is_true(value: object) -> bool:
    """A flag as Slack reads it from a form or from JSON."""
    return value in (True, 1, "1", "true", "True")


def from_json(value: object, error: SlackError) -> object:
    """The value of an argument that may come as JSON in a string; `error` when that is broken."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise error from None


def _blocks(arguments: Mapping[str, Any]) -> list[Json] | None:
    given = arguments.get("blocks")
    if given is None or given == "":
        return None
    broken = SlackError("invalid_blocks", ["[ERROR] must be valid JSON [json-pointer:/blocks]"])
    blocks = from_json(given, broken)
    if blocks == []:
        return []
    if complaints := block_complaints(blocks, "message"):
        raise SlackError("invalid_blocks", complaints)
    checked = cast("list[Json]", blocks)
    if message_is_too_long(checked):
        raise SlackError("msg_blocks_too_long")
    return completed(checked)


def _attachments(arguments: Mapping[str, Any]) -> list[Json]:
    error = SlackError("invalid_attachments")
    attachments = from_json(arguments.get("attachments") or [], error)
    if not isinstance(attachments, list) or not all(isinstance(entry, dict) for entry in attachments):
        raise error
    if len(attachments) > 100:
        raise SlackError("too_many_attachments")
    return attachments


def _metadata(arguments: Mapping[str, Any]) -> Json | None:
    error = SlackError("invalid_metadata_format")
    metadata = from_json(arguments.get("metadata") or None, error)
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise error
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise error
    if not metadata["event_type"] or len(json.dumps(metadata).encode()) > MOST_METADATA:
        raise SlackError("metadata_too_large") if metadata["event_type"] else error
    return metadata
