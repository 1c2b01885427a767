"""A cohort in a database, for tests of what its members share and ask."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from core import cohorts, members, sharing
from core.cohort import Cohort
from core.model import ContactDetails, Member, Owner
from core.shares import Share
from storage.database import Database

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
TEAM, CHANNEL = "T1", "C1"


def set_up(database: Database, *user_ids: str, team: str = TEAM) -> list[Member]:
    """A cohort of these, the first of whom facilitates."""
    owners = [Owner(team, user_id) for user_id in user_ids]
    joined = [members.settle_in(database.writing, owner, "UTC", NOW) for owner in owners]
    wanted = Cohort(team, CHANNEL, "UTC", date(2026, 9, 1), date(2026, 12, 20))
    cohorts.set_up(database.writing, owners[0], wanted, user_ids, NOW, NOW)
    return joined


def add_person(database: Database, owner: Owner, details: ContactDetails) -> int:
    with database.writing() as work:
        contact = work.contacts.add(owner, details, NOW)
        work.commit()
    return contact.id


def share(database: Database, member: Member, details: ContactDetails, shares: Collection[Share]) -> int:
    """Somebody of the member's, shared like that."""
    contact_id = add_person(database, member.owner, details)
    sharing.change(database.writing, member, contact_id, frozenset(shares), NOW)
    return contact_id
