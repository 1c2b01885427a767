"""Trigger ids: each lets the app open one view, soon after what a person did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.ids import secret

LIFETIME = timedelta(seconds=3)


@dataclass
class _Trigger:
    user: str
    given_at: datetime
    modal: str | None
    used: bool = False


class Triggers:
    """Gives out trigger ids and takes each of them once, within three seconds of the workspace's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, _Trigger] = {}

    def issue(self, user: str, modal: str | None = None) -> str:
        """A new trigger id for what this person just did, in the modal with that id if it was in one."""
        trigger_id = f"{secret(13)}.{secret(12)}.{secret(32)}"
        self._triggers[trigger_id] = _Trigger(user, self._clock.now(), modal)
        return trigger_id

    def gave(self, trigger_id: str) -> bool:
        """Whether this trigger id is from here, good or not."""
        return trigger_id in self._triggers

    def exchange(self, trigger_id: str) -> str:
        """The person whose screen this trigger id opens; SlackError when it is unknown, used or too old."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        return self._use(trigger)

    def exchange_for_push(self, trigger_id: str, on_top: Callable[[str], str | None]) -> str:
        """As `exchange`, from inside a modal only, and only while that one is `on_top`."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None or trigger.modal is None:
            raise SlackError("invalid_trigger_id")
        if not trigger.used and on_top(trigger.user) != trigger.modal:
            raise SlackError("expired_trigger_id")
        return self._use(trigger)

    def _use(self, trigger: _Trigger) -> str:
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() - trigger.given_at > LIFETIME:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user
