"""Takeaways on both databases: posted once, changed and withdrawn by whoever shared them and nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import cohort_members, takeaways
from core.cohort import Cohort
from core.errors import InvalidFields, NoCohort, NotInCohort, NotYours, TooLate
from core.model import NOWHERE, ContactDetails, Debrief, Member, Owner, PostedMessage
from core.takeaway import Takeaway, Wanted
from core.when import Span
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA, JONAS = (Member(Owner("T1", user), "America/New_York", NOW) for user in ("U1", "U2"))
ELSEWHERE = Member(Owner("T2", "U1"), "Europe/Berlin", NOW)
COHORT = Cohort("T1", "C1", "America/New_York", date(2026, 9, 1), date(2026, 12, 15), created_at=NOW)
SAID = "Dana Wu of Genentech said that labs hire people they have met. Ben Ito agrees."
HERE = PostedMessage("C1", "1.2")


def _talk(
    database: Database, name: str, days_ago: int, takeaway: str, panel: str = "", place: int = 0
) -> int:
    with database.writing() as work:
        contact = work.contacts.add(MAYA.owner, ContactDetails(name, "Genentech", "Scientist"), NOW)
        ended_at = NOW - days_ago * DAY
        talk = work.interviews.add(
            MAYA.owner,
            contact,
            Span(ended_at - timedelta(minutes=30), ended_at),
            Debrief(takeaway, notes="secret"),
            request_key=name,
            now=NOW,
            panel=panel,
            panel_place=place,
        )
        work.commit()
    return talk.id


@pytest.fixture
def known(database: Database) -> Database:
    """A cohort of Maya and Jonas; Maya knows Dana and Ben. Elsewhere there is another workspace."""
    with database.writing() as work:
        for member in (MAYA, JONAS, ELSEWHERE):
            work.members.set_zone(member.owner, member.zone, NOW)
        work.cohorts.save(COHORT)
        work.cohorts.add("T1", ["U1", "U2"], NOW)
        work.contacts.add(MAYA.owner, ContactDetails("Ben Ito", "NOAA"), NOW)
        work.commit()
    return database


def _share(database: Database, wanted: Wanted, key: str = "V1", member: Member = MAYA) -> Takeaway:
    return takeaways.share(database.writing, member, wanted, request_key=key, now=NOW).takeaway


def test_the_talks_with_a_takeaway_are_offered_newest_first_and_a_visit_once(known: Database) -> None:
    _talk(known, "Dana Wu", 3, SAID)
    _talk(known, "Chi Ngo", 2, "  ")
    _talk(known, "Eva Lund", 1, "Labs are small", "P1", 0)
    _talk(known, "Femi Ade", 1, "Labs are small", "P1", 1)
    offered = takeaways.to_start_with(known.reading, MAYA.owner)
    assert [talk.contact.details.name for talk in offered.talks] == ["Eva Lund", "Dana Wu"]
    assert (offered.channel, offered.standing) == ("C1", ())
    assert takeaways.to_start_with(known.reading, JONAS.owner).talks == ()


def test_who_and_where_is_taken_out_unless_it_is_chosen(known: Database) -> None:
    talk = _talk(known, "Dana Wu", 3, SAID)

    def shown(**chosen: bool) -> str:
        return takeaways.compose(known.reading, MAYA.owner, Wanted(SAID, talk, **chosen)).text

    assert shown() == (
        "A scientist of their organisation said that labs hire people they have met. Someone else agrees."
    )
    assert shown(names_people=True).startswith("Dana Wu of an organisation said")
    assert shown(names_places=True).startswith("A scientist of Genentech said")
    assert "Ben" not in shown(names_people=True, names_places=True)


def test_a_visit_to_several_names_none_of_them(known: Database) -> None:
    talk = _talk(known, "Eva Lund", 1, "Eva and Femi agreed", "P1", 0)
    _talk(known, "Femi Ade", 1, "Eva and Femi agreed", "P1", 1)
    text = takeaways.compose(known.reading, MAYA.owner, Wanted("Eva and Femi agreed", talk)).text
    assert text == "Someone I talked with and this person agreed"


def test_what_is_typed_freely_names_nobody_whom_the_member_knows(known: Database) -> None:
    _talk(known, "Søren Müller", 3, "")
    wanted = Wanted("Mueller and BEN like N.O.A.A. and genentech; Dana is a stranger.")
    text = takeaways.compose(known.reading, MAYA.owner, wanted).text
    assert text == (
        "Someone I talked with and this person like their organisation and their organisation; "
        "Dana is a stranger."
    )
    kept = Wanted(wanted.text, names_people=True, names_places=True)
    assert takeaways.compose(known.reading, MAYA.owner, kept).text == wanted.text
    assert takeaways.compose(known.reading, JONAS.owner, wanted).text == wanted.text


def test_one_form_shares_one_takeaway_however_often_it_is_submitted(known: Database) -> None:
    first = _share(known, Wanted("Labs hire", is_signed=True))
    again = takeaways.share(known.writing, MAYA, Wanted("Other"), request_key="V1", now=NOW)
    assert (again.takeaway, again.channel, again.is_new) == (first, "C1", False)
    assert (first.text, first.is_signed, first.stands, first.posted) == ("Labs hire", True, True, NOWHERE)


def test_what_stands_is_changed_and_withdrawn_for_good(known: Database) -> None:
    shared = _share(known, Wanted("Labs hire"))
    takeaways.posted(known.writing, MAYA.owner, shared.id, HERE)
    takeaways.told(known.writing, MAYA.owner, shared.id, PostedMessage("D1", "3.4"))
    changed = takeaways.change(known.writing, MAYA.owner, shared.id, Wanted("Ben's lab", is_signed=True))
    assert (changed.text, changed.is_signed) == ("Their lab", True)
    assert (changed.posted, changed.told) == (HERE, PostedMessage("D1", "3.4"))
    gone = takeaways.withdraw(known.writing, MAYA.owner, shared.id, NOW + DAY)
    assert takeaways.withdraw(known.writing, MAYA.owner, shared.id, NOW + 2 * DAY) == gone
    assert gone.withdrawn_at == NOW + DAY
    assert takeaways.to_start_with(known.reading, MAYA.owner).standing == ()
    with pytest.raises(TooLate):
        takeaways.change(known.writing, MAYA.owner, shared.id, Wanted("again"))
    with pytest.raises(TooLate):
        takeaways.to_post(known.reading, MAYA.owner, shared.id)


def test_another_members_takeaway_and_talk_are_not_found(known: Database) -> None:
    talk, shared = _talk(known, "Dana Wu", 3, SAID), _share(known, Wanted("Labs hire"))
    with pytest.raises(NotYours):
        takeaways.compose(known.reading, JONAS.owner, Wanted("x", talk))
    with pytest.raises(NotYours):
        _share(known, Wanted("x", talk), "V2", JONAS)
    with pytest.raises(NotYours):
        takeaways.change(known.writing, JONAS.owner, shared.id, Wanted("x"))
    for owner in (JONAS.owner, ELSEWHERE.owner):
        with pytest.raises(NotYours):
            takeaways.withdraw(known.writing, owner, shared.id, NOW)
        with pytest.raises(NotYours):
            takeaways.find(known.reading, owner, shared.id)


def test_only_a_cohort_shares_and_whoever_left_may_still_withdraw(known: Database) -> None:
    with pytest.raises(NoCohort):
        takeaways.to_start_with(known.reading, ELSEWHERE.owner)
    shared = _share(known, Wanted("Labs hire"))
    with known.writing() as work:
        work.cohorts.remove(MAYA.owner)
        work.commit()
    with pytest.raises(NotInCohort):
        _share(known, Wanted("x"), "V2")
    with pytest.raises(NotInCohort):
        takeaways.change(known.writing, MAYA.owner, shared.id, Wanted("x"))
    assert not takeaways.withdraw(known.writing, MAYA.owner, shared.id, NOW).stands


def test_leaving_takes_back_all_that_stands_and_says_where_it_is(known: Database) -> None:
    first, second, third = (_share(known, Wanted(f"Labs {n}"), f"V{n}") for n in range(3))
    _share(known, Wanted("Mine stays"), "V9", JONAS)
    takeaways.posted(known.writing, MAYA.owner, first.id, HERE)
    takeaways.posted(known.writing, MAYA.owner, third.id, PostedMessage("C1", "5.6"))
    takeaways.withdraw(known.writing, MAYA.owner, third.id, NOW)
    assert cohort_members.leave(known.writing, MAYA.owner, NOW).posts == (HERE,)
    assert cohort_members.leave(known.writing, MAYA.owner, NOW).posts == ()
    assert not takeaways.find(known.reading, MAYA.owner, second.id).stands
    assert len(takeaways.to_start_with(known.reading, JONAS.owner).standing) == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 3001])
def test_nothing_and_too_much_are_explained_at_the_text(known: Database, text: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        _share(known, Wanted(text))
    assert list(refused.value.problems) == ["text"]
