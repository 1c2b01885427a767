"""What is counted of a member's path, on both databases, against a recount person by person."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from core import counting
from core.errors import NotYours
from core.fit import Curiosity, Energy, Reflection
from core.model import ContactDetails, Debrief, Member, Owner, ThankYou
from core.outreach import Situation
from core.outreaches import OutreachState
from core.stats import EVER, Counts, Stretch, total
from core.when import Span
from storage.database import Database
from tests.examples import about
from tests.storage.histories import SINCE, Ask, History, Talk, histories, put, recounted

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA, JONAS = Owner("T1", "UMAYA"), Owner("T1", "UJONAS")


def _counted(database: Database, owner: Owner, since: datetime) -> dict[tuple[str, Situation | None], Counts]:
    with database.reading() as work:
        tallied = work.stats.tallied(owner, since)
    found = {(each.field, each.situation): each.counts for each in tallied}
    assert len(found) == len(tallied)
    return found


@given(histories())
@settings(max_examples=about(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_counts_are_those_of_a_recount_person_by_person(database: Database, history: History) -> None:
    put(database, history)
    owner = put(database, history)
    for since in (SINCE, EVER):
        counted = _counted(database, owner, since)
        assert counted == recounted(history, since)
        counts = sum(counted.values(), Counts())
        assert counts.answered <= counts.asked
        assert counts.in_time <= counts.thanked <= counts.talked


def test_a_thank_you_is_in_time_up_to_the_very_end_of_the_24_hours(database: Database) -> None:
    ended_at = NOW.replace(microsecond=123456)
    closed = (DAY, DAY + timedelta(microseconds=1))
    talks = tuple(Talk(0, ended_at, ThankYou.SENT, ended_at + after) for after in closed)
    owner = put(database, History(("policy",), (), talks, (), ()))
    assert _counted(database, owner, EVER) == {("policy", None): Counts(talked=2, thanked=2, in_time=1)}


def test_somebody_asked_twice_counts_once_under_how_they_were_asked_first(database: Database) -> None:
    asks = (
        Ask(0, Situation.REFERRED, NOW, OutreachState.SENT),
        Ask(0, Situation.COLD, NOW - 30 * DAY, OutreachState.CLOSED),
        Ask(0, Situation.NEWS, NOW - 60 * DAY, OutreachState.CLOSED),
    )
    owner = put(database, History(("",), asks, (), (), ()))
    assert _counted(database, owner, EVER) == {("", Situation.COLD): Counts(asked=1)}


def test_a_term_begins_in_the_members_own_zone(database: Database) -> None:
    midnight_in_new_york = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
    asks = tuple(
        Ask(person, Situation.COLD, midnight_in_new_york - timedelta(hours=hours), OutreachState.SENT)
        for person, hours in enumerate((0, 1))
    )
    owner = put(database, History(("", ""), asks, (), (), ()))
    for zone, asked in (("America/New_York", 1), ("UTC", 2)):
        member = Member(owner, zone, NOW)
        assert counting.stats(database.reading, member, Stretch.TERM, NOW).total == Counts(asked=asked)


@pytest.fixture
def known(database: Database) -> Database:
    """Two members, and two talks of Maya's that were written down as one visit, and one by itself."""
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        for name, panel in (("Dana Wu", "V1"), ("Ben Ito", "V1"), ("Chi Ngo", "")):
            contact = work.contacts.add(MAYA, ContactDetails(name), NOW)
            span = Span(NOW - timedelta(minutes=30), NOW)
            work.interviews.add(MAYA, contact, span, Debrief(), request_key=name, now=NOW, panel=panel)
        work.commit()
    return database


def _said(database: Database) -> list[tuple[str, Reflection]]:
    with database.reading() as work:
        return work.stats.reflections(MAYA, EVER)


def test_what_is_said_of_a_talk_stays_until_something_else_is(known: Database) -> None:
    assert _said(known) == []
    counting.reflect(known.writing, MAYA, 3, energy=Energy.TIRED)
    told = counting.reflect(known.writing, MAYA, 3, curiosity=Curiosity.MAYBE)
    assert told == Reflection(Energy.TIRED, Curiosity.MAYBE)
    assert counting.reflect(known.writing, MAYA, 3, energy=Energy.LIVELY) == Reflection(
        Energy.LIVELY, Curiosity.MAYBE
    )
    assert _said(known) == [("", Reflection(Energy.LIVELY, Curiosity.MAYBE))]


def test_a_visit_to_several_people_is_one_talk_to_look_back_on(known: Database) -> None:
    counting.set_field(known.writing, MAYA, 1, "policy")
    counting.set_field(known.writing, MAYA, 2, "policy")
    counting.reflect(known.writing, MAYA, 2, energy=Energy.ENERGISED)
    assert _said(known) == [("policy", Reflection(Energy.ENERGISED))]


def test_nobody_says_anything_of_another_members_talks_and_people(known: Database) -> None:
    with pytest.raises(NotYours):
        counting.reflect(known.writing, JONAS, 3, energy=Energy.DRAINED)
    with pytest.raises(NotYours):
        counting.set_field(known.writing, JONAS, 3, "policy")
    assert counting.fields(known.reading, JONAS, "") == []


def test_a_field_is_spelt_as_it_was_before_and_suggested_by_any_of_its_words(known: Database) -> None:
    for contact_id, typed in ((1, "Science  policy"), (2, "science POLICY"), (3, "Biotech")):
        counting.set_field(known.writing, MAYA, contact_id, typed)
    assert counting.fields(known.reading, MAYA, "") == ["Science policy", "Biotech"]
    assert counting.fields(known.reading, MAYA, "pol") == ["Science policy"]
    assert counting.fields(known.reading, MAYA, "law") == []


def test_an_empty_term_knows_that_there_was_something_before(database: Database) -> None:
    old = Talk(0, datetime(2025, 3, 1, tzinfo=UTC), ThankYou.DUE, None)
    owner = put(database, History(("",), (), (old,), (), ()))
    member = Member(owner, "America/New_York", NOW)
    term = counting.stats(database.reading, member, Stretch.TERM, NOW)
    assert term.is_empty
    assert term.ever
    assert total([]) == Counts()
    assert not counting.stats(database.reading, member, Stretch.ALL, NOW).is_empty
