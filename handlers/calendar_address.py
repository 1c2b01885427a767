"""`/interview calendar`: the secret address of a member's calendar, made, shown once, and turned off."""

import secrets
from functools import partial
from urllib.parse import urljoin

from core import calendar_feed, receipts
from core.model import Member
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain
from views import calendar_address as views
from views.ids import Do
from views.kit import Message

TOKEN_BYTES = 32
PATH = "calendar/"
"""Below the public address; the token and ``.ics`` follow."""


class CalendarAddress:
    """``public_url``: where calendars are served; None where they are not, ``by_socket`` says why."""

    def __init__(
        self, services: Services, members: Members, public_url: str | None, *, by_socket: bool
    ) -> None:
        self._services = services
        self._members = members
        self._public_url = public_url
        self._by_socket = by_socket

    def routes(self) -> Routes:
        return Routes(
            commands={"calendar": self.show},
            actions={Do.CALENDAR_NEW: self.renew, Do.CALENDAR_OFF: self.turn_off},
        )

    async def show(self, command: Command) -> Reply:
        """Tell whether there is an address."""
        if self._public_url is None:
            return Reply(message=views.unavailable(by_socket=self._by_socket))
        return await self._members.answer(command, self._standing)

    async def renew(self, action: Action) -> Reply:
        """Make an address, and show it in private; of two that two clicks made, one would work no more."""
        clicked, now = f"calendar:{action.message}", self._services.now()
        if action.message is None or await self._services.store.write(receipts.first_time, clicked, now):
            self._services.background.spawn(self._renew(action), partial(explain, action))
        return OK

    async def turn_off(self, action: Action) -> Reply:
        """Let the address work no more."""
        await self._services.store.write(calendar_feed.revoke, action.owner)
        work = answer(action, "Calendar", views.off(), replace=True)
        self._services.background.spawn(work, partial(explain, action))
        return OK

    async def _standing(self, member: Member) -> Message:
        made_at = await self._services.store.read(calendar_feed.made_at, member.owner)
        return views.standing(member, made_at)

    async def _renew(self, action: Action) -> None:
        if self._public_url is None:
            shown = views.unavailable(by_socket=self._by_socket)
        else:
            member = await self._members.current(action)
            token = secrets.token_urlsafe(TOKEN_BYTES)
            await self._services.store.write(calendar_feed.renew, member, token, self._services.now())
            shown = views.made(urljoin(self._public_url, f"{PATH}{token}.ics"))
        await answer(action, "Calendar", shown, replace=True)
