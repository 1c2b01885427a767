"""`/interview thanks`, and the form in which a thank-you note is finished."""

from core import note_choice, thank_you
from core.errors import InvalidFields
from core.model import Member, ThankYou
from core.note import Length
from core.thank_you import Begun, Closed
from handlers.live_form import LiveForm
from handlers.members import Members
from handlers.note_entry import NoteEntry, first_view, is_outdated, next_view
from handlers.note_records import NoteRecords
from handlers.ports import Services
from handlers.requests import Action, Command, Submission, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import note_form, note_list
from views.ids import Do, Form
from views.kit import View


class Notes:
    """The note's form, from wherever it is opened."""

    def __init__(self, services: Services, members: Members, records: NoteRecords) -> None:
        self._services = services
        self._members = members
        self._records = records
        self._live = LiveForm(services, self._show)

    def routes(self) -> Routes:
        return Routes(
            commands={"thanks": self.thanks},
            actions={
                Do.NOTE_DRAFT: self.draft,
                **dict.fromkeys((Do.NOTE_LENGTH, Do.NOTE_ANEW), self._live.changed),
                **dict.fromkeys((Do.NOTE_SAID, Do.NOTE_SUBJECT, Do.NOTE_TEXT), self._live.typed),
            },
            forms={Form.NOTE: self.sent},
        )

    async def thanks(self, command: Command) -> Reply:
        """Open the note that is owed, or list those that may be meant."""
        return go_on(self._services, command, self._answer(command))

    async def draft(self, action: Action) -> Reply:
        """Open the note, filled from the log, or as it was sent."""
        return go_on(self._services, action, self._open(action))

    async def sent(self, submission: Submission) -> Reply:
        """Keep the note's text and mark it as sent. Raises InvalidFields, NotYours."""
        member, now = await self._members.current(submission), self._services.now()
        form = NoteEntry.read(submission.values, submission.private_metadata)
        begun = await self._begun(member, form)
        if is_outdated(begun, form):
            return Reply(view=next_view(begun, form, now))
        closed = await self._close(member, form)
        self._records.tell(submission, member, closed)
        return Reply(view=note_form.sent_form(closed.interview, member))

    async def _answer(self, command: Command) -> None:
        member, now = await self._members.current(command), self._services.now()
        meant = await self._services.store.read(note_choice.meant_by, member.owner, command.rest, now)
        if meant.only:
            await command.slack.open_view(command.trigger_id, await self._first(member, meant.only.id))
        else:
            await command.slack.respond(command.response_url, note_list.notes(meant, member, now))

    async def _open(self, action: Action) -> None:
        member = await self._members.current(action)
        await show_modal(action, await self._first(member, record_id(action.value)))

    async def _first(self, member: Member, interview_id: int) -> View:
        now = self._services.now()
        begun = await self._services.store.read(thank_you.begin, member, interview_id, Length.EMAIL, now)
        if begun.interview.thank_you is ThankYou.SENT:
            return note_form.sent_note(begun.interview, member)
        return first_view(begun, now)

    async def _show(self, action: Action) -> None:
        """Show what follows from the form as it was seen; a later change will be shown by itself."""
        member = await self._members.current(action)
        form = NoteEntry.read(action.values, action.private_metadata)
        begun = await self._begun(member, form)
        view = next_view(begun, form, self._services.now(), anew=action.action_id == Do.NOTE_ANEW)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)

    async def _begun(self, member: Member, form: NoteEntry) -> Begun:
        interview_id, now = form.made.interview_id, self._services.now()
        return await self._services.store.read(
            thank_you.begin, member, interview_id, form.length, now, form.said
        )

    async def _close(self, member: Member, form: NoteEntry) -> Closed:
        try:
            return await self._services.store.write(
                thank_you.close,
                member.owner,
                form.made.interview_id,
                ThankYou.SENT,
                self._services.now(),
                note=form.written.text,
                said=form.said or "",
            )
        except InvalidFields as invalid:
            problems = {note_form.block_id_of(name, form.made): why for name, why in invalid.problems.items()}
            raise InvalidFields(problems) from None
