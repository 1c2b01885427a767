"""Use cases about who is in the cohort: whoever is in its channel as a full member of the workspace.

Slack tells of most changes as they happen; once a day the channel is read anew. Whoever leaves takes along
what they shared and asked, in the same transaction, and comes back with nothing shared.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import cohort_access, cohort_asks, digests, practice, takeaways
from core.cohort import NOTHING, Cohort, CohortMember, Withdrawn
from core.model import Owner
from core.ports import UnitOfWork, Uow
from core.practice import Answered

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
        withdrawn = take_out(work, owner, now)
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
        known = work.cohorts.present(team_id)
        gone = [each for each, since in known.items() if each not in present and since < read_at]
        withdrawn = sum((take_out(work, Owner(team_id, each), now) for each in gone), NOTHING)
        added = frozenset(present) - known.keys()
        work.cohorts.add(team_id, added, now)
        cohort = replace(cohort, synced_at=now)
        work.cohorts.save(cohort)
        digests.plan(work, cohort, now)
        work.commit()
    return Synced(added, withdrawn)


def withdraw(uow: Uow, owner: Owner, now: datetime) -> Withdrawn:
    """A member leaves the cohort and stays in its channel. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        cohort_access.of_member(work, owner)
        withdrawn = take_out(work, owner, now)
        work.cohorts.keep_out(owner, now)
        work.commit()
    return withdrawn


def rejoin(uow: Uow, owner: Owner, now: datetime) -> bool:
    """Somebody who left by themselves is in it again, with nothing shared. False for anybody else."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        cohort = work.cohorts.get(owner.team_id)
        if cohort is None or cohort.away_since or not work.cohorts.is_out(owner):
            return False
        work.cohorts.remove(owner)
        work.cohorts.add(owner.team_id, [owner.user_id], now)
        work.commit()
    return True


def be_counted(uow: Uow, owner: Owner, counted: bool) -> CohortMember:
    """Store whether a member is in the numbers. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        member = replace(cohort_access.of_member(work, owner).member, is_counted=counted)
        work.cohorts.change(member)
        work.commit()
    return member


def start_practising(uow: Uow, owner: Owner, now: datetime) -> CohortMember:
    """Have a member paired from the next round on. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        member = cohort_access.of_member(work, owner).member
        member = replace(member, practises_since=member.practises_since or now)
        work.cohorts.change(member)
        work.commit()
    return member


def stop_practising(uow: Uow, owner: Owner, now: datetime) -> list[Answered]:
    """Pair a member no more; an open pair is declined. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        member = replace(cohort_access.of_member(work, owner).member, practises_since=None)
        work.cohorts.change(member)
        pair = work.pairs.latest(owner)
        answered = practice.declined(work, owner, pair, now) if pair and pair.is_open else []
        work.commit()
    return answered


def is_stale(cohort: Cohort, now: datetime) -> bool:
    """Whether it is to be read again who is in the channel."""
    return cohort.synced_at is None or now - cohort.synced_at > READ_AGAIN


def to_read(uow: Uow, now: datetime, limit: int) -> list[Cohort]:
    """The cohorts of which it is to be read again who is in the channel."""
    with uow() as work:
        return work.cohorts.not_read_since(now - READ_AGAIN, limit)


def _at(work: UnitOfWork, team_id: str, channel: str) -> Cohort | None:
    cohort = work.cohorts.get(team_id)
    return cohort if cohort and cohort.channel == channel else None


def take_out(work: UnitOfWork, owner: Owner, now: datetime) -> Withdrawn:
    """Somebody is out, with all that is theirs: each part that keeps something in Slack says what."""
    withdrawn = cohort_asks.taken_back(work, owner, now) + takeaways.taken_back(work, owner, now)
    work.cohorts.remove(owner)
    if cohort := work.cohorts.get(owner.team_id):
        digests.plan(work, cohort, now)
    return withdrawn
