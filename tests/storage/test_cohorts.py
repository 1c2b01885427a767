"""Who is in the cohort, on both databases: nobody of another workspace, and nothing stays of who leaves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from core import cohort_access, cohort_members, cohorts, digests, members
from core.cohort import Cohort
from core.errors import CohortAway, InroadError, InvalidFields, NoCohort, NotFacilitator, NotInCohort
from core.model import ContactDetails, Owner
from core.shares import Share
from storage.database import Database
from storage.tables import cohort_members as table, contact_shares, practice_pairs, reminders
from tests.storage.cohort import CHANNEL, NOW, TEAM, set_up, share

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ANA, BEN, CEM, DEE = (Owner(TEAM, user_id) for user_id in ("U1", "U2", "U3", "U4"))
ELSEWHERE = Owner("T2", "U1")
WANTED = Cohort(TEAM, CHANNEL, "UTC", date(2026, 9, 1), date(2026, 12, 20))


def in_it(database: Database, team: str = TEAM) -> list[str]:
    with database.reading() as work:
        return [one.owner.user_id for one in work.cohorts.members(team)]


def digest_of(database: Database) -> list[tuple[str, datetime]]:
    """Whose the digests are that wait, and when each is due."""
    with database.engine.connect() as connection:
        waiting = select(reminders.c.user_id, reminders.c.due_at).where(reminders.c.kind == "digest")
        return [(row.user_id, row.due_at) for row in connection.execute(waiting)]


def facilitators(database: Database) -> list[str]:
    with database.reading() as work:
        return [one.owner.user_id for one in work.cohorts.members(TEAM) if one.is_facilitator]


def test_a_cohort_comes_back_as_it_was_stored(database: Database) -> None:
    set_up(database, "U1", "U2")
    wanted = replace(WANTED, zone="Asia/Kolkata", cap=3, digest_day=5, programme_on=date(2026, 11, 1))
    cohorts.change(database.writing, ANA, wanted, NOW)
    with database.reading() as work:
        known = work.cohorts.get(TEAM)
    assert known == replace(wanted, created_at=NOW, synced_at=NOW)
    assert in_it(database) == ["U1", "U2"]
    assert facilitators(database) == ["U1"]


def test_without_a_cohort_and_outside_it_each_is_told_what_is_so(database: Database) -> None:
    with pytest.raises(NoCohort):
        cohort_access.find(database.reading, ANA)
    set_up(database, "U1", "U2")
    with pytest.raises(NotInCohort) as outside:
        cohort_access.find(database.reading, CEM)
    assert outside.value.channel == CHANNEL
    assert CHANNEL not in outside.value.sentence
    with pytest.raises(NoCohort):
        cohort_access.find(database.reading, ELSEWHERE)
    cohorts.away(database.writing, TEAM, CHANNEL, NOW)
    with pytest.raises(CohortAway):
        cohort_access.find(database.reading, ANA)


def test_two_workspaces_know_nothing_of_each_other(database: Database) -> None:
    set_up(database, "U1", "U2")
    set_up(database, "U1", "U5", team="T2")
    cohorts.turn_off(database.writing, ELSEWHERE, NOW)
    assert in_it(database) == ["U1", "U2"]
    assert in_it(database, "T2") == []
    with pytest.raises(InvalidFields):
        cohorts.hand_over(database.writing, ANA, Owner("T2", "U2"), NOW, stays=True)


def test_only_who_facilitates_changes_anything(database: Database) -> None:
    set_up(database, "U1", "U2")
    for change in (
        lambda: cohorts.change(database.writing, BEN, WANTED, NOW),
        lambda: cohorts.set_up(database.writing, BEN, WANTED, ["U1", "U2"], NOW, NOW),
        lambda: cohorts.hand_over(database.writing, BEN, BEN, NOW, stays=True),
        lambda: cohorts.turn_off(database.writing, BEN, NOW),
        lambda: digests.again(database.writing, BEN, 1, NOW),
        lambda: cohorts.to_change(database.reading, BEN),
    ):
        with pytest.raises(NotFacilitator):
            change()
    with pytest.raises(InroadError):
        cohorts.take_over(database.writing, BEN, NOW)


def test_whoever_sets_it_up_has_to_be_in_the_channel(database: Database) -> None:
    members.settle_in(database.writing, ANA, "UTC", NOW)
    with pytest.raises(InvalidFields):
        cohorts.set_up(database.writing, ANA, WANTED, ["U2"], NOW, NOW)
    with pytest.raises(NoCohort):
        cohort_access.find(database.reading, BEN)


def test_nothing_that_was_shared_stays_when_somebody_leaves_and_nothing_comes_back(
    database: Database,
) -> None:
    ana, ben = set_up(database, "U1", "U2")
    for member in (ana, ben):
        share(database, member, ContactDetails("Dana Wu", "NOAA"), [Share.ORGANISATION])
    cohort_members.leave(database.writing, BEN, NOW, CHANNEL)
    assert in_it(database) == ["U1"]
    with database.engine.connect() as connection:
        assert connection.execute(select(contact_shares.c.user_id)).scalars().all() == ["U1"]
    assert cohort_members.join(database.writing, BEN, CHANNEL, NOW)
    with database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(contact_shares)).scalar_one() == 1


def test_leaving_another_channel_changes_nothing(database: Database) -> None:
    set_up(database, "U1", "U2")
    cohort_members.leave(database.writing, BEN, NOW, "C9")
    assert not cohort_members.join(database.writing, CEM, "C9", NOW)
    assert in_it(database) == ["U1", "U2"]


def test_the_channel_that_is_read_anew_decides_but_not_on_who_came_since(database: Database) -> None:
    set_up(database, "U1", "U2")
    read_at = NOW + DAY
    cohort_members.join(database.writing, CEM, CHANNEL, read_at + MINUTE)
    later = read_at + 2 * MINUTE
    synced = cohort_members.sync(database.writing, TEAM, CHANNEL, ["U1", "U4"], read_at, later)
    assert synced.added == {"U4"}
    assert sorted(in_it(database)) == ["U1", "U3", "U4"]
    again = cohort_members.sync(database.writing, TEAM, CHANNEL, ["U1"], later + MINUTE, later + 2 * MINUTE)
    assert again.added == frozenset()
    assert in_it(database) == ["U1"]
    elsewhere = cohort_members.sync(database.writing, TEAM, "C9", [], later, later)
    assert elsewhere.added == frozenset()
    assert in_it(database) == ["U1"]


def test_a_cohort_is_to_be_read_again_after_a_day(database: Database) -> None:
    set_up(database, "U1")
    assert cohort_members.to_read(database.reading, NOW + DAY, 5) == []
    due = cohort_members.to_read(database.reading, NOW + DAY + MINUTE, 5)
    assert [each.team_id for each in due] == [TEAM]
    cohorts.away(database.writing, TEAM, CHANNEL, NOW)
    assert cohort_members.to_read(database.reading, NOW + 2 * DAY, 5) == []
    assert cohorts.back(database.writing, TEAM, CHANNEL, NOW)
    assert [each.team_id for each in cohort_members.to_read(database.reading, NOW, 5)] == [TEAM]


def test_whoever_left_by_choice_is_not_taken_in_by_reading_the_channel(database: Database) -> None:
    set_up(database, "U1", "U2")
    cohort_members.withdraw(database.writing, BEN, NOW)
    synced = cohort_members.sync(database.writing, TEAM, CHANNEL, ["U1", "U2"], NOW + DAY, NOW + DAY)
    assert synced.added == frozenset()
    assert in_it(database) == ["U1"]
    with pytest.raises(NotInCohort):
        cohort_access.find(database.reading, BEN)
    door = cohort_access.door(database.reading, BEN)
    assert door
    assert door.has_left
    assert cohort_members.rejoin(database.writing, BEN, NOW)
    assert not cohort_members.rejoin(database.writing, BEN, NOW)
    assert not cohort_members.rejoin(database.writing, DEE, NOW)
    assert sorted(in_it(database)) == ["U1", "U2"]


def test_coming_into_the_channel_again_is_coming_into_the_cohort(database: Database) -> None:
    set_up(database, "U1", "U2")
    cohort_members.withdraw(database.writing, BEN, NOW)
    cohort_members.leave(database.writing, BEN, NOW, CHANNEL)
    cohort_members.join(database.writing, BEN, CHANNEL, NOW)
    assert sorted(in_it(database)) == ["U1", "U2"]


def test_the_digest_is_somebodys_who_leads_and_goes_to_another_when_they_do_not(database: Database) -> None:
    set_up(database, "U1", "U2", "U3")
    (first,) = digest_of(database)
    assert first == ("U1", datetime(2026, 11, 30, 9, tzinfo=UTC))
    cohorts.hand_over(database.writing, ANA, CEM, NOW, stays=False)
    assert digest_of(database) == [("U3", first[1])]
    assert facilitators(database) == ["U3"]
    cohort_members.leave(database.writing, CEM, NOW, CHANNEL)
    assert digest_of(database) == [("U1", first[1])]
    cohorts.take_over(database.writing, BEN, NOW)
    assert digest_of(database) == [("U2", first[1])]


def test_the_digest_stays_with_somebody_who_uses_the_bot(database: Database) -> None:
    set_up(database, "U1")
    cohort_members.join(database.writing, DEE, CHANNEL, NOW)
    cohorts.hand_over(database.writing, ANA, DEE, NOW, stays=False)
    assert facilitators(database) == ["U4"]
    assert [whose for whose, _ in digest_of(database)] == ["U1"]


def test_turned_off_no_digest_waits_and_set_up_again_one_does(database: Database) -> None:
    set_up(database, "U1", "U2")
    cohorts.turn_off(database.writing, ANA, NOW)
    assert digest_of(database) == []
    with database.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    cohorts.set_up(database.writing, BEN, WANTED, ["U1", "U2"], NOW, NOW)
    assert [whose for whose, _ in digest_of(database)] == ["U2"]
    assert facilitators(database) == ["U2"]


def test_what_the_channel_is_told_once_is_told_once_and_again_in_another_channel(database: Database) -> None:
    set_up(database, "U1", "U2")
    assert cohorts.announce(database.writing, TEAM, CHANNEL, NOW)
    assert cohorts.announce(database.writing, TEAM, CHANNEL, NOW) is None
    cohorts.change(database.writing, ANA, replace(WANTED, cap=4), NOW)
    assert cohorts.announce(database.writing, TEAM, CHANNEL, NOW) is None
    cohorts.set_up(database.writing, ANA, replace(WANTED, channel="C2"), ["U1"], NOW, NOW)
    assert in_it(database) == ["U1"]
    assert cohorts.announce(database.writing, TEAM, "C2", NOW)
    cohorts.not_announced(database.writing, TEAM)
    assert cohorts.announce(database.writing, TEAM, "C2", NOW)


def test_practice_ends_with_the_membership(database: Database) -> None:
    set_up(database, "U1", "U2")
    with database.writing() as work:
        work.pairs.add(TEAM, [("U1", "U2")], date(2026, 11, 23))
        work.commit()
    cohort_members.leave(database.writing, BEN, NOW, CHANNEL)
    with database.reading() as work:
        pair = work.pairs.latest(ANA)
    assert pair
    assert not pair.is_open
    with database.engine.connect() as connection:
        assert connection.execute(select(practice_pairs.c.user_id)).scalars().all() == ["U1"]
