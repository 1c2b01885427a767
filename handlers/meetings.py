"""What follows in Slack when a scheduled conversation changes: its messages, and the calendar file."""

from collections.abc import Sequence

from core import scheduling
from core.model import Interview, Member, PostedMessage
from core.scheduled import ScheduledInterview
from core.scheduling import Changed
from handlers.outreach import tell_answered
from handlers.ports import Services
from handlers.requests import Interaction
from views import meeting, meeting_calendar
from views.kit import Message


class Meetings:
    """Tells the direct messages what became of a conversation."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def tell(
        self, request: Interaction, member: Member, changed: Changed, here: Sequence[PostedMessage] = ()
    ) -> None:
        """Turn the messages about it into its record; send the file if the calendar has to hear of it."""
        record = meeting.record(changed.scheduled, member)
        for message in {*changed.posted, *here}:
            self._services.background.spawn(_replace(request, message, record))
        if changed.anew:
            self.send_file(request, member, changed.scheduled)
        if changed.anew and changed.scheduled.is_open:
            contact_id, since = changed.scheduled.contact.id, changed.scheduled.scheduled_at
            answered = tell_answered(self._services, request, member, contact_id, since)
            self._services.background.spawn(answered)

    def send_file(self, request: Interaction, member: Member, scheduled: ScheduledInterview) -> None:
        """Send the calendar file, in the background; the person is told if that fails."""

        async def apologise(sentence: str) -> None:
            await request.slack.post(member.owner.user_id, meeting_calendar.not_sent(scheduled, sentence))

        self._services.background.spawn(self._send_file(request, member, scheduled), apologise)

    async def _send_file(self, request: Interaction, member: Member, scheduled: ScheduledInterview) -> None:
        file = meeting_calendar.upload(scheduled, member, self._services.now())
        await request.slack.upload(
            member.owner.user_id, file.filename, file.content, file.title, file.comment
        )

    async def settled(self, request: Interaction, member: Member, interview: Interview) -> None:
        """A conversation was logged: what was posted about it before becomes its record."""
        contact_id, since = interview.contact.id, interview.logged_at
        await tell_answered(self._services, request, member, contact_id, since)
        held = await self._services.store.read(scheduling.held_as, member.owner, interview.id)
        if held:
            self.tell(request, member, held)


async def _replace(request: Interaction, posted: PostedMessage, record: Message) -> None:
    await request.slack.update(posted, record)
