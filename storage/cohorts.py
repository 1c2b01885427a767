"""Cohorts and their members in SQL."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from core.cohort import Cohort, CohortMember
from core.model import Owner
from storage.columns import AnyRow
from storage.dialects import insert_or_ignore
from storage.tables import cohort_members, cohorts, installations

_PARTS = tuple(part.name for part in fields(Cohort))
_COHORT = select(*(cohorts.c[part] for part in _PARTS)).where(cohorts.c.closed_at.is_(None))
_WHO = cohort_members.c
_MEMBER = select(
    _WHO.team_id,
    _WHO.user_id,
    _WHO.joined_at,
    _WHO.is_facilitator,
    _WHO.is_counted,
    _WHO.start_with,
    _WHO.practises_since,
).where(_WHO.is_out.is_(False))


class SqlCohorts:
    """See core.ports.cohort.Cohorts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, team_id: str) -> Cohort | None:
        row = self._connection.execute(_COHORT.where(cohorts.c.team_id == team_id)).one_or_none()
        return Cohort(*row) if row else None

    def hold(self, team_id: str) -> None:
        # Not a full lock: whoever joins refers to this row, and each would wait for the other.
        this = select(cohorts.c.team_id).where(cohorts.c.team_id == team_id)
        self._connection.execute(this.with_for_update(key_share=True))

    def begin(self, cohort: Cohort) -> bool:
        # Not yet there for anybody: whoever comes second waits here until the first is done.
        unopened = _values(cohort) | {"closed_at": cohort.created_at}
        self._connection.execute(insert_or_ignore(self._connection, cohorts).values(unopened))
        self.hold(cohort.team_id)
        return self.get(cohort.team_id) is None

    def save(self, cohort: Cohort) -> None:
        values = _values(cohort) | {"closed_at": None}
        self._connection.execute(insert_or_ignore(self._connection, cohorts).values(values))
        this = cohorts.c.team_id == cohort.team_id
        self._connection.execute(update(cohorts).where(this).values(values))

    def close(self, team_id: str, now: datetime) -> None:
        this = update(cohorts).where(cohorts.c.team_id == team_id, cohorts.c.closed_at.is_(None))
        self._connection.execute(this.values(closed_at=now))
        self._connection.execute(delete(cohort_members).where(_WHO.team_id == team_id))

    def member(self, owner: Owner) -> CohortMember | None:
        row = self._connection.execute(_MEMBER.where(*_is(owner))).one_or_none()
        return _member(row) if row else None

    def members(self, team_id: str) -> list[CohortMember]:
        everybody = _MEMBER.where(_WHO.team_id == team_id).order_by(_WHO.joined_at, _WHO.user_id)
        return [_member(row) for row in self._connection.execute(everybody)]

    def add(self, team_id: str, user_ids: Collection[str], now: datetime) -> None:
        rows = [{"team_id": team_id, "user_id": each, "joined_at": now} for each in sorted(user_ids)]
        if rows:
            self._connection.execute(insert_or_ignore(self._connection, cohort_members), rows)

    def change(self, member: CohortMember) -> None:
        chosen = update(cohort_members).values(
            is_facilitator=member.is_facilitator,
            is_counted=member.is_counted,
            start_with=member.start_with,
            practises_since=member.practises_since,
        )
        self._connection.execute(chosen.where(*_is(member.owner)))

    def remove(self, owner: Owner) -> None:
        self._connection.execute(delete(cohort_members).where(*_is(owner)))

    def is_out(self, owner: Owner) -> bool:
        found = select(_WHO.user_id).where(*_is(owner), _WHO.is_out.is_(True))
        return self._connection.execute(found).first() is not None

    def keep_out(self, owner: Owner, now: datetime) -> None:
        row = {"team_id": owner.team_id, "user_id": owner.user_id, "joined_at": now}
        self._connection.execute(insert(cohort_members).values(**row, is_out=True, is_counted=False))

    def present(self, team_id: str) -> dict[str, datetime]:
        everybody = select(_WHO.user_id, _WHO.joined_at).where(_WHO.team_id == team_id)
        return {row.user_id: row.joined_at for row in self._connection.execute(everybody)}

    def not_read_since(self, instant: datetime, limit: int) -> list[Cohort]:
        stale = or_(cohorts.c.synced_at.is_(None), cohorts.c.synced_at < instant)
        out = select(installations.c.team_id).where(installations.c.uninstalled_at.is_not(None))
        longest = _COHORT.where(stale, cohorts.c.away_since.is_(None), cohorts.c.team_id.not_in(out))
        rows = self._connection.execute(longest.order_by(cohorts.c.synced_at).limit(limit))
        return [Cohort(*row) for row in rows]


def _values(cohort: Cohort) -> dict[str, object]:
    return {part: getattr(cohort, part) for part in _PARTS}


def _is(owner: Owner) -> tuple[Any, Any]:
    return _WHO.team_id == owner.team_id, _WHO.user_id == owner.user_id


def _member(row: AnyRow) -> CohortMember:
    team_id, user_id, *chosen = row
    return CohortMember(Owner(team_id, user_id), *chosen)
