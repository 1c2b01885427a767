"""The sheets of an export as CSV: for Excel as well as for whatever reads them next."""

import csv
from collections.abc import Sequence
from datetime import datetime, time
from io import StringIO

from core.belongings import Row, Value
from core.cells import guarded
from core.local_time import in_zone


def csv_of(rows: Sequence[Row], zone: str) -> str:
    """The rows below their header; instants as the clock in this zone shows them.

    Every cell is quoted: where a spreadsheet parts cells by semicolons, a text that holds one stays whole.
    """
    out = StringIO(newline="")
    write = csv.writer(out, quoting=csv.QUOTE_ALL)
    names = [*rows[0]] if rows else []
    write.writerow([heading(name) for name in names])
    for row in rows:
        write.writerow([guarded(shown(row[name], zone)) for name in names])
    return out.getvalue()


def heading(name: str) -> str:
    """``thank_you_note`` → ``Thank you note``."""
    return name.replace("_", " ").capitalize()


def shown(value: Value, zone: str) -> str:
    """A value as somebody reads it: ``2026-11-23 15:30``, ``yes``, nothing for what is not known."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{in_zone(value, zone):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
