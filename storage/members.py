"""Members in SQL."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, update

from core.model import Member, Nudging, Owner, QuietHours
from storage.columns import AnyRow
from storage.dialects import PerDialect, insert_or_ignore
from storage.tables import members, reminders

_COLUMNS = (
    members.c.team_id,
    members.c.user_id,
    members.c.zone,
    members.c.zone_checked_at,
    members.c.quiet_start,
    members.c.quiet_end,
    members.c.paused_until,
    members.c.nudge_days,
    members.c.nudges_a_day,
    members.c.mentor_days,
    members.c.warm_days,
    members.c.light_days,
    members.c.deactivated_at,
)

_THIS = (members.c.team_id == bindparam("team"), members.c.user_id == bindparam("user"))
# Built once: putting a statement together costs several times what running it does.
_GET = select(*_COLUMNS).where(*_THIS)
# Whoever does something is there, whatever was heard of their account.
_SEEN = (
    update(members)
    .where(*_THIS)
    .values(last_seen_at=bindparam("now"), deactivated_at=None)
    .returning(*_COLUMNS)
)
_OF_REMINDERS = PerDialect(
    lambda spelling: (
        select(*_COLUMNS)
        .join_from(
            reminders,
            members,
            and_(members.c.team_id == reminders.c.team_id, members.c.user_id == reminders.c.user_id),
        )
        .where(spelling.among(reminders.c.id, "ids"))
        .distinct()
    )
)


class SqlMembers:
    """See core.ports.people.Members."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, owner: Owner) -> Member | None:
        row = self._connection.execute(_GET, {"team": owner.team_id, "user": owner.user_id}).one_or_none()
        return _member(row) if row else None

    def seen(self, owner: Owner, now: datetime) -> Member | None:
        values = {"team": owner.team_id, "user": owner.user_id, "now": now}
        row = self._connection.execute(_SEEN, values).one_or_none()
        return _member(row) if row else None

    def hold(self, owner: Owner) -> None:
        # Not a full lock: the worker's own rows refer to this one, and each would wait for the other.
        self._connection.execute(select(members.c.user_id).where(*_is(owner)).with_for_update(key_share=True))

    def of_reminders(self, ids: Sequence[int]) -> dict[Owner, Member]:
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), {"ids": ids}).all()
        return {member.owner: member for member in map(_member, rows)}

    def set_zone(self, owner: Owner, zone: str, now: datetime) -> Member:
        self._add_if_new(owner, zone, now)
        statement = (
            update(members).where(*_is(owner)).values(zone=zone, zone_checked_at=now).returning(*_COLUMNS)
        )
        return _member(self._connection.execute(statement).one())

    def count(self, team_id: str) -> int:
        counted = select(func.count()).select_from(members).where(members.c.team_id == team_id)
        return self._connection.execute(counted).scalar_one()

    def set_preferences(
        self, owner: Owner, quiet_hours: QuietHours, paused_until: date | None, nudging: Nudging
    ) -> Member:
        values = {
            "quiet_start": quiet_hours.start,
            "quiet_end": quiet_hours.end,
            "paused_until": paused_until,
            "nudge_days": "".join(str(day) for day in sorted(nudging.weekdays)),
            "nudges_a_day": nudging.a_day,
            "mentor_days": nudging.mentor_days,
            "warm_days": nudging.warm_days,
            "light_days": nudging.light_days,
        }
        statement = update(members).where(*_is(owner)).values(values).returning(*_COLUMNS)
        return _member(self._connection.execute(statement).one())

    def _add_if_new(self, owner: Owner, zone: str, now: datetime) -> None:
        quiet = QuietHours()
        statement = insert_or_ignore(self._connection, members).values(
            team_id=owner.team_id,
            user_id=owner.user_id,
            zone=zone,
            zone_checked_at=now,
            quiet_start=quiet.start,
            quiet_end=quiet.end,
            joined_at=now,
            last_seen_at=now,
        )
        self._connection.execute(statement)


def _is(owner: Owner) -> tuple[Any, Any]:
    return members.c.team_id == owner.team_id, members.c.user_id == owner.user_id


def _member(row: AnyRow) -> Member:
    team_id, user_id, zone, zone_checked_at, quiet_start, quiet_end, paused_until, days, *numbers, gone = row
    quiet = QuietHours(quiet_start, quiet_end)
    nudging = Nudging(frozenset(map(int, days)), *numbers)
    return Member(Owner(team_id, user_id), zone, zone_checked_at, quiet, paused_until, nudging, gone)
