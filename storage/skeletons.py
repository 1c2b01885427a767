"""The skeletons that members changed, in SQL."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from core.model import Owner
from core.outreach import Channel, Situation, Skeleton
from storage.tables import skeletons


class SqlSkeletons:
    """See core.ports.asking.Skeletons."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, owner: Owner, situation: Situation, channel: Channel) -> Skeleton | None:
        one = select(skeletons.c.text, skeletons.c.subject).where(*_is(owner, situation, channel))
        row = self._connection.execute(one).one_or_none()
        return Skeleton(row.text, (row.subject,) if row.subject else ()) if row else None

    def changed(self, owner: Owner) -> set[tuple[Situation, Channel]]:
        rows = self._connection.execute(select(skeletons.c.situation, skeletons.c.channel).where(*_of(owner)))
        return {(Situation(situation), Channel(channel)) for situation, channel in rows}

    def save(self, owner: Owner, situation: Situation, channel: Channel, skeleton: Skeleton) -> None:
        self.remove(owner, situation, channel)
        statement = insert(skeletons).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            situation=situation.value,
            channel=channel.value,
            subject=skeleton.subjects[0] if skeleton.subjects else "",
            text=skeleton.text,
        )
        self._connection.execute(statement)

    def remove(self, owner: Owner, situation: Situation, channel: Channel) -> None:
        self._connection.execute(delete(skeletons).where(*_is(owner, situation, channel)))


def _of(owner: Owner) -> tuple[Any, Any]:
    return skeletons.c.team_id == owner.team_id, skeletons.c.user_id == owner.user_id


def _is(owner: Owner, situation: Situation, channel: Channel) -> tuple[Any, ...]:
    return (
        *_of(owner),
        skeletons.c.situation == situation.value,
        skeletons.c.channel == channel.value,
    )
