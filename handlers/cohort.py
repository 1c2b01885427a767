"""`/interview cohort`: how the cohort stands for a member, and what each chooses for themselves."""

from functools import partial

from core import cohort_access, cohort_members, cohorts, digests
from core.errors import CohortAway, NoCohort, NotInCohort
from core.model import Member
from handlers.cohort_members import sync, take_back
from handlers.cohort_setup import CohortSetup
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain, go_on
from views import cohort as views, kit
from views.ids import Do

TITLE = "The cohort"


class Cohorts:
    """What the cohort is to one of its members."""

    def __init__(self, services: Services, members: Members, setup: CohortSetup) -> None:
        self._services = services
        self._members = members
        self._setup = setup

    def routes(self) -> Routes:
        return Routes(
            commands={"cohort": self.cohort},
            actions={
                Do.COHORT_COUNTED: self.be_counted,
                Do.COHORT_LEAVE: self.leave,
                Do.COHORT_JOIN: self.join,
                Do.COHORT_TAKE_OVER: self.take_over,
                Do.PRACTICE_START: self.start_practising,
                Do.PRACTICE_STOP: self.stop_practising,
            },
        )

    async def cohort(self, command: Command) -> Reply:
        """Show how the cohort stands, or, without one, the form that sets it up."""
        if await self._services.store.read(cohorts.look, command.owner.team_id) is None:
            return go_on(self._services, command, self._setup.open(command))
        return await self._members.answer(command, partial(self._standing, command))

    async def be_counted(self, action: Action) -> Reply:
        """Count the member in the numbers, or not."""
        await self._services.store.write(cohort_members.be_counted, action.owner, action.value == "yes")
        return self._show(action)

    async def start_practising(self, action: Action) -> Reply:
        """Pair the member from the next round on."""
        await self._members.current(action)
        await self._services.store.write(cohort_members.start_practising, action.owner, self._services.now())
        return self._show(action)

    async def stop_practising(self, action: Action) -> Reply:
        """Pair the member no more."""
        await self._services.store.write(cohort_members.stop_practising, action.owner, self._services.now())
        return self._show(action)

    async def take_over(self, action: Action) -> Reply:
        """Have the member facilitate, where nobody does."""
        await self._members.current(action)
        await self._services.store.write(cohorts.take_over, action.owner, self._services.now())
        return self._show(action)

    async def leave(self, action: Action) -> Reply:
        """Take the member out of the cohort; the button has asked whether that is meant."""
        now = self._services.now()
        withdrawn = await self._services.store.write(cohort_members.withdraw, action.owner, now)
        self._services.background.spawn(take_back(action.slack, withdrawn))
        shown = answer(action, TITLE, views.left(), replace=True)
        self._services.background.spawn(shown, partial(explain, action))
        return OK

    async def join(self, action: Action) -> Reply:
        """Take the member in again."""
        await self._services.store.write(cohort_members.rejoin, action.owner, self._services.now())
        return self._show(action)

    def _show(self, action: Action) -> Reply:
        """How things stand now, in place of what was clicked."""
        return go_on(self._services, action, self._shown(action))

    async def _shown(self, action: Action) -> None:
        member = await self._members.current(action)
        await answer(action, TITLE, await self._standing(action, member), replace=True)

    async def _standing(self, request: Interaction, member: Member) -> kit.Message:
        now = self._services.now()
        try:
            standing = await self._services.store.read(digests.standing, member.owner, now)
        except (CohortAway, NotInCohort) as outside:
            door = await self._services.store.read(cohort_access.door, member.owner)
            if door is None:
                raise NoCohort from outside
            return views.outside(door)
        cohort = standing.membership.cohort
        if cohort_members.is_stale(cohort, now):
            again = sync(
                self._services.store, request.slack, cohort.team_id, cohort.channel, self._services.now
            )
            self._services.background.spawn(again)
        return views.standing(standing, now)
