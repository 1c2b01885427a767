"""`/interview import`: a file that is sent, or rows that are pasted, shown first and then brought in."""

from functools import partial

from core import receipts
from core.errors import InvalidFields
from core.import_csv import Columns
from core.import_file import Unreadable
from core.import_reading import Reading, read_pasted
from handlers.bringing_in import BringingIn
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Event, Interaction, Submission
from handlers.router import OK, Reply, Routes
from handlers.sent_files import SentFiles
from handlers.surfaces import explain, go_on, refused
from views import import_form, import_message, kit
from views.ids import Do, Form
from views.import_form import ImportForm

MOST_FILES = 10
"""As many as a message of Slack's has."""


class Importing:
    """Files in the direct messages, and the forms of the command."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._files = SentFiles(services)
        self._bringing_in = BringingIn(services, members, self._files)

    def routes(self) -> Routes:
        return Routes(
            commands={"import": self.open},
            actions={Do.IMPORT_START: self.bring_in, Do.IMPORT_COLUMNS: self.choose_columns},
            forms={Form.IMPORT_PASTED: self.read_pasted, Form.IMPORT: self.preview_or_bring_in},
            events={"message": self.file_sent},
        )

    async def open(self, command: Command) -> Reply:
        """Say how to send a file, and offer a field to paste into."""
        opening = command.slack.open_view(command.trigger_id, import_form.start_form())
        return go_on(self._services, command, opening)

    async def file_sent(self, event: Event) -> None:
        """Tell who is in the files of a message to the bot, once for each message."""
        body = event.body
        is_own = body.get("bot_id") or event.owner.user_id in {"", event.bot_id}
        if body.get("channel_type") != "im" or body.get("subtype") != "file_share" or is_own:
            return
        if await self._is_first(event.id):
            for file in (body.get("files") or ())[:MOST_FILES]:
                work = self._tell_of(event, str(file["id"]))
                self._services.background.spawn(work, partial(self._say, event))

    async def bring_in(self, action: Action) -> Reply:
        """Bring in whoever is in the file that the message tells of, however often it is clicked."""
        if action.message and await self._is_first(f"import:{action.message.channel}:{action.message.ts}"):
            self._bringing_in.begin(action, action.message, file_id=action.value)
        return OK

    async def choose_columns(self, action: Action) -> Reply:
        """Open the form with the file's columns."""
        self._services.background.spawn(self._open_columns(action), partial(explain, action))
        return OK

    async def read_pasted(self, submission: Submission) -> Reply:
        """Show who is in the pasted text. Raises InvalidFields."""
        text = submission.values["text"]
        reading = await self._read(text)
        return Reply(view=import_form.columns_form(reading, ImportForm(), text))

    async def preview_or_bring_in(self, submission: Submission) -> Reply:
        """Bring in what the form shows; where something was changed in it, show that first."""
        about = ImportForm.load(submission.private_metadata)
        columns, text = import_form.chosen_columns(submission.values), submission.values.get("text", "")
        is_seen = about.seen == import_form.fingerprint(columns, text)
        if not about.file_id:
            return await self._of_pasted(submission, text, is_seen=is_seen)
        if not is_seen:
            work = self._show_columns(submission, submission.view_id, about, columns)
            self._services.background.spawn(work, partial(self._refuse, submission, submission.view_id))
            return Reply(view=import_form.waiting())
        if await self._is_first(f"import:{submission.view_id}"):
            self._bringing_in.begin(submission, about.posted, file_id=about.file_id, columns=columns)
        return Reply(view=import_form.under_way())

    async def _of_pasted(self, submission: Submission, text: str, *, is_seen: bool) -> Reply:
        reading = await self._read(text, import_form.chosen_columns(submission.values))
        if not is_seen:
            return Reply(view=import_form.columns_form(reading, ImportForm(), text))
        if await self._is_first(f"import:{submission.view_id}"):
            self._bringing_in.begin(submission, None, found=reading.found)
        return Reply(view=import_form.under_way())

    async def _read(self, text: str, columns: Columns | None = None) -> Reading:
        try:
            return await self._services.store.aside(read_pasted, text, columns or None)
        except Unreadable as unreadable:
            raise InvalidFields({"text": unreadable.sentence}) from unreadable

    async def _tell_of(self, event: Event, file_id: str) -> None:
        reading = await self._files.read(event, file_id)
        await event.slack.post(event.body["channel"], import_message.found(reading, file_id))

    async def _open_columns(self, action: Action) -> None:
        view_id = await action.slack.open_view(action.trigger_id, import_form.waiting())
        about = ImportForm.of(action.value, action.message)
        work = self._show_columns(action, view_id, about)
        self._services.background.spawn(work, partial(self._refuse, action, view_id))

    async def _show_columns(
        self, request: Interaction, view_id: str, about: ImportForm, columns: Columns | None = None
    ) -> None:
        reading = await self._files.read(request, about.file_id, columns)
        await request.slack.update_view(view_id, import_form.columns_form(reading, about))

    async def _refuse(self, request: Interaction, view_id: str, sentence: str) -> None:
        await request.slack.update_view(view_id, refused(sentence))

    async def _say(self, event: Event, sentence: str) -> None:
        await event.slack.post(event.body["channel"], kit.notice(sentence))

    async def _is_first(self, key: str) -> bool:
        return await self._services.store.write(receipts.first_time, key, self._services.now())
