"""What is promised and advised: in its morning's nudge, on Home, in a person's story, and once it is done."""

from collections.abc import Sequence
from datetime import date

from core.model import Member
from core.note import salutation
from core.outreach import Situation
from core.task import Task, TaskKind, TaskState
from core.tasks import OpenTasks
from core.wording import dated, due
from views import inputs, kit
from views.draft_form import Start
from views.ids import Do

_LABEL_SHOWN, _TEXT_SHOWN = 80, 120
"""Characters of each: a nudge names three tasks beside three people."""

_TITLE = "Promised and advised"
_SURE_TO_DROP = kit.confirm("Drop this?", "I will not remind you of it again.", "Drop it", "Keep it")


def task_id_of(block_id: str) -> str:
    """Which task a calendar beside it is about."""
    return block_id.removeprefix("task.")


def home_blocks(to_do: OpenTasks, today: date) -> list[kit.Block]:
    """The open tasks, soonest first, each with *Done*; nothing where there are none."""
    if not to_do.tasks:
        return []
    blocks: list[kit.Block] = [kit.header(_TITLE)]
    for task in to_do.tasks:
        line = f"{kit.typed(task.text, _TEXT_SHOWN)}\n{_whose(task)}, due {due(task.due_on, today)}"
        blocks.append(kit.section(line, accessory=_done(task, task.id)))
    if to_do.in_all > len(to_do.tasks):
        blocks.append(kit.context(f"And {to_do.in_all - len(to_do.tasks)} more, once these are done."))
    return blocks


def story_blocks(tasks: Sequence[Task], member: Member, today: date) -> list[kit.Block]:
    """What is open between the two, and what was done, in a person's story."""
    return [_story_block(task, member, today) for task in tasks]


def _story_block(task: Task, member: Member, today: date) -> kit.Block:
    text = kit.typed(task.text, _TEXT_SHOWN)
    if task.closed_at:
        return kit.context(f"Done {dated(task.closed_at, member.zone)}: {text}")
    return kit.section(f"{_origin(task)}: {text}\nDue {due(task.due_on, today)}", _done(task, task.id))


def saved_blocks(tasks: Sequence[Task]) -> list[kit.Block]:
    """What was understood of a log: each task with its day, to be changed."""
    if not tasks:
        return []
    blocks: list[kit.Block] = [kit.section(f"*{_TITLE}.* I will remind you of each on its day:")]
    for task in tasks:
        calendar = {**inputs.date_input(task.due_on), "action_id": Do.TASK_DAY}
        line = kit.section(f"{_origin(task)}: {kit.typed(task.text, _TEXT_SHOWN)}", calendar)
        blocks.append({**line, "block_id": f"task.{task.id}"})
    return blocks


def nudge_blocks(tasks: Sequence[Task], reminder_id: int, today: date) -> list[kit.Block]:
    """The tasks of a morning: those still open with their buttons, the others with what became of them."""
    blocks: list[kit.Block] = []
    for task in tasks:
        blocks.append(kit.section(line(task, today)))
        if steps := _steps(task, reminder_id):
            blocks.append(kit.actions(steps))
    return blocks


def line(task: Task, today: date) -> str:
    """One task of a nudge, as it stands now."""
    text = kit.typed(task.text, _TEXT_SHOWN)
    if task.state is TaskState.DROPPED:
        return f"Dropped: {text}"
    if task.state is TaskState.DONE:
        return f"{_done_line(task)}: {text}"
    if task.told_for != task.due_on:
        return f"I will remind you {due(task.due_on, today)}: {text}"
    label = kit.bold(task.contact.label, _LABEL_SHOWN)
    said = f"You promised {label}" if task.kind is TaskKind.PROMISE else f"{label} advised you"
    return f"{said}: {text}\nDue {due(task.due_on, today)}."


def _done_line(task: Task) -> str:
    name = kit.typed(salutation(task.contact.details.name), _LABEL_SHOWN)
    return f"Done, and {name} knows" if task.written_at else f"Done, and a good reason to write to {name}"


def done_form(task: Task) -> kit.View:
    """What comes after *Done*, or after the person was told."""
    blocks: list[kit.Block] = [kit.section(f"{_done_line(task)}: {kit.typed(task.text)}")]
    if steps := _telling(task, task.id):
        blocks.append(kit.actions(steps))
    return kit.modal("Done", blocks)


def _steps(task: Task, reminder_id: int) -> list[kit.Element]:
    value, about = f"{task.id}:{reminder_id}", kit.shorten(task.text, kit.BUTTON_LIMIT)
    if task.state is TaskState.DONE:
        return _telling(task, value)
    if task.state is TaskState.DROPPED or task.told_for != task.due_on:
        return []
    return [
        _done(task, value, style="primary"),
        kit.button("In a week", Do.TASK_LATER, value, about=about),
        kit.button("Drop it", Do.TASK_DROP, value, about=about, confirm=_SURE_TO_DROP),
    ]


def _telling(task: Task, value: int | str) -> list[kit.Element]:
    if task.state is not TaskState.DONE or task.written_at:
        return []
    name = task.contact.details.name
    start = Start(str(task.contact.id), Situation.KEEP_IN_TOUCH).dump()
    return [
        kit.button("Write to them", Do.DRAFT_START, start, style="primary", about=name),
        kit.button("Sent it", Do.TASK_TOLD, value, about=name),
    ]


def _done(task: Task, value: int | str, style: str = "") -> kit.Element:
    about = kit.shorten(task.text, kit.BUTTON_LIMIT)
    return kit.button("Done", Do.TASK_DONE, value, style=style, about=about)


def _whose(task: Task) -> str:
    label = kit.typed(task.contact.label, _LABEL_SHOWN)
    return f"Promised to {label}" if task.kind is TaskKind.PROMISE else f"Advised by {label}"


def _origin(task: Task) -> str:
    return "You promised" if task.kind is TaskKind.PROMISE else "They advised"
