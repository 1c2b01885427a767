"""Use cases about who is in the cohort: whoever is in its channel as a full member of the workspace.

Slack tells of most changes as they happen; once a day the channel is read anew. Whoever leaves takes along
what they shared and asked, in the same transaction, and comes back with nothing shared.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import cohort_access, cohort_asks
from core.cohort import NOTHING, Cohort, CohortMember, Withdrawn
from core.model import Owner
from core.ports import UnitOfWork, Uow

READ_AGAIN = timedelta(days=1)
"""After this who is in the channel is read from Slack again (our choice)."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What reading the channel has changed: who is in now, and what those who are out take back."""

    added: frozenset[str] = frozenset()
    withdrawn: Withdrawn = NOTHING


def join(uow: Uow, owner: Owner, channel: str, now: datetime) -> bool:
    """Somebody, a full member of the workspace, has come into a channel. Whether they are in the cohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        cohort = _at(work, owner.team_id, channel)
        if cohort is None:
            return False
        work.cohorts.add(owner.team_id, [owner.user_id], now)
        work.commit()
    return True


def leave(uow: Uow, owner: Owner, now: datetime, channel: str = "") -> Withdrawn:
    """Somebody has left that channel ("": is no full member of the workspace any more)."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        if channel and _at(work, owner.team_id, channel) is None:
            return NOTHING
        withdrawn = _take_out(work, owner, now)
        work.commit()
    return withdrawn


def sync(
    uow: Uow, team_id: str, channel: str, present: Collection[str], read_at: datetime, now: datetime
) -> Synced:
    """Follow what was read of the channel at ``read_at``: who of the full members is in it.

    Whoever came since stays. Of somebody who went since, the caller learns by reading once more where
    anybody was added: what is heard of a leaving before they were in changes nothing.
    """
    with uow() as work:
        work.cohorts.hold(team_id)
        cohort = _at(work, team_id, channel)
        if cohort is None:
            return Synced()
        known = work.cohorts.members(team_id)
        gone = [one for one in known if one.owner.user_id not in present and one.joined_at < read_at]
        withdrawn = _out_with(work, gone, now)
        added = frozenset(present) - {one.owner.user_id for one in known}
        work.cohorts.add(team_id, added, now)
        work.cohorts.save(replace(cohort, synced_at=now))
        work.commit()
    return Synced(added, withdrawn)


def choose(
    uow: Uow, owner: Owner, now: datetime, *, counted: bool | None = None, practises: bool | None = None
) -> CohortMember:
    """Store what a member chose (None: as it is). Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        member = cohort_access.of_member(work, owner).member
        if counted is not None:
            member = replace(member, is_counted=counted)
        if practises is not None:
            since = member.practises_since or now
            member = replace(member, practises_since=since if practises else None)
        work.cohorts.change(member)
        work.commit()
    return member


def to_read(uow: Uow, now: datetime, limit: int) -> list[Cohort]:
    """The cohorts of which it is to be read again who is in the channel."""
    with uow() as work:
        return work.cohorts.not_read_since(now - READ_AGAIN, limit)


def _at(work: UnitOfWork, team_id: str, channel: str) -> Cohort | None:
    cohort = work.cohorts.get(team_id)
    return cohort if cohort and cohort.channel == channel else None


def _out_with(work: UnitOfWork, members: Collection[CohortMember], now: datetime) -> Withdrawn:
    return sum((_take_out(work, one.owner, now) for one in members), NOTHING)


def _take_out(work: UnitOfWork, owner: Owner, now: datetime) -> Withdrawn:
    """Somebody is out, with all that is theirs: each part that keeps something in Slack says what."""
    withdrawn = cohort_asks.taken_back(work, owner, now)
    work.cohorts.remove(owner)
    return withdrawn
