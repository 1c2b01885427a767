"""Practice pairs on both databases: each has their own, and what one says reaches the others."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import cohort_members, delivering, members, practice
from core.decisions import Send
from core.delivering import Timing
from core.errors import NotYours
from core.model import Outcome, Owner, QuietHours, ReminderState
from core.pair import Pair, PairState, Partner
from core.pairs import Practiser
from storage.database import Database
from tests.storage.cohort import CHANNEL, NOW, TEAM, set_up

DAY = timedelta(days=1)
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
ROUND = date(2026, 11, 30)
ANA, BEN, CEM = (Owner(TEAM, user_id) for user_id in ("U1", "U2", "U3"))


def practising(database: Database, *user_ids: str) -> None:
    set_up(database, "U1", "U2", "U3", "U4")
    for user_id in user_ids:
        cohort_members.start_practising(database.writing, Owner(TEAM, user_id), NOW)


def due(database: Database, now: datetime) -> list[Send]:
    """The practice messages that a worker sends at that time."""
    told: list[Send] = []
    while sends := delivering.take_due(database.writing, "w", now, Timing()).sends:
        done = [Outcome(send.reminder.id, ReminderState.SENT) for send in sends]
        delivering.record(database.writing, "w", done, now)
        told += [send for send in sends if isinstance(send.subject, Pair)]
    return told


def pair_of(database: Database, owner: Owner) -> Pair:
    with database.reading() as work:
        pair = work.pairs.latest(owner)
    assert pair
    return pair


def test_each_of_a_group_has_a_pair_of_their_own_with_the_others_in_it(database: Database) -> None:
    practising(database, "U1", "U2", "U3")
    members.settle_in(database.writing, BEN, "Asia/Kolkata", NOW)
    assert len(due(database, MONDAY)) == 3
    mine = pair_of(database, ANA)
    assert set(mine.partners) == {Partner("U2", "Asia/Kolkata"), Partner("U3", "UTC")}
    assert (mine.zone, mine.starts_on, mine.state) == ("UTC", ROUND, PairState.OPEN)
    with database.reading() as work:
        assert work.pairs.get(ANA, mine.id) == mine
        with pytest.raises(NotYours):
            work.pairs.get(BEN, mine.id)
        assert work.pairs.find(Owner("T2", "U1"), mine.id) is None
        assert work.pairs.groups(TEAM) == [("U1", "U2", "U3")]


def test_only_who_wants_to_and_has_not_paused_is_paired(database: Database) -> None:
    practising(database, "U1", "U2")
    with database.reading() as work:
        assert sorted(work.pairs.practisers(TEAM, NOW), key=lambda one: one.user_id) == [
            Practiser("U1", "UTC"),
            Practiser("U2", "UTC"),
        ]
    ben = members.find(database.reading, BEN)
    assert ben
    members.change_settings(database.writing, ben, QuietHours(), date(2026, 12, 24), NOW)
    assert due(database, MONDAY) == []
    with database.reading() as work:
        assert work.pairs.last_round_on(TEAM) is None


def test_a_round_every_second_week_and_each_is_told_twice_at_most(database: Database) -> None:
    practising(database, "U1", "U2")
    assert len(due(database, MONDAY)) == 2
    assert due(database, MONDAY + 2 * DAY) == []
    assert len(due(database, MONDAY + 3 * DAY)) == 2
    assert due(database, MONDAY + 7 * DAY) == []
    assert due(database, MONDAY + 13 * DAY) == []
    assert len(due(database, MONDAY + 14 * DAY)) == 2


def test_what_one_says_of_a_practice_is_true_for_all_who_were_there(database: Database) -> None:
    practising(database, "U1", "U2", "U3")
    due(database, MONDAY)
    answered = practice.practised(database.writing, ANA, pair_of(database, ANA).id, MONDAY)
    assert {one.owner for one in answered} == {ANA, BEN, CEM}
    assert all(len(one.posted) == 1 for one in answered)
    for owner in (ANA, BEN, CEM):
        assert pair_of(database, owner).state is PairState.PRACTISED
    assert due(database, MONDAY + 3 * DAY) == []


def test_whoever_cannot_is_left_out_and_the_others_go_on(database: Database) -> None:
    practising(database, "U1", "U2", "U3")
    due(database, MONDAY)
    practice.decline(database.writing, ANA, pair_of(database, ANA).id, MONDAY)
    assert [one.user_id for one in pair_of(database, BEN).partners] == ["U3"]
    assert pair_of(database, BEN).is_open
    practice.decline(database.writing, CEM, pair_of(database, CEM).id, MONDAY)
    assert not pair_of(database, BEN).is_open
    assert due(database, MONDAY + 3 * DAY) == []


def test_a_second_click_changes_nothing(database: Database) -> None:
    practising(database, "U1", "U2")
    due(database, MONDAY)
    pair = pair_of(database, ANA)
    practice.practised(database.writing, ANA, pair.id, MONDAY)
    practice.decline(database.writing, ANA, pair.id, MONDAY)
    assert pair_of(database, ANA).state is PairState.PRACTISED
    with pytest.raises(NotYours):
        practice.practised(database.writing, CEM, pair.id, MONDAY)


def test_whoever_comes_back_is_still_known_to_have_practised_with_the_others(database: Database) -> None:
    practising(database, "U1", "U2", "U3")
    due(database, MONDAY)
    cohort_members.leave(database.writing, CEM, MONDAY, CHANNEL)
    with database.reading() as work:
        assert work.pairs.groups(TEAM) == [("U1", "U2", "U3")]


def test_a_pair_that_was_dealt_with_while_its_message_was_on_its_way_keeps_no_buttons(
    database: Database,
) -> None:
    practising(database, "U1", "U2")
    delivering.take_due(database.writing, "w", MONDAY, Timing())
    sends = delivering.take_due(database.writing, "w", MONDAY, Timing()).sends
    practice.decline(database.writing, BEN, pair_of(database, BEN).id, MONDAY)
    settled = delivering.dealt_with(database.reading, sends)
    assert len(settled) == len(sends) == 2
