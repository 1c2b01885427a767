"""The member's people: the list, and one person's story."""

from functools import partial

from core import conversations
from core.model import Member
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain, show_modal
from views import people
from views.ids import Do
from views.kit import Message, View


class People:
    """`/interview people` and the buttons that lead there."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            commands={"people": self.list},
            actions={
                Do.PEOPLE_LIST: self.show_list,
                Do.PEOPLE_MORE: self.turn_page,
                Do.PEOPLE_BACK: self.turn_page,
                Do.PERSON_SHOW: self.show_person,
                Do.PERSON_EARLIER: self.turn_story,
                Do.PERSON_LATER: self.turn_story,
            },
        )

    async def list(self, command: Command) -> Reply:
        """Answer with the first page."""
        return await self._members.answer(command, self._page)

    async def show_list(self, action: Action) -> Reply:
        """Show the first page."""
        self._services.background.spawn(self._show_page(action, offset=0), partial(explain, action))
        return OK

    async def turn_page(self, action: Action) -> Reply:
        """Show another page in place of this one."""
        work = self._show_page(action, offset=record_id(action.value), replace=True)
        self._services.background.spawn(work, partial(explain, action))
        return OK

    async def show_person(self, action: Action) -> Reply:
        """Open everything logged about one person."""
        self._services.background.spawn(self._open_person(action), partial(explain, action))
        return OK

    async def turn_story(self, action: Action) -> Reply:
        """Show other conversations with the same person, in place of these."""
        self._services.background.spawn(self._turn_story(action), partial(explain, action))
        return OK

    async def _page(self, member: Member, offset: int = 0) -> Message:
        page = await self._services.store.read(conversations.people, member.owner, offset)
        return people.people_list(page, member)

    async def _show_page(self, action: Action, *, offset: int, replace: bool = False) -> None:
        member = await self._members.current(action)
        await answer(action, "People", await self._page(member, offset), replace=replace)

    async def _open_person(self, action: Action) -> None:
        await show_modal(action, await self._story(action, record_id(action.value)))

    async def _turn_story(self, action: Action) -> None:
        contact_id, _, offset = action.value.partition(":")
        view = await self._story(action, record_id(contact_id), record_id(offset))
        await action.slack.update_view(action.view_id, view)

    async def _story(self, action: Action, contact_id: int, offset: int = 0) -> View:
        member = await self._members.current(action)
        story = await self._services.store.read(conversations.person, member.owner, contact_id)
        return people.person(story, member, offset)
