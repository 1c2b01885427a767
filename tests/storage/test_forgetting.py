"""Forgetting a member or a workspace: no table keeps anything of them, and everything of others stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from core import forgetting, members
from core.forgetting import GRACE
from core.model import Outcome, Owner, PlannedReminder, ReminderKind, ReminderState
from storage.database import Database
from storage.forgetting import forget_workspace
from storage.tables import installations, metadata, practice_pairs, reminder_keys, reminders
from tests.storage.cohort import CHANNEL, set_up
from tests.storage.everything import NOW, fill

MAYA, JONAS, PRIYA = Owner("T1", "U0MAYA"), Owner("T1", "U0JONAS"), Owner("T1", "U0PRIYA")
ELSEWHERE = Owner("T2", "U0MAYA")


def scan(database: Database, *traces: str) -> dict[str, list[str]]:
    """Every cell of every table in which one of these stands, by the table."""
    found: dict[str, list[str]] = {}
    with database.engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    if any(trace in str(value) for trace in traces):
                        found.setdefault(table.name, []).append(f"{name}: {value}")
    return found


def _all(database: Database, *, team: str) -> set[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return {
            (table.name, *row)
            for table in metadata.tables.values()
            if "team_id" in table.c
            for row in connection.execute(select(table).where(table.c.team_id == team))
        }


def test_nothing_of_a_member_is_left_in_any_table(database: Database) -> None:
    fill(database, MAYA, "zylophone")
    fill(database, JONAS, "quorvath")
    fill(database, ELSEWHERE, "blixtrum")
    before = scan(database, "quorvath"), _all(database, team="T2")
    assert len(scan(database, "zylophone")) > 20
    forgetting.forget(database.writing, MAYA, NOW)
    assert scan(database, "zylophone") == {}
    with database.engine.connect() as connection:
        for table in metadata.tables.values():
            if "user_id" in table.c:
                mine = table.c.team_id == "T1", table.c.user_id == MAYA.user_id
                left = connection.execute(select(func.count()).select_from(table).where(*mine)).scalar_one()
                assert left == 0, table.name
    assert (scan(database, "quorvath"), _all(database, team="T2")) == before


def test_it_is_as_good_twice_and_for_somebody_who_never_was_here(database: Database) -> None:
    fill(database, MAYA, "zylophone")
    for _ in range(2):
        assert forgetting.forget(database.writing, MAYA, NOW).posts is not None
        assert forgetting.look(database.reading, MAYA) is None


def test_nothing_of_a_workspace_is_left_in_any_table(database: Database) -> None:
    for owner, mark in ((MAYA, "zylophone"), (JONAS, "quorvath"), (ELSEWHERE, "blixtrum")):
        fill(database, owner, mark)
    before = _all(database, team="T2")
    with database.engine.begin() as connection:
        forget_workspace(connection, "T1")
    assert scan(database, "zylophone", "quorvath", "T1") == {}
    assert _all(database, team="T2") == before


@pytest.mark.parametrize("who", [0, 1, 2])
def test_of_three_who_practise_two_are_left_and_know_only_each_other(database: Database, who: int) -> None:
    three = [each.owner for each in set_up(database, "U1", "U2", "U3")]
    day = NOW.date()
    with database.writing() as work:
        work.pairs.add("T1", [("U1", "U2", "U3")], day)
        work.commit()
    forgetting.forget(database.writing, three[who], NOW)
    left = {each.user_id for each in three} - {three[who].user_id}
    with database.reading() as work:
        assert [sorted(group) for group in work.pairs.groups("T1")] == [sorted(left)]
        for user_id in left:
            pair = work.pairs.latest(Owner("T1", user_id))
            assert pair
            assert {each.user_id for each in pair.partners} == left - {user_id}
    assert scan(database, three[who].user_id) == {}


def test_a_pair_goes_with_either_of_the_two(database: Database) -> None:
    first, _ = (each.owner for each in set_up(database, "U1", "U2"))
    with database.engine.begin() as connection:
        for mine, other in (("U1", "U2"), ("U2", "U1")):
            row = {"team_id": "T1", "user_id": mine, "partner_id": other, "starts_on": NOW.date()}
            connection.execute(insert(practice_pairs).values(**row, state="open"))
    forgetting.forget(database.writing, first, NOW)
    with database.reading() as work:
        assert work.pairs.groups("T1") == []


def test_an_installation_stays_and_does_not_tell_who_made_it(database: Database) -> None:
    members.settle_in(database.writing, MAYA, "UTC", NOW)
    texts = dict.fromkeys(
        ("name", "app_id", "bot_id", "bot_user_id", "scopes", "token", "refresh_token"), "x"
    )
    with database.engine.begin() as connection:
        for team_id in ("T1", "T2"):
            row = {"workspace_id": team_id, "team_id": team_id, "enterprise_id": "", "refreshed_by": ""}
            made = {"installed_by": MAYA.user_id, "installed_at": NOW}
            connection.execute(insert(installations).values(**row, **made, **texts))
    forgetting.forget(database.writing, MAYA, NOW)
    with database.engine.connect() as connection:
        by_whom = connection.execute(select(installations.c.installed_by).order_by(installations.c.team_id))
        assert [*by_whom.scalars()] == ["", MAYA.user_id]


def test_the_cohorts_digest_goes_on_with_somebody_else(database: Database) -> None:
    ruth, maya = (each.owner for each in set_up(database, "U0RUTH", "U0MAYA"))
    with database.reading() as work:
        [due_at] = work.digests.waiting("T1").values()
    found = forgetting.look(database.reading, ruth)
    assert found
    assert found.leads_alone
    assert found.channel == CHANNEL
    forgetting.forget(database.writing, ruth, NOW)
    with database.reading() as work:
        assert [*work.digests.waiting("T1").values()] == [due_at]
        assert work.cohorts.get("T1")
        assert [each.owner for each in work.cohorts.members("T1")] == [maya]
    assert scan(database, "U0RUTH") == {}


def test_whoever_left_is_forgotten_after_the_grace_and_not_before(database: Database) -> None:
    for owner, mark in ((MAYA, "zylophone"), (JONAS, "quorvath")):
        fill(database, owner, mark)
        forgetting.returned(database.writing, owner)
    forgetting.left(database.writing, MAYA, NOW)
    forgetting.left(database.writing, MAYA, NOW + timedelta(days=20))
    forgetting.left(database.writing, Owner("T1", "U0NOBODY"), NOW)
    almost = NOW + GRACE - timedelta(microseconds=1)
    assert forgetting.to_forget(database.reading, almost) == []
    assert forgetting.forget_departed(database.writing, MAYA, almost) is None
    assert forgetting.to_forget(database.reading, NOW + GRACE) == [MAYA]
    assert forgetting.forget_departed(database.writing, MAYA, NOW + GRACE) is not None
    assert scan(database, "zylophone") == {}
    assert forgetting.to_forget(database.reading, NOW + GRACE) == []


def test_whoever_is_back_within_the_grace_keeps_everything(database: Database) -> None:
    for owner in (MAYA, JONAS):
        members.settle_in(database.writing, owner, "UTC", NOW)
        forgetting.left(database.writing, owner, NOW)
    forgetting.returned(database.writing, MAYA)
    members.greet(database.writing, JONAS, NOW + timedelta(days=3))
    assert forgetting.to_forget(database.reading, NOW + 2 * GRACE) == []
    for owner in (MAYA, JONAS):
        assert forgetting.forget_departed(database.writing, owner, NOW + 2 * GRACE) is None
        assert members.find(database.reading, owner)


@pytest.mark.parametrize("reason", sorted(forgetting.NOT_REACHED))
def test_whom_a_reminder_did_not_reach_lately_may_have_left(database: Database, reason: str) -> None:
    for owner in (MAYA, JONAS):
        _failed(database, owner, reason if owner == MAYA else "messages_tab_disabled")
    assert forgetting.unreachable(database.reading, NOW + timedelta(hours=1)) == [MAYA]
    assert forgetting.unreachable(database.reading, NOW + timedelta(days=2)) == []
    forgetting.left(database.writing, MAYA, NOW)
    assert forgetting.unreachable(database.reading, NOW + timedelta(hours=1)) == []


def _failed(database: Database, owner: Owner, reason: str) -> None:
    members.settle_in(database.writing, owner, "UTC", NOW)
    with database.writing() as work:
        work.reminders.plan(owner, [PlannedReminder(ReminderKind.KEEP_IN_TOUCH, 0, 1, NOW)])
        [reminder] = work.reminders.about(owner, ReminderKind.KEEP_IN_TOUCH, 0)
        work.reminders.finish([Outcome(reminder.id, ReminderState.FAILED, reason)], NOW)
        work.commit()


@pytest.mark.postgres
def test_a_worker_that_plans_meanwhile_leaves_nothing_behind(postgres_database: Database) -> None:
    """It has claimed a reminder of hers, and plans the next one in the same transaction."""
    database = postgres_database
    members.settle_in(database.writing, MAYA, "UTC", NOW)
    with database.writing() as work:
        work.reminders.plan(MAYA, [PlannedReminder(ReminderKind.KEEP_IN_TOUCH, 0, 1, NOW)])
        work.commit()
    with ThreadPoolExecutor(1) as pool:
        with database.writing() as work:
            [claimed] = work.reminders.claim("worker", NOW, lease=timedelta(minutes=2), limit=10)
            forgotten = pool.submit(forgetting.forget, database.writing, MAYA, NOW)
            with pytest.raises(TimeoutError):
                forgotten.result(timeout=0.5)
            following = PlannedReminder(ReminderKind.KEEP_IN_TOUCH, 0, 2, NOW + timedelta(days=1))
            work.reminders.plan(claimed.owner, [following])
            work.commit()
        forgotten.result(timeout=10)
    with database.engine.connect() as connection:
        for table in (reminders, reminder_keys):
            assert connection.execute(select(table)).all() == []
    with database.writing() as work:
        work.reminders.finish([Outcome(claimed.id, ReminderState.SENT)], NOW)
        work.commit()
    assert scan(database, MAYA.user_id) == {}


def test_a_zone_that_slack_gives_afterwards_makes_no_member(database: Database) -> None:
    members.settle_in(database.writing, MAYA, "UTC", NOW)
    members.follow_zone(database.writing, MAYA, "Europe/Berlin", NOW)
    found = members.find(database.reading, MAYA)
    assert found
    assert found.zone == "Europe/Berlin"
    forgetting.forget(database.writing, MAYA, NOW)
    members.follow_zone(database.writing, MAYA, "UTC", NOW)
    assert members.find(database.reading, MAYA) is None
