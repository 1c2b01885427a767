"""Practice pairs in SQL: a row for each of a group, so that everybody's answer is their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from core.errors import NotYours
from core.model import Owner
from core.pair import Pair, PairState, Partner
from core.pairs import Group, Practiser
from storage.dialects import PerDialect
from storage.tables import cohort_members, members, practice_pairs, reminders

_MINE = practice_pairs.c
_others = practice_pairs.alias("others")
_OTHERS = _others.c
_THEIRS = and_(
    _OTHERS.team_id == _MINE.team_id,
    _OTHERS.starts_on == _MINE.starts_on,
    or_(_OTHERS.user_id == _MINE.partner_id, _OTHERS.user_id == _MINE.third_id),
    _OTHERS.state != PairState.DECLINED.value,
)
_me, _them = members.alias("me"), members.alias("them")
_WITH_PARTNERS = (
    practice_pairs.join(_me, and_(_me.c.team_id == _MINE.team_id, _me.c.user_id == _MINE.user_id))
    .outerjoin(_others, _THEIRS)
    .outerjoin(_them, and_(_them.c.team_id == _OTHERS.team_id, _them.c.user_id == _OTHERS.user_id))
)
_COLUMNS = (
    _MINE.id,
    _me.c.zone,
    _MINE.starts_on,
    _MINE.state,
    _OTHERS.user_id.label("partner"),
    _them.c.zone.label("partner_zone"),
)
_PAIRS = select(*_COLUMNS).select_from(_WITH_PARTNERS).order_by(_MINE.id, _OTHERS.id)
"""Every pair, once for each partner who is still in it; one without any has one row."""

_OF_REMINDERS = PerDialect(
    lambda spelling: (
        select(reminders.c.id.label("of"), *_COLUMNS)
        .select_from(_WITH_PARTNERS.join(reminders, reminders.c.subject_id == _MINE.id))
        .where(spelling.among(reminders.c.id, "ids"))
        .order_by(_MINE.id, _OTHERS.id)
    )
)


class SqlPairs:
    """See core.ports.cohort.Pairs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def practisers(self, team_id: str, now: datetime) -> list[Practiser]:
        known = and_(
            members.c.team_id == cohort_members.c.team_id, members.c.user_id == cohort_members.c.user_id
        )
        there = or_(members.c.paused_until.is_(None), members.c.paused_until <= now.date())
        rows = self._connection.execute(
            select(members.c.user_id, members.c.zone)
            .select_from(cohort_members.join(members, known))
            .where(cohort_members.c.team_id == team_id, cohort_members.c.practises_since.is_not(None), there)
        )
        return [Practiser(*row) for row in rows]

    def groups(self, team_id: str) -> list[Group]:
        rows = self._connection.execute(
            select(_MINE.starts_on, _MINE.user_id, _MINE.partner_id, _MINE.third_id).where(
                _MINE.team_id == team_id
            )
        )
        told = {(starts_on, tuple(sorted(filter(None, group)))) for starts_on, *group in rows}
        return [group for _, group in sorted(told)]

    def last_round_on(self, team_id: str) -> date | None:
        last = select(func.max(_MINE.starts_on)).where(_MINE.team_id == team_id)
        latest: date | None = self._connection.execute(last).scalar_one()
        return latest

    def add(self, team_id: str, groups: Sequence[Group], starts_on: date) -> dict[str, int]:
        rows = [
            {
                "team_id": team_id,
                "user_id": user_id,
                "partner_id": others[0],
                "third_id": others[1] if len(others) > 1 else "",
                "starts_on": starts_on,
                "state": PairState.OPEN.value,
            }
            for group in groups
            for user_id in group
            if (others := [other for other in group if other != user_id])
        ]
        if rows:
            self._connection.execute(insert(practice_pairs), rows)
        ids = select(_MINE.user_id, _MINE.id).where(_MINE.team_id == team_id, _MINE.starts_on == starts_on)
        return {row.user_id: row.id for row in self._connection.execute(ids)}

    def get(self, owner: Owner, pair_id: int) -> Pair:
        found = self.find(owner, pair_id)
        if found is None:
            raise NotYours
        return found

    def find(self, owner: Owner, pair_id: int) -> Pair | None:
        found = self._all(_PAIRS.where(*_is(owner), _MINE.id == pair_id))
        return found[0] if found else None

    def latest(self, owner: Owner) -> Pair | None:
        last = select(func.max(_MINE.id)).where(*_is(owner)).scalar_subquery()
        found = self._all(_PAIRS.where(*_is(owner), _MINE.id == last))
        return found[0] if found else None

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Pair]:
        rows = self._connection.execute(_OF_REMINDERS.on(self._connection), {"ids": ids}).all()
        by_id = {pair.id: pair for pair in _together(row[1:] for row in rows)}
        return {row.of: by_id[row.id] for row in rows}

    def change(self, owner: Owner, pair_id: int, state: PairState) -> None:
        changed = update(practice_pairs).where(*_is(owner), _MINE.id == pair_id).values(state=state.value)
        if self._connection.execute(changed).rowcount == 0:
            raise NotYours

    def of_partners(self, owner: Owner, pair_id: int) -> list[tuple[Owner, Pair]]:
        theirs = (
            select(_OTHERS.user_id, _OTHERS.id)
            .select_from(practice_pairs.join(_others, _THEIRS))
            .where(*_is(owner), _MINE.id == pair_id)
        )
        partners = [
            (Owner(owner.team_id, user_id), each) for user_id, each in self._connection.execute(theirs)
        ]
        return [(partner, self.get(partner, each)) for partner, each in partners]

    def _all(self, statement: Select[Any]) -> list[Pair]:
        return _together(self._connection.execute(statement).all())


def _is(owner: Owner) -> tuple[Any, Any]:
    return _MINE.team_id == owner.team_id, _MINE.user_id == owner.user_id


def _together(rows: Iterable[Sequence[Any]]) -> list[Pair]:
    """The rows of each pair as one."""
    pairs: dict[int, Pair] = {}
    for pair_id, zone, starts_on, state, partner, partner_zone in rows:
        known = pairs.get(pair_id, Pair(pair_id, zone, (), starts_on, PairState(state)))
        more = (Partner(partner, partner_zone),) if partner and partner_zone else ()
        pairs[pair_id] = replace(known, partners=known.partners + more)
    return list(pairs.values())
