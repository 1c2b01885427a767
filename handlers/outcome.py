"""What became of a scheduled conversation: we talked, it was cancelled, or the other did not come."""

from collections.abc import Callable
from datetime import datetime

from core import scheduling
from core.model import Owner
from core.ports import Uow
from core.scheduling import Changed
from core.when import Span
from handlers.home import Home
from handlers.meetings import Meetings
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import log_form, meeting
from views.ids import Do
from views.log_form import AFFILIATION_LIMIT, NAME_LIMIT, Agreed, LogEntry
from views.schedule_form import day_words

End = Callable[[Uow, Owner, int, datetime], Changed]


class Outcomes:
    """The buttons of a conversation's messages and of Home."""

    def __init__(self, services: Services, members: Members, home: Home, meetings: Meetings) -> None:
        self._services = services
        self._members = members
        self._home = home
        self._meetings = meetings

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.MEETING_HELD: self.held,
                Do.MEETING_CANCEL: self.cancel,
                Do.MEETING_MISSED: self.missed,
                Do.MEETING_DRAFT: self.draft,
                Do.MEETING_FILE: self.file,
            },
        )

    async def held(self, action: Action) -> Reply:
        """Open the log form, filled; saving it settles the conversation."""
        return go_on(self._services, action, self._open_log(action))

    async def cancel(self, action: Action) -> Reply:
        """It does not take place."""
        await self._end(action, scheduling.cancel)
        return OK

    async def missed(self, action: Action) -> Reply:
        """The other did not come: a note that asks for another time."""
        await self._end(action, scheduling.no_show)
        return await self.draft(action)

    async def draft(self, action: Action) -> Reply:
        """Show the note that asks for another time."""
        return go_on(self._services, action, self._show_draft(action))

    async def file(self, action: Action) -> Reply:
        """Send the calendar file again."""
        member = await self._members.current(action)
        scheduled = await self._services.store.read(scheduling.find, member.owner, record_id(action.value))
        self._meetings.send_file(action, member, scheduled)
        return OK

    async def _end(self, action: Action, end: End) -> None:
        member, now = await self._members.current(action), self._services.now()
        changed = await self._services.store.write(end, member.owner, record_id(action.value), now)
        self._meetings.tell(action, member, changed, [action.message] if action.message else [])
        self._home.refresh(action)

    async def _show_draft(self, action: Action) -> None:
        member = await self._members.current(action)
        scheduled, draft = await self._services.store.read(
            scheduling.reschedule_draft, member, record_id(action.value)
        )
        await show_modal(action, meeting.no_show_form(scheduled, draft))

    async def _open_log(self, action: Action) -> None:
        member = await self._members.current(action)
        scheduled = await self._services.store.read(
            scheduling.find_to_log, member.owner, record_id(action.value)
        )
        details = scheduled.contact.details
        entry = LogEntry(
            name=details.name[:NAME_LIMIT],
            affiliation=details.affiliation[:AFFILIATION_LIMIT],
            when=day_words(scheduled.starts_at, scheduled.ends_at, member.zone),
        )
        span = Span(scheduled.starts_at, scheduled.ends_at)
        agreed = Agreed(scheduled.id, scheduled.contact.id)
        await show_modal(action, log_form.check_form(entry, member, span, [], agreed))
