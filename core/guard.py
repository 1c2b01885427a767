"""The collision guard: before a new ask, whether a cohort mate is in touch with this person already.

Fifty students who ask the same three alumni sour a network. Only what mates share for this counts, and what
is told is one of three words: never who, never how many.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core import cohort_access, cohort_asks
from core.cohort import Cohort
from core.cohort_asks import Answer
from core.local_time import in_zone
from core.match_keys import MatchKeys
from core.model import Contact, ContactDetails, Member, Owner
from core.people_choice import Whom, added_before, find_or_add
from core.ports import UnitOfWork, Uow

RECENT = timedelta(days=365)
"""Whoever was in touch with somebody in this time is in touch with them (our choice: an academic year)."""


class Collision(StrEnum):
    """What a member is told. ``full``: as many mates as the cohort's cap are in touch with them this term."""

    CLEAR = "clear"
    IN_TOUCH = "in_touch"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a member is about to ask. ``touched_at``: when the two were in touch last."""

    details: ContactDetails
    touched_at: datetime | None = None


def look(work: UnitOfWork, asker: Owner, sought: Sought, now: datetime) -> Collision:
    """Whether to warn before a new ask. Whoever is in touch with the person themselves needs no warning.

    In a cohort so small that a warning would say who, nobody is warned.
    """
    keys = MatchKeys.of(sought.details)
    is_known = sought.touched_at is not None and sought.touched_at > now - RECENT
    cohort = work.cohorts.get(asker.team_id)
    if is_known or cohort is None or not cohort_access.mate(work, asker):
        return Collision.CLEAR
    if not cohort_access.is_told(work, asker):
        return Collision.CLEAR
    lately, this_term = work.guards.mates_in_touch(asker, keys, now - RECENT, term_start(cohort))
    if this_term >= cohort.cap and is_term(cohort, now):
        return Collision.FULL
    return Collision.IN_TOUCH if lately else Collision.CLEAR


def term_start(cohort: Cohort) -> datetime:
    """The instant at which the cohort's term begins, in its zone."""
    return _midnight(cohort.term_starts_on, cohort.zone)


def is_term(cohort: Cohort, now: datetime) -> bool:
    """Whether today, in the cohort's zone, is a day of its term."""
    return cohort.term_starts_on <= in_zone(now, cohort.zone).date() <= cohort.term_ends_on


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def ask_for_introduction(uow: Uow, member: Member, whom: Whom, now: datetime, *, request_key: str) -> Answer:
    """Ask the cohort about a person, who begins to be known if they are new, once for each request key.

    Raises NotYours and what `cohort_access.of_member` does.
    """
    contact = _known(uow, member.owner, whom, now, request_key)
    return cohort_asks.ask_about_person(uow, member, contact.id, now, request_key=request_key)


def _known(uow: Uow, owner: Owner, whom: Whom, now: datetime, request_key: str) -> Contact:
    with uow() as work:
        cohort_access.of_member(work, owner)
        work.members.hold(owner)
        if isinstance(whom, ContactDetails) and not work.receipts.first_time(request_key, now):
            return added_before(work, owner, whom)
        contact = find_or_add(work, owner, whom, now)
        work.commit()
    return contact
