"""Addresses of calendars in SQL, as what they hash to."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.model import Owner
from storage.tables import calendar_feeds

_FEED = calendar_feeds.c


class SqlCalendarFeeds:
    """See core.ports.belongings.CalendarFeeds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def made_at(self, owner: Owner) -> datetime | None:
        return self._connection.execute(select(_FEED.made_at).where(*_is(owner))).scalar_one_or_none()

    def set(self, owner: Owner, key: str, now: datetime) -> None:
        self.remove(owner)
        row = {"team_id": owner.team_id, "user_id": owner.user_id, "token_key": key, "made_at": now}
        self._connection.execute(insert(calendar_feeds).values(row))

    def remove(self, owner: Owner) -> None:
        self._connection.execute(delete(calendar_feeds).where(*_is(owner)))

    def owner_of(self, key: str) -> Owner | None:
        row = self._connection.execute(
            select(_FEED.team_id, _FEED.user_id).where(_FEED.token_key == key)
        ).first()
        return Owner(*row) if row else None


def _is(owner: Owner) -> tuple[Any, Any]:
    return _FEED.team_id == owner.team_id, _FEED.user_id == owner.user_id
