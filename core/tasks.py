"""Use cases about promises and advice: what a talk left to do, when, and that it is done.

Whoever has something to do is told in the nudge of a weekday morning (core.keep_in_touch). What is done is a
reason to write (core.reasons).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from core import keep_in_touch, task_rules
from core.errors import TooLate
from core.local_time import in_zone
from core.model import Interview, Member, Owner
from core.ports import UnitOfWork, Uow
from core.task import Task, TaskState

LISTED = 5
"""How many Home lists (our choice)."""


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """The first few, soonest first, and how many there are in all."""

    tasks: list[Task]
    in_all: int


NOTHING_TO_DO = OpenTasks([], 0)


def after_talk(work: UnitOfWork, member: Member, interview: Interview, now: datetime) -> None:
    """Store what a conversation left to do, and have the member told on its day."""
    today = in_zone(now, member.zone).date()
    planned = task_rules.tasks_in(interview.debrief, today)
    if planned:
        work.tasks.add(member.owner, interview, planned, now)
        keep_in_touch.replan(work, member, now)


def still_open(work: UnitOfWork, owner: Owner) -> OpenTasks:
    """What is promised and advised and not done."""
    return OpenTasks(work.tasks.open(owner, LISTED), work.tasks.count_open(owner))


def find(uow: Uow, owner: Owner, task_id: int) -> Task:
    """Raises NotYours."""
    with uow() as work:
        return work.tasks.get(owner, task_id)


def complete(uow: Uow, member: Member, task_id: int, now: datetime) -> Task:
    """It is done. Raises NotYours."""
    return _change(uow, member, task_id, now, lambda task: _closed(task, TaskState.DONE, now))


def drop(uow: Uow, member: Member, task_id: int, now: datetime) -> Task:
    """It is not to be done any more. Raises NotYours."""
    return _change(uow, member, task_id, now, lambda task: _closed(task, TaskState.DROPPED, now))


def in_a_week(uow: Uow, member: Member, task_id: int, now: datetime) -> Task:
    """Tell the member again in a week. Raises NotYours."""
    return move(uow, member, task_id, in_zone(now, member.zone).date() + task_rules.A_WEEK, now)


def move(uow: Uow, member: Member, task_id: int, due_on: date, now: datetime) -> Task:
    """Do it on another day. Raises NotYours; TooLate for one that has passed or is more than a year away."""
    today = in_zone(now, member.zone).date()
    if due_on < today:
        raise TooLate("That day has passed. Choose today or a later one.")
    if due_on > today + task_rules.FARTHEST:
        raise TooLate("That is more than a year away. Choose an earlier day.")
    return _change(uow, member, task_id, now, lambda task: _moved(task, due_on))


def write_about(uow: Uow, member: Member, task_id: int, now: datetime) -> Task:
    """The person was told that it is done: a touch, and a reason to write no more. Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        task = work.tasks.get(member.owner, task_id)
        if task.state is TaskState.DONE and task.written_at is None:
            task = replace(task, written_at=now)
            work.tasks.save(member.owner, task)
            keep_in_touch.touched(work, member, task.contact.id, now)
        work.commit()
    return task


def _closed(task: Task, state: TaskState, now: datetime) -> Task:
    return replace(task, state=state, closed_at=now) if task.state is TaskState.OPEN else task


def _moved(task: Task, due_on: date) -> Task:
    return replace(task, due_on=due_on) if task.state is TaskState.OPEN else task


def _change(uow: Uow, member: Member, task_id: int, now: datetime, change: Callable[[Task], Task]) -> Task:
    """Store a change with what follows for the nudge. A second click changes nothing."""
    with uow() as work:
        work.members.hold(member.owner)
        task = work.tasks.get(member.owner, task_id)
        changed = change(task)
        if changed != task:
            work.tasks.save(member.owner, changed)
            keep_in_touch.replan(work, member, now)
            work.commit()
    return changed
