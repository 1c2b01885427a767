"""Use cases of what a member shares with the cohort: per person and per field, nothing unless they chose it.

Only what is shared counts for anybody else. Notes are never shared. What is revoked is revoked at once, also
where the member was asked about that person and has not answered yet.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from core import cohort_access, introductions
from core.cohort import Membership
from core.introductions import Standing
from core.model import Member, Owner
from core.ports import UnitOfWork, Uow
from core.shares import TO_START_WITH, SharedPerson, Shares, read_shares, with_implied, written_shares

PAGE = 8
"""How many people one page shows (our choice)."""


@dataclass(frozen=True, slots=True)
class SharingPage:
    """One page of what a member shares: ``shared`` of ``total`` people; ``start_with``: what of new ones."""

    people: list[SharedPerson]
    offset: int
    shared: int
    total: int
    start_with: Shares


@dataclass(frozen=True, slots=True)
class Changed:
    """What is shared of a person now, and what was open about them and is withdrawn by that."""

    person: SharedPerson
    withdrawn: list[Standing]


def look(uow: Uow, owner: Owner, contact_id: int) -> SharedPerson:
    """What is shared of one person. Raises NotYours and what `cohort_access.of_member` does."""
    with uow() as work:
        cohort_access.of_member(work, owner)
        return work.shared_people.get(owner, contact_id)


def page(uow: Uow, owner: Owner, offset: int = 0) -> SharingPage:
    """What a member shares; an offset beyond the end shows the last page. Raises as `look` does."""
    with uow() as work:
        return _page(work, cohort_access.of_member(work, owner), offset)


def _page(work: UnitOfWork, membership: Membership, offset: int) -> SharingPage:
    owner = membership.member.owner
    shared, total = work.shared_people.count(owner)
    start = offset if offset < total else max(total - 1, 0) // PAGE * PAGE
    people = work.shared_people.page(owner, start, PAGE)
    return SharingPage(people, start, shared, total, read_shares(membership.member.start_with))


def change(uow: Uow, member: Member, contact_id: int, shares: Shares, now: datetime) -> Changed:
    """Share this of a person and nothing else. Raises as `look` does."""
    owner = member.owner
    with uow() as work:
        _hold(work, owner)
        cohort_access.of_member(work, owner)
        work.shared_people.set(owner, contact_id, with_implied(shares), now)
        withdrawn = introductions.withdraw_unshared(work, owner, now)
        person = work.shared_people.get(owner, contact_id)
        work.commit()
    return Changed(person, withdrawn)


def stop(uow: Uow, member: Member, now: datetime) -> tuple[SharingPage, list[Standing]]:
    """Share nothing of anybody any more, nor of whoever comes. Raises as `look` does but NotYours."""
    owner = member.owner
    with uow() as work:
        _hold(work, owner)
        membership = cohort_access.of_member(work, owner)
        work.shared_people.clear(owner, now)
        nobody = replace(membership, member=replace(membership.member, start_with=""))
        work.cohorts.change(nobody.member)
        withdrawn = introductions.withdraw_unshared(work, owner, now)
        shown = _page(work, nobody, 0)
        work.commit()
    return shown, withdrawn


def start_with(uow: Uow, member: Member, shares: Shares, now: datetime, *, known_too: bool) -> SharingPage:
    """Share this of everybody who is new from now on, and (``known_too``) of whom nothing was chosen yet.

    Of the fields only those of ``TO_START_WITH``. Raises as `look` does but NotYours.
    """
    owner, chosen = member.owner, shares & frozenset(TO_START_WITH)
    with uow() as work:
        _hold(work, owner)
        membership = cohort_access.of_member(work, owner)
        membership = replace(membership, member=replace(membership.member, start_with=written_shares(chosen)))
        work.cohorts.change(membership.member)
        if known_too and chosen:
            work.shared_people.set_where_unchosen(owner, chosen, now)
        shown = _page(work, membership, 0)
        work.commit()
    return shown


def _hold(work: UnitOfWork, owner: Owner) -> None:
    """Nobody leaves the cohort and nobody says yes while this is changed."""
    work.cohorts.hold(owner.team_id)
    work.members.hold(owner)
