"""Opens the database: one engine for PostgreSQL, a reading and a writing one for SQLite."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.unit_of_work import SqlUnitOfWork

BUSY_TIMEOUT_S = 5

_DATA_EXCEPTION = "22"
"""The class of errors in whose very sentence the value stands."""


class DatabaseInUse(Exception):
    """Another process writes to the same SQLite file."""


class Database:
    """The open database. ``reading`` and ``writing`` open units of work."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._writer = _sqlite_engine(url, "BEGIN IMMEDIATE") if self.is_sqlite else _server_engine(url)
        self._reader = _sqlite_engine(url, "BEGIN") if self.is_sqlite else self._writer
        self._lock: FileLock | None = None

    @property
    def engine(self) -> Engine:
        """The engine that may write."""
        return self._writer

    def reading(self) -> SqlUnitOfWork:
        """A unit of work that only reads: on SQLite it never waits for the writer."""
        return SqlUnitOfWork(self._reader)

    def writing(self) -> SqlUnitOfWork:
        """A unit of work that may write: on SQLite it holds the write lock from its first moment."""
        return SqlUnitOfWork(self._writer)

    def claim_for_this_process(self) -> None:
        """Make this the one process that writes to a SQLite file. Raises DatabaseInUse."""
        if not self.is_sqlite:
            return
        self._lock = FileLock(f"{self.url.database}.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._lock = None
            raise DatabaseInUse(
                f"Another Inroad process is using {self.url.database}. A SQLite file serves one process: "
                "stop the other one, or set DATABASE_URL to a PostgreSQL database to run several."
            ) from None

    def close(self) -> None:
        """Close every connection and give the file free."""
        self._writer.dispose()
        self._reader.dispose()
        if self._lock:
            self._lock.release()
            self._lock = None


def parse_url(text: str) -> URL:
    """A database address as people write it (``postgres://`` included). Raises ValueError with a sentence."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("is not a database address; write sqlite:///inroad.db or postgresql://…") from None
    name = url.get_backend_name()
    if name in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if name != "sqlite":
        raise ValueError(f"names {name}, which Inroad does not speak; use SQLite or PostgreSQL")
    url = url.set(drivername="sqlite")
    if not url.database or url.database == ":memory:":
        raise ValueError("needs a file for SQLite, such as sqlite:///inroad.db")
    if not Path(url.database).resolve().parent.is_dir():
        raise ValueError(f"names a folder that does not exist: {Path(url.database).parent}")
    return url


def _server_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, hide_parameters=True)
    event.listen(engine, "connect", _prepare_server)
    event.listen(engine, "handle_error", _hide_values)
    return engine


def _prepare_server(connection: Any, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _hide_values(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that it refuses, with what a student wrote: what an error says is logged."""
    diagnosis = getattr(context.original_exception, "diag", None)
    if diagnosis is None or diagnosis.sqlstate is None:
        return
    places = (diagnosis.table_name, diagnosis.column_name, diagnosis.constraint_name)
    quotes = diagnosis.sqlstate.startswith(_DATA_EXCEPTION)
    said = " ".join(filter(None, [None if quotes else diagnosis.message_primary, *places]))
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error:
            error.args = (f"{said} ({diagnosis.sqlstate})",)


def _sqlite_engine(url: URL, begin: str) -> Engine:
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", partial(_keep_to_owner, Path(str(url.database))))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _beginner(begin))
    return engine


def _keep_to_owner(file: Path, _connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
    """Notes are for nobody else on this machine. Whoever gave an older file other rights is left to it."""
    if not file.stat().st_size:
        file.chmod(0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    # The driver's own transaction handling delays BEGIN; the "begin" event does it instead.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_S * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _beginner(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
