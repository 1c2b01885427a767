"""`/interview touch`: the form about one person, and noting that the two were in touch."""

from core import keep_in_touch, people_choice
from core.model import Member
from handlers.cadence_entry import read_how_often, read_touch
from handlers.home import Home
from handlers.members import Members
from handlers.person_field import described, read_person
from handlers.ports import Services
from handlers.requests import Action, Command, Submission, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import person_field, touch_form
from views.ids import Do, Form
from views.kit import View
from views.touch_form import Touching


class Touches:
    """The form in which a touch is noted, or a reason to write is found."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            commands={"touch": self.touch},
            actions={Do.TOUCH_START: self.start},
            forms={Form.TOUCH_PERSON: self.choose, Form.TOUCH: self.save},
        )

    async def touch(self, command: Command) -> Reply:
        """Open the form, for the person named after the command."""
        return go_on(self._services, command, self._open(command))

    async def start(self, action: Action) -> Reply:
        """Open the form for the person whose number the button carries."""
        return go_on(self._services, action, self._open_form(action))

    async def choose(self, submission: Submission) -> Reply:
        """Go on with whoever was chosen. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        read_person(submission.values)
        return Reply(view=await self._form(member, submission.values["person"]))

    async def save(self, submission: Submission) -> Reply:
        """Note the touch. Raises InvalidFields, NotYours."""
        member, now = await self._members.current(submission), self._services.now()
        values = submission.values
        known = await self._services.store.write(
            keep_in_touch.note_touch,
            member,
            read_person({"person": submission.private_metadata}),
            read_touch(values, now, member.zone),
            read_how_often(values, member.nudging),
            request_key=f"touch:{submission.view_id}",
            now=now,
        )
        self._home.refresh(submission)
        return Reply(view=touch_form.saved(known, member, now))

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        if not command.rest:
            await command.slack.open_view(command.trigger_id, touch_form.whom_form())
            return
        meant = await self._services.store.read(people_choice.meant, member.owner, command.rest)
        if meant.known:
            view = await self._form(member, str(meant.known.id))
        else:
            view = touch_form.whom_form(command.rest, meant.similar)
        await command.slack.open_view(command.trigger_id, view)

    async def _open_form(self, action: Action) -> None:
        member = await self._members.current(action)
        await show_modal(action, await self._form(member, str(record_id(action.value))))

    async def _form(self, member: Member, person: str) -> View:
        return touch_form.touch_form(await self._about(member, person), member, self._services.now())

    async def _about(self, member: Member, person: str) -> Touching:
        if person.startswith(person_field.NEW):
            return Touching(person, described(person.removeprefix(person_field.NEW)))
        known = await self._services.store.read(
            keep_in_touch.in_touch, member, record_id(person), self._services.now()
        )
        return Touching(person, known.contact.details, known)
