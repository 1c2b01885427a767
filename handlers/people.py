"""The member's people: the list, and one person with what can be done about them at once."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from core import keep_in_touch, people_changes, people_list
from core.model import Member
from core.people_query import PeopleQuery, read_query, written_query
from core.ports import Uow
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain, go_on, show_modal
from views import people, person_story
from views.ids import Do
from views.kit import Message, View

Change = Callable[[Uow, Member, int, datetime], object]


class People:
    """`/interview people` and the buttons that lead there."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            commands={"people": self.list},
            actions={
                Do.PEOPLE_LIST: self.show_list,
                Do.PEOPLE_MORE: self.turn_page,
                Do.PEOPLE_BACK: self.turn_page,
                Do.PERSON_SHOW: self.show_person,
                Do.PERSON_OTHER: self.turn_to,
                Do.PERSON_EARLIER: self.turn_to,
                Do.PERSON_LATER: self.turn_to,
                Do.PERSON_TOUCH: self.touched,
                Do.PERSON_ARCHIVE: self.archive,
                Do.PERSON_RESTORE: self.bring_back,
                Do.PERSON_DELETE: self.delete,
            },
        )

    async def list(self, command: Command) -> Reply:
        """Answer with the first page of those who are looked for. Raises UnreadableQuery."""
        query = read_query(command.rest)
        return await self._members.answer(command, partial(self._page, query))

    async def show_list(self, action: Action) -> Reply:
        """Show the first page of everyone."""
        work = self._show_page(action, PeopleQuery(), offset=0)
        return go_on(self._services, action, work)

    async def turn_page(self, action: Action) -> Reply:
        """Show another page of what was looked for, in place of this one."""
        offset, _, query = action.value.partition(":")
        work = self._show_page(action, written_query(query), offset=record_id(offset), replace=True)
        return go_on(self._services, action, work)

    async def show_person(self, action: Action) -> Reply:
        """Open everything about one person."""
        return go_on(self._services, action, self._open_person(action))

    async def turn_to(self, action: Action) -> Reply:
        """Show another page of the story, or another person, in place of this one."""
        return go_on(self._services, action, self._turn_to(action))

    async def touched(self, action: Action) -> Reply:
        """The two were in touch: the clock counts from now."""
        return await self._change(action, keep_in_touch.touch)

    async def archive(self, action: Action) -> Reply:
        """Put the person away."""
        return await self._change(action, people_changes.archive)

    async def bring_back(self, action: Action) -> Reply:
        """Undo that."""
        return await self._change(action, people_changes.bring_back)

    async def delete(self, action: Action) -> Reply:
        """Delete the person with all that is theirs; the button has asked whether that is meant."""
        member = await self._members.current(action)
        gone = await self._services.store.write(
            people_changes.remove, member, record_id(action.value), self._services.now()
        )
        view = person_story.deleted(gone.details.name if gone else "")
        self._services.background.spawn(
            action.slack.update_view(action.view_id, view), partial(explain, action)
        )
        self._home.refresh(action)
        return OK

    async def _page(self, query: PeopleQuery, member: Member, offset: int = 0) -> Message:
        page = await self._services.store.read(
            people_list.people, member, query, offset, self._services.now()
        )
        return people.people_list(page, member)

    async def _show_page(
        self, action: Action, query: PeopleQuery, *, offset: int, replace: bool = False
    ) -> None:
        member = await self._members.current(action)
        await answer(action, "People", await self._page(query, member, offset), replace=replace)

    async def _change(self, action: Action, change: Change) -> Reply:
        member = await self._members.current(action)
        await self._services.store.write(change, member, record_id(action.value), self._services.now())
        self._services.background.spawn(self._turn_to(action), partial(explain, action))
        self._home.refresh(action)
        return OK

    async def _open_person(self, action: Action) -> None:
        await show_modal(action, await self._story(action, record_id(action.value)))

    async def _turn_to(self, action: Action) -> None:
        contact_id, _, page = action.value.partition(":")
        view = await self._story(action, record_id(contact_id), record_id(page or "0"))
        await action.slack.update_view(action.view_id, view)

    async def _story(self, action: Action, contact_id: int, page: int = 0) -> View:
        member = await self._members.current(action)
        story = await self._services.store.read(people_list.story, member, contact_id, self._services.now())
        return person_story.person(story, member, page)
