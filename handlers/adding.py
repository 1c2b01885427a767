"""Adding a person with whom nothing happened yet: from the list of people, or from a message about them."""

from core import conversations, people_changes
from core.model import ContactDetails
from core.nudges import Keeping
from core.people import PersonRecord
from handlers.home import Home
from handlers.members import Members
from handlers.person_entry import newcomer, read_message, read_person_form
from handlers.ports import Services
from handlers.requests import Action, Submission, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import person_form, person_story
from views.ids import Do, Form, Shortcut
from views.person_form import AddedPerson
from views.same_person import NEW_PERSON


class Adding:
    """*Add a person*, and the message shortcut *Log this person*."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={Do.PERSON_ADD: self.start},
            shortcuts={Shortcut.PERSON_LOG: self.read},
            forms={Form.PERSON_NEW: self.save},
        )

    async def start(self, action: Action) -> Reply:
        """Open the empty form."""
        work = self._open(action, newcomer(ContactDetails("")))
        return go_on(self._services, action, work)

    async def read(self, action: Action) -> Reply:
        """Open the form as the message tells of somebody."""
        work = self._open(action, read_message(action.value))
        return go_on(self._services, action, work)

    async def save(self, submission: Submission) -> Reply:
        """Add them, once it is clear that they are nobody known. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        read, now = self._services.store.read, self._services.now()
        wanted = read_person_form(submission.values, newcomer(ContactDetails("")), member.nudging)
        similar = await read(conversations.similar_people, member.owner, wanted.details)
        asked = AddedPerson.load(submission.private_metadata)
        if [contact.id for contact in similar] != asked.shown:
            record = newcomer(wanted.details, wanted.notes, wanted.tags, Keeping(wanted.cadence_days))
            return Reply(view=person_form.add_form(record, member, now, similar))
        chosen = submission.values.get("same_person", "")
        same_as = record_id(chosen) if chosen not in {"", NEW_PERSON} else None
        story = await self._services.store.write(
            people_changes.add, member, wanted, same_as, submission.view_id, now
        )
        self._home.refresh(submission)
        return Reply(view=person_story.person(story, member))

    async def _open(self, action: Action, record: PersonRecord) -> None:
        member = await self._members.current(action)
        await show_modal(action, person_form.add_form(record, member, self._services.now()))
