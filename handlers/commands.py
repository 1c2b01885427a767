"""`/interview` itself, help, words that are not known, and plain words in the DM."""

from core import conversations, receipts, reminder_status, scheduling
from core.model import Member
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Event, as_typed
from handlers.router import ANY_OTHER, Reply, Routes
from handlers.surfaces import answer, go_on
from views import commands, status
from views.ids import Do
from views.kit import Message


class Commands:
    """Where a member stands, and what there is."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            commands={
                "": self.overview,
                "help": self.help,
                "status": self.status,
                ANY_OTHER: self.unknown,
            },
            actions={Do.HELP_SHOW: self.show_help},
            events={"message": self.message},
        )

    async def overview(self, command: Command) -> Reply:
        """Answer with what is due."""
        now = self._services.now()
        arrival = await self._services.store.write(conversations.arrive, command.owner, now)
        if arrival is None:
            return await self._members.answer(command, self._overview)
        self._members.keep_fresh(command, arrival.member)
        return Reply(message=commands.overview(arrival.owing, arrival.member, now, arrival.next_talk))

    async def help(self, command: Command) -> Reply:  # noqa: ARG002 - every command gets the same help
        """Answer with all commands."""
        return Reply(message=commands.help_message())

    async def status(self, command: Command) -> Reply:
        """Answer with how the member's reminders stand."""
        return await self._members.answer(command, self._status)

    async def unknown(self, command: Command) -> Reply:
        """Answer a misspelt word with the nearest command."""
        return Reply(message=commands.unknown(command.word, command.rest))

    async def show_help(self, action: Action) -> Reply:
        """Show all commands."""
        work = answer(action, "Help", commands.help_message())
        return go_on(self._services, action, work)

    async def message(self, event: Event) -> None:
        """Answer plain words in the DM, once for each."""
        if event.body.get("channel_type") != "im" or event.body.get("subtype") or event.body.get("bot_id"):
            return
        now = self._services.now()
        if await self._services.store.write(receipts.first_time, event.id, now):
            reply = commands.direct_message(as_typed(event.body.get("text", "")))
            self._services.background.spawn(event.slack.post(event.body["channel"], reply))

    async def _status(self, member: Member) -> Message:
        now = self._services.now()
        told = await self._services.store.read(reminder_status.of_member, member.owner, now)
        return status.status(told, member, now)

    async def _overview(self, member: Member) -> Message:
        now = self._services.now()
        owing = await self._services.store.read(conversations.notes_owed, member.owner, now)
        next_talk = await self._services.store.read(scheduling.next_talk, member.owner, now)
        return commands.overview(owing, member, now, next_talk)
