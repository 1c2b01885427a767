"""`inroad backup` and `inroad restore`: one file that is a whole SQLite database, at one instant.

PostgreSQL has programs of its own for that; what to run is told.
"""

import os
import shlex
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from storage import restored
from storage.database import Database, DatabaseInUse, parse_url
from storage.migrate import known_revisions, migrate

BESIDE = ("", "-wal", "-shm")
"""A SQLite database is these files."""


class NotBackedUp(Exception):
    """Why there is no backup, or nothing was restored, in one sentence."""


class OtherPrograms(Exception):
    """PostgreSQL's own programs do it. ``lines``: what to run, for a shell, without a password.

    ``then``: what comes after them.
    """

    def __init__(self, sentence: str, lines: list[str], then: str = "") -> None:
        super().__init__(sentence)
        self.lines = lines
        self.then = then


def back_up(url: str, file: Path, *, replace: bool) -> None:
    """Write a checked copy of the database, also while a process works on it.

    Raises NotBackedUp, OtherPrograms. Whatever happens, ``file`` is whole or as it was.
    """
    database = parse_url(url)
    if database.get_backend_name() != "sqlite":
        raise OtherPrograms("PostgreSQL has a program for that. Run:", [_pg_dump(database, file)])
    source = Path(str(database.database))
    _check_target(source, file, replace=replace)
    with _in_plain_words(source), _made_whole(file) as made:
        _copy(source, made)
        _check(made)


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place. Gives where the former database is kept, if there was one.

    Raises NotBackedUp, OtherPrograms, DatabaseInUse; then everything is as it was.
    """
    database = parse_url(url)
    if database.get_backend_name() != "sqlite":
        raise _into_a_new_database(database, file)
    target = Path(str(database.database))
    if not file.is_file():
        raise NotBackedUp(f"There is no file {file}.")
    held = Database(database)
    held.claim_for_this_process()
    with closing(held), _in_plain_words(file), _made_whole(target) as made:
        _copy(file, made)
        _check(made)
        _bring_up_to_date(URL.create("sqlite", database=str(made)), now)
        return _put_aside(target, now)


def finish(url: str, now: datetime) -> None:
    """What is left to do once PostgreSQL's programs have restored a database. Raises NotBackedUp."""
    database = parse_url(url)
    if database.get_backend_name() == "sqlite":
        raise NotBackedUp("--finish is for PostgreSQL. Name the backup: inroad restore FILE")
    try:
        _bring_up_to_date(database, now)
    except SQLAlchemyError as error:
        raise NotBackedUp(f"The database cannot be used: {getattr(error, 'orig', None) or error}") from None


def _bring_up_to_date(url: URL, now: datetime) -> None:
    with closing(Database(url)) as database:
        migrate(database)
        restored.settle(database, now)


def _check_target(source: Path, file: Path, *, replace: bool) -> None:
    if not source.is_file():
        raise NotBackedUp(f"There is no database {source} yet.")
    if not file.resolve().parent.is_dir():
        raise NotBackedUp(f"There is no folder {file.parent}.")
    if file.is_dir() or (file.exists() and file.samefile(source)):
        raise NotBackedUp(f"{file} is not a place for a backup. Name a new file.")
    if file.exists() and not replace:
        raise NotBackedUp(f"{file} is there already. Name another file, or add --replace.")


@contextmanager
def _made_whole(file: Path) -> Iterator[Path]:
    """A file that only its owner can read; it takes its name once it is whole and on disk."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.resolve().parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        _to_disk(made)
        made.replace(file)
        _to_disk(file.resolve().parent)
    finally:
        for ending in BESIDE:
            Path(f"{made}{ending}").unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(source: Path, target: Path) -> None:
    """SQLite's online backup, in one step: in steps, every write of another process would begin it anew."""
    with closing(_opened(source)) as from_, closing(_opened(target)) as to:
        from_.backup(to)
        # One file, without the two that a database in use has beside it.
        to.execute("PRAGMA journal_mode=DELETE")


def _check(file: Path) -> None:
    """Raises NotBackedUp unless this is a sound database of Inroad's, and none of a newer Inroad."""
    with closing(_opened(file)) as opened:
        problems = [row[0] for row in opened.execute("PRAGMA integrity_check(1)")]
        if problems != ["ok"]:
            raise NotBackedUp(f"The database is damaged: {problems[0]}")
        tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "members"} <= tables:
            raise NotBackedUp("That is not a database of Inroad's.")
        [revision] = opened.execute("SELECT version_num FROM alembic_version").fetchone()
        if revision not in known_revisions():
            raise NotBackedUp(f"It is of a newer Inroad (schema {revision}). Update Inroad first.")


def _opened(file: Path) -> sqlite3.Connection:
    """Never makes a file."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)


def _put_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    _check_that_nobody_has_it_open(database)
    kept = database.with_name(f"{database.stem}.before-{now:%Y%m%dT%H%M%SZ}{database.suffix}")
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").replace(f"{kept}{ending}")
    return kept


def _check_that_nobody_has_it_open(database: Path) -> None:
    """Leaving its journal takes a database for oneself alone, and makes it one file.

    One that is damaged cannot do so, and is put aside as it is.
    """
    with closing(_opened(database)) as opened:
        try:
            opened.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise DatabaseInUse(f"Another program has {database} open. Close it first.") from None


@contextmanager
def _in_plain_words(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        raise NotBackedUp(f"{file} cannot be copied: {getattr(error, 'orig', None) or error}") from None


def _pg_dump(database: URL, file: Path) -> str:
    """In a shell of its own, whose umask makes the file its owner's alone."""
    shown = _without_password(database)
    dump = shlex.join(["pg_dump", "--format=custom", f"--file={file}", f"--dbname={shown}"])
    return f"(umask 077; {dump})"


def _into_a_new_database(database: URL, file: Path) -> OtherPrograms:
    """So that the present one stays as it is."""
    new = f"{database.database}_restored"
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    shown = _without_password(database.set(database=new))
    return OtherPrograms(
        "Stop every Inroad process. PostgreSQL has programs that restore into a new database. Run:",
        [
            shlex.join(["createdb", f"--maintenance-db={_without_password(database)}", new]),
            shlex.join(["pg_restore", *options, f"--dbname={shown}", str(file)]),
        ],
        f"Then let DATABASE_URL name {new}, and run: inroad restore --finish",
    )


def _without_password(url: URL) -> str:
    """As PostgreSQL's own programs take it: they ask for the password, or read it from ~/.pgpass."""
    query = {name: value for name, value in url.query.items() if "password" not in name}
    made = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return made.render_as_string()
