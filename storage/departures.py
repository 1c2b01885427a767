"""Members whose account in Slack is deactivated, in SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select, update

from core.model import Owner, ReminderState
from storage.tables import members, reminders_done

_DONE = reminders_done.c


class SqlDepartures:
    """See core.ports.belongings.Departures."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def left(self, owner: Owner, now: datetime) -> None:
        there = members.c.deactivated_at.is_(None)
        self._connection.execute(update(members).where(*_is(owner), there).values(deactivated_at=now))

    def returned(self, owner: Owner) -> None:
        self._connection.execute(update(members).where(*_is(owner)).values(deactivated_at=None))

    def left_at(self, owner: Owner) -> datetime | None:
        found = select(members.c.deactivated_at).where(*_is(owner))
        return self._connection.execute(found).scalar_one_or_none()

    def unreachable(self, reasons: Collection[str], since: datetime, limit: int) -> Sequence[Owner]:
        theirs = and_(_DONE.team_id == members.c.team_id, _DONE.user_id == members.c.user_id)
        failed = _DONE.state == ReminderState.FAILED.value, _DONE.finished_at > since
        found = (
            select(members.c.team_id, members.c.user_id)
            .join(reminders_done, theirs)
            .where(*failed, _DONE.reason.in_(reasons), members.c.deactivated_at.is_(None))
        )
        return [Owner(*row) for row in self._connection.execute(found.distinct().limit(limit))]

    def left_before(self, instant: datetime, limit: int) -> Sequence[Owner]:
        at = members.c.deactivated_at
        gone = select(members.c.team_id, members.c.user_id).where(at <= instant).order_by(at).limit(limit)
        return [Owner(*row) for row in self._connection.execute(gone)]


def _is(owner: Owner) -> tuple[Any, Any]:
    return members.c.team_id == owner.team_id, members.c.user_id == owner.user_id
