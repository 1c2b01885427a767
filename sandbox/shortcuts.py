"""What happens when a person uses one of the app's shortcuts."""

from sandbox import payloads
from sandbox.delivery import Delivery, interactive
from sandbox.json_types import Json
from sandbox.notices import Notices
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Triggers
from sandbox.workspace import Channel, Post, User, Workspace


class Shortcuts:
    """Runs shortcuts: from anywhere, or from the menu of a message."""

    def __init__(
        self,
        workspace: Workspace,
        delivery: Delivery,
        notices: Notices,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._notices = notices
        self._triggers = triggers
        self._response_urls = response_urls

    async def run(self, user: User, name: str) -> str:
        """Use a global shortcut; why it failed, or nothing. LookupError for one it has not."""
        return await self._send(user, name, "global", payloads.interaction(self._workspace, "shortcut", user))

    async def run_on(self, user: User, channel: Channel, post: Post, name: str) -> str:
        """Use a message shortcut, as `run`. LookupError too where only this person sees the message."""
        if post.only_for is not None:
            raise LookupError("A message that only you can see has no shortcuts.")
        payload = payloads.interaction(self._workspace, "message_action", user)
        payload |= payloads.message_place(self._workspace, channel, post)
        del payload["container"]
        payload |= {
            "message_ts": post.ts,
            "response_url": self._response_urls.issue(user.id, channel.id),
        }
        return await self._send(user, name, "message", payload)

    async def _send(self, user: User, name: str, kind: str, payload: Json) -> str:
        shortcut = self._workspace.app.manifest.shortcut(name, kind)
        if shortcut is None:
            raise LookupError(f"There is no shortcut {name!r} here.")
        payload |= {
            "callback_id": shortcut.callback_id,
            "action_ts": self._workspace.next_ts(),
            "trigger_id": self._triggers.issue(user.id),
        }
        answer = await self._delivery.send(interactive(self._workspace.app.manifest, payload))
        if not answer.failure:
            return ""
        sentence = f"{name} did not work: the app did not respond."
        self._notices.give(user.id, sentence)
        return sentence
