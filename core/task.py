"""What the member promised, and what they were advised to do: small tasks with a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.model import Contact


class TaskKind(StrEnum):
    """Where a task comes from."""

    PROMISE = "promise"
    ADVICE = "advice"


class TaskState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do that came out of a talk with ``contact``. ``due_on`` is a day in the member's zone.

    ``text`` is as typed. ``written_at``: when the person was told that it is done. ``told_for``: the day for
    which a nudge named it.
    """

    id: int
    contact: Contact
    kind: TaskKind
    text: str
    due_on: date
    state: TaskState = TaskState.OPEN
    interview_id: int | None = None
    closed_at: datetime | None = None
    written_at: datetime | None = None
    told_for: date | None = None


STORY_LENGTH = 10
"""How many one person's story shows (our choice)."""


def tasks_to_tell(tasks: Sequence[Task]) -> list[Task]:
    """Those that belong into a person's story: the open ones, then what was done, the latest first."""
    still_open = [task for task in tasks if task.state is TaskState.OPEN]
    done = [task for task in tasks if task.state is TaskState.DONE and task.closed_at]
    done.sort(key=lambda task: (task.closed_at, task.id), reverse=True)
    return [*still_open, *done][:STORY_LENGTH]
