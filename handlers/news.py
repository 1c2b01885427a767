"""`/interview news`: whom to tell, the notes in the DM, and one after the other until all are told."""

from collections.abc import Mapping
from functools import partial

from core import telling
from core.errors import InvalidFields, NotYours
from core.model import NOWHERE, Member, PostedMessage
from core.news import News, NoteState
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction, Submission, Suggestion, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on, show_modal
from views import news as news_views, person_field
from views.ids import Do, Form
from views.kit import Json, Message, View

SENT, SKIPPED = "Marked as sent.", "Skipped."


class TellingNews:
    """A member's news, and the note for each person who should hear them."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            commands={"news": self.news},
            actions={Do.NEWS_DRAFT: self.draft, Do.NEWS_SENT: self.sent, Do.NEWS_SKIP: self.skip},
            forms={Form.NEWS: self.tell, Form.NEWS_NOTE: self.ready},
            suggestions={Do.NEWS_OTHERS: self.others},
        )

    async def news(self, command: Command) -> Reply:
        """Open the form, with the news as they were typed."""
        return go_on(self._services, command, self._open(command))

    async def others(self, suggestion: Suggestion) -> list[Json]:
        """Whom else one may tell."""
        people = await self._services.store.read(telling.others, suggestion.owner, suggestion.query)
        return [person_field.option_for(contact) for contact in people]

    async def tell(self, submission: Submission) -> Reply:
        """Store the news, list the notes in the DM and go on to the first. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        told = await self._services.store.write(
            telling.tell,
            member,
            submission.values.get("news", ""),
            _ticked(submission.values),
            request_key=submission.view_id,
            now=self._services.now(),
            name=submission.values.get("name", ""),
        )
        if told.is_new:
            self._services.background.spawn(self._post(submission, member, told.news))
        return Reply(view=_next(told.news, member))

    async def ready(self, submission: Submission) -> Reply:
        """Keep a note as it was written and show it to be copied. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        news_id, contact_id = _both(submission.private_metadata)
        written = {news_views.block_name(name): text for name, text in submission.values.items()}
        try:
            news = await self._services.store.write(
                telling.write,
                member.owner,
                news_id,
                contact_id,
                written.get("subject", ""),
                written.get("text", ""),
            )
        except InvalidFields as invalid:
            problems = {
                news_views.block_id_of(name, contact_id): why for name, why in invalid.problems.items()
            }
            raise InvalidFields(problems) from None
        note = news.note_to(contact_id)
        if note is None:
            raise NotYours
        return Reply(view=news_views.ready(news, note))

    async def draft(self, action: Action) -> Reply:
        """Show a note to be written."""
        self._services.background.spawn(self._show_note(action), partial(explain, action))
        return OK

    async def sent(self, action: Action) -> Reply:
        """A note was sent: the two were in touch."""
        return await self._close(action, NoteState.SENT, SENT)

    async def skip(self, action: Action) -> Reply:
        """Somebody is not told."""
        return await self._close(action, NoteState.SKIPPED, SKIPPED)

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        to_tell = await self._services.store.read(telling.to_start_with, member.owner, self._services.now())
        if not to_tell.anybody:
            await explain(command, news_views.NOBODY)
            return
        await command.slack.open_view(command.trigger_id, news_views.news_form(to_tell, command.rest))

    async def _show_note(self, action: Action) -> None:
        member = await self._members.current(action)
        news_id, contact_id = _both(action.value)
        news = await self._services.store.read(telling.find, member.owner, news_id)
        note = news.note_to(contact_id)
        if note is None:
            raise NotYours
        view = news_views.note_form(news, note)
        if action.view_type == "modal":
            await action.slack.update_view(action.view_id, view)
        else:
            await show_modal(action, view)

    async def _close(self, action: Action, state: NoteState, remark: str) -> Reply:
        member = await self._members.current(action)
        news_id, contact_id = _both(action.value)
        news = await self._services.store.write(
            telling.close, member, news_id, contact_id, state, self._services.now()
        )
        self._tell(action, member, news)
        if action.view_type == "modal":
            work = action.slack.update_view(action.view_id, _next(news, member, contact_id, remark))
            return go_on(self._services, action, work)
        return OK

    def _tell(self, action: Action, member: Member, news: News) -> None:
        """Let the list in the DM say how it stands, and draw Home again."""
        message = news_views.message(news, member)
        for where in {news.posted, action.message or NOWHERE} - {NOWHERE}:
            self._services.background.spawn(_replace(action, where, message))
        self._home.refresh(action)

    async def _post(self, request: Interaction, member: Member, news: News) -> None:
        """List the notes in the DM; some may be dealt with before it is there."""
        where = await request.slack.post(member.owner.user_id, news_views.message(news, member))
        by_now = await self._services.store.write(telling.posted, member.owner, news.id, where)
        if by_now.notes != news.notes:
            await request.slack.update(where, news_views.message(by_now, member))


async def _replace(request: Interaction, where: PostedMessage, message: Message) -> None:
    await request.slack.update(where, message)


def _next(news: News, member: Member, after: int = 0, remark: str = "") -> View:
    """The next note to write, or how it stands once none is left."""
    note = news.next_note(after)
    return news_views.note_form(news, note, remark) if note else news_views.standing(news, member)


def _ticked(values: Mapping[str, str]) -> list[int]:
    """Whom the form names, in its order."""
    fields = sorted(name for name in values if name.startswith(news_views.TICKED))
    chosen = ",".join(values.get(name, "") for name in (*fields, "others"))
    return [record_id(value) for value in chosen.split(",") if value]


def _both(value: str) -> tuple[int, int]:
    """The news and the person that a button or a form is about. Raises NotYours."""
    news_id, _, contact_id = value.partition(":")
    return record_id(news_id), record_id(contact_id)
