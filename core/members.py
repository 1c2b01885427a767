"""Use cases about members: who they are and where their clock stands."""

from datetime import datetime, timedelta

from core import thank_you
from core.model import Member, Owner
from core.ports import Uow

ZONE_STAYS_FRESH = timedelta(days=1)
"""After this a member's zone is read from Slack again when they next do something."""


def greet(uow: Uow, owner: Owner, now: datetime) -> Member | None:
    """The member who just did something, or None for one whose zone is not known yet."""
    with uow() as work:
        member = work.members.seen(owner, now)
        work.commit()
    return member


def find(uow: Uow, owner: Owner) -> Member | None:
    """The member, or None for one who never used Inroad."""
    with uow() as work:
        return work.members.get(owner)


def settle_in(uow: Uow, owner: Owner, zone: str, now: datetime) -> Member:
    """Remember the zone that Slack gives for a member, new or known; reminders move with them."""
    with uow() as work:
        known = work.members.get(owner)
        member = work.members.set_zone(owner, zone, now)
        if known and known.zone != zone:
            thank_you.replan(work, member, now)
        work.commit()
    return member


def zone_is_stale(member: Member, now: datetime) -> bool:
    """Whether Slack should be asked for the zone again."""
    return now - member.zone_checked_at > ZONE_STAYS_FRESH
