"""The guard on both databases: it warns of what mates share for it, and tells nothing of anything else."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from core import guard
from core.cohort import Cohort
from core.guard import Collision, Sought
from core.match_keys import MatchKeys
from core.model import ContactDetails, Member, Owner
from core.nudges import Keeping
from core.ports import UnitOfWork
from core.shares import Share
from storage.database import Database
from tests.examples import about

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
USERS = ("U1", "U2", "U3", "U4")
MAYA, JONAS, PRIYA, LUIS = (Owner("T1", user) for user in USERS)
ELSEWHERE = Owner("T2", "U2")
COHORT = Cohort("T1", "C1", "America/New_York", date(2026, 9, 1), date(2026, 12, 15), cap=2, created_at=NOW)
DANA = ContactDetails("Dana Wu", "Genentech", email="dana@example.org", linkedin="linkedin.com/in/dana-wu")
WARNED = frozenset({Share.GUARD})


@pytest.fixture
def known(database: Database) -> Database:
    """A cohort of four, and one in another workspace."""
    with database.writing() as work:
        for owner in (MAYA, JONAS, PRIYA, LUIS, ELSEWHERE):
            work.members.set_zone(owner, "America/New_York", NOW)
        for cohort in (COHORT, replace(COHORT, team_id="T2")):
            work.cohorts.save(cohort)
            work.cohorts.add(cohort.team_id, USERS, NOW)
        work.commit()
    return database


def _knows(
    work: UnitOfWork,
    owner: Owner,
    details: ContactDetails = DANA,
    shares: frozenset[Share] = WARNED,
    days_ago: float | None = 1,
) -> int:
    """Somebody has a person, shared so, with whom they were in touch so long ago."""
    contact = work.contacts.add(owner, details, NOW)
    touched_at = None if days_ago is None else NOW - days_ago * DAY
    work.nudges.keep(owner, contact.id, Keeping(touched_at=touched_at))
    if shares:
        work.shared_people.set(owner, contact.id, shares, NOW)
    return contact.id


def _told(work: UnitOfWork, details: ContactDetails = DANA, asker: Owner = MAYA) -> Collision:
    return guard.look(work, asker, Sought(details), NOW)


@pytest.mark.parametrize(
    ("details", "collision"),
    [
        (ContactDetails("D. Wu", email="DANA@example.org"), Collision.IN_TOUCH),
        (ContactDetails("D. Wu", linkedin="https://www.linkedin.com/in/Dana-Wu/"), Collision.IN_TOUCH),
        (ContactDetails("dr. DANA WU", "The Genentech, Inc."), Collision.IN_TOUCH),
        (ContactDetails("Dana Wu"), Collision.CLEAR),
        (ContactDetails("Dana Wu", "NOAA"), Collision.CLEAR),
        (ContactDetails("Ben Ito", "Genentech"), Collision.CLEAR),
        (ContactDetails("Nobody"), Collision.CLEAR),
    ],
)
def test_a_person_is_known_by_email_by_linkedin_or_by_name_and_organisation(
    known: Database, details: ContactDetails, collision: Collision
) -> None:
    with known.writing() as work:
        _knows(work, JONAS)
        assert _told(work, details) is collision


def test_what_is_not_known_of_two_people_does_not_make_them_one(known: Database) -> None:
    with known.writing() as work:
        _knows(work, JONAS, ContactDetails("Ben Ito", "NOAA"))
        assert _told(work, ContactDetails("Chi Ngo")) is Collision.CLEAR


def test_as_many_as_the_cap_in_this_term_are_enough_and_a_mate_counts_once(known: Database) -> None:
    with known.writing() as work:
        _knows(work, JONAS)
        _knows(work, JONAS, ContactDetails("Dana", email="dana@example.org"))
        assert _told(work) is Collision.IN_TOUCH
        _knows(work, PRIYA, days_ago=100)
        assert _told(work) is Collision.IN_TOUCH
        _knows(work, LUIS, days_ago=80)
        assert _told(work) is Collision.FULL
        work.cohorts.save(replace(COHORT, cap=3))
        assert _told(work) is Collision.IN_TOUCH
        work.cohorts.save(replace(COHORT, cap=1, term_ends_on=date(2026, 11, 20)))
        assert _told(work) is Collision.IN_TOUCH


@pytest.mark.parametrize(("days_ago", "collision"), [(364, Collision.IN_TOUCH), (366, Collision.CLEAR)])
def test_whoever_was_in_touch_within_a_year_is(
    known: Database, days_ago: float, collision: Collision
) -> None:
    with known.writing() as work:
        _knows(work, JONAS, days_ago=days_ago)
        assert _told(work) is collision


def test_nobody_is_warned_of_what_is_not_shared_for_it_nor_of_whom_nobody_has_written_to(
    known: Database,
) -> None:
    with known.writing() as work:
        _knows(work, JONAS, shares=frozenset())
        _knows(work, PRIYA, shares=frozenset({Share.ORGANISATION}))
        _knows(work, LUIS, days_ago=None)
        assert _told(work) is Collision.CLEAR


def test_ones_own_people_those_of_other_workspaces_and_of_whoever_left_do_not_count(known: Database) -> None:
    with known.writing() as work:
        _knows(work, MAYA)
        _knows(work, ELSEWHERE)
        dana = _knows(work, JONAS)
        assert _told(work) is Collision.IN_TOUCH
        assert _told(work, asker=ELSEWHERE) is Collision.CLEAR
        work.shared_people.set(JONAS, dana, frozenset(), NOW)
        assert _told(work) is Collision.CLEAR
        work.shared_people.set(JONAS, dana, WARNED, NOW)
        assert _told(work) is Collision.IN_TOUCH
        work.cohorts.remove(JONAS)
        assert _told(work) is Collision.CLEAR


def test_whoever_is_not_in_the_cohort_or_knows_the_person_is_not_warned(known: Database) -> None:
    with known.writing() as work:
        _knows(work, JONAS)
        assert guard.look(work, MAYA, Sought(DANA, NOW - 9 * DAY), NOW) is Collision.CLEAR
        assert guard.look(work, MAYA, Sought(DANA, NOW - 400 * DAY), NOW) is Collision.IN_TOUCH
        work.cohorts.save(replace(COHORT, away_since=NOW))
        assert _told(work) is Collision.CLEAR
        work.cohorts.save(COHORT)
        work.cohorts.remove(MAYA)
        assert _told(work) is Collision.CLEAR
        assert _told(work, asker=Owner("T3", "U1")) is Collision.CLEAR


def test_an_introduction_to_somebody_new_makes_them_known_once(known: Database) -> None:
    maya = Member(MAYA, "America/New_York", NOW)
    first, again = (
        guard.ask_for_introduction(known.writing, maya, DANA, NOW, request_key="V1") for _ in range(2)
    )
    assert first == again
    with known.reading() as work:
        assert [each.id for each in work.contacts.suggest(MAYA, "dana", 9)] == [first.ask.contact_id]


@dataclass(frozen=True)
class _Person:
    """One of somebody's people: whose, who, what is shared, and when they were in touch."""

    owner: Owner
    details: ContactDetails
    shares: frozenset[Share]
    days_ago: float | None


