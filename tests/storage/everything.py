"""A row in every table for a member, each of its texts with a mark of its own."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text, Time, insert, select, true

from core.model import Owner
from storage.columns import UtcDateTime
from storage.database import Database
from storage.tables import metadata

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
SHARED = ("cohorts", "receipts")
"""What belongs to nobody in particular."""

WORKSPACES = ("installations", "org_workspaces")
"""What is the workspace's, whoever uses Inroad in it."""

CHOICES = {"nudge_days": "12345", "zone": "UTC", "about": "organisation", "fields": "guard", "state": "asked"}
"""What is read as a choice among few."""


def fill(database: Database, owner: Owner, mark: str) -> None:
    """Something of this member in every table, with ``mark`` in whatever is written down."""
    with database.engine.begin() as connection:
        ids: dict[str, Any] = {}
        for table in metadata.sorted_tables:
            here = table.c.team_id == owner.team_id if "team_id" in table.c else true()
            if table.name in SHARED and connection.execute(select(table).where(here)).first():
                continue
            if not _is_of_members(table):
                continue
            values = {column.name: _value(column, owner, mark, ids) for column in table.columns}
            if table.name == "reminders":
                # The waiting one and the finished one are two, each with its key.
                keys = metadata.tables["reminder_keys"]
                key = insert(keys).values(dedupe_key=f"{mark}:{owner.team_id}:{owner.user_id}")
                values["id"] = connection.execute(key.returning(keys.c.id)).scalar_one()
            made = {name: value for name, value in values.items() if value is not None}
            inserted = connection.execute(insert(table).values(made).returning(*table.primary_key))
            ids[table.name] = inserted.one()[0]


def _is_of_members(table: Table) -> bool:
    is_named = table.name in {*SHARED, "members", "reminder_keys"}
    return is_named or bool(table.foreign_keys and table.name not in WORKSPACES)


def _value(column: Column[Any], owner: Owner, mark: str, ids: dict[str, Any]) -> Any:
    if column.name in {"team_id", "user_id"}:
        return getattr(owner, column.name)
    for key in column.foreign_keys:
        if key.column.name == "id":
            return ids[key.column.table.name]
    if column.table.name == "reminders_done" and column.name == "id":
        return ids["reminder_keys"]
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return NOW
    if column.primary_key and isinstance(kind, Integer):
        return None
    return _plain(column, "shared" if column.table.name in SHARED else mark, owner)


def _plain(column: Column[Any], mark: str, owner: Owner) -> Any:
    kind, text = column.type, marked(mark, column)
    if column.name == "dedupe_key":
        return f"done:{mark}:{owner.team_id}:{owner.user_id}"
    if isinstance(kind, String) and not isinstance(kind, Text):
        return CHOICES.get(column.name, text[: kind.length])
    plain = {Text: text, Boolean: True, Date: date(2026, 11, 24), Time: time(9, 0), Integer: 1}
    return next((value for each, value in plain.items() if isinstance(kind, each)), None)


def marked(mark: str, column: Column[Any]) -> str:
    """What the column holds."""
    return f"{mark} {column.table.name}.{column.name}"
