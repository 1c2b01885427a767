"""Logging a conversation: the form, its check, and saving."""

from collections.abc import Sequence
from dataclasses import replace

from core import conversations
from core.conversations import LogConversation, Logged
from core.errors import UnreadableTime
from core.model import Contact, Member
from core.when import Span, read_when
from handlers.home import Home
from handlers.log_entry import (
    chosen_person,
    debrief_of,
    details_of,
    how_often_of,
    is_agreed,
    read_command,
    read_form,
    understood,
)
from handlers.meetings import Meetings
from handlers.members import Members
from handlers.others_entry import check_choices, read_others
from handlers.ports import Services
from handlers.requests import Action, Command, Submission
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import log_form
from views.ids import Do, Form, Shortcut
from views.kit import View
from views.log_form import Checked, LogEntry
from views.others_field import Other, shown


class Conversations:
    """`/interview log` and its form."""

    def __init__(self, services: Services, members: Members, home: Home, meetings: Meetings) -> None:
        self._services = services
        self._members = members
        self._home = home
        self._meetings = meetings

    def routes(self) -> Routes:
        return Routes(
            commands={"log": self.log},
            actions={Do.CONVERSATION_LOG: self.start},
            shortcuts={Shortcut.CONVERSATION_LOG: self.start},
            forms={Form.CONVERSATION: self.save},
        )

    async def log(self, command: Command) -> Reply:
        """Open the form, filled from the text after the command."""
        return go_on(self._services, command, self._open(command))

    async def start(self, action: Action) -> Reply:
        """Open the form, empty or filled from what the button carries."""
        return go_on(self._services, action, self._open_form(action))

    async def save(self, submission: Submission) -> Reply:
        """Save what has been shown back; show back what has not. Raises InvalidFields."""
        member = await self._members.current(submission)
        entry, checked = read_form(submission), Checked.load(submission.private_metadata)
        span = understood(entry, checked, self._services.now(), member)
        similar, others = await self._who(member, submission, entry)
        if is_agreed(entry, checked, similar):
            entry, similar = replace(entry, same_person=str(checked.person)), []
        known = [contact.id for contact in similar]
        if (checked.when, checked.people, checked.others) != (entry.when, known, shown(others)):
            form = log_form.check_form(entry, member, span, similar, checked.agreed, others)
            return Reply(view=form)
        check_choices(others, chosen_person(entry))
        logged = await self._store(member, entry, span, submission.view_id, checked.scheduled, others)
        for interview in logged.panel.interviews if logged.panel else [logged.interview]:
            self._services.background.spawn(self._meetings.settled(submission, member, interview))
        self._home.refresh(submission)
        return Reply(view=log_form.saved(logged, member, self._services.now()))

    async def _who(
        self, member: Member, submission: Submission, entry: LogEntry
    ) -> tuple[list[Contact], list[Other]]:
        """Who may be meant by the person, and who else was there. Raises InvalidFields."""
        first = details_of(entry)
        others = read_others(submission.values, first)
        people = [first, *(other.details for other in others)]
        similar, *more = await self._services.store.read(conversations.similar_to_each, member.owner, people)
        known = [replace(other, similar=tuple(each)) for other, each in zip(others, more, strict=True)]
        return similar, known

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        entry = read_command(command.rest, self._services.now(), member.zone)
        await command.slack.open_view(command.trigger_id, self._filled(entry, member))

    async def _open_form(self, action: Action) -> None:
        member = await self._members.current(action)
        entry = read_command(action.value, self._services.now(), member.zone)
        await show_modal(action, self._filled(entry, member))

    def _filled(self, entry: LogEntry, member: Member) -> View:
        """The form, with how its time reads, or why it cannot be read."""
        if not entry.when:
            return log_form.log_form(entry, member)
        try:
            return log_form.log_form(entry, member, read_when(entry.when, self._services.now(), member.zone))
        except UnreadableTime as unreadable:
            return log_form.log_form(entry, member, problem=unreadable.sentence)

    async def _store(
        self,
        member: Member,
        entry: LogEntry,
        span: Span,
        view_id: str,
        scheduled: int,
        others: Sequence[Other],
    ) -> Logged:
        command = LogConversation(
            details=details_of(entry),
            span=span,
            debrief=debrief_of(entry),
            request_key=view_id,
            same_as=chosen_person(entry),
            scheduled_id=scheduled or None,
            how_often=how_often_of(entry, member.nudging),
            others=tuple((other.details, other.same_as) for other in others),
        )
        return await self._services.store.write(
            conversations.log_conversation, member, command, self._services.now()
        )
