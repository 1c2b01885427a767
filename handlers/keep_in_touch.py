"""The buttons of a nudge: we were in touch, next week, stop; and how often to be in touch, from anywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from core import keep_in_touch, nudge_reminders
from core.errors import NotYours
from core.model import Member, PostedMessage
from core.nudges import HowOften, Keeping
from core.ports import Uow
from handlers.cadence_entry import read_cadence
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on, show_modal
from views import cadence_field, nudges, touch_form
from views.cadence_field import CadenceForm
from views.ids import Do, Form

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
                Do.NUDGE_MORE: self.chosen,
                Do.CADENCE_CHANGE: self.ask_how_often,
            },
            forms={Form.CADENCE: self.save_how_often},
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

    async def chosen(self, action: Action) -> Reply:
        """What stands behind the three dots. Raises NotYours."""
        what, _, value = action.value.partition(":")
        clicked = replace(action, value=value)
        match what:
            case Do.CADENCE_CHANGE:
                return await self.ask_how_often(clicked)
            case Do.NUDGE_STOP:
                return await self.stop(clicked)
            case _:
                raise NotYours

    async def ask_how_often(self, action: Action) -> Reply:
        """Open the small form."""
        return go_on(self._services, action, self._ask_how_often(action))

    async def save_how_often(self, submission: Submission) -> Reply:
        """Save it. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        about = CadenceForm.load(submission.private_metadata)
        known = await self._services.store.write(
            keep_in_touch.change_often,
            member,
            about.contact_id,
            self._services.now(),
            HowOften(read_cadence(submission.values, member.nudging)),
        )
        if about.channel:
            work = self._show(submission, member, about.reminder_id, about.posted)
            self._services.background.spawn(work)
        self._home.refresh(submission)
        return Reply(view=touch_form.saved(known, member, self._services.now()))

    async def _ask_how_often(self, action: Action) -> None:
        member = await self._members.current(action)
        contact_id, reminder_id = _ids(action)
        known = await self._services.store.read(
            keep_in_touch.in_touch, member, contact_id, self._services.now()
        )
        about = CadenceForm.of(contact_id, reminder_id, action.message)
        await show_modal(action, cadence_field.cadence_form(known, member.nudging, about))

    async def _change(self, action: Action, change: Change) -> Reply:
        member = await self._members.current(action)
        contact_id, reminder_id = _ids(action)
        await self._services.store.write(change, member, contact_id, self._services.now())
        if action.message:
            work = self._show(action, member, reminder_id, action.message)
            self._services.background.spawn(work, partial(explain, action))
        self._home.refresh(action)
        return OK

    async def _show(
        self, request: Interaction, member: Member, reminder_id: int, posted: PostedMessage
    ) -> None:
        """Let the nudge say how things stand now."""
        now = self._services.now()
        nudge = await self._services.store.read(nudge_reminders.people_of, member, reminder_id, now)
        await request.slack.update(posted, nudges.nudge(nudge, reminder_id, member, now))


def _ids(action: Action) -> tuple[int, int]:
    """The person, and the nudge that named them or 0. Raises NotYours."""
    contact_id, _, reminder_id = action.value.partition(":")
    return record_id(contact_id), record_id(reminder_id or "0")
