"""What happens when a person uses an element outside of a submission: a button, a menu, a picker."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox import payloads
from sandbox.completion import completed_options
from sandbox.delivery import Answer, Delivery, interactive
from sandbox.json_types import Json
from sandbox.modals import Screens
from sandbox.notices import SOMETHING_WRONG, Notices
from sandbox.places import InMessage, InView, Place
from sandbox.response_urls import ResponseUrls
from sandbox.schema import Shape, complain, list_of
from sandbox.text_rules import MENU_OPTION, OPTION_GROUP
from sandbox.triggers import Triggers
from sandbox.view_state import HOLDINGS, accepted, elements, find_element, flat_options, state_of, values
from sandbox.workspace import User, Workspace

State = Mapping[str, Mapping[str, Json]]

_NOT_SENT = {"options", "option_groups", "focus_on_load", "accessibility_label", "dispatch_action_config"}
_SUGGESTIONS = Shape(
    {}, {"options": list_of(MENU_OPTION, 100, least=0), "option_groups": list_of(OPTION_GROUP, 100, least=0)}
)


@dataclass(frozen=True)
class Pressed:
    """How it went: `error` is what Slack showed the person, or empty."""

    error: str = ""
    timed_out: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app took it."""
        return not self.error


class Actions:
    """Tells the app what people do with its elements, and asks it for the options of external menus."""

    def __init__(
        self,
        workspace: Workspace,
        screens: Screens,
        delivery: Delivery,
        notices: Notices,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._workspace = workspace
        self._screens = screens
        self._delivery = delivery
        self._notices = notices
        self._triggers = triggers
        self._response_urls = response_urls

    async def press(
        self,
        user: User,
        place: Place,
        *,
        block_id: str | None,
        action_id: str,
        held: Json | None = None,
        state: State | None = None,
    ) -> Pressed:
        """Use an element; `held` is its state afterwards, `state` that of all inputs around it.

        LookupError when the element is not there (any more): then the app hears nothing.
        """
        block, element = _moved(place, action_id, block_id, held) or self._find(place, action_id, block_id)
        _refuse_gone(element, held or {})
        _keep(place, block, element, held, state)
        if block["type"] == "input" and not block["dispatch_action"]:
            return Pressed()
        action = self._action(block, element, held)
        payload = self._payload(user, place, "block_actions") | {"actions": [action]}
        payload["trigger_id"] = self._triggers.issue(user.id, place.modal)
        answer = await self._delivery.send(interactive(self._workspace.app.manifest, payload))
        return self._finish(user, answer)

    async def suggest(
        self,
        user: User,
        place: Place,
        *,
        block_id: str | None,
        action_id: str,
        query: str,
        state: State | None = None,
    ) -> Json:
        """What the app offers in an external menu for `query`: {"options": []} or {"option_groups": []}."""
        block, element = self._find(place, action_id, block_id)
        if len(query) < element.get("min_query_length", 3):
            return {"options": []}
        place.entered.typed |= accepted(place.blocks, state or {})
        payload = self._payload(user, place, "block_suggestion")
        payload |= {"action_id": action_id, "block_id": block["block_id"], "value": query}
        answer = await self._delivery.send(interactive(self._workspace.app.manifest, payload))
        offered = self._offered(action_id, answer)
        place.entered.suggested[block["block_id"], action_id] = flat_options(offered)
        return offered

    def _find(self, place: Place, action_id: str, block_id: str | None) -> tuple[Json, Json]:
        found = find_element(place.blocks, action_id, block_id)
        if found is None:
            raise LookupError(f"There is no {action_id} here any more.")
        return found

    def _action(self, block: Json, element: Json, held: Json | None) -> Json:
        action = {name: value for name, value in element.items() if name not in _NOT_SENT}
        action |= {"block_id": block["block_id"], "action_ts": self._workspace.next_ts()}
        if element["type"] in HOLDINGS:
            action |= state_of(element, (held or {}).get(HOLDINGS[element["type"]].key))
        elif element["type"] == "overflow":
            action["selected_option"] = (held or {}).get("selected_option")
        return action

    def _payload(self, user: User, place: Place, kind: str) -> Json:
        payload = payloads.interaction(self._workspace, kind, user)
        match place:
            case InView(view):
                container = {"type": "view", "view_id": view.id}
                return payload | {"container": container, "view": self._screens.as_json(view)}
            case InMessage(channel, post, _):
                payload |= payloads.message_place(self._workspace, channel, post)
                if kind == "block_actions":
                    payload["state"] = {"values": values(place.blocks, place.entered.typed)}
                    payload["response_url"] = self._response_urls.issue(user.id, channel.id, post.ts)
                return payload

    def _finish(self, user: User, answer: Answer) -> Pressed:
        if not answer.failure:
            return Pressed()
        refused = f"This app responded with Status Code {answer.status}."
        error = refused if answer.failure == "http_error" else SOMETHING_WRONG
        self._notices.give(user.id, error)
        return Pressed(error, answer.timed_out)

    def _offered(self, action_id: str, answer: Answer) -> Json:
        offered: Json = {} if answer.failure else answer.body or {}
        complaints: list[str] = []
        _SUGGESTIONS(offered, "", complaints)
        if answer.failure or not offered:
            complain(complaints, answer.failure or "no options", "")
        if complaints:
            self._workspace.complain(f"options for {action_id} are not valid: {'; '.join(complaints)}")
            return {"options": []}
        return completed_options(offered)


def _keep(place: Place, block: Json, element: Json, held: Json | None, state: State | None) -> None:
    typed = place.entered.typed
    typed |= accepted(place.blocks, state or {})
    if held is not None and element["type"] in HOLDINGS:
        value = held.get(HOLDINGS[element["type"]].key)
        typed[block["block_id"], element["action_id"]] = state_of(element, value)


def _moved(place: Place, action_id: str, block_id: str | None, held: Json | None) -> tuple[Json, Json] | None:
    """The same button or menu under another block id, where that of the click is there no more.

    A block that the app did not name has another id after every update, though it is what the person sees.
    """
    if held is None or any(block["block_id"] == block_id for block in place.blocks):
        return None
    for block, element in elements(place.blocks):
        if element["action_id"] == action_id and block["type"] != "input" and not _is_gone(element, held):
            return block, element
    return None


def _refuse_gone(element: Json, held: Json) -> None:
    """LookupError when the person clicked a button, or chose an option, that an update has replaced."""
    if _is_gone(element, held):
        kind = "button" if element["type"] == "button" else "option"
        raise LookupError(f"That {kind} is not there any more.")


def _is_gone(element: Json, held: Json) -> bool:
    if element["type"] == "button":
        return bool(held.get("value", element.get("value")) != element.get("value"))
    offered = [option["value"] for option in flat_options(element)]
    return bool(offered) and any(chosen["value"] not in offered for chosen in _chosen(held))


def _chosen(held: Json) -> list[Json]:
    one, several = held.get("selected_option"), held.get("selected_options")
    return [*([one] if one else []), *(several or [])]