_DETAILS = st.builds(
    ContactDetails,
    name=st.sampled_from(["Dana Wu", "Ben Ito"]),
    organisation=st.sampled_from(["", "Genentech", "NOAA"]),
    email=st.sampled_from(["", "dana@example.org"]),
    linkedin=st.sampled_from(["", "linkedin.com/in/dana-wu"]),
)


def _people(shares: st.SearchStrategy[frozenset[Share]]) -> st.SearchStrategy[list[_Person]]:
    owners = st.sampled_from([JONAS, PRIYA, LUIS])
    days = st.sampled_from([None, 1.0, 200.0, 400.0])
    return st.lists(st.builds(_Person, owners, _DETAILS, shares, days), max_size=4)


_SHARED = _people(st.sampled_from([WARNED, frozenset({Share.NAME})]))
_UNSHARED = _people(st.sampled_from([frozenset[Share](), frozenset({Share.ORGANISATION})]))


def _answers(database: Database, people: list[_Person], sought: list[ContactDetails]) -> list[Collision]:
    """What Maya is told in a world with these people; it ends without a trace."""
    with database.writing() as work:
        for each in people:
            _knows(work, each.owner, each.details, each.shares, each.days_ago)
        return [_told(work, details) for details in sought]


@settings(max_examples=about(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_SHARED, _UNSHARED, _UNSHARED, st.lists(_DETAILS, min_size=1, max_size=3))
def test_two_worlds_that_differ_in_what_is_not_shared_answer_alike(
    known: Database,
    shared: list[_Person],
    here: list[_Person],
    there: list[_Person],
    sought: list[ContactDetails],
) -> None:
    assert _answers(known, shared + here, sought) == _answers(known, there + shared, sought)


@settings(max_examples=about(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_SHARED, _DETAILS)
def test_the_answer_follows_from_how_many_mates_are_in_touch(
    known: Database, shared: list[_Person], sought: ContactDetails
) -> None:
    def alike(person: _Person) -> bool:
        one, other = MatchKeys.of(person.details), MatchKeys.of(sought)
        pairs = ((one.email, other.email), (one.linkedin, other.linkedin), (one.name, other.name))
        return any(mine and mine == theirs for mine, theirs in pairs)

    met = [each for each in shared if alike(each) and each.days_ago is not None]
    this_term = {each.owner for each in met if each.days_ago == 1}
    lately = {each.owner for each in met if each.days_ago in {1, 200}}
    expected = Collision.IN_TOUCH if lately else Collision.CLEAR
    assert _answers(known, shared, [sought]) == [Collision.FULL if len(this_term) >= 2 else expected]
