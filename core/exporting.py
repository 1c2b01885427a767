"""Use case about taking everything along: all that is stored of a member, and of nobody else."""

from dataclasses import dataclass
from datetime import datetime

from core.belongings import Belongings
from core.errors import InroadError
from core.model import Member, Owner
from core.ports import Uow

NOTHING_YET = (
    "There is nothing of yours to take along yet: no people, no conversations, nothing written down. "
    "Type /interview log after a conversation, or /interview import to bring your people in."
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything of a member, as it stood at ``gathered_at``."""

    member: Member
    belongings: Belongings
    gathered_at: datetime


def gather(uow: Uow, owner: Owner, now: datetime) -> Gathered:
    """All of it. Raises InroadError where there is nothing."""
    with uow() as work:
        member = work.members.get(owner)
        if member is None or work.belongings.count(owner).is_nothing:
            raise InroadError(NOTHING_YET)
        return Gathered(member, work.belongings.read(owner), now)
