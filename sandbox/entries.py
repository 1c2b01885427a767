"""Turning what a test enters into the value that an element holds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from sandbox.json_types import Json
from sandbox.mentions import unescape
from sandbox.view_state import HOLDINGS, flat_options
from sandbox.workspace import Channel, User, Workspace


def entered_value(
    workspace: Workspace, user: User, element: Json, entry: object, suggested: Iterable[Json] = ()
) -> object:
    """What `element` holds after `entry` by `user`: None empties it, options go by value or label.

    People go by handle, channels by name, all of them also by id.

    LookupError when the element does not offer it, ValueError when it is of the wrong kind.
    """
    holding = HOLDINGS[element["type"]]
    if entry is None:
        return [] if holding.many else None
    if holding.many:
        entries = entry if isinstance(entry, list | tuple | set) else [entry]
        return [_one(workspace, user, element, each, suggested) for each in entries]
    return _one(workspace, user, element, entry, suggested)


def chosen_option(element: Json, entry: object, suggested: Iterable[Json] = ()) -> Json:
    """The option with this value or label, as the app gave it."""
    offered = [*flat_options(element), *suggested]
    for option in offered:
        if entry in (option["value"], unescape(option["text"]["text"]), option):
            return {name: part for name, part in option.items() if name != "url"}
    labels = ", ".join(unescape(option["text"]["text"]) for option in offered) or "nothing"
    raise LookupError(f"{entry!r} is not offered; there is {labels}.")


def _one(workspace: Workspace, user: User, element: Json, entry: object, suggested: Iterable[Json]) -> object:
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        found = workspace.find_user(str(entry).removeprefix("@"))
        return _known(None if found is None or found.deleted else found, entry)
    if kind in ("channels_select", "conversations_select"):
        offered = workspace.offered_channels(user)
        channel = workspace.find_channel(str(entry))
        if channel is None or channel not in offered or not _passes(workspace, element, channel):
            channel = None
        return _known(channel, entry)
    if kind in _READERS:
        return _READERS[kind](element, entry)
    return chosen_option(element, entry, suggested)


def _plain(element: Json, entry: object) -> str:
    # An input of one line has no way to hold a second one.
    return str(entry) if element.get("multiline") else " ".join(str(entry).splitlines())


def _text(_element: Json, entry: object) -> str:
    return str(entry)


def _date(_element: Json, entry: object) -> str:
    return date.fromisoformat(str(entry)).isoformat()


def _time(_element: Json, entry: object) -> str:
    return (entry if isinstance(entry, time) else time.fromisoformat(str(entry))).strftime("%H:%M")


def _date_time(_element: Json, entry: object) -> int:
    return int(entry.timestamp()) if isinstance(entry, datetime) else int(str(entry))


def _rich_text(_element: Json, entry: object) -> object:
    if isinstance(entry, dict):
        return entry
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(entry)}]}
    return {"type": "rich_text", "elements": [section]}


def _file(_element: Json, _entry: object) -> str:
    raise ValueError("Nobody here can upload a file.")


_READERS: Mapping[str, Callable[[Json, object], object]] = {
    "plain_text_input": _plain,
    "email_text_input": _text,
    "url_text_input": _text,
    "number_input": _text,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _date_time,
    "rich_text_input": _rich_text,
    "file_input": _file,
}


def _passes(workspace: Workspace, element: Json, channel: Channel) -> bool:
    """Whether a menu of channels (public ones) or of conversations (by its filter) has this one."""
    if element["type"].endswith("channels_select"):
        return channel.is_public
    wanted = element.get("filter", {})
    if channel.is_im:
        return "im" in wanted.get("include", ("im",)) and not wanted.get("exclude_bot_users")
    if wanted.get("exclude_external_shared_channels") and workspace.is_shared(channel):
        return False
    kind = "mpim" if channel.is_mpim else "private" if channel.is_private else "public"
    return kind in wanted.get("include", (kind,))


def _known(found: User | Channel | None, entry: object) -> str:
    if found is None:
        raise LookupError(f"There is no {entry!r} to choose here.")
    return found.id
