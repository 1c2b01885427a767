"""The forms of one person: editing what is known, and merging two entries."""

from dataclasses import replace

from core import people_changes
from core.errors import InvalidFields
from core.model import Member
from core.people_list import PersonStory
from handlers.home import Home
from handlers.members import Members
from handlers.person_entry import read_person_form
from handlers.person_field import read_person
from handlers.ports import Services
from handlers.requests import Action, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import person_form, person_story
from views.ids import Do, Form
from views.person_form import PersonForm


class PersonChanges:
    """*Edit* and *Merge* in a person's modal."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={Do.PERSON_EDIT: self.edit, Do.PERSON_MERGE: self.merge},
            forms={Form.PERSON: self.save, Form.MERGE: self.check_or_merge},
        )

    async def edit(self, action: Action) -> Reply:
        """Open the form with what is known."""
        return go_on(self._services, action, self._open_edit(action))

    async def merge(self, action: Action) -> Reply:
        """Ask who is the same person."""
        return go_on(self._services, action, self._open_merge(action))

    async def save(self, submission: Submission) -> Reply:
        """Save the form. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        about = PersonForm.load(submission.private_metadata)
        known = await self._services.store.read(people_changes.record, member.owner, about.contact_id)
        wanted = read_person_form(submission.values, known, member.nudging)
        story = await self._services.store.write(
            people_changes.edit, member, about.contact_id, wanted, self._services.now()
        )
        return await self._show_again(submission, about, story)

    async def check_or_merge(self, submission: Submission) -> Reply:
        """Show both first, then merge what has been shown. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        about = PersonForm.load(submission.private_metadata)
        if not about.other_id:
            return await self._compare(submission, member, about)
        story = await self._services.store.write(
            people_changes.merge, member, about.contact_id, about.other_id, self._services.now()
        )
        return await self._show_again(submission, about, story)

    async def _compare(self, submission: Submission, member: Member, about: PersonForm) -> Reply:
        whom = read_person(submission.values)
        if not isinstance(whom, int):
            raise InvalidFields(
                {"person": "Choose somebody from the list: only people you know can be merged."}
            )
        planned = await self._services.store.read(
            people_changes.compare, submission.owner, about.contact_id, whom
        )
        return Reply(view=person_form.merge_check(planned, replace(about, other_id=whom), member))

    async def _show_again(self, submission: Submission, about: PersonForm, story: PersonStory) -> Reply:
        """Close the form; the modal below it shows the person as they are now."""
        member = await self._members.current(submission)
        if about.view_id:
            view = person_story.person(story, member)
            self._services.background.spawn(submission.slack.update_view(about.view_id, view))
        self._home.refresh(submission)
        return OK

    async def _open_edit(self, action: Action) -> None:
        member = await self._members.current(action)
        about = PersonForm(record_id(action.value), action.view_id)
        known = await self._services.store.read(people_changes.record, member.owner, about.contact_id)
        await show_modal(action, person_form.edit_form(known, about, member, self._services.now()))

    async def _open_merge(self, action: Action) -> None:
        about = PersonForm(record_id(action.value), action.view_id)
        known = await self._services.store.read(people_changes.record, action.owner, about.contact_id)
        await show_modal(action, person_form.merge_form(known, about))
