"""How Alembic runs: on storage.migrate's connection, else (`alembic revision`) on DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection

from storage.database import Database, parse_url
from storage.migrate import keeping_rows
from storage.tables import metadata


def run_on(connection: Connection) -> None:
    """Run the migrations inside the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run_on(given)
else:
    database = Database(parse_url(os.environ.get("DATABASE_URL", "sqlite:///inroad.db")))
    with database.engine.connect() as own, keeping_rows(own):
        run_on(own)
    database.close()
