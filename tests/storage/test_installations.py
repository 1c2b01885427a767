"""Installations: one row for each workspace, exchanged by one process at a time, and sealed anew safely."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from core import installing, reminder_status
from core.installation import Installation, NewTokens
from core.installing import GRACE, REFRESH_LEASE
from core.model import Owner, ReminderKind
from storage.database import Database
from storage.tables import reminders
from tests.storage.everything import fill

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
NORTH = Installation(
    team_id="T1",
    enterprise_id="",
    name="North Campus",
    app_id="A1",
    bot_id="B1",
    bot_user_id="U0BOT",
    scopes="commands,chat:write",
    token="sealed",
    refresh_token="sealed too",
    expires_at=NOW + timedelta(hours=1),
    installed_by="U1",
    installed_at=NOW,
)
ORG = replace(NORTH, team_id="", enterprise_id="E1", name="State University")
FRESH = NewTokens("new", "new too", NOW + timedelta(hours=12))


def find(database: Database, workspace_id: str) -> Installation | None:
    return installing.find(database.reading, workspace_id)


def uninstall(database: Database, team_id: str, enterprise_id: str = "", *, org_wide: bool = False) -> bool:
    return installing.uninstall(database.writing, team_id, enterprise_id, NOW, org_wide=org_wide)


def test_what_is_installed_is_found_and_what_comes_again_takes_its_place(database: Database) -> None:
    installing.install(database.writing, NORTH)
    assert find(database, "T1") == NORTH
    again = replace(NORTH, token="sealed again", expires_at=None)
    installing.install(database.writing, again)
    assert installing.everywhere(database.reading) == [again]
    assert find(database, "T2") is None


def test_a_token_of_any_length_is_kept(database: Database) -> None:
    long = replace(NORTH, token="x" * 5_000, scopes="y," * 2_000)
    installing.install(database.writing, long)
    assert find(database, "T1") == long


def test_of_many_processes_one_exchanges_a_token(database: Database) -> None:
    installing.install(database.writing, NORTH)
    with ThreadPoolExecutor(8) as threads:
        tries = [
            threads.submit(installing.begin_refresh, database.writing, "T1", f"process {number}", NOW)
            for number in range(8)
        ]
    assert sum(each.result() is not None for each in tries) == 1


def test_whoever_took_the_lease_stores_and_whoever_lost_it_does_not(database: Database) -> None:
    installing.install(database.writing, NORTH)
    assert installing.begin_refresh(database.writing, "T1", "slow", NOW) == NORTH
    later = NOW + REFRESH_LEASE
    assert installing.begin_refresh(database.writing, "T1", "quick", later - timedelta(seconds=1)) is None
    assert installing.begin_refresh(database.writing, "T1", "quick", later)
    assert not installing.end_refresh(database.writing, "T1", "slow", NewTokens("lost", "lost", NOW))
    assert installing.end_refresh(database.writing, "T1", "quick", FRESH)
    found = find(database, "T1")
    assert found
    assert (found.token, found.refresh_token, found.expires_at) == ("new", "new too", FRESH.expires_at)


def test_a_token_that_is_fresh_or_does_not_expire_is_left_alone(database: Database) -> None:
    for expires_at in (NOW + timedelta(hours=3), None):
        installing.install(database.writing, replace(NORTH, expires_at=expires_at))
        assert installing.begin_refresh(database.writing, "T1", "me", NOW) is None


def test_what_is_installed_anew_during_an_exchange_stays(database: Database) -> None:
    installing.install(database.writing, NORTH)
    installing.begin_refresh(database.writing, "T1", "me", NOW)
    installing.install(database.writing, replace(NORTH, token="newest"))
    assert not installing.end_refresh(database.writing, "T1", "me", FRESH)
    found = find(database, "T1")
    assert found
    assert found.token == "newest"


def test_sealing_anew_leaves_alone_what_changed_meanwhile(database: Database) -> None:
    installing.install(database.writing, NORTH)
    installing.install(database.writing, replace(NORTH, team_id="T2"))
    uninstall(database, "T2")
    assert installing.reseal(database.writing, lambda sealed: f"{sealed}!") == 1
    found = find(database, "T1")
    assert found
    assert (found.token, found.refresh_token) == ("sealed!", "sealed too!")
    with database.writing() as work:
        assert not work.installations.reseal(NORTH, "old", "old")


def test_without_inroad_a_workspace_has_no_token_and_waits(database: Database) -> None:
    installing.install(database.writing, NORTH)
    assert uninstall(database, "T1")
    assert not uninstall(database, "T1")
    [left] = installing.everywhere(database.reading)
    assert (left.token, left.refresh_token, left.uninstalled_at) == ("", "", NOW)
    assert find(database, "T1") is None
    installing.install(database.writing, NORTH)
    assert find(database, "T1") == NORTH


def test_reminders_wait_while_inroad_is_out_and_come_when_it_is_back(database: Database) -> None:
    fill(database, Owner("T1", "U1"), "zylophone")
    fill(database, Owner("T2", "U1"), "quorvath")
    with database.engine.begin() as connection:
        waiting = {"state": "pending", "kind": "thank_you", "claimed_by": "", "lease_until": None}
        connection.execute(update(reminders).values(lane=ReminderKind.THANK_YOU.lane, **waiting))
    installing.install(database.writing, NORTH)
    due = reminder_status.backlog(database.reading, NOW).due
    uninstall(database, "T1")
    assert reminder_status.backlog(database.reading, NOW).due == due - 1
    with database.writing() as work:
        late = NOW + GRACE
        claimed = work.reminders.claim("w", late, lease=timedelta(minutes=1), limit=9)
    assert {each.owner.team_id for each in claimed} == {"T2"}
    installing.install(database.writing, NORTH)
    assert reminder_status.backlog(database.reading, NOW).due == due


def test_after_the_grace_everything_goes_unless_inroad_is_back(database: Database) -> None:
    fill(database, Owner("T1", "U1"), "zylophone")
    installing.install(database.writing, NORTH)
    uninstall(database, "T1")
    over = NOW + GRACE
    assert installing.past_grace(database.reading, over - timedelta(seconds=1)) == []
    assert installing.past_grace(database.reading, over) == ["T1"]
    installing.install(database.writing, NORTH)
    assert not installing.forget_workspace(database.writing, "T1", over)
    uninstall(database, "T1")
    assert installing.forget_workspace(database.writing, "T1", over)
    assert installing.everywhere(database.reading) == []
    with database.reading() as work:
        assert work.members.get(Owner("T1", "U1")) is None


def test_an_organisations_installation_serves_each_workspace_that_was_heard_of(database: Database) -> None:
    installing.install(database.writing, ORG)
    assert find(database, "T1") is None
    assert installing.adopt(database.writing, "T1", "E2") is None
    assert installing.adopt(database.writing, "T1", "E1") == ORG
    assert find(database, "T1") == ORG
    own = replace(NORTH, enterprise_id="E1", token="own")
    installing.install(database.writing, own)
    assert find(database, "T1") == own
    assert installing.adopt(database.writing, "T1", "E1") == own
    assert find(database, "T1") == own


def test_what_an_organisation_takes_out_waits_in_each_workspace_and_comes_back_with_it(
    database: Database,
) -> None:
    installing.install(database.writing, ORG)
    for team_id in ("T1", "T2"):
        installing.adopt(database.writing, team_id, "E1")
    assert uninstall(database, "T1", "E1", org_wide=True)
    left = installing.everywhere(database.reading)
    assert [(each.team_id, each.token) for each in left] == [("T1", ""), ("T2", "")]
    assert installing.past_grace(database.reading, NOW + GRACE) == ["T1", "T2"]
    installing.install(database.writing, ORG)
    assert find(database, "T1") == find(database, "T2") == ORG
    assert installing.past_grace(database.reading, NOW + GRACE) == []


def test_an_organisation_may_take_it_out_of_one_of_its_workspaces(database: Database) -> None:
    installing.install(database.writing, ORG)
    for team_id in ("T1", "T2"):
        installing.adopt(database.writing, team_id, "E1")
    installing.revoke_access(database.writing, ["T1", "T9"], "E1", NOW)
    assert find(database, "T1") is None
    assert find(database, "T2") == ORG
    assert installing.past_grace(database.reading, NOW + GRACE) == ["T1"]
