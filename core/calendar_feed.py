"""Use cases about a member's calendar feed: an address that nobody can guess, and that can be taken back.

Whoever has the address reads the calendar, so it is made of 32 random bytes, shown once, and not kept: what
is stored is its SHA-256, from which it cannot be made again.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from core.belongings import Belongings
from core.model import Member, Owner
from core.ports import Uow


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar an address shows, and what it is made of."""

    owner: Owner
    belongings: Belongings


def key_of(token: str) -> str:
    """What is stored of an address."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def made_at(uow: Uow, owner: Owner) -> datetime | None:
    """Since when the member has an address; None: they have none."""
    with uow() as work:
        return work.calendar_feeds.made_at(owner)


def renew(uow: Uow, member: Member, token: str, now: datetime) -> None:
    """Give the member this address; one that they had before works no more."""
    with uow() as work:
        work.members.hold(member.owner)
        work.calendar_feeds.set(member.owner, key_of(token), now)
        work.commit()


def revoke(uow: Uow, owner: Owner) -> None:
    """Let the address work no more."""
    with uow() as work:
        work.calendar_feeds.remove(owner)
        work.commit()


def read(uow: Uow, token: str, *sheets: str) -> Feed | None:
    """What the address shows; None for one that nobody has: that takes as long, whatever is wrong with it."""
    with uow() as work:
        owner = work.calendar_feeds.owner_of(key_of(token))
        return Feed(owner, work.belongings.some(owner, *sheets)) if owner else None
