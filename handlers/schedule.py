"""`/interview schedule`: the form of a conversation to come, its check, and saving; and moving one."""

from dataclasses import replace
from functools import partial

from core import people_choice, scheduling, zones
from core.errors import InvalidFields
from core.model import Contact, Member
from core.scheduled import ScheduledInterview
from core.scheduling import Changed
from core.when import Span
from handlers.home import Home
from handlers.meetings import Meetings
from handlers.members import Members
from handlers.person_field import read_person
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction, Submission, Suggestion, record_id
from handlers.router import Reply, Routes
from handlers.schedule_entry import (
    asked_about,
    entry_about,
    entry_to_move,
    id_of,
    plan_of,
    read_command,
    read_form,
    understood,
)
from handlers.surfaces import go_on, show_modal
from views import schedule_form
from views.ids import Do, Form
from views.kit import Json, View
from views.person_field import TYPED_LIMIT
from views.schedule_form import ScheduleEntry, Shown


class Schedule:
    """Agreeing on a conversation, and on another time for it."""

    def __init__(self, services: Services, members: Members, home: Home, meetings: Meetings) -> None:
        self._services = services
        self._members = members
        self._home = home
        self._meetings = meetings

    def routes(self) -> Routes:
        return Routes(
            commands={"schedule": self.schedule},
            actions={Do.MEETING_SCHEDULE: self.start, Do.MEETING_MOVE: self.move},
            forms={Form.MEETING: self.save},
            suggestions={Do.ZONE_CHOOSE: self.suggest_zones},
        )

    async def schedule(self, command: Command) -> Reply:
        """Open the form, filled from the text after the command."""
        return go_on(self._services, command, self._open(command))

    async def start(self, action: Action) -> Reply:
        """Open the form, empty or for the person whose number the button carries."""
        return go_on(self._services, action, self._open_form(action))

    async def move(self, action: Action) -> Reply:
        """Open the form with what is agreed now."""
        return go_on(self._services, action, self._open_to_move(action))

    async def save(self, submission: Submission) -> Reply:
        """Save what has been shown; show what has not. Raises InvalidFields, TooLate."""
        member, now = await self._members.current(submission), self._services.now()
        shown = Shown.load(submission.private_metadata)
        entry = await self._entry(submission, shown)
        is_asked = shown.has_asked(entry.agreed)
        if not is_asked:
            entry = asked_about(entry, entry.agreed)
        span = understood(entry, shown, now, member)
        if not is_asked or shown.span_of(entry) is None:
            form = schedule_form.form(entry, member, now, scheduled=shown.scheduled, span=span)
            return Reply(view=form)
        changed = await self._store(submission, member, shown, entry, span)
        self._meetings.tell(submission, member, changed)
        self._home.refresh(submission)
        view = schedule_form.saved(changed.scheduled, member, now, brought_back=changed.brought_back)
        return Reply(view=view)

    async def suggest_zones(self, suggestion: Suggestion) -> list[Json]:
        """Zones by their cities."""
        options = [
            schedule_form.zone_option(zone, self._services.now())
            for zone in zones.suggestions(suggestion.query)
        ]
        return [option for option in options if option]

    async def _open(self, command: Command) -> None:
        member, now = await self._members.current(command), self._services.now()
        whom, when = read_command(command.rest, now, member.zone)
        meant = await self._services.store.read(people_choice.meant, member.owner, whom)
        entry = entry_about(meant.known, await self._agreed(command, meant.known))
        entry = replace(entry, typed=whom[:TYPED_LIMIT], similar=meant.similar, when=when)
        await command.slack.open_view(command.trigger_id, self._filled(entry, member))

    async def _open_form(self, action: Action) -> None:
        member = await self._members.current(action)
        entry = ScheduleEntry()
        if action.value:
            known = await self._services.store.read(scheduling.person, member.owner, record_id(action.value))
            entry = entry_about(known, await self._agreed(action, known))
        await show_modal(action, self._filled(entry, member))

    async def _open_to_move(self, action: Action) -> None:
        member, now = await self._members.current(action), self._services.now()
        scheduled = await self._services.store.read(scheduling.find, member.owner, record_id(action.value))
        entry = entry_to_move(scheduled, member, now)
        await show_modal(action, self._filled(entry, member, scheduled.id))

    def _filled(self, entry: ScheduleEntry, member: Member, scheduled_id: int = 0) -> View:
        """The form, with how its time reads, or why it cannot be read."""
        now = self._services.now()
        draw = partial(schedule_form.form, entry, member, now, scheduled=scheduled_id)
        if not entry.when:
            return draw()
        try:
            return draw(span=understood(entry, Shown(), now, member))
        except InvalidFields as invalid:
            return draw(problem=invalid.sentence)

    async def _entry(self, submission: Submission, shown: Shown) -> ScheduleEntry:
        read, owner = self._services.store.read, submission.owner
        if shown.scheduled:
            known = (await read(scheduling.find, owner, shown.scheduled)).contact
            return read_form(submission.values, known)
        contact_id = id_of(read_person(submission.values))
        person = await read(scheduling.person, owner, contact_id) if contact_id else None
        agreed = await self._agreed(submission, person, submission.view_id)
        return replace(read_form(submission.values, person), agreed=agreed)

    async def _agreed(
        self, request: Interaction, known: Contact | None, request_key: str = ""
    ) -> tuple[ScheduledInterview, ...]:
        if known is None:
            return ()
        now = self._services.now()
        return await self._services.store.read(
            scheduling.agreed_with, request.owner, known.id, now, request_key
        )

    async def _store(
        self, submission: Submission, member: Member, shown: Shown, entry: ScheduleEntry, span: Span
    ) -> Changed:
        write, plan, now = self._services.store.write, plan_of(entry, span), self._services.now()
        if moving := shown.scheduled or entry.moves:
            return await write(scheduling.move, member, moving, plan, now)
        whom = read_person(submission.values)
        return await write(scheduling.schedule, member, whom, plan, submission.view_id, now)
