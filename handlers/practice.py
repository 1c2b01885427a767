"""What the two of a practice pair say of it."""

from functools import partial

from core import practice
from core.practice import Answered
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain
from views import practice as views
from views.ids import Do


class Practising:
    """Practice pairs, from their messages."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(actions={Do.PRACTICE_DONE: self.done, Do.PRACTICE_NO: self.decline})

    async def done(self, action: Action) -> Reply:
        """They practised."""
        answered = await self._services.store.write(
            practice.practised, action.owner, record_id(action.value), self._services.now()
        )
        return self._told(action, answered)

    async def decline(self, action: Action) -> Reply:
        """Not this time."""
        answered = await self._services.store.write(
            practice.decline, action.owner, record_id(action.value), self._services.now()
        )
        return self._told(action, answered)

    def _told(self, action: Action, answered: list[Answered]) -> Reply:
        for one in answered:
            self._services.background.spawn(self._follow(action, one), partial(explain, action))
        return OK

    async def _follow(self, action: Action, answered: Answered) -> None:
        """The messages of everybody in it, as things stand now."""
        now = self._services.now()
        for posted in answered.posted:
            await action.slack.update(posted, views.after(answered.pair, now))
