"""The sheets of an export as CSV: for Excel as well as for whatever reads them next."""

import csv
from collections.abc import Sequence
from datetime import datetime, time
from io import StringIO

from core.belongings import Row, Value
from core.cells import guarded
from core.local_time import in_zone

_HEADINGS = {
    "linkedin": "LinkedIn",
    "cadence_days": "Days between touches",
    "cadence_chosen": "Chosen how often",
    "touched_at": "Last in touch",
    "created_at": "Added at",
    "nudge_days": "Weekdays with nudges (1 is Monday)",
    "mentor_days": "Days between touches, a mentor",
    "warm_days": "Days between touches, warm",
    "light_days": "Days between touches, light",
    "paused_until": "Nudges wait until",
    "referrals": "They named",
    "promise": "I promised",
    "advice": "They advised",
    "said": "What they said",
    "thank_you_note": "My thank-you note",
    "panel": "Met together",
}
_CHOICES = {"keep_in_touch", "state", "situation", "channel", "kind", "permission", "medium", "thank_you"}


def csv_of(rows: Sequence[Row], zone: str) -> str:
    """The rows below their header; instants as the clock in this zone shows them.

    Every cell is quoted: where a spreadsheet parts cells by semicolons, a text that holds one stays whole.
    """
    out = StringIO(newline="")
    write = csv.writer(out, quoting=csv.QUOTE_ALL)
    names = [*rows[0]] if rows else []
    write.writerow([heading(name) for name in names])
    for row in rows:
        write.writerow([guarded(cell(name, row[name], zone)) for name in names])
    return out.getvalue()


def heading(name: str) -> str:
    """``quiet_start`` → ``Quiet start``, or a plainer word where there is one."""
    return _HEADINGS.get(name) or name.replace("_", " ").capitalize()


def cell(name: str, value: Value, zone: str) -> str:
    """What stands in that column: a choice among few in plain words."""
    text = shown(value, zone)
    return text.replace("_", " ") if name in _CHOICES else text


def shown(value: Value, zone: str) -> str:
    """A value as somebody reads it: ``2026-11-23 15:30``, ``yes``, nothing for what is not known."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{in_zone(value, zone):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
