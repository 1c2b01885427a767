"""The text that a reader sees in messages and views, without markup."""

import re
from collections.abc import Iterator

from sandbox.json_types import Json
from sandbox.mentions import unescape

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_LINES = ("rich_text_section", "rich_text_preformatted", "rich_text_quote")
_NAMED_BY = ("user_id", "usergroup_id", "channel_id", "range", "name", "fallback", "value")
_NAMES = ("user", "usergroup", "channel", "broadcast", "emoji", "date", "color")
_READ_IN_ORDER = (
    *("title", "label", "text", "fields", "rows", "elements", "element", "accessory"),
    *("options", "option_groups", "description", "hint", "placeholder", "alt_text"),
)


def visible(text: str) -> str:
    """What a reader sees of a mrkdwn text: entities decoded, links by label, dates by fallback."""
    return unescape(_REFERENCE.sub(_shown_reference, text))


def plain_text(blocks: list[Json]) -> str:
    """All the text a reader sees in blocks, one line for each piece."""
    return "\n".join(piece for piece in _pieces(blocks) if piece)


def _shown_reference(match: re.Match[str]) -> str:
    sigil, target, label = match[1], match[2], match[3]
    if sigil == "!":
        return label or f"@{target.split('^')[0]}"
    return f"{sigil}{label or target}"


_READ = {"mrkdwn": visible, "markdown": visible, "plain_text": unescape}


def _pieces(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for entry in part:
            yield from _pieces(entry)
    elif isinstance(part, dict):
        yield from _pieces_of(part)


def _pieces_of(part: Json) -> Iterator[str]:
    kind, text = part.get("type"), part.get("text")
    if kind in _LINES:
        yield "".join(_pieces(part["elements"]))
    elif kind in _NAMES:
        yield next((str(part[name]) for name in _NAMED_BY if name in part), "")
    elif kind == "link":
        yield str(text or part.get("url", ""))
    elif isinstance(text, str):
        yield _READ.get(str(kind), str)(text)
    else:
        for name in _READ_IN_ORDER:
            yield from _pieces(part.get(name))
