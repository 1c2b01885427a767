"""What is promised and advised with the emptiest and the fullest content: Slack would take it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from core.conversations import Logged, Overview
from core.model import Interview, Member
from core.nudges import DueContact, Nudge
from core.people_list import PersonStory
from core.reasons import LINE_PART, Reason, ReasonKind
from core.task import STORY_LENGTH, Task, TaskKind, TaskState
from core.task_rules import AT_MOST, TOLD_AT_ONCE
from core.tasks import LISTED, OpenTasks
from views import home, kit, log_form, nudges, person_story, tasks

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
LONGEST = "&<>*ابدأ" * 375


def task(interview: Interview, text: str = "send the paper", state: TaskState = TaskState.OPEN) -> Task:
    closed_at = None if state is TaskState.OPEN else NOW
    return Task(
        1, interview.contact, TaskKind.PROMISE, text, FRIDAY, state, closed_at=closed_at, told_for=FRIDAY
    )


def _text(name: str) -> str:
    return LONGEST if name == "full" else "send the paper"


def messages(
    name: str, interview: Interview, member: Member, due: list[DueContact]
) -> Iterator[tuple[str, kit.Message]]:
    """The nudge with its tasks in each state, and with as many people and tasks as there may be."""
    for state in TaskState:
        one = task(interview, _text(name), state)
        yield f"nudge with a task {state} {name}", nudges.nudge(Nudge([], [one]), 1, member, NOW)
    reason = Reason(ReasonKind.TAKEAWAY, _text(name)[: LINE_PART + 100], "")
    people = [replace(each, reason=reason) for each in due]
    many = Nudge(people, [task(interview, _text(name))] * TOLD_AT_ONCE)
    yield f"nudge with people and tasks {name}", nudges.nudge(many, 1, member, NOW)


def views(
    name: str, interview: Interview, member: Member, story: PersonStory
) -> Iterator[tuple[str, kit.View]]:
    """Home, the story, what is saved and what is done."""
    one, done = task(interview, _text(name)), task(interview, _text(name), TaskState.DONE)
    to_do = OpenTasks([one] * LISTED, LISTED + 3)
    yield f"home to do {name}", home.home(Overview([], [], [], to_do=to_do), member, NOW)
    yield f"done {name}", tasks.done_form(done)
    logged = Logged(interview, [], tasks=[replace(one, id=number) for number in range(2 * AT_MOST)])
    yield f"saved to do {name}", log_form.saved(logged, member, NOW)
    kept = [*[one] * (STORY_LENGTH - 1), done]
    told = PersonStory(story.record, story.next_action, story.moments, story.today, story.preparation, kept)
    yield f"person to do {name}", person_story.person(told, member)
