"""Who may do what in the cohort: asked inside the same unit of work as what it is about."""

from core.cohort import Membership
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


def find(uow: Uow, owner: Owner) -> Membership:
    """The cohort and this member of it. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        return of_member(work, owner)
