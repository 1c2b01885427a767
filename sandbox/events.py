"""Events: which the app hears of, and what happens when it does not take one."""

from datetime import datetime, timedelta

from sandbox import payloads
from sandbox.access import EVENT_SCOPES, GOODBYES, MEMBER_EVENTS, MEMBER_SCOPES
from sandbox.delivery import Answer, Delivery, Parcel
from sandbox.json_types import Json
from sandbox.tasks import Tasks
from sandbox.workspace import Workspace

RETRY_AFTER = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
_MESSAGE_KINDS = {
    "im": "message.im",
    "mpim": "message.mpim",
    "channel": "message.channels",
    "group": "message.groups",
}


class Events:
    """Delivers events in the background; one that fails is retried at once, after a minute and after five.

    The waiting follows the workspace's clock. All attempts carry the same event_id.
    """

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._tasks = Tasks()
        self.under_way = 0

    def raise_event(self, event: Json, after: timedelta = timedelta()) -> None:
        """Tell the app of this, `after` a while, if it is here, subscribed to it and has the scope."""
        manifest = self._workspace.app.manifest
        if not self._workspace.app.installed and event["type"] not in GOODBYES:
            return
        kind = subscription(event)
        if kind in manifest.bot_events and _needed_scope(event) in {"", *self._workspace.app.scopes}:
            due_at = self._workspace.clock.now() + after if after else None
            self.under_way += 1 if due_at is None else 0
            self._tasks.start(self._deliver(payloads.event(self._workspace, event), due_at))

    async def stop(self) -> None:
        """Forget what was not taken yet."""
        await self._tasks.cancel()
        self.under_way = 0

    async def _deliver(self, payload: Json, due_at: datetime | None) -> None:
        if due_at is not None:
            await self._workspace.clock.reach(due_at)
            self.under_way += 1
        answer = await self._attempt(payload, None)
        for number, delay in enumerate(RETRY_AFTER, start=1):
            if not answer.failure or answer.no_retry or answer.failure == "not_installed":
                return
            await self._workspace.clock.reach(self._workspace.clock.now() + delay)
            self.under_way += 1
            answer = await self._attempt(payload, (number, answer.failure))
        if answer.failure:
            self._workspace.complain(f"event {payload['event']['type']} was never taken: {answer.failure}")

    async def _attempt(self, payload: Json, retry: tuple[int, str] | None) -> Answer:
        event = payload["event"]
        names = frozenset({"events_api", "event_callback", event["type"], subscription(event)})
        url = self._workspace.app.manifest.events_url
        parcel = Parcel("events_api", payload, names, url, may_answer=False, retry=retry)
        try:
            return await self._delivery.send(parcel)
        finally:
            self.under_way -= 1


def subscription(event: Json) -> str:
    """The name under which an app subscribes to such an event."""
    if event["type"] == "message":
        return _MESSAGE_KINDS[event["channel_type"]]
    return str(event["type"])


def _needed_scope(event: Json) -> str:
    if event["type"] in MEMBER_EVENTS:
        return MEMBER_SCOPES[event["channel_type"]]
    return EVENT_SCOPES.get(subscription(event), "")
