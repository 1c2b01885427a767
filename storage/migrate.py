"""Brings a database to the newest schema, one migrating process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0006"
"""The revision that this code needs."""

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number that no other program on the same PostgreSQL database takes for its own lock.
_ADVISORY_LOCK = 7_061_923_001


class BrokenReferences(SQLAlchemyError):
    """A migration would have left rows that refer to nothing; it was taken back."""


def migrate(database: Database) -> None:
    """Apply every missing migration. Safe to call from several processes at once."""
    if is_current(database):
        return
    # Alembic costs 8 MB of memory, which a process that finds its database up to date need not spend.
    from alembic import command  # noqa: PLC0415

    with database.engine.connect() as connection, keeping_rows(connection):
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        command.upgrade(alembic_config(connection), "head")


@contextmanager
def keeping_rows(connection: Connection) -> Iterator[None]:
    """A transaction for migrations, committed at its end. Raises BrokenReferences.

    On SQLite a table that is changed is often made anew, and dropping the former one would delete all rows
    that refer to it: so foreign keys rest meanwhile (https://www.sqlite.org/lang_altertable.html, 7).
    """
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        _set_foreign_keys(connection, "OFF")
    try:
        yield
        if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BrokenReferences("Rows would be left that refer to nothing.")
        connection.commit()
    finally:
        if on_sqlite:
            connection.rollback()
            _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """On the driver's own connection: inside of a transaction the setting has no effect."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={state}")


def is_current(database: Database) -> bool:
    """Whether the database has the schema that this code needs."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST


def known_revisions() -> set[str]:
    """Every revision that this code can bring to the newest schema, and that one."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration for running on this connection."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
