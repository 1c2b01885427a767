"""What is shared of people, on both databases: nothing unless chosen, and its keys follow every change."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from core import cohort_members, people_changes, sharing
from core.errors import NoCohort, NotInCohort, NotYours
from core.model import ContactDetails, Member, Owner
from core.people_changes import PersonEdit
from core.shares import NOTHING, Share, written_shares
from storage.database import Database
from storage.tables import contact_shares
from tests.storage.cohort import CHANNEL, NOW, TEAM, add_person, set_up, share

DANA = ContactDetails("Dana Wu", "NOAA", email="Dana@noaa.gov", linkedin="in/dana-wu", field="policy")
EVERYTHING = frozenset({Share.NAME})


@pytest.fixture
def maya(database: Database) -> Member:
    return set_up(database, "U1", "U2")[0]


def stored(database: Database, *columns: str) -> list[tuple[Any, ...]]:
    names = columns or ("organisation_key", "field_key", "name_key", "email_key", "linkedin_key")
    with database.engine.connect() as connection:
        rows = connection.execute(select(*(contact_shares.c[name] for name in names)))
        return [tuple(row) for row in rows]


KEYS = ("noaa", "policy", "dana wu @ noaa", "dana@noaa.gov", "dana-wu")
NO_KEYS = ("", "", "", "", "")


def test_nothing_is_shared_of_whom_nothing_was_chosen(database: Database, maya: Member) -> None:
    dana = add_person(database, maya.owner, DANA)
    assert sharing.look(database.reading, maya.owner, dana).shares == NOTHING
    assert stored(database) == []


def test_what_is_shared_has_its_keys_and_revoking_takes_them_away(database: Database, maya: Member) -> None:
    dana = share(database, maya, DANA, [Share.NAME])
    assert stored(database) == [KEYS]
    sharing.change(database.writing, maya, dana, frozenset({Share.GUARD}), NOW)
    assert stored(database) == [("", "", *KEYS[2:])]
    sharing.change(database.writing, maya, dana, frozenset({Share.ORGANISATION}), NOW)
    assert stored(database) == [(*KEYS[:2], "", "", "")]
    sharing.change(database.writing, maya, dana, NOTHING, NOW)
    assert stored(database) == [NO_KEYS]
    assert sharing.look(database.reading, maya.owner, dana).shares == NOTHING


def test_the_keys_follow_an_edit(database: Database, maya: Member) -> None:
    dana = share(database, maya, DANA, EVERYTHING)
    edited = replace(DANA, organisation="NASA", email="", field="")
    people_changes.edit(database.writing, maya, dana, PersonEdit(edited, (), None, ""), NOW)
    assert stored(database) == [("nasa", "", "dana wu @ nasa", "", "dana-wu")]


def test_the_keys_follow_a_field_that_is_told_with_a_talk(database: Database, maya: Member) -> None:
    dana = share(database, maya, replace(DANA, field=""), EVERYTHING)
    with database.writing() as work:
        work.stats.set_field(maya.owner, dana, "Ocean Science")
        work.commit()
    assert stored(database, "field_key") == [("ocean science",)]


def test_whoever_is_put_away_is_not_found_until_brought_back(database: Database, maya: Member) -> None:
    dana = share(database, maya, DANA, EVERYTHING)
    people_changes.archive(database.writing, maya, dana, NOW)
    assert stored(database) == [NO_KEYS]
    sharing.change(database.writing, maya, dana, EVERYTHING, NOW)
    assert stored(database) == [NO_KEYS]
    edit = PersonEdit(DANA, (), None, "")
    people_changes.edit(database.writing, maya, dana, edit, NOW)
    assert stored(database) == [NO_KEYS]
    people_changes.bring_back(database.writing, maya, dana, NOW)
    assert stored(database) == [KEYS]


def test_whoever_is_deleted_is_shared_no_more(database: Database, maya: Member) -> None:
    dana = share(database, maya, DANA, EVERYTHING)
    people_changes.remove(database.writing, maya, dana, NOW)
    assert stored(database) == []


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ([Share.NAME], [Share.NAME], "guard,organisation,name"),
        ([Share.NAME], [Share.GUARD], "guard"),
        ([Share.GUARD], [Share.ORGANISATION], ""),
        ([Share.NAME], [], ""),
        ([], [Share.NAME], ""),
        ([Share.NAME], None, ""),
        (None, [Share.NAME], ""),
        (None, None, ""),
    ],
)
def test_of_two_who_are_merged_the_more_private_choice_wins(
    database: Database, maya: Member, one: list[Share] | None, other: list[Share] | None, left: str
) -> None:
    ids = []
    for details, shares in ((replace(DANA, email=""), one), (replace(DANA, name="D. Wu"), other)):
        ids.append(
            add_person(database, maya.owner, details)
            if shares is None
            else share(database, maya, details, shares)
        )
    people_changes.merge(database.writing, maya, ids[0], ids[1], NOW)
    assert written_shares(sharing.look(database.reading, maya.owner, ids[0]).shares) == left
    assert len(stored(database)) <= 1
    if left == "guard,organisation,name":
        # The gaps of the first are filled from the other, and so are its keys.
        assert stored(database) == [KEYS]
    if not left:
        assert stored(database) in ([], [NO_KEYS])


def test_new_people_start_with_what_the_member_chose_and_nobody_else_does(
    database: Database, maya: Member
) -> None:
    before = add_person(database, maya.owner, DANA)
    sharing.start_with(database.writing, maya, frozenset({Share.GUARD, Share.NAME}), NOW, known_too=False)
    after = add_person(database, maya.owner, replace(DANA, name="Ben Ito"))
    elsewhere = add_person(database, Owner(TEAM, "U2"), DANA)
    assert sharing.look(database.reading, maya.owner, before).shares == NOTHING
    # No name is given away beforehand, whatever a form sends.
    assert sharing.look(database.reading, maya.owner, after).shares == {Share.GUARD}
    assert sharing.look(database.reading, Owner(TEAM, "U2"), elsewhere).shares == NOTHING


def test_those_of_whom_nothing_was_chosen_may_follow_and_a_chosen_nothing_stays(
    database: Database, maya: Member
) -> None:
    unchosen = add_person(database, maya.owner, DANA)
    private = share(database, maya, DANA, [])
    named = share(database, maya, DANA, [Share.NAME])
    away = add_person(database, maya.owner, DANA)
    people_changes.archive(database.writing, maya, away, NOW)
    page = sharing.start_with(database.writing, maya, frozenset({Share.GUARD}), NOW, known_too=True)
    assert (page.shared, page.total) == (2, 3)
    shares = {one.contact.id: written_shares(one.shares) for one in page.people}
    assert shares == {unchosen: "guard", named: "guard,organisation,name", private: ""}


def test_sharing_nothing_takes_back_everything_and_new_people_start_with_nothing(
    database: Database, maya: Member
) -> None:
    sharing.start_with(database.writing, maya, frozenset({Share.GUARD}), NOW, known_too=False)
    share(database, maya, DANA, [Share.NAME])
    page, _ = sharing.stop(database.writing, maya, NOW)
    assert (page.shared, page.total, page.start_with) == (0, 1, NOTHING)
    add_person(database, maya.owner, DANA)
    assert stored(database) == [NO_KEYS]


def test_whoever_leaves_shares_nothing_and_comes_back_with_nothing(database: Database, maya: Member) -> None:
    sharing.start_with(database.writing, maya, frozenset({Share.GUARD}), NOW, known_too=False)
    dana = share(database, maya, DANA, [Share.NAME])
    cohort_members.leave(database.writing, maya.owner, NOW)
    assert stored(database) == []
    with pytest.raises(NotInCohort):
        sharing.look(database.reading, maya.owner, dana)
    with pytest.raises(NotInCohort):
        sharing.change(database.writing, maya, dana, EVERYTHING, NOW)
    add_person(database, maya.owner, DANA)
    cohort_members.join(database.writing, maya.owner, CHANNEL, NOW)
    assert sharing.page(database.reading, maya.owner).shared == 0


def test_nobody_shares_or_sees_the_people_of_others(database: Database, maya: Member) -> None:
    dana = share(database, maya, DANA, [Share.NAME])
    jonas = Member(Owner(TEAM, "U2"), "UTC", NOW)
    with pytest.raises(NotYours):
        sharing.look(database.reading, jonas.owner, dana)
    with pytest.raises(NotYours):
        sharing.change(database.writing, jonas, dana, NOTHING, NOW)
    sharing.stop(database.writing, jonas, NOW)
    assert stored(database) == [KEYS]
    stranger = Member(Owner("T2", "U1"), "UTC", NOW)
    with pytest.raises(NoCohort):
        sharing.change(database.writing, stranger, dana, NOTHING, NOW)


def test_a_page_shows_who_is_shared_first_then_by_name(database: Database, maya: Member) -> None:
    for number in range(sharing.PAGE + 1):
        add_person(database, maya.owner, ContactDetails(f"Person {number}"))
    share(database, maya, ContactDetails("Zoe"), [Share.GUARD])
    first, last = (sharing.page(database.reading, maya.owner, offset) for offset in (0, 99))
    assert [one.contact.details.name for one in first.people][:2] == ["Zoe", "Person 0"]
    assert (len(first.people), last.offset, len(last.people)) == (sharing.PAGE, sharing.PAGE, 2)


def test_the_cohort_is_a_workspaces_own(database: Database, maya: Member) -> None:
    other = set_up(database, "U1", team="T2")[0]
    share(database, other, DANA, [Share.NAME])
    assert sharing.page(database.reading, maya.owner).total == 0
