"""What a nudge says about those it names besides their clock, in SQL: read for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Executable, and_, bindparam, or_, select

from core.model import Interview
from core.nudges import TouchNote
from core.task import TaskState
from storage.dialects import PerDialect, Spelling
from storage.interviews import SqlInterviews
from storage.tables import interviews, nudges, tasks, touches


def _noted(spelling: Spelling) -> Executable:
    return (
        select(touches.c.contact_id, touches.c.touched_at, touches.c.note)
        .where(spelling.among(touches.c.contact_id, "ids"), touches.c.note != "")
        .order_by(touches.c.touched_at, touches.c.id)
    )


def _namings(spelling: Spelling) -> Executable:
    return select(nudges.c.contact_id, nudges.c.reminder_id, nudges.c.told_at).where(
        spelling.among(nudges.c.contact_id, "ids")
    )


def _settled() -> Executable:
    """What these talks, or a panel that one of them was part of, left to do that is done or dropped."""
    return (
        select(interviews.c.id, interviews.c.panel, tasks.c.text)
        .select_from(tasks.join(interviews, interviews.c.id == tasks.c.interview_id))
        .where(
            tasks.c.state != TaskState.OPEN.value,
            or_(
                interviews.c.id.in_(bindparam("talks", expanding=True)),
                and_(interviews.c.panel != "", interviews.c.panel.in_(bindparam("panels", expanding=True))),
            ),
        )
    )


_NOTED, _NAMINGS, _SETTLED = PerDialect(_noted), PerDialect(_namings), _settled()


@dataclass(frozen=True, slots=True)
class Naming:
    """That a nudge has named somebody."""

    reminder_id: int
    told_at: datetime


@dataclass(frozen=True, slots=True)
class NudgeContext:
    """By contact: the last talk, the last touch of which something is noted, and who has named them.

    ``settled``: by talk, what it left to do that is done or dropped.
    """

    talks: dict[int, Interview]
    noted: dict[int, TouchNote]
    namings: dict[int, list[Naming]]
    settled: dict[int, tuple[str, ...]]

    def named_before(self, contact_id: int, reminder_id: int) -> datetime | None:
        """When a nudge before this one has named them last."""
        namings = self.namings.get(contact_id, [])
        own = min((each.told_at for each in namings if each.reminder_id == reminder_id), default=None)
        earlier = (
            each.told_at
            for each in namings
            if each.reminder_id != reminder_id and (own is None or each.told_at < own)
        )
        return max(earlier, default=None)


def read_context(connection: Connection, contact_ids: Sequence[int]) -> NudgeContext:
    """All of it for these contacts, of any member."""
    given = {"ids": list(contact_ids)}
    talks = SqlInterviews(connection).last_with(contact_ids)
    noted = {row[0]: TouchNote(*row[1:]) for row in connection.execute(_NOTED.on(connection), given)}
    namings = defaultdict[int, list[Naming]](list)
    for contact_id, *naming in connection.execute(_NAMINGS.on(connection), given):
        namings[contact_id].append(Naming(*naming))
    return NudgeContext(talks, noted, namings, _settled_in(connection, talks.values()))


def _settled_in(connection: Connection, talks: Collection[Interview]) -> dict[int, tuple[str, ...]]:
    given = {"talks": [talk.id for talk in talks], "panels": [talk.panel for talk in talks if talk.panel]}
    texts = defaultdict[int | str, list[str]](list)
    for interview_id, panel, text in connection.execute(_SETTLED, given):
        texts[panel or interview_id].append(text)
    return {talk.id: tuple(texts[talk.panel or talk.id]) for talk in talks}
