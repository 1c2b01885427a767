"""`inroad token-key` and `inroad rotate-keys`: how the key that seals tokens is made, and replaced."""

from dataclasses import replace
from pathlib import Path

from bot.token_keys import TokenKeys, new_key
from core import installing
from storage.database import Database
from tests.processes import output
from tests.storage.test_installations import NORTH


async def test_a_key_that_is_printed_is_a_key(tmp_path: Path) -> None:
    status, text = await output(tmp_path, "token-key")
    assert status == 0
    assert TokenKeys(text).open(TokenKeys(text).seal("xoxb-1")) == "xoxb-1"


async def test_a_key_is_replaced_by_putting_the_new_one_first(sqlite: Database, tmp_path: Path) -> None:
    old, new = new_key(), new_key()
    sealed = TokenKeys(old).seal("xoxb-1")
    for team_id in ("T1", "T2"):
        installing.install(sqlite.writing, replace(NORTH, team_id=team_id, token=sealed, refresh_token=""))
    environment = {"DATABASE_URL": sqlite.url.render_as_string(), "INROAD_TOKEN_KEYS": f"{new},{old}"}
    status, text = await output(tmp_path, "rotate-keys", **environment)
    assert (status, text) == (0, "Encrypted with the first key: the tokens of 2 workspaces.\n")
    for each in installing.everywhere(sqlite.reading):
        assert TokenKeys(new).open(each.token) == "xoxb-1"
        assert not each.refresh_token


async def test_without_the_old_key_nothing_changes(sqlite: Database, tmp_path: Path) -> None:
    installing.install(sqlite.writing, replace(NORTH, token=TokenKeys(new_key()).seal("xoxb-1")))
    environment = {"DATABASE_URL": sqlite.url.render_as_string(), "INROAD_TOKEN_KEYS": new_key()}
    status, text = await output(tmp_path, "rotate-keys", **environment)
    assert status == 1
    assert "Add the key that it was sealed with" in text


async def test_without_any_key_it_is_told_how_they_are_written(sqlite: Database, tmp_path: Path) -> None:
    status, text = await output(tmp_path, "rotate-keys", DATABASE_URL=sqlite.url.render_as_string())
    assert status == 1
    assert "the new key first, then the old one" in text
