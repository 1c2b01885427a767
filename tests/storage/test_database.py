"""Addresses, migrations, and one process for a SQLite file."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.database import Database, DatabaseInUse, parse_url
from storage.migrate import NEWEST, alembic_config, is_current, migrate
from storage.tables import metadata

VERSIONS = Path(__file__).parents[2] / "storage" / "migrations"


def test_the_migrated_schema_is_the_one_that_the_code_describes(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_number_of_what_was_deleted_never_comes_again(sqlite: Database) -> None:
    """A reminder's key is made of such a number; on SQLite a table that is made anew may forget it."""
    with sqlite.engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        made = {row.name: row.sql for row in rows}
    for table in metadata.tables.values():
        wanted = bool(table.dialect_options["sqlite"]["autoincrement"])
        assert ("AUTOINCREMENT" in made[table.name]) is wanted, table.name


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    assert is_current(database)


def test_a_new_database_is_not_current(database_url: str) -> None:
    database = Database(parse_url(database_url))
    assert not is_current(database)
    database.close()


def test_the_migrations_can_be_taken_back(database: Database) -> None:

    with database.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "base")
        connection.commit()
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    migrate(database)
    assert is_current(database)


def test_there_is_one_newest_migration_and_every_file_is_dated() -> None:
    script = ScriptDirectory(str(VERSIONS))
    assert script.get_heads() == [NEWEST]
    for file in (VERSIONS / "versions").glob("*.py"):
        assert file.name[:4].isdigit()


def test_sqlite_is_opened_so_that_what_was_answered_is_on_disk(sqlite: Database) -> None:
    with sqlite.engine.connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert pragmas == ["wal", 2, 1, 5000]


def test_a_new_sqlite_file_is_for_its_owner_only_and_the_rights_of_an_old_one_stay(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    for mode in (0o600, 0o640):
        database = Database(parse_url(f"sqlite:///{file}"))
        migrate(database)
        assert [each.stat().st_mode & 0o777 for each in tmp_path.iterdir()] == [mode] * 3
        database.close()
        file.chmod(0o640)


def test_a_second_process_on_one_sqlite_file_is_refused_and_told_of_postgresql(sqlite: Database) -> None:
    sqlite.claim_for_this_process()
    second = Database(sqlite.url)
    with pytest.raises(DatabaseInUse, match="PostgreSQL"):
        second.claim_for_this_process()
    second.close()
    sqlite.close()
    third = Database(sqlite.url)
    third.claim_for_this_process()
    third.close()


@pytest.mark.parametrize(
    ("text_", "expected"),
    [
        ("postgres://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql://h/db", "postgresql+psycopg://h/db"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_an_address_is_taken_as_people_write_it(text_: str, expected: str) -> None:
    assert parse_url(text_).render_as_string(hide_password=False) == expected


@pytest.mark.parametrize(
    ("text_", "sentence"),
    [
        ("nonsense", "is not a database address"),
        ("mysql://h/db", "does not speak"),
        ("sqlite://", "needs a file"),
        ("sqlite:///no/such/folder/x.db", "a folder that does not exist"),
    ],
)
def test_a_wrong_address_is_explained(text_: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_url(text_)
