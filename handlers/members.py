"""Who is doing this, and in which zone they live: read from Slack once, and kept fresh."""

from collections.abc import Awaitable, Callable
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core import members
from core.model import Member
from handlers.ports import Services
from handlers.requests import Command, Event, Interaction
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain
from views.kit import Message

UNKNOWN_ZONE = "UTC"


class Members:
    """Turns the sender of a request into a member."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(events={"user_change": self.profile_changed})

    async def known(self, request: Interaction) -> Member | None:
        """The member, if their zone is known already."""
        member = await self._services.store.write(members.greet, request.owner, self._services.now())
        if member:
            self.keep_fresh(request, member)
        return member

    def keep_fresh(self, request: Interaction, member: Member) -> None:
        """Ask Slack for the member's zone again, in the background, if the last time is a day ago."""
        if members.zone_is_stale(member, self._services.now()):
            self._services.background.spawn(self._refresh(request))

    async def current(self, request: Interaction) -> Member:
        """The member; for a new one this waits for Slack."""
        return await self.known(request) or await self._settle(request, await _zone(request))

    async def answer(self, command: Command, build: Callable[[Member], Awaitable[Message]]) -> Reply:
        """Answer a command with a message for its sender, without letting the answer wait for Slack."""
        member = await self.known(command)
        if member:
            return Reply(message=await build(member))
        self._services.background.spawn(self._answer_new(command, build), partial(explain, command))
        return OK

    async def profile_changed(self, event: Event) -> None:
        """Follow a member who changes their zone in Slack."""
        zone = event.body["user"].get("tz")
        if zone and await self._services.store.read(members.find, event.owner):
            await self._follow(event, _checked(zone))

    async def _answer_new(self, command: Command, build: Callable[[Member], Awaitable[Message]]) -> None:
        member = await self.current(command)
        await command.slack.respond(command.response_url, await build(member))

    async def _refresh(self, request: Interaction) -> None:
        await self._follow(request, await _zone(request))

    async def _follow(self, request: Interaction, zone: str) -> None:
        now = self._services.now()
        await self._services.store.write(members.follow_zone, request.owner, zone, now)

    async def _settle(self, request: Interaction, zone: str) -> Member:
        return await self._services.store.write(members.settle_in, request.owner, zone, self._services.now())


async def _zone(request: Interaction) -> str:
    return _checked(await request.slack.zone_of(request.owner.user_id))


def _checked(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError):
        return UNKNOWN_ZONE
