"""What `inroad doctor` looks at on this machine: time zones, `.env`, the database and its disk."""

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import SQLAlchemyError

from bot.findings import Finding, ok, problem, warning
from storage.database import Database, parse_url
from storage.migrate import is_current

ROOM = 200 * 1024 * 1024
"""Bytes that should be free beside a SQLite file (our choice: a cohort writes tens of megabytes in years)."""

_A_ZONE = "America/New_York"
_OTHERS = stat.S_IRGRP | stat.S_IROTH


def examine_machine(env_file: Path) -> list[Finding]:
    """Time zones, and who may read the tokens."""
    found = [_time_zones()]
    if env_file.exists():
        found.append(_readable(env_file, "your tokens"))
    return found


def examine_database(url: str) -> list[Finding]:
    """Whether the database can be opened, has the newest schema, and a place to grow."""
    parsed = parse_url(url)
    file = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
    if file and not file.exists():
        found = [ok("database", f"{file} is not there yet; `inroad run` makes it.")]
    else:
        found = [_schema(Database(parsed), file)]
        if file:
            found.append(_readable(file, "what students wrote down"))
    return [*found, *([_disk(file)] if file else [])]


def _time_zones() -> Finding:
    try:
        ZoneInfo(_A_ZONE)
    except ZoneInfoNotFoundError:
        return problem("time zones", "There is no time zone database.", "Install the Python package tzdata.")
    return ok("time zones", "The database of them is there.")


def _readable(file: Path, what: str) -> Finding:
    if os.name == "posix" and file.stat().st_mode & _OTHERS:
        sentence = f"Other users of this machine can read {file}, and {what} with it."
        return warning("permissions", sentence, f"chmod 600 {file}")
    return ok("permissions", f"Only you can read {file}.")


def _schema(database: Database, file: Path | None) -> Finding:
    with closing(database):
        try:
            if is_current(database):
                return ok("database", "It opens, and has the newest schema.")
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            return problem(
                "database",
                f"It cannot be opened: {cause}",
                "Look at DATABASE_URL, and whether its server runs.",
            )
    if file:
        return ok("database", "It opens; `inroad run` brings it to the newest schema.")
    return problem("database", "Its schema is not the newest.", "Run: inroad migrate")


def _disk(file: Path) -> Finding:
    folder = file.resolve().parent
    if not os.access(folder, os.W_OK):
        return problem(
            "disk", f"Nothing can be written into {folder}.", "Give this user the right to, or move it."
        )
    free = shutil.disk_usage(folder).free
    told = f"{free // 1024**2:,} MB are free in {folder}."
    return (
        ok("disk", told)
        if free >= ROOM
        else problem("disk", told, "Make room: a full disk stops everything.")
    )
