"""Brings a database to the newest schema, one migrating process at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0005"
"""The revision that this code needs."""

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number that no other program on the same PostgreSQL database takes for its own lock.
_ADVISORY_LOCK = 7_061_923_001


def migrate(database: Database) -> None:
    """Apply every missing migration. Safe to call from several processes at once."""
    if is_current(database):
        return
    # Alembic costs 8 MB of memory, which a process that finds its database up to date need not spend.
    from alembic import command  # noqa: PLC0415

    with database.engine.connect() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        command.upgrade(alembic_config(connection), "head")
        connection.commit()


def is_current(database: Database) -> bool:
    """Whether the database has the schema that this code needs."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == NEWEST


def alembic_config(connection: Connection) -> "Config":
    """Alembic's configuration for running on this connection."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
