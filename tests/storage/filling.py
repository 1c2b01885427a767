"""Rows for every table of a schema, as it is found in a database: of whatever revision that is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    insert,
    select,
    text,
)

ROWS = 3
TEAM, MAYA = "T07COHORT26", "U07MAYA4KQ2"
NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
WORDS = ("Dana Wu", "Zoë O’Malley", "Đặng Thị Lan & <Söhne> 🌱 ")

BY_HAND: dict[str, tuple[Any, ...]] = {
    "team_id": (TEAM,) * ROWS,
    "user_id": (MAYA, "U07JONAS8W1", "U07PRIYA6R9"),
    "zone": ("America/New_York", "Europe/Berlin", "Asia/Kolkata"),
    "quiet_start": (time(21),) * ROWS,
    "quiet_end": (time(8),) * ROWS,
    "nudge_days": ("12345", "1", "135"),
    "contacts.email": ("dana@example.org", "zoe@example.org", ""),
    "contacts.user_id": (MAYA, MAYA, "U07PRIYA6R9"),
    "contacts.linkedin": ("https://www.linkedin.com/in/danawu", "", ""),
    "contacts.zone": ("", "Europe/Dublin", ""),
    "contacts.archived_at": (None, None, NOON),
    "contacts.cadence_days": (60, None, 120),
    "interviews.user_id": (MAYA, MAYA, "U07PRIYA6R9"),
    "interviews.keep_in_touch": ("mentor", "no", "warm"),
    "interviews.thank_you": ("sent", "due", "due"),
    "interviews.thank_you_closed_at": (NOON, None, None),
    "interviews.panel": ("",) * ROWS,
    "interviews.energy": (3, None, 1),
    "interviews.curiosity": (5, None, 1),
    "outreaches.user_id": (MAYA, MAYA, "U07PRIYA6R9"),
    "outreaches.situation": ("cold", "referred", "follow_up"),
    "outreaches.channel": ("email", "linkedin", "phone"),
    "outreaches.state": ("sent", "answered", "draft"),
    "skeletons.situation": ("cold", "referred", "follow_up"),
    "skeletons.channel": ("email", "linkedin", "phone"),
    "scheduled_interviews.user_id": (MAYA, MAYA, "U07PRIYA6R9"),
    "scheduled_interviews.medium": ("video", "phone", "in_person"),
    "scheduled_interviews.state": ("held", "cancelled", "agreed"),
    "referrals.permission": ("granted", "unasked", "refused"),
    "tasks.user_id": (MAYA, MAYA, "U07PRIYA6R9"),
    "tasks.kind": ("promise", "advice", "promise"),
    "tasks.state": ("open", "done", "open"),
    "news_notes.state": ("open", "sent", "skipped"),
    "reminders.kind": ("thank_you",) * ROWS,
    "reminders.state": ("pending", "pending", "unknown"),
    "reminders.lane": (0,) * ROWS,
    "reminders.due_at": (NOON + timedelta(days=30),) * ROWS,
    "reminders.lease_until": (None,) * ROWS,
    "reminders_done.kind": ("thank_you",) * ROWS,
    "reminders_done.state": ("sent", "cancelled", "failed"),
    "cohorts.digest_day": (1, 2, 5),
    "cohorts.digest_hour": (9, 17, 12),
    "cohorts.closed_at": (None,) * ROWS,
}
"""By column, or by table and column: what has to be among the values that the code knows."""


def fill(connection: Connection) -> None:
    """Put rows into every table but Alembic's own."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table), [_row(connection, table, number) for number in range(ROWS)])
            _count_on(connection, table)


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL does not notice which numbers were given by hand."""
    if connection.dialect.name == "postgresql" and "id" in table.c:
        sequence = text("SELECT pg_get_serial_sequence(:name, 'id')")
        if name := connection.execute(sequence, {"name": table.name}).scalar_one():
            connection.execute(text("SELECT setval(:name, :last)"), {"name": name, "last": ROWS})


def contents(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in these columns of these tables."""
    found = MetaData()
    found.reflect(connection)
    return {
        name: sorted(
            (
                tuple(row)
                for row in connection.execute(select(*(found.tables[name].c[each] for each in names)))
            ),
            key=repr,
        )
        for name, names in columns.items()
    }


def columns_of(connection: Connection) -> dict[str, list[str]]:
    found = MetaData()
    found.reflect(connection)
    return {
        name: [column.name for column in table.columns]
        for name, table in found.tables.items()
        if name != "alembic_version"
    }


def _row(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    """One row. What it refers to is there: where it is not by itself, the row is changed to suit."""
    row = {column.name: _value(table, column, number) for column in table.columns}
    for key in table.foreign_key_constraints:
        parent = key.elements[0].column.table
        pointed = [element.column for element in key.elements]
        rows = connection.execute(select(*pointed).order_by(*parent.primary_key)).all()
        if tuple(row[name] for name in key.column_keys) not in [tuple(each) for each in rows]:
            row.update(zip(key.column_keys, rows[number % len(rows)], strict=True))
    return row


def _value(table: Table, column: Column[Any], number: int) -> Any:
    by_hand = BY_HAND.get(f"{table.name}.{column.name}", BY_HAND.get(column.name))
    if by_hand and not (_is_key(table, column) and len(set(by_hand)) < ROWS):
        return by_hand[number]
    for kind, value in _VALUES.items():
        if isinstance(column.type, kind):
            return value(column, number)
    raise NotImplementedError(f"{table.name}.{column.name}: {column.type!r}")


def _is_key(table: Table, column: Column[Any]) -> bool:
    """Whether no two rows may have the same in this column."""
    unique = [index.columns for index in table.indexes if index.unique]
    unique += [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    return any([*key] == [column] for key in (table.primary_key.columns, *unique))


_VALUES: dict[type[Any], Callable[[Column[Any], int], Any]] = {
    DateTime: lambda _, number: NOON + timedelta(minutes=number),
    Date: lambda _, number: date(2026, 11, 20) + timedelta(days=number),
    Time: lambda _, number: time(number),
    Boolean: lambda _, number: bool(number % 2),
    Integer: lambda _, number: number + 1,
    LargeBinary: lambda _, number: WORDS[number].encode(),
    String: lambda column, number: f"{number} {column.name} {WORDS[number]}"[
        : getattr(column.type, "length", None) or 2_000
    ],
}
