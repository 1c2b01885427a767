"""The buttons of a nudge: we were in touch, next week, stop."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from core import keep_in_touch, nudge_reminders
from core.model import Member
from core.nudges import Keeping
from core.ports import Uow
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain
from views import nudges
from views.ids import Do

Change = Callable[[Uow, Member, int, datetime], Keeping]


class KeepingInTouch:
    """What a member answers to a nudge, one person at a time."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.TOUCH_NOTE: self.touched,
                Do.NUDGE_SNOOZE: self.next_week,
                Do.NUDGE_STOP: self.stop,
            },
        )

    async def touched(self, action: Action) -> Reply:
        """The two were in touch: the clock counts from now."""
        return await self._change(action, keep_in_touch.touch)

    async def next_week(self, action: Action) -> Reply:
        """Nudge about this person again in a week."""
        return await self._change(action, keep_in_touch.snooze)

    async def stop(self, action: Action) -> Reply:
        """No more nudges about this person."""
        return await self._change(action, partial(keep_in_touch.set_cadence, days=None))

    async def _change(self, action: Action, change: Change) -> Reply:
        member = await self._members.current(action)
        contact_id, _, reminder_id = action.value.partition(":")
        await self._services.store.write(change, member, record_id(contact_id), self._services.now())
        self._services.background.spawn(
            self._show(action, member, record_id(reminder_id)), partial(explain, action)
        )
        self._home.refresh(action)
        return OK

    async def _show(self, action: Action, member: Member, reminder_id: int) -> None:
        nudge = await self._services.store.read(
            nudge_reminders.people_of, member, reminder_id, self._services.now()
        )
        if action.message:
            await action.slack.update(action.message, nudges.nudge(nudge, reminder_id, member))
