"""The few Block Kit pieces that Inroad is made of, and how text gets into them safely.

Blocks are plain dicts: building them is on the way of every answer. The tests hold every view against Slack's
limits and against the SDK's models.

Text that a person typed is either ``plain`` or goes through ``typed``: it shows as typed and can ping
nobody. Limits are Slack's (Block Kit reference).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SECTION_LIMIT = 3000
BUTTON_LIMIT = 75
HEADER_LIMIT = 150

_WEB_ADDRESS = re.compile(r"https?://[^\s<>|…]+", re.IGNORECASE)

Json = dict[str, Any]
Block = Json
Element = Json
View = Json


@dataclass(frozen=True, slots=True)
class Message:
    """A message: ``text`` carries the whole content for notifications and screen readers."""

    text: str
    blocks: list[Block]


def message(text: str, blocks: list[Block]) -> Message:
    """A message from blocks."""
    return Message(shorten(text, SECTION_LIMIT), blocks)


def notice(text: str) -> Message:
    """A message of one plain paragraph."""
    return message(escape(text), [paragraph(text)])


def modal(
    title: str,
    blocks: list[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    private_metadata: str = "",
) -> View:
    """A modal view."""
    return given(
        type="modal",
        title=plain(title),
        blocks=blocks,
        callback_id=callback_id,
        submit=submit and plain(submit),
        close=plain(close),
        private_metadata=private_metadata,
    )


def modal_of(title: str, content: Message) -> View:
    """A modal that shows a message."""
    return modal(title, content.blocks)


def home(blocks: list[Block]) -> View:
    """An App Home view."""
    return {"type": "home", "blocks": blocks}


def escape(text: str) -> str:
    """What Slack asks for: ``&``, ``<`` and ``>`` escaped, and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, limit: int = 300) -> str:
    """Somebody's words inside mrkdwn: shortened, escaped, with ``* _ ~ ` `` kept from formatting."""
    safe = escape(shorten(" ".join(text.split()), limit))
    return "".join(f"\u200b{char}\u200b" if char in "*_~`" else char for char in safe)


def linked(text: str, limit: int = 300) -> str:
    """Somebody's words inside mrkdwn: to be clicked if they are a web address, else as ``typed``."""
    address = text.strip()
    is_link = len(address) <= limit and _WEB_ADDRESS.fullmatch(address)
    return f"<{escape(address)}>" if is_link else typed(text, limit)


def bold(text: str, limit: int = 300) -> str:
    """Somebody's words in bold; plain where they hold a mark that would end the bold."""
    shown = typed(text, limit)
    return shown if any(mark in text for mark in "*_~`") else f"*{shown}*"


def mention(user_id: str) -> str:
    """Somebody in Slack, by name and to be clicked."""
    return f"<@{user_id}>"


def shorten(text: str, limit: int) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def plain(text: str) -> Json:
    """Text that Slack shows as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(shorten(text, HEADER_LIMIT))}


def section(mrkdwn: str, accessory: Element | None = None) -> Block:
    """A paragraph in mrkdwn; user text in it goes through ``typed``."""
    return given(type="section", text=_mrkdwn(mrkdwn), accessory=accessory)


def paragraph(text: str) -> Block:
    """A paragraph of plain text."""
    return {"type": "section", "text": plain(shorten(text, SECTION_LIMIT))}


def context(mrkdwn: str) -> Block:
    """A small grey line."""
    return {"type": "context", "elements": [_mrkdwn(mrkdwn)]}


def divider() -> Block:
    """A thin rule."""
    return {"type": "divider"}


def facts(lines: Sequence[tuple[str, str]], limit: int = 300) -> Block:
    """A bullet list of label and value; the values are what somebody typed, web addresses to be clicked."""
    shown = [(label, shorten(_lines(value), limit)) for label, value in lines]
    items = [_rich_line(_bold(f"{label}: "), value, links=True) for label, value in shown]
    bullets = {"type": "rich_text_list", "style": "bullet", "elements": items}
    return {"type": "rich_text", "elements": [bullets]}


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def labelled(label: str, value: str) -> Block:
    """A long text under its label, in full and as typed."""
    return {"type": "rich_text", "elements": [_rich_line(_bold(f"{label}\n"), value)]}


def numbered(label: str, lines: Sequence[str], first: int = 1) -> Block:
    """A numbered list under its label; each line is what somebody typed, in full."""
    items = [{"type": "rich_text_section", "elements": [{"type": "text", "text": line}]} for line in lines]
    numbers = given(type="rich_text_list", style="ordered", elements=items, offset=first - 1)
    return {"type": "rich_text", "elements": [_rich_line(_bold(label), "\n"), numbers]}


def copy_ready(text: str) -> Block:
    """A text to copy, as typed, in a box of its own."""
    lines = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [lines]}


def quote(text: str) -> Block:
    """A text as somebody typed it, set apart: nothing in it is read as markup or as a link."""
    lines = {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [lines]}


def _rich_line(first: Json, text: str, *, links: bool = False) -> Json:
    is_link = links and _WEB_ADDRESS.fullmatch(text)
    said = {"type": "link", "url": text} if is_link else {"type": "text", "text": text}
    return {"type": "rich_text_section", "elements": [first, said]}


def _bold(text: str) -> Json:
    return {"type": "text", "text": text, "style": {"bold": True}}


def actions(elements: Sequence[Element], block_id: str = "") -> Block:
    """A row of buttons and menus."""
    return given(type="actions", elements=list(elements), block_id=block_id)


def button(
    label: str,
    action_id: str,
    value: int | str = "",
    *,
    style: str = "",
    about: str = "",
    confirm: Json | None = None,
) -> Element:
    """A button. ``about`` completes the label for screen readers, where several look alike."""
    return given(
        type="button",
        text=plain(label),
        action_id=action_id,
        value=str(value),
        style=style,
        accessibility_label=about and shorten(f"{label}: {about}", BUTTON_LIMIT),
        confirm=confirm,
    )


def more(action_id: str, options: list[Json]) -> Element:
    """What else can be done, behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": options}


def menu(placeholder: str, action_id: str, options: list[Json]) -> Element:
    """A menu of one choice."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder),
        "action_id": action_id,
        "options": options,
    }


def grouped_menu(placeholder: str, action_id: str, groups: Mapping[str, list[Json]]) -> Element:
    """A menu of one choice, its options under headings."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder),
        "action_id": action_id,
        "option_groups": [{"label": plain(label), "options": options} for label, options in groups.items()],
    }


def confirm(title: str, text: str, yes: str, no: str, *, style: str = "") -> Json:
    """An "Are you sure?" in front of a button."""
    return given(title=plain(title), text=plain(text), confirm=plain(yes), deny=plain(no), style=style)


def option(label: str, value: str, description: str = "") -> Json:
    """A choice in a menu, or a radio button or box to tick, with a line below it."""
    below = {"description": plain(shorten(description, BUTTON_LIMIT))} if description else {}
    return {"text": plain(shorten(label, BUTTON_LIMIT)), "value": value, **below}


def given(**fields: Any) -> Json:  # noqa: ANN401 - Block Kit values
    """The fields that have a value: Slack refuses empty ones."""
    return {name: value for name, value in fields.items() if value or value is False}
