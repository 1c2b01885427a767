"""Use cases about people in the plural: the list with its filters, and one person's whole story."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core import cohort_access
from core.local_time import in_zone
from core.model import Member
from core.next_action import NextAction, Plans, next_action
from core.people import PersonRecord
from core.people_query import PeopleQuery
from core.ports import UnitOfWork, Uow
from core.preparation import Preparation
from core.referral import Named
from core.shares import SharedPerson
from core.task import Task, tasks_to_tell
from core.timeline import Moment

PAGE = 8
"""How many people one page of a list shows."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in a list, with the one thing to do next."""

    record: PersonRecord
    next_action: NextAction


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of those whom a query finds: ``offset`` of ``total``, each with what is next.

    ``only_archived``: everybody there is was put away.
    """

    people: list[KnownPerson]
    query: PeopleQuery
    offset: int
    total: int
    today: date
    only_archived: bool = False


@dataclass(frozen=True, slots=True)
class PersonStory:
    """One person, what is next, and everything that happened between the two, newest first.

    ``preparation``: what is prepared for the conversation with them. ``tasks``: what was promised and
    advised, the open ones first.
    ``named``: who named them, and what came of it. ``shared``: what of them is shared with the cohort; None
    for a member who is in none.
    """

    record: PersonRecord
    next_action: NextAction
    moments: list[Moment]
    today: date
    preparation: Preparation | None = None
    tasks: list[Task] = field(default_factory=list)
    named: Named | None = None
    shared: SharedPerson | None = None


def people(uow: Uow, member: Member, query: PeopleQuery, offset: int, now: datetime) -> PeoplePage:
    """One page of those whom the query finds.

    Best match first where there are words, then what is due longest, then whom one has not been in touch with
    longest, else by name. An offset beyond the end shows the last page.
    """
    today = in_zone(now, member.zone).date()
    with uow() as work:
        quiet_since = now - timedelta(days=query.quiet_days) if query.quiet_days else None
        found = work.people.find(member.owner, query, quiet_since)
        if query.due:
            found = _due(found, _actions(work, member, found, now), today, ranked=bool(query.words))
        start = offset if offset < len(found) else max(len(found) - 1, 0) // PAGE * PAGE
        shown = found[start : start + PAGE]
        actions = _actions(work, member, shown, now)
        records = work.people.records(member.owner, shown)
        nobody = query == PeopleQuery() and not found
        away = nobody and bool(work.people.find(member.owner, PeopleQuery(archived=True), None))
    known = [KnownPerson(record, actions[record.contact.id]) for record in records]
    return PeoplePage(known, query, start, len(found), today, away)


def _actions(
    work: UnitOfWork, member: Member, contact_ids: Sequence[int], now: datetime
) -> dict[int, NextAction]:
    plans = work.people.plans(member.owner, contact_ids, now)
    return {each: next_action(plans.get(each, Plans()), member, now) for each in contact_ids}


def _due(found: Sequence[int], actions: dict[int, NextAction], today: date, *, ranked: bool) -> list[int]:
    due = [each for each in found if actions[each].is_due(today)]
    return due if ranked else sorted(due, key=lambda each: actions[each].on or today)


def story(uow: Uow, member: Member, contact_id: int, now: datetime) -> PersonStory:
    """Everything about one person. Raises NotYours."""
    with uow() as work:
        return read_story(work, member, contact_id, now)


def read_story(work: UnitOfWork, member: Member, contact_id: int, now: datetime) -> PersonStory:
    """The same in a unit of work. Raises NotYours."""
    record = work.people.record(member.owner, contact_id)
    in_cohort = cohort_access.mate(work, member.owner)
    return PersonStory(
        record,
        _actions(work, member, [contact_id], now)[contact_id],
        work.timeline.of_contact(member.owner, contact_id),
        in_zone(now, member.zone).date(),
        work.preparations.get(member.owner, contact_id),
        tasks_to_tell(work.tasks.with_contact(member.owner, contact_id)),
        work.referrals.named(member.owner, contact_id),
        work.shared_people.get(member.owner, contact_id) if in_cohort else None,
    )
