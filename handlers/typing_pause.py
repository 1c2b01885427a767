"""Forms that answer while one types: Slack may tell of every letter, so a pause is waited for."""

import asyncio

from handlers.requests import Action

PAUSE_S = 0.4
"""How long nothing is typed before a form is brought up to date (our choice)."""


class Typing:
    """The last letter typed in each form."""

    def __init__(self) -> None:
        self._last: dict[str, Action] = {}

    def goes_on(self, action: Action) -> None:
        """A letter was typed."""
        self._last[action.view_id] = action

    def ends(self, action: Action) -> None:
        """Something else happened in the form, which shows what was typed so far as well."""
        self._last.pop(action.view_id, None)

    async def paused_after(self, action: Action) -> bool:
        """Wait; whether nothing was typed after this letter, and nothing else happened."""
        await asyncio.sleep(PAUSE_S)
        if self._last.get(action.view_id) is not action:
            return False
        del self._last[action.view_id]
        return True
