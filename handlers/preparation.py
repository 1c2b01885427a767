"""`/interview prep`: the sheet for a conversation, its question bank, and the answers afterwards."""

from dataclasses import replace

from core import people_choice, preparing, receipts
from core.errors import InvalidFields
from core.model import ContactDetails, Owner
from core.preparation import Preparation, read_questions, to_answer
from core.preparing import Sheet
from handlers.members import Members
from handlers.person_field import read_person
from handlers.ports import Services
from handlers.requests import Action, Command, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import prep_form, preparation
from views.ids import Do, Form
from views.kit import View
from views.person_field import NEW
from views.prep_form import Opened, PrepEntry

NO_LONGER_ASKED = "A question that is no longer on the sheet"


class Preparing:
    """What is prepared before a conversation, and filled in after it."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            commands={"prep": self.prep},
            actions={
                Do.PREP_OPEN: self.open,
                Do.QUESTION_ADD: self.add_question,
                Do.PREP_SHOW: self.show,
                Do.PREP_POST: self.post,
                Do.ANSWERS_WRITE: self.write_answers,
            },
            forms={
                Form.PREP_PERSON: self.choose,
                Form.PREP: self.save,
                Form.ANSWERS: self.save_answers,
            },
        )

    async def prep(self, command: Command) -> Reply:
        """Open the sheet of the person that was named, or ask whose."""
        return go_on(self._services, command, self._open(command))

    async def open(self, action: Action) -> Reply:
        """Open the sheet's form from a button."""
        return go_on(self._services, action, self._open_form(action))

    async def choose(self, submission: Submission) -> Reply:
        """Go on to the sheet of whoever was chosen. Raises InvalidFields."""
        read_person(submission.values)
        return Reply(view=await self._form_for(submission.owner, submission.values["person"]))

    async def add_question(self, action: Action) -> Reply:
        """Put a question of the bank's on the list, and leave all that was typed as it is."""
        opened = Opened.load(action.private_metadata)
        entry, remark = prep_form.with_question(prep_form.read_entry(action.values), action.value)
        view = prep_form.prep_form(replace(opened, turn=opened.turn + 1), entry, remark)
        return go_on(self._services, action, action.slack.update_view(action.view_id, view))

    async def save(self, submission: Submission) -> Reply:
        """Keep the sheet, and show it. Raises InvalidFields."""
        whom = read_person({"person": Opened.load(submission.private_metadata).whom})
        written = _written(prep_form.read_entry(submission.values))
        try:
            sheet = await self._services.store.write(
                preparing.save,
                submission.owner,
                whom,
                written,
                request_key=submission.view_id,
                now=self._services.now(),
            )
        except InvalidFields as invalid:
            raise InvalidFields({prep_form.QUESTIONS_FIELD: invalid.sentence}) from invalid
        return Reply(view=preparation.sheet_view(sheet, title="Saved"))

    async def show(self, action: Action) -> Reply:
        """Show the sheet with its answers."""
        return go_on(self._services, action, self._show(action))

    async def post(self, action: Action) -> Reply:
        """Send the sheet to the direct messages, once."""
        key = f"prep.post:{action.view_id}"
        if await self._services.store.write(receipts.first_time, key, self._services.now()):
            return go_on(self._services, action, self._post(action))
        return OK

    async def write_answers(self, action: Action) -> Reply:
        """Open the questions, each with room for its answer."""
        return go_on(self._services, action, self._open_answers(action))

    async def save_answers(self, submission: Submission) -> Reply:
        """Keep the answers, and show the sheet with them."""
        contact_id = record_id(submission.private_metadata)
        sheet = await self._sheet(submission.owner, contact_id)
        fields = {prep_form.answer_field(question): question for question in to_answer(sheet.preparation)}
        answers = {fields.get(name, NO_LONGER_ASKED): text for name, text in submission.values.items()}
        saved = await self._services.store.write(
            preparing.answer, submission.owner, contact_id, answers, self._services.now()
        )
        return Reply(view=preparation.sheet_view(saved, title="Saved"))

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        view = await self._first_form(member.owner, command.rest)
        await command.slack.open_view(command.trigger_id, view)

    async def _first_form(self, owner: Owner, typed: str) -> View:
        if not typed:
            next_one = await self._services.store.read(preparing.next_person, owner, self._services.now())
            return prep_form.choose_form([], "", suggested=next_one)
        meant = await self._services.store.read(people_choice.meant, owner, typed)
        if meant.known:
            return await self._form_for(owner, str(meant.known.id))
        return prep_form.choose_form(meant.similar, typed)

    async def _form_for(self, owner: Owner, chosen: str) -> View:
        """The form with what is prepared so far; ``chosen``: a person field's value."""
        whom = read_person({"person": chosen})
        if isinstance(whom, ContactDetails):
            opened = Opened(chosen, chosen.removeprefix(NEW))
            return prep_form.prep_form(opened, PrepEntry.of(preparing.begun()))
        sheet = await self._sheet(owner, whom)
        opened = Opened(chosen, sheet.contact.label)
        return prep_form.prep_form(opened, PrepEntry.of(sheet.preparation))

    async def _open_form(self, action: Action) -> None:
        await self._members.current(action)
        await _go_to(action, await self._form_for(action.owner, str(record_id(action.value))))

    async def _open_answers(self, action: Action) -> None:
        sheet = await self._sheet(action.owner, record_id(action.value))
        await _go_to(action, prep_form.answers_form(sheet))

    async def _show(self, action: Action) -> None:
        sheet = await self._sheet(action.owner, record_id(action.value))
        await show_modal(action, preparation.sheet_view(sheet))

    async def _post(self, action: Action) -> None:
        sheet = await self._sheet(action.owner, record_id(action.value))
        await action.slack.post(action.owner.user_id, preparation.sheet_message(sheet))
        await action.slack.update_view(action.view_id, preparation.posted())

    async def _sheet(self, owner: Owner, contact_id: int) -> Sheet:
        return await self._services.store.read(preparing.sheet_for, owner, contact_id)


def _written(entry: PrepEntry) -> Preparation:
    return Preparation(
        organisation=entry.organisation,
        person=entry.person,
        aim=entry.aim,
        questions=read_questions(f"{entry.questions}\n{entry.added}"),
        minutes=int(entry.minutes),
    )


async def _go_to(action: Action, view: View) -> None:
    """Show the next step: in place of the sheet if the click was there."""
    if action.private_metadata == preparation.SHEET:
        await action.slack.update_view(action.view_id, view)
    else:
        await show_modal(action, view)
