"""Use cases about the digest: when the next one comes, whose it is, what it tells, and posting it again.

A cohort has one digest waiting. It is given to a member, as every reminder: to somebody who facilitates, so
that they see in their own status how it stands.
"""

from dataclasses import dataclass
from datetime import datetime

from core import cohort_access, digest
from core.cohort import Cohort, Membership
from core.digest import Digest
from core.model import Outcome, Owner, PlannedReminder, ReminderKind, ReminderState
from core.ports import UnitOfWork, Uow
from core.programme import Progress

_KIND = ReminderKind.DIGEST
COHORT = 0
"""The subject of a digest in the channel; another number is the digest that may not have arrived."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The cohort as one of its members sees it. ``week``: what the digest would tell.

    ``progress``: the member's own month of the programme, None where none is going on. ``next_at``: when the
    next digest comes. ``uncertain``: for whoever facilitates, the digests that may not have arrived, and when
    they were posted. ``is_led``: whether anybody facilitates.
    """

    membership: Membership
    week: Digest
    progress: Progress | None
    next_at: datetime | None
    uncertain: dict[int, datetime]
    is_led: bool


def plan(work: UnitOfWork, cohort: Cohort, now: datetime) -> None:
    """Have the next digest waiting for the cohort's day and hour, given to somebody who uses Inroad.

    After the term's end none is planned; one that waits then closes the term.
    """
    keeper = _keeper(work, cohort.team_id)
    if keeper is None:
        return
    waiting = work.digests.waiting(cohort.team_id)
    for reminder_id, due_at in waiting.items():
        if due_at > now:
            work.reminders.move(reminder_id, digest.moved(cohort, due_at, now))
    if not waiting and not digest.is_over(cohort, now):
        number = work.digests.next_occurrence(cohort.team_id)
        due_at = digest.next_at(cohort, now)
        work.reminders.plan(keeper, [PlannedReminder(_KIND, COHORT, number, due_at)])
    work.digests.give_to(cohort.team_id, keeper)


def stop(work: UnitOfWork, team_id: str, now: datetime) -> None:
    """Post none any more."""
    waiting = work.digests.waiting(team_id)
    ended = [Outcome(each, ReminderState.CANCELLED, "turned_off") for each in waiting]
    work.reminders.finish(ended, now)


def due(work: UnitOfWork, cohort: Cohort, now: datetime) -> Digest:
    """What the digest tells that comes now."""
    if not digest.is_over(cohort, now):
        return week(work, cohort, now)
    return digest.closing_of(cohort, work.digests.tallies(cohort.team_id, *digest.term_of(cohort)))


def week(work: UnitOfWork, cohort: Cohort, now: datetime) -> Digest:
    """What may be told of the cohort's week, and of the programme's month."""
    tallies = work.digests.tallies(cohort.team_id, *digest.week_of(cohort, now))
    span = digest.month_of(cohort, now)
    month = work.digests.tallies(cohort.team_id, *span) if span else None
    return digest.digest_of(cohort, digest.week_ends_on(cohort, now), tallies, month)


def standing(uow: Uow, owner: Owner, now: datetime) -> Standing:
    """How the cohort stands for one in it. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        membership = cohort_access.of_member(work, owner)
        cohort, team_id = membership.cohort, owner.team_id
        since = digest.week_of(cohort, now)[0]
        leads = membership.member.is_facilitator
        return Standing(
            membership,
            week(work, cohort, now),
            _progress(work, cohort, owner, now),
            next(iter(work.digests.waiting(team_id).values()), None),
            work.digests.uncertain(team_id, since) if leads else {},
            leads or any(one.is_facilitator for one in work.cohorts.members(team_id)),
        )


def again(uow: Uow, owner: Owner, reminder_id: int, now: datetime) -> bool:
    """Post once more what may not have arrived; False where that was done. Raises NotFacilitator."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        cohort_access.of_facilitator(work, owner)
        found = work.digests.again(owner.team_id, reminder_id, now)
        work.commit()
    return found


def _progress(work: UnitOfWork, cohort: Cohort, owner: Owner, now: datetime) -> Progress | None:
    """One's own, up to now."""
    begun_at = digest.programme_began_at(cohort, now)
    return work.digests.progress(owner, begun_at, now) if begun_at else None


def _keeper(work: UnitOfWork, team_id: str) -> Owner | None:
    """Whoever facilitates, else whoever is in it longest."""
    members = sorted(work.cohorts.members(team_id), key=lambda one: not one.is_facilitator)
    return next((one.owner for one in members if work.members.get(one.owner)), None)
