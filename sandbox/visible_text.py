"""The text that a reader sees in messages and views, without markup."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sandbox.json_types import Json
from sandbox.mentions import unescape

Names = Mapping[str, str]
NO_NAMES: Names = MappingProxyType({})
_MARKED_UP = ("mrkdwn", "markdown")
_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_LINES = ("rich_text_section", "rich_text_preformatted", "rich_text_quote")
_NAMED_BY = ("user_id", "usergroup_id", "channel_id", "range", "name", "fallback", "value")
_NAMES = ("user", "usergroup", "channel", "broadcast", "emoji", "date", "color")
_READ_IN_ORDER = (
    *("title", "label", "text", "fields", "rows", "elements", "element", "accessory"),
    *("options", "option_groups", "description", "hint", "placeholder", "alt_text"),
)


def visible(text: str, names: Names = NO_NAMES) -> str:
    """What a reader sees of a mrkdwn text: entities decoded, links by label, dates by fallback.

    `names` are those of people and channels, by id; whoever is not among them is shown by id.
    """
    return unescape(_REFERENCE.sub(lambda match: _shown_reference(match, names), text))


def plain_text(blocks: list[Json], names: Names = NO_NAMES) -> str:
    """All the text a reader sees in blocks, one line for each piece; `names` as in `visible`."""
    return "\n".join(piece for piece in _pieces(blocks, names) if piece)


def _shown_reference(match: re.Match[str], names: Names) -> str:
    sigil, target, label = match[1], match[2], match[3]
    if sigil == "!":
        return label or f"@{target.split('^')[0]}"
    return f"{sigil}{(sigil and names.get(target)) or label or target}"


def _pieces(part: object, names: Names) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for entry in part:
            yield from _pieces(entry, names)
    elif isinstance(part, dict):
        yield from _pieces_of(part, names)


def _pieces_of(part: Json, names: Names) -> Iterator[str]:
    kind, text = part.get("type"), part.get("text")
    if kind in _LINES:
        yield "".join(_pieces(part["elements"], names))
    elif kind in _NAMES:
        yield _named(part, names)
    elif kind == "link":
        yield str(text or part.get("url", ""))
    elif isinstance(text, str):
        yield visible(text, names) if kind in _MARKED_UP else unescape(text) if kind == "plain_text" else text
    else:
        for name in _READ_IN_ORDER:
            yield from _pieces(part.get(name), names)


def _named(part: Json, names: Names) -> str:
    shown = next((str(part[name]) for name in _NAMED_BY if name in part), "")
    sigil = {"user": "@", "channel": "#"}.get(part["type"], "")
    return f"{sigil}{names[shown]}" if shown in names else shown
