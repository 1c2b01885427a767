"""What is promised and advised: done, in a week, dropped, on another day, and told."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from core import nudge_reminders, tasks
from core.model import Member
from core.ports import Uow
from core.task import Task
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, show_modal
from views import nudges, tasks as task_views
from views.ids import Do

Change = Callable[[Uow, Member, int, datetime], Task]


class TaskSteps:
    """The buttons of a task, in a nudge, on Home, in a story and after a log."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.TASK_DONE: self.done,
                Do.TASK_LATER: self.in_a_week,
                Do.TASK_DROP: self.drop,
                Do.TASK_DAY: self.move,
                Do.TASK_TOLD: self.told,
            },
        )

    async def done(self, action: Action) -> Reply:
        """It is done: a reason to write."""
        return await self._change(action, tasks.complete)

    async def in_a_week(self, action: Action) -> Reply:
        """Remind again in a week."""
        return await self._change(action, tasks.in_a_week)

    async def drop(self, action: Action) -> Reply:
        """It is not to be done any more."""
        return await self._change(action, tasks.drop)

    async def told(self, action: Action) -> Reply:
        """The person knows that it is done."""
        return await self._change(action, tasks.write_about)

    async def move(self, action: Action) -> Reply:
        """Do it on the day that was chosen. Raises TooLate."""
        member, task_id = await self._members.current(action), task_views.task_id_of(action.block_id)
        day = date.fromisoformat(action.value)
        await self._services.store.write(tasks.move, member, record_id(task_id), day, self._services.now())
        self._home.refresh(action)
        return OK

    async def _change(self, action: Action, change: Change) -> Reply:
        """Store it and show it where the click was: a nudge's button also carries the nudge."""
        member = await self._members.current(action)
        task_id, _, reminder_id = action.value.partition(":")
        task = await self._services.store.write(change, member, record_id(task_id), self._services.now())
        work = (
            self._show_nudge(action, member, record_id(reminder_id))
            if action.message and reminder_id
            else self._show_done(action, task)
        )
        self._services.background.spawn(work, partial(explain, action))
        self._home.refresh(action)
        return OK

    async def _show_nudge(self, action: Action, member: Member, reminder_id: int) -> None:
        now = self._services.now()
        nudge = await self._services.store.read(nudge_reminders.people_of, member, reminder_id, now)
        if action.message:
            await action.slack.update(action.message, nudges.nudge(nudge, reminder_id, member, now))

    async def _show_done(self, action: Action, task: Task) -> None:
        view = task_views.done_form(task)
        if action.view_type == "modal":
            await action.slack.update_view(action.view_id, view)
        else:
            await show_modal(action, view)
