"""Who may do what in the cohort: asked inside the same unit of work as what it is about."""

from dataclasses import dataclass

from core.cohort import MATES_TO_HIDE_AMONG, Cohort, Membership
from core.errors import CohortAway, NoCohort, NotFacilitator, NotInCohort
from core.model import Owner
from core.ports import UnitOfWork, Uow


def of_member(work: UnitOfWork, owner: Owner) -> Membership:
    """That this is somebody in the cohort. Raises NoCohort, CohortAway, NotInCohort."""
    cohort = work.cohorts.get(owner.team_id)
    if cohort is None:
        raise NoCohort
    if cohort.away_since:
        raise CohortAway
    member = work.cohorts.member(owner)
    if member is None:
        raise NotInCohort(cohort.channel)
    return Membership(cohort, member)


def is_told(work: UnitOfWork, owner: Owner) -> bool:
    """Whether the cohort has enough others in it for this member to be told that somebody knows somebody."""
    others = [one for one in work.cohorts.members(owner.team_id) if one.owner != owner]
    return len(others) >= MATES_TO_HIDE_AMONG


def mate(work: UnitOfWork, owner: Owner) -> bool:
    """Whether somebody is in the cohort, where it is there to be asked."""
    cohort = work.cohorts.get(owner.team_id)
    return bool(cohort and not cohort.away_since and work.cohorts.member(owner))


def of_facilitator(work: UnitOfWork, owner: Owner) -> Membership:
    """That this is somebody who facilitates. Raises NoCohort, CohortAway, NotInCohort, NotFacilitator."""
    membership = of_member(work, owner)
    if not membership.member.is_facilitator:
        raise NotFacilitator
    return membership


@dataclass(frozen=True, slots=True)
class Door:
    """The cohort for somebody who cannot come in. ``leads``: they facilitate it; ``has_left``: by choice."""

    cohort: Cohort
    leads: bool
    has_left: bool


def door(uow: Uow, owner: Owner) -> Door | None:
    """How somebody stands to the cohort whom `of_member` refuses; None in a workspace without one."""
    with uow() as work:
        cohort = work.cohorts.get(owner.team_id)
        if cohort is None:
            return None
        member = work.cohorts.member(owner)
        return Door(cohort, bool(member and member.is_facilitator), work.cohorts.is_out(owner))


def find(uow: Uow, owner: Owner) -> Membership:
    """The cohort and this member of it. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        return of_member(work, owner)
