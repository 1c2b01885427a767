"""Of two contacts who become one, what is known twice of one conversation: it becomes one that knows both.

One and the same is what began at the same instant; in two different panels it is two. Of two states the more
advanced one holds: a note that was sent, or a conversation that was held.
"""

from typing import Any

from sqlalchemy import Column, Connection, delete, select, update

from core.meeting_rules import PLACE_LIMIT
from core.model import KeepInTouch, ReminderKind, ThankYou
from core.scheduled import ScheduledState
from core.task import TaskState
from storage.columns import AnyRow
from storage.tables import interviews, metadata, scheduled_interviews, tasks

Subject = tuple[ReminderKind, int]

_NOTES = [each.value for each in (ThankYou.DUE, ThankYou.SKIPPED, ThankYou.SENT)]
_ANSWERS = [each.value for each in (KeepInTouch.NOT_ASKED, KeepInTouch.NO, KeepInTouch.YES)]
_STATES = [each.value for each in (ScheduledState.SCHEDULED, ScheduledState.NO_SHOW, ScheduledState.HELD)]
_TASKS = [each.value for each in (TaskState.OPEN, TaskState.DROPPED, TaskState.DONE)]
_TEXTS = ("takeaway", "advice", "promise", "referrals", "notes", "said", "thank_you_note")
_OF_INTERVIEWS = [
    column
    for table in metadata.tables.values()
    for column in table.c
    if any(key.column is interviews.c.id for key in column.foreign_keys)
]


def join_interviews(connection: Connection, contact_id: int, other_id: int) -> list[Subject]:
    """Of the conversations that were held. Returns what is to be reminded of no more."""
    ended: list[Subject] = []
    for other in _all_of(connection, interviews.c.contact_id, other_id):
        mine = _same(_all_of(connection, interviews.c.contact_id, contact_id), other)
        if mine is None:
            continue
        for column in _OF_INTERVIEWS:
            connection.execute(update(column.table).where(column == other.id).values({column: mine.id}))
        _join_tasks(connection, mine.id)
        connection.execute(delete(interviews).where(interviews.c.id == other.id))
        joined = _both(mine, other)
        connection.execute(update(interviews).where(interviews.c.id == mine.id).values(joined))
        ended += _about("interview", other.id)
        if joined["thank_you"] != ThankYou.DUE.value:
            ended += _about("interview", mine.id)
    return ended


def _all_of(connection: Connection, column: Column[Any], contact_id: int) -> list[AnyRow]:
    of_them = select(column.table).where(column == contact_id).order_by(column.table.c.id)
    return list(connection.execute(of_them))


def _same(mine: list[AnyRow], other: AnyRow) -> AnyRow | None:
    at_once = (each for each in mine if each.started_at == other.started_at)
    return next((each for each in at_once if not each.panel or other.panel in {"", each.panel}), None)


def _both(mine: AnyRow, other: AnyRow) -> dict[str, Any]:
    noted = _further(mine, other, "thank_you", _NOTES)
    panel = mine if mine.panel else other
    return {
        **{name: under(getattr(mine, name), getattr(other, name)) for name in _TEXTS},
        "ended_at": max(mine.ended_at, other.ended_at),
        "logged_at": min(mine.logged_at, other.logged_at),
        "keep_in_touch": _further(mine, other, "keep_in_touch", _ANSWERS).keep_in_touch,
        "thank_you": noted.thank_you,
        "thank_you_closed_at": noted.thank_you_closed_at,
        "panel": panel.panel,
        "panel_place": panel.panel_place,
        "energy": other.energy if mine.energy is None else mine.energy,
        "curiosity": other.curiosity if mine.curiosity is None else mine.curiosity,
    }


def _further(mine: AnyRow, other: AnyRow, name: str, order: list[str]) -> AnyRow:
    """Whichever is more advanced; of two that are alike the first."""
    return max((mine, other), key=lambda row: order.index(getattr(row, name)))


def under(text: str, other: str) -> str:
    """Both texts, the other below; one of them where it says all."""
    if text in other:
        return other
    return text if other in text else f"{text}\n{other}"


def _join_tasks(connection: Connection, interview_id: int) -> None:
    """What was promised or advised in the same words is to be done once."""
    known: dict[tuple[str, str], AnyRow] = {}
    for task in _all_of(connection, tasks.c.interview_id, interview_id):
        words = task.kind, " ".join(task.text.split()).casefold()
        first = known.setdefault(words, task)
        if first is not task:
            keep = _further(first, task, "state", _TASKS)
            drop = first if keep is task else task
            connection.execute(delete(tasks).where(tasks.c.id == drop.id))
            known[words] = keep


def join_scheduled(connection: Connection, contact_id: int, other_id: int) -> list[Subject]:
    """Of those that were agreed and not called off. Returns what is to be reminded of no more."""
    ended: list[Subject] = []
    column = scheduled_interviews.c.contact_id
    for other in _all_of(connection, column, other_id):
        twins = [
            each
            for each in _all_of(connection, column, contact_id)
            if each.starts_at == other.starts_at and {each.state, other.state} <= set(_STATES)
        ]
        if twins:
            ended += _join_scheduled(connection, twins[0], other)
    return ended


def _join_scheduled(connection: Connection, mine: AnyRow, other: AnyRow) -> list[Subject]:
    table = scheduled_interviews
    further = _further(mine, other, "state", _STATES)
    place = under(mine.place, other.place)
    values = {
        "state": further.state,
        "interview_id": mine.interview_id or other.interview_id,
        "medium": mine.medium if mine.place else other.medium,
        "place": place if len(place) <= PLACE_LIMIT else mine.place,
    }
    connection.execute(delete(table).where(table.c.id == other.id))
    connection.execute(update(table).where(table.c.id == mine.id).values(values))
    changed = _about("scheduled", mine.id) if further.state != mine.state else []
    return [*_about("scheduled", other.id), *changed]


def _about(subject: str, subject_id: int) -> list[Subject]:
    return [(kind, subject_id) for kind in ReminderKind if kind.subject == subject]
