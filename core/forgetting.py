"""Use cases about forgetting: a member who asks for it, and one whose account in Slack has been deactivated.

Somebody who leaves the workspace is not forgotten at once: accounts are deactivated by mistake, and between
two terms. Whoever is back within the grace finds everything as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core import cohort_members
from core.belongings import Holdings
from core.cohort import Withdrawn
from core.model import Owner
from core.ports import Uow

GRACE = timedelta(days=30)
"""From the day on which an account is deactivated until everything of its is deleted (our choice)."""

AT_ONCE = 20
"""Members forgotten in one go (our choice); the others come in the next."""

LATELY = timedelta(days=1)
"""For so long Slack is asked about somebody whom a reminder did not reach (our choice)."""

NOT_REACHED = frozenset({"account_inactive", "user_disabled", "user_not_found", "channel_not_found"})
"""Slack's words (chat.postMessage) where the person is gone; some of them say so of other things as well."""


@dataclass(frozen=True, slots=True)
class ToForget:
    """What there is of a member. ``channel``: the cohort's, for one in it.

    ``leads_alone``: they facilitate it, and nobody else does.
    """

    holdings: Holdings
    channel: str = ""
    leads_alone: bool = False


def look(uow: Uow, owner: Owner) -> ToForget | None:
    """What would be deleted; None for somebody of whom nothing is stored."""
    with uow() as work:
        cohort, member = work.cohorts.get(owner.team_id), work.cohorts.member(owner)
        holdings = work.belongings.count(owner)
        if cohort is None or member is None:
            known = work.members.get(owner) is not None or work.cohorts.is_out(owner)
            return ToForget(holdings) if known else None
        leading = [each.owner for each in work.cohorts.members(owner.team_id) if each.is_facilitator]
        return ToForget(holdings, cohort.channel, leads_alone=leading == [owner])


def forget(uow: Uow, owner: Owner, now: datetime) -> Withdrawn:
    """Delete everything of a member; gives what is to be taken back in Slack. Twice is as good as once."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        work.members.hold(owner)
        withdrawn = cohort_members.take_out(work, owner, now)
        work.belongings.forget(owner)
        work.commit()
    return withdrawn


def left(uow: Uow, owner: Owner, now: datetime) -> None:
    """Somebody's account is deactivated: the grace begins, where they are a member."""
    with uow() as work:
        work.departures.left(owner, now)
        work.commit()


def returned(uow: Uow, owner: Owner) -> None:
    """Somebody's account is active: there is no grace that ends."""
    with uow() as work:
        work.departures.returned(owner)
        work.commit()


def is_news(uow: Uow, owner: Owner, *, gone: bool) -> bool:
    """Whether it is a member of whom it was not known yet: Slack tells of everybody, whatever they change."""
    with uow() as work:
        known = work.members.get(owner) is not None
        return known and (work.departures.left_at(owner) is None) is gone


def unreachable(uow: Uow, now: datetime) -> Sequence[Owner]:
    """Those to whom a reminder could not be delivered lately, for a reason that may be their leaving."""
    with uow() as work:
        return work.departures.unreachable(NOT_REACHED, now - LATELY, AT_ONCE)


def to_forget(uow: Uow, now: datetime) -> Sequence[Owner]:
    """Those whose grace is over, to be looked for in Slack once more: an event may have been missed."""
    with uow() as work:
        return work.departures.left_before(now - GRACE, AT_ONCE)


def forget_departed(uow: Uow, owner: Owner, now: datetime) -> Withdrawn | None:
    """Delete everything of somebody whose grace is over; None where they are back meanwhile."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        work.members.hold(owner)
        left_at = work.departures.left_at(owner)
        if left_at is None or now - left_at < GRACE:
            return None
        withdrawn = cohort_members.take_out(work, owner, now)
        work.belongings.forget(owner)
        work.commit()
    return withdrawn
