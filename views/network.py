"""Who led to whom, in words: an indented list in pages, and what the picture shows for who cannot see it."""

from collections.abc import Sequence
from itertools import groupby, islice

from core.network import Line, Network, Standing
from views import kit
from views.ids import Do

PAGE = 30
"""People in one message (our choice)."""

DRAWN = 400
"""People in one picture at most: more would not be read (our choice)."""

STANDINGS = {
    Standing.TALKED: "talked",
    Standing.ASKED: "asked",
    Standing.TO_ASK: "to ask",
}
_DEEPEST = 8
"""Slack's limit of an indent."""

_LINE_LIMIT = 200
_ALT_LIMIT = 1000
_FILE = "who-led-to-whom.png"

EMPTY = (
    "Nobody has led you to anybody yet. When you log a conversation, write down whom they named; then press "
    "“Add the people they named”."
)
ON_ITS_WAY = "The picture is on its way to our direct messages."


def network_list(network: Network, offset: int = 0) -> kit.Message:
    """One page of the list. ``offset``: how many people stand before it."""
    if not network.people:
        return kit.notice(EMPTY)
    total = len(network.people)
    offset = offset if offset < total else (total - 1) // PAGE * PAGE
    shown = list(islice(network.lines(), offset, offset + PAGE))
    headline = f"*Who led to whom:* {_counted(network)}"
    if total > PAGE:
        headline += f" Here are {offset + 1} to {offset + len(shown)}."
    note = kit.context(ON_ITS_WAY) if offset == 0 else None
    blocks = [kit.section(headline), _as_list(shown), *([note] if note else [])]
    if turns := _turns(offset, total):
        blocks.append(kit.actions(turns))
    told = "\n".join([headline, *(f"{'    ' * line.depth}• {kit.typed(_said(line))}" for line in shown)])
    return kit.message(told, blocks)


def _counted(network: Network) -> str:
    people, roots = len(network.people), len(network.roots)
    began = "one person" if roots == 1 else f"{roots} people"
    return f"{people} people, and it began with {began}."


def _said(line: Line) -> str:
    said = f"{line.node.label} ({STANDINGS[line.node.standing]})"
    if line.also:
        said += f", also named by {' and '.join(node.name for node in line.also)}"
    return said


def _as_list(lines: Sequence[Line]) -> kit.Block:
    """Nested bullets; whoever stands deeper than Slack indents says how deep."""
    parts: list[kit.Json] = []
    for indent, alike in groupby(lines, key=lambda line: min(line.depth, _DEEPEST)):
        items = [_item(line) for line in alike]
        parts.append({"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": items})
    return {"type": "rich_text", "elements": parts}


def _item(line: Line) -> kit.Json:
    deep = f"(generation {line.depth + 1}) " if line.depth > _DEEPEST else ""
    said = kit.shorten(" ".join(f"{deep}{_said(line)}".split()), _LINE_LIMIT)
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": said}]}


def _turns(offset: int, total: int) -> list[kit.Element]:
    turns = []
    if offset:
        turns.append(kit.button("Back", Do.NETWORK_BACK, max(offset - PAGE, 0)))
    if offset + PAGE < total:
        left = total - offset - PAGE
        turns.append(kit.button(f"More ({left})", Do.NETWORK_MORE, offset + PAGE))
    return turns


def picture_title(network: Network) -> str:
    """What stands above the picture in Slack."""
    return f"Who led to whom: {_counted(network)}"


def picture_comment(network: Network) -> str:
    """What stands beside it."""
    left = len(network.people) - DRAWN
    more = f" The first {DRAWN} people are drawn; `/interview network` lists all." if left > 0 else ""
    return f"Here is who led to whom. Only you can see this.{more}"


def picture_name() -> str:
    """The name of its file."""
    return _FILE


def alternative(network: Network) -> str:
    """The picture in words, for who cannot see it: as much as has room."""
    said = [f"Who led to whom, as trees. {_counted(network)}"]
    for each, below in network.led_to.items():
        names = ", ".join(network.people[one].name for one in below)
        said.append(f"{network.people[each].name} led to {names}.")
    return kit.shorten(" ".join(" ".join(said).split()), _ALT_LIMIT)
