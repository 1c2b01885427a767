"""The thank-you note: draft it, mark it as sent, be reminded later, skip it."""

from collections.abc import Iterable
from functools import partial

from core import conversations, own_words, scheduling, thank_you
from core.errors import TooLate
from core.model import Interview, Member, PostedMessage, ThankYou
from core.thank_you_rules import Later
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, show_modal
from views import commands, thank_you as thank_you_views
from views.ids import Do, Form
from views.kit import Message


class ThankYous:
    """The buttons of a reminder, of Home and of the overview, and the note's form."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.NOTE_DRAFT: self.draft,
                Do.NOTE_SENT: self.sent,
                Do.NOTE_LATER: self.later,
                Do.NOTE_SKIP: self.skip,
            },
            forms={Form.NOTE: self.note_sent},
        )

    async def draft(self, action: Action) -> Reply:
        """Open the note, filled from the log."""
        self._services.background.spawn(self._open_note(action), partial(explain, action))
        return OK

    async def sent(self, action: Action) -> Reply:
        """Mark the note as sent."""
        return await self._close(action, ThankYou.SENT)

    async def skip(self, action: Action) -> Reply:
        """Take the note off the list."""
        return await self._close(action, ThankYou.SKIPPED)

    async def note_sent(self, submission: Submission) -> Reply:
        """Keep the note's text and mark it as sent."""
        member = await self._members.current(submission)
        closed = await self._services.store.write(
            thank_you.close,
            member.owner,
            record_id(submission.private_metadata),
            ThankYou.SENT,
            self._services.now(),
            note=submission.values.get("note", ""),
        )
        self._tell(submission, member, closed.interview, closed.posted)
        return Reply(view=thank_you_views.sent_form(closed.interview, member))

    async def later(self, action: Action) -> Reply:
        """Remind again tonight or tomorrow morning, or say why that is too late."""
        member, now = await self._members.current(action), self._services.now()
        choice, _, interview_id = action.value.partition(":")
        interview = await self._services.store.read(
            thank_you.interview_for_note, member.owner, record_id(interview_id)
        )
        try:
            snoozed = await self._services.store.write(
                thank_you.snooze, member, interview.id, Later(choice), now
            )
            remark = thank_you_views.snoozed_remark(snoozed.until, member)
        except TooLate as reason:
            remark = reason.sentence
        if action.message:
            message = (
                thank_you_views.reminder(interview, member, now, remark=remark)
                if interview.thank_you is ThankYou.DUE
                else thank_you_views.record(interview, member)
            )
            work = self._show_remark(action, action.message, message, remark)
            self._services.background.spawn(work, partial(explain, action))
        return OK

    async def _show_remark(
        self, action: Action, posted: PostedMessage, message: Message, remark: str
    ) -> None:
        if not await action.slack.update(posted, message):
            await explain(action, remark)

    async def _open_note(self, action: Action) -> None:
        member = await self._members.current(action)
        interview = await self._services.store.read(
            thank_you.interview_for_note, member.owner, record_id(action.value)
        )
        profile = await self._services.store.read(own_words.profile, member.owner)
        name = profile.name if profile else ""
        await show_modal(action, thank_you_views.note_form(interview, member, self._services.now(), name))

    async def _close(self, action: Action, outcome: ThankYou) -> Reply:
        member = await self._members.current(action)
        closed = await self._services.store.write(
            thank_you.close, member.owner, record_id(action.value), outcome, self._services.now()
        )
        here = [action.message] if action.message and not action.ephemeral else []
        self._tell(action, member, closed.interview, {*closed.posted, *here})
        if action.ephemeral:
            work = self._show_overview(action, member)
            self._services.background.spawn(work, partial(explain, action))
        return OK

    def _tell(
        self, request: Interaction, member: Member, interview: Interview, posted: Iterable[PostedMessage]
    ) -> None:
        """Turn every reminder of the note into its record, and draw Home again."""
        record = thank_you_views.record(interview, member)
        for message in posted:
            self._services.background.spawn(_replace(request, message, record))
        self._home.refresh(request)

    async def _show_overview(self, action: Action, member: Member) -> None:
        now = self._services.now()
        owing = await self._services.store.read(conversations.notes_owed, member.owner, now)
        next_talk = await self._services.store.read(scheduling.next_talk, member.owner, now)
        overview = commands.overview(owing, member, now, next_talk)
        await action.slack.respond(action.response_url, overview, replace=True)


async def _replace(request: Interaction, posted: PostedMessage, record: Message) -> None:
    await request.slack.update(posted, record)
