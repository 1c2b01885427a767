"""Forms that are brought up to date as they are filled in.

Slack may tell of every letter, so while somebody types a pause is waited for.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from handlers.ports import Services
from handlers.requests import Action
from handlers.router import Reply
from handlers.surfaces import go_on

PAUSE_S = 0.4
"""How long nothing is typed before a form is brought up to date (our choice)."""


class LiveForm:
    """What one kind of form does when something in it changes. ``show``: draws it anew."""

    def __init__(self, services: Services, show: Callable[[Action], Coroutine[Any, Any, None]]) -> None:
        self._services = services
        self._show = show
        self._last: dict[str, Action] = {}

    async def changed(self, action: Action) -> Reply:
        """Something was chosen or pressed: show it at once, with what was typed so far."""
        self._last.pop(action.view_id, None)
        return go_on(self._services, action, self._show(action))

    async def typed(self, action: Action) -> Reply:
        """A letter was typed: show it once they pause."""
        self._last[action.view_id] = action
        return go_on(self._services, action, self._draw_after_pause(action))

    async def _draw_after_pause(self, action: Action) -> None:
        await asyncio.sleep(PAUSE_S)
        if self._last.get(action.view_id) is action:
            del self._last[action.view_id]
            await self._show(action)
