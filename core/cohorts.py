"""Use cases of those who facilitate: set the cohort up, change it, share the role, end it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core import cohort_access, digests
from core.cohort import NOTHING, Cohort, CohortMember, Membership, Withdrawn, check
from core.cohort_members import take_out
from core.errors import InroadError, InvalidFields, NoCohort, NotFacilitator
from core.model import Owner
from core.ports import UnitOfWork, Uow

NOT_THERE = "You are not in that channel. Join it first, or choose one that you are in."

BEGUN = "Somebody else set up the cohort at the same moment. Type /interview cohort to see it."


def look(uow: Uow, team_id: str) -> Cohort | None:
    """The cohort of a workspace, for whoever asks: only who is in it may learn more."""
    with uow() as work:
        return work.cohorts.get(team_id)


def to_change(uow: Uow, owner: Owner) -> Cohort | None:
    """The cohort as it is to be changed, None where there is none yet. Raises NotFacilitator."""
    with uow() as work:
        cohort = work.cohorts.get(owner.team_id)
        if cohort and not _facilitates(work, owner):
            raise NotFacilitator
        return cohort


def set_up(
    uow: Uow, owner: Owner, wanted: Cohort, present: Collection[str], read_at: datetime, now: datetime
) -> tuple[Cohort, Withdrawn]:
    """Store a cohort as its facilitator wants it; whoever sets up the first one is its facilitator.

    ``present``: the full members of the workspace who are in the wanted channel, as read at ``read_at``. In
    another channel than before, the bot has to say anew what it posts, and whoever is not there is out, with
    what that takes back. Raises InvalidFields, NotFacilitator; InroadError for the second of two first ones.
    """
    check(wanted)
    if owner.user_id not in present:
        raise InvalidFields({"channel": NOT_THERE})
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        known = work.cohorts.get(owner.team_id)
        if known and not _facilitates(work, owner):
            raise NotFacilitator
        cohort = _as_wanted(known, wanted, read_at, now)
        if known is None and not work.cohorts.begin(cohort):
            raise InroadError(BEGUN)
        work.cohorts.save(cohort)
        gone = [
            Owner(owner.team_id, each) for each in work.cohorts.present(owner.team_id).keys() - set(present)
        ]
        withdrawn = sum((take_out(work, each, now) for each in gone), NOTHING)
        work.cohorts.add(owner.team_id, present, now)
        if known is None:
            work.cohorts.change(CohortMember(owner, now, is_facilitator=True))
        digests.plan(work, cohort, now)
        work.commit()
    return cohort, withdrawn


def change(uow: Uow, owner: Owner, wanted: Cohort, now: datetime) -> Cohort:
    """Change all but the channel. Raises InvalidFields and what `cohort_access.of_facilitator` does."""
    check(wanted)
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        known = cohort_access.of_facilitator(work, owner).cohort
        cohort = _as_wanted(known, replace(wanted, channel=known.channel), known.synced_at, now)
        work.cohorts.save(cohort)
        digests.plan(work, cohort, now)
        work.commit()
    return cohort


def announce(uow: Uow, team_id: str, channel: str, now: datetime) -> Cohort | None:
    """Take it on to tell the channel what is posted there; None where somebody has done so."""
    with uow() as work:
        work.cohorts.hold(team_id)
        cohort = work.cohorts.get(team_id)
        if cohort is None or cohort.channel != channel or cohort.announced_at:
            return None
        work.cohorts.save(replace(cohort, announced_at=now))
        work.commit()
    return cohort


def not_announced(uow: Uow, team_id: str) -> None:
    """It could not be told."""
    with uow() as work:
        work.cohorts.hold(team_id)
        if cohort := work.cohorts.get(team_id):
            work.cohorts.save(replace(cohort, announced_at=None))
        work.commit()


def hand_over(uow: Uow, owner: Owner, to: Owner, now: datetime, *, stays: bool) -> Membership:
    """Make another member a facilitator; ``stays``: beside this one. Raises InvalidFields."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        mine = cohort_access.of_facilitator(work, owner)
        theirs = work.cohorts.member(to)
        if theirs is None:
            raise InvalidFields({"person": "They are not in the cohort. Choose somebody in its channel."})
        work.cohorts.change(replace(theirs, is_facilitator=True))
        if to != owner:
            mine = replace(mine, member=replace(mine.member, is_facilitator=stays))
            work.cohorts.change(mine.member)
        digests.plan(work, mine.cohort, now)
        work.commit()
    return mine


def take_over(uow: Uow, owner: Owner, now: datetime) -> Membership:
    """Become the facilitator of a cohort that has none any more. Raises InroadError where it has one."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        mine = cohort_access.of_member(work, owner)
        if any(one.is_facilitator for one in work.cohorts.members(owner.team_id)):
            raise InroadError("The cohort has a facilitator.")
        mine = replace(mine, member=replace(mine.member, is_facilitator=True))
        work.cohorts.change(mine.member)
        digests.plan(work, mine.cohort, now)
        work.commit()
    return mine


def turn_off(uow: Uow, owner: Owner, now: datetime) -> Cohort:
    """End the cohort for everybody; the bot posts nothing in its channel any more. Raises NotFacilitator."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        cohort = work.cohorts.get(owner.team_id)
        if cohort is None:
            raise NoCohort
        if not _facilitates(work, owner):
            raise NotFacilitator
        work.cohorts.close(owner.team_id, now)
        digests.stop(work, owner.team_id, now)
        work.commit()
    return cohort


def away(uow: Uow, team_id: str, channel: str, now: datetime) -> tuple[Cohort | None, list[Owner]]:
    """The bot was taken out of a channel. Where it is the cohort's: who facilitates, and is to be told."""
    with uow() as work:
        work.cohorts.hold(team_id)
        cohort = work.cohorts.get(team_id)
        if cohort is None or cohort.channel != channel or cohort.away_since:
            return None, []
        cohort = replace(cohort, away_since=now)
        work.cohorts.save(cohort)
        members = work.cohorts.members(team_id)
        work.commit()
    return cohort, [one.owner for one in members if one.is_facilitator]


def back(uow: Uow, team_id: str, channel: str, now: datetime) -> bool:
    """The bot is in a channel. Whether it is the cohort's; everything there is as it was."""
    with uow() as work:
        work.cohorts.hold(team_id)
        cohort = work.cohorts.get(team_id)
        if cohort is None or cohort.channel != channel:
            return False
        if cohort.away_since:
            cohort = replace(cohort, away_since=None, synced_at=None)
            work.cohorts.save(cohort)
            digests.plan(work, cohort, now)
            work.commit()
    return True


def _facilitates(work: UnitOfWork, owner: Owner) -> bool:
    member = work.cohorts.member(owner)
    return bool(member and member.is_facilitator)


def _as_wanted(known: Cohort | None, wanted: Cohort, read_at: datetime | None, now: datetime) -> Cohort:
    """As wanted, with what no form asks for."""
    announced_at = known.announced_at if known and known.channel == wanted.channel else None
    created_at = known.created_at if known else now
    return replace(
        wanted, created_at=created_at, announced_at=announced_at, away_since=None, synced_at=read_at
    )
