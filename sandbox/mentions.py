"""Slack's text: what is escaped in it, what becomes markup and whom it pings."""

import re
from collections.abc import Callable, Iterable, Iterator

from sandbox.json_types import Json

_MARKUP = re.compile(
    r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|![a-z]+|!subteam\^|!date\^|https?:|mailto:|tel:)[^<>]*>"
)
_LONE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_BROADCAST = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_TYPED_BROADCAST = re.compile(r"(?<![\w@.<!])@(channel|here|everyone)\b")
_TYPED = re.compile(
    r"(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@#.])(?P<sigil>[@#])(?P<name>[a-z0-9][a-z0-9_-]*)"
)


def escape(text: str) -> str:
    """Escape all of `& < >`, as for what a person typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def stored(text: str) -> str:
    """An app's text as Slack keeps it: its markup stays, every other `& < >` is escaped."""
    pieces, end = [], 0
    for match in _MARKUP.finditer(text):
        pieces += [_escape_rest(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*pieces, _escape_rest(text[end:])])


def _escape_rest(text: str) -> str:
    return _LONE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, find: Callable[[str, str], str | None]) -> str:
    """What a person typed as Slack sends it: escaped, with links, addresses, @names and #channels as markup.

    `find` gives the id for "@" and a handle or "#" and a channel's name.
    """

    def markup(match: re.Match[str]) -> str:
        if match["url"]:
            return f"<{match['url']}>"
        if match["mail"]:
            return f"<mailto:{match['mail']}|{match['mail']}>"
        sigil, name = match["sigil"], match["name"]
        if sigil == "@" and name in ("channel", "here", "everyone"):
            return f"<!{name}>"
        found = find(sigil, name)
        if found is None:
            return match[0]
        return f"<@{found}>" if sigil == "@" else f"<#{found}|{name}>"

    return _TYPED.sub(markup, escape(text))


def pings(text: str, blocks: Iterable[Json], *, link_names: bool = False) -> list[str]:
    """Whom a message notifies: "channel", "here", "everyone" and user ids, each once, in order."""
    found = list(_pings_in(text, parsed=link_names))
    for block in blocks:
        found += _pings_of(block)
    return list(dict.fromkeys(found))


def _pings_in(text: str, *, parsed: bool) -> Iterator[str]:
    yield from (match[1] for match in _BROADCAST.finditer(text))
    yield from (match[1] for match in _PERSON.finditer(text))
    if parsed:
        yield from (match[1] for match in _TYPED_BROADCAST.finditer(text))


def _pings_of(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for entry in part:
            yield from _pings_of(entry)
    elif isinstance(part, dict):
        kind = part.get("type")
        if kind in ("mrkdwn", "markdown"):
            yield from _pings_in(str(part.get("text", "")), parsed=not part.get("verbatim", False))
        elif kind == "broadcast":
            yield str(part.get("range", ""))
        elif kind == "user" and "user_id" in part:
            yield str(part["user_id"])
        else:
            yield from _pings_of(list(part.values()))
