"""What members say about themselves, in SQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.model import Owner
from core.profile import Profile
from storage.tables import profiles

_PARTS = (
    profiles.c.name,
    profiles.c.introduction,
    profiles.c.doing,
    profiles.c.looking_for,
    profiles.c.link,
)


class SqlProfiles:
    """See core.ports.asking.Profiles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, owner: Owner) -> Profile | None:
        row = self._connection.execute(select(*_PARTS).where(*_of(owner))).one_or_none()
        return Profile(*row) if row else None

    def save(self, owner: Owner, profile: Profile) -> None:
        self._connection.execute(delete(profiles).where(*_of(owner)))
        values = {"team_id": owner.team_id, "user_id": owner.user_id, **asdict(profile)}
        self._connection.execute(insert(profiles).values(values))


def _of(owner: Owner) -> tuple[Any, Any]:
    return profiles.c.team_id == owner.team_id, profiles.c.user_id == owner.user_id
