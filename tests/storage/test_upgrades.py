"""Whoever updates Inroad keeps everything, from whatever release they come."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import migrate as migrating
from storage.database import Database, parse_url
from storage.migrate import BrokenReferences, alembic_config, is_current, keeping_rows, migrate
from storage.tables import metadata
from tests.storage.filling import ROWS, columns_of, contents, fill
from tests.storage.test_database import VERSIONS
from tests.world import inhabited

SCRIPTS = ScriptDirectory(str(VERSIONS))
FORMER = sorted(script.revision for script in SCRIPTS.walk_revisions() if not script.is_head)


@pytest.fixture(params=FORMER)
def former(request: pytest.FixtureRequest, database_url: str) -> Iterator[Database]:
    """A database of a former release, with rows in every table."""
    with closing(Database(parse_url(database_url))) as database:
        with database.engine.connect() as connection, keeping_rows(connection):
            command.upgrade(alembic_config(connection), request.param)
        with database.engine.begin() as connection:
            fill(connection)
        yield database


async def test_an_upgrade_keeps_every_row_and_every_value_and_the_bot_goes_on(former: Database) -> None:
    with former.engine.begin() as connection:
        columns = columns_of(connection)
        before = contents(connection, columns)
    assert all(len(rows) == ROWS for rows in before.values())
    migrate(former)
    with former.engine.begin() as connection:
        assert contents(connection, columns) == before
        assert references_hold(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert is_current(former)
    async with inhabited(former) as world:
        people = await world.answer_to(world.maya, "/interview people")
        assert "Dana Wu" in people.text
        await world.log(world.maya, "Someone New, Genentech, today 2pm, 40 min")
        world.advance(hours=2)
        assert any("Someone New" in each.text for each in await world.reminders_of(world.maya))


def references_hold(connection: Connection) -> bool:
    """PostgreSQL never lets them be broken."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def test_after_an_upgrade_references_are_watched_again(former: Database) -> None:
    migrate(former)
    with former.engine.begin() as connection:
        connection.execute(text("DELETE FROM members"))
        assert connection.execute(text("SELECT count(*) FROM contacts")).scalar_one() == 0


def test_a_migration_that_would_break_references_is_taken_back(sqlite: Database) -> None:
    with sqlite.engine.begin() as connection:
        fill(connection)
    with (
        sqlite.engine.connect() as connection,
        pytest.raises(BrokenReferences),
        keeping_rows(connection),
    ):
        connection.execute(text("DELETE FROM members"))
    with sqlite.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM members")).scalar_one() == ROWS
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_newest_revision_is_known_and_every_former_one() -> None:
    assert migrating.known_revisions() == {*FORMER, migrating.NEWEST}
