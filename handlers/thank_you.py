"""The thank-you note on a reminder, on Home and in the overview: sent, later, or skipped."""

from core import conversations, scheduling, thank_you
from core.errors import TooLate
from core.model import Member, PostedMessage, ThankYou
from core.thank_you import Told
from core.thank_you_rules import Later
from handlers.members import Members
from handlers.note_records import NoteRecords
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on
from views import commands, panel, thank_you as thank_you_views
from views.ids import Do
from views.kit import Message


class ThankYous:
    """The buttons beside a note that is owed."""

    def __init__(self, services: Services, members: Members, records: NoteRecords) -> None:
        self._services = services
        self._members = members
        self._records = records

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.NOTE_SENT: self.sent,
                Do.NOTE_LATER: self.later,
                Do.NOTE_SKIP: self.skip,
            },
        )

    async def sent(self, action: Action) -> Reply:
        """Mark the note as sent."""
        return await self._close(action, ThankYou.SENT)

    async def skip(self, action: Action) -> Reply:
        """Take the note off the list."""
        return await self._close(action, ThankYou.SKIPPED)

    async def later(self, action: Action) -> Reply:
        """Remind again tonight or tomorrow morning, or say why that is too late."""
        member, now = await self._members.current(action), self._services.now()
        choice, _, interview_id = action.value.partition(":")
        told = await self._services.store.read(thank_you.find, member.owner, record_id(interview_id))
        try:
            snoozed = await self._services.store.write(
                thank_you.snooze, member, told.interview.id, Later(choice), now
            )
            remark = thank_you_views.snoozed_remark(snoozed.until, member)
        except TooLate as reason:
            remark = reason.sentence
        if action.message:
            message = self._after(told, member, remark)
            work = self._show_remark(action, action.message, message, remark)
            return go_on(self._services, action, work)
        return OK

    def _after(self, told: Told, member: Member, remark: str) -> Message:
        """The reminder after a click on *Later*."""
        now = self._services.now()
        if told.panel:
            return panel.reminder(told.panel, member, now, remark=remark)
        if told.interview.thank_you is ThankYou.DUE:
            return thank_you_views.reminder(told.interview, member, now, remark=remark)
        return thank_you_views.record(told.interview, member)

    async def _show_remark(
        self, action: Action, posted: PostedMessage, message: Message, remark: str
    ) -> None:
        if not await action.slack.update(posted, message):
            await explain(action, remark)

    async def _close(self, action: Action, outcome: ThankYou) -> Reply:
        member = await self._members.current(action)
        closed = await self._services.store.write(
            thank_you.close, member.owner, record_id(action.value), outcome, self._services.now()
        )
        here = [action.message] if action.message and not action.ephemeral else []
        self._records.tell(action, member, closed, here)
        if action.ephemeral:
            work = self._show_overview(action, member)
            return go_on(self._services, action, work)
        return OK

    async def _show_overview(self, action: Action, member: Member) -> None:
        now = self._services.now()
        owing = await self._services.store.read(conversations.notes_owed, member.owner, now)
        next_talk = await self._services.store.read(scheduling.next_talk, member.owner, now)
        overview = commands.overview(owing, member, now, next_talk)
        await action.slack.respond(action.response_url, overview, replace=True)
