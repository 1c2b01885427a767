"""Slack's payloads as typed values, parsed at the edge."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from core.errors import NotYours
from core.model import Owner, PostedMessage
from handlers.ports import Slack

Payload = Mapping[str, Any]
_CHOSEN = ("selected_date", "selected_time", "selected_conversation", "selected_user")
_LINK = re.compile(r"<(?:mailto:)?(?P<address>[^\s<>|@#!][^<>|]*)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something a person did. ``response_url`` is empty where there is no message to answer."""

    owner: Owner
    slack: Slack
    trigger_id: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Interaction):
    """A slash command: its first word, and the rest as typed. ``channel``: the id of where it was typed."""

    word: str
    rest: str
    channel: str = ""

    @property
    def typed(self) -> str:
        """The command as it was typed."""
        return " ".join(part for part in ("/interview", self.word, self.rest) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Interaction):
    """A click. One of ``message`` and ``view_id`` says where; ``view_type`` is modal or home.

    ``values`` and ``private_metadata``: what the form held in which it happened, as in a Submission;
    ``view_hash``: which state of the view that was; ``block_id``: in which of its blocks. ``typed``: it is a
    letter in a field that tells of every one.
    """

    action_id: str
    value: str
    message: PostedMessage | None = None
    ephemeral: bool = False
    view_id: str = ""
    view_type: str = ""
    view_hash: str = ""
    block_id: str = ""
    typed: bool = False
    private_metadata: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Interaction):
    """A submitted form: its fields by name, text stripped, nothing chosen or typed as "".

    Of several chosen options the values are parted by commas.
    """

    callback_id: str
    view_id: str
    private_metadata: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Interaction):
    """Typing into a menu that asks us for its options."""

    action_id: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Interaction):
    """Something that happened. ``id`` is the same when Slack delivers it again; ``bot_id``: our user.

    ``happened_at``: when it did, to the second, where Slack says so.
    ``enterprise_id``: the organisation (Enterprise Grid), or none; ``is_org_wide``: Inroad is in all of it.
    """

    id: str
    kind: str
    body: Payload
    bot_id: str = ""
    happened_at: datetime | None = None
    enterprise_id: str = ""
    is_org_wide: bool = False


def parse_command(payload: Payload, slack: Slack) -> Command:
    """Read a slash command."""
    word, rest = (*as_typed(payload.get("text", "")).split(maxsplit=1), "", "")[:2]
    return Command(
        owner=Owner(payload["team_id"], payload["user_id"]),
        slack=slack,
        trigger_id=payload["trigger_id"],
        response_url=payload["response_url"],
        word=word.casefold(),
        rest=rest.strip(),
        channel=payload.get("channel_id", ""),
    )


def parse_action(payload: Payload, slack: Slack) -> Action:
    """Read a click on a button or a choice in a menu."""
    clicked = payload["actions"][0]
    container, view = payload.get("container", {}), payload.get("view") or {}
    in_message = container.get("type") == "message"
    return Action(
        owner=_owner(payload),
        slack=slack,
        trigger_id=payload.get("trigger_id", ""),
        response_url=payload.get("response_url", ""),
        action_id=clicked["action_id"],
        value=_value(clicked),
        message=PostedMessage(container["channel_id"], container["message_ts"]) if in_message else None,
        ephemeral=bool(container.get("is_ephemeral")),
        view_id=view.get("id", ""),
        view_type=view.get("type", ""),
        view_hash=view.get("hash", ""),
        block_id=clicked.get("block_id", ""),
        typed=clicked.get("type") == "plain_text_input",
        private_metadata=view.get("private_metadata", ""),
        values=_values(view),
    )


def parse_shortcut(payload: Payload, slack: Slack) -> Action:
    """Read the use of a shortcut; the value is the text of the message in whose menu it was, or nothing."""
    message = payload.get("message") or {}
    return Action(
        owner=_owner(payload),
        slack=slack,
        trigger_id=payload["trigger_id"],
        response_url=payload.get("response_url", ""),
        action_id=payload["callback_id"],
        value=as_typed(message.get("text") or ""),
    )


def parse_submission(payload: Payload, slack: Slack) -> Submission:
    """Read a submitted form."""
    view = payload["view"]
    return Submission(
        owner=_owner(payload),
        slack=slack,
        trigger_id=payload.get("trigger_id", ""),
        callback_id=view["callback_id"],
        view_id=view["id"],
        private_metadata=view["private_metadata"],
        values=_values(view),
    )


def parse_suggestion(payload: Payload, slack: Slack) -> Suggestion:
    """Read what was typed into a menu."""
    return Suggestion(
        owner=_owner(payload), slack=slack, action_id=payload["action_id"], query=payload["value"].strip()
    )


def parse_event(payload: Payload, slack: Slack) -> Event:
    """Read an event; its owner is the person whom it is about."""
    event = payload["event"]
    user = event.get("user") or ""
    user_id = user["id"] if isinstance(user, Mapping) else user
    authorized = (payload.get("authorizations") or [{}])[0]
    org_wide = bool(authorized.get("is_enterprise_install", payload.get("is_enterprise_install")))
    # What happens in a channel that is shared (Slack Connect) may have happened in another workspace.
    installed_in = "" if org_wide else authorized.get("team_id")
    return Event(
        owner=Owner(installed_in or payload.get("team_id") or "", user_id),
        slack=slack,
        id=payload["event_id"],
        kind=event["type"],
        body=event,
        bot_id=authorized.get("user_id") or "",
        happened_at=datetime.fromtimestamp(payload["event_time"], UTC) if "event_time" in payload else None,
        enterprise_id=authorized.get("enterprise_id") or payload.get("enterprise_id") or "",
        is_org_wide=org_wide,
    )


def as_typed(text: str) -> str:
    """The text without Slack's escaping, and without the links that it makes of addresses."""
    text = _LINK.sub(lambda link: link["label"] or link["address"], text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def record_id(value: str) -> int:
    """The record a button or form is about. Raises NotYours for anything but a number."""
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise NotYours
    return int(value)


def _owner(payload: Payload) -> Owner:
    team = payload.get("team") or {}
    return Owner(team.get("id") or payload["user"]["team_id"], payload["user"]["id"])


def _values(view: Payload) -> dict[str, str]:
    return {
        name: _value(element).replace("\0", "").strip()
        for name, elements in view.get("state", {}).get("values", {}).items()
        for element in elements.values()
    }


def _value(element: Payload) -> str:
    if ticked := element.get("selected_options"):
        return ",".join(option["value"] for option in ticked)
    option = element.get("selected_option")
    chosen = option["value"] if option else next(filter(None, map(element.get, _CHOSEN)), None)
    return str(chosen or element.get("value") or "")
