"""`/interview stats`: the member's own path, for a term or all time."""

from functools import partial

from core import counting
from core.model import Member
from core.stats import Stretch
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command
from handlers.router import Reply, Routes
from handlers.surfaces import answer, go_on
from views import stats
from views.ids import Do
from views.kit import Message


class Statistics:
    """What a member's asks and talks add up to."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(commands={"stats": self.stats}, actions={Do.STATS_SHOW: self.show})

    async def stats(self, command: Command) -> Reply:
        """Answer with this term."""
        return await self._members.answer(command, partial(self._told, Stretch.TERM))

    async def show(self, action: Action) -> Reply:
        """Show the other time in place of this one."""
        return go_on(self._services, action, self._show(action))

    async def _show(self, action: Action) -> None:
        member = await self._members.current(action)
        stretch = Stretch.ALL if action.value == Stretch.ALL else Stretch.TERM
        await answer(action, "Your path", await self._told(stretch, member), replace=True)

    async def _told(self, stretch: Stretch, member: Member) -> Message:
        now = self._services.now()
        return stats.message(await self._services.store.read(counting.stats, member, stretch, now))
