"""Reading and checking what an app wants to say, wherever it says it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sandbox.block_rules import MOST_MESSAGE_JSON, block_complaints, message_is_too_long
from sandbox.completion import completed
from sandbox.errors import SlackError, error_at
from sandbox.json_types import Json
from sandbox.mentions import stored

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_ATTACHMENTS = 100
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
        raise error_at("invalid_arguments", "must be a string", "/text")
    if len(text) > longest:
        raise error_at("msg_too_long", f"must be less than {longest + 1} characters", "/text")
    parse = arguments.get("parse")
    return Content(
        text=stored(text),
        blocks=_blocks(arguments),
        attachments=_attachments(arguments),
        metadata=_metadata(arguments),
        link_names=parse in ("full", "client") or is_true(arguments.get("link_names")),
    )


def read_something(arguments: Mapping[str, Any]) -> Content:
    """As `read_content`, of a message that has to say something."""
    content = read_content(arguments)
    if content.says_nothing:
        raise nothing_said()
    return content


def nothing_said() -> SlackError:
    """The refusal of a message with nothing to show."""
    return error_at("no_text", "missing required field: text", "/text")


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
    broken = error_at("invalid_blocks", "must be valid JSON", "/blocks")
    blocks = from_json(given, broken)
    if blocks == []:
        return []
    if complaints := block_complaints(blocks, "message"):
        raise SlackError("invalid_blocks", complaints)
    checked = cast("list[Json]", blocks)
    if message_is_too_long(checked):
        raise error_at(
            "msg_blocks_too_long", f"must be less than {MOST_MESSAGE_JSON + 1} characters", "/blocks"
        )
    return completed(checked)


def _attachments(arguments: Mapping[str, Any]) -> list[Json]:
    error = error_at("invalid_attachments", "must be an array of objects", "/attachments")
    attachments = from_json(arguments.get("attachments") or [], error)
    if not isinstance(attachments, list) or not all(isinstance(entry, dict) for entry in attachments):
        raise error
    if len(attachments) > MOST_ATTACHMENTS:
        what = f"no more than {MOST_ATTACHMENTS} items allowed"
        raise error_at("too_many_attachments", what, "/attachments")
    return attachments


def _metadata(arguments: Mapping[str, Any]) -> Json | None:
    error = error_at("invalid_metadata_format", "must have an event_type and an event_payload", "/metadata")
    metadata = from_json(arguments.get("metadata") or None, error)
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise error
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise error
    if not metadata["event_type"]:
        raise error
    if len(json.dumps(metadata).encode()) > MOST_METADATA:
        raise error_at("metadata_too_large", f"must be less than {MOST_METADATA + 1} bytes", "/metadata")
    return metadata
