"""Fills a database: conversations whose thank-you is owed, each with one reminder."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, Table, insert

from core.model import Owner
from storage.tables import contacts, interviews, members, reminder_keys, reminders

Row = dict[str, object]


def owed(connection: Connection, owners: Sequence[Owner], ids: Sequence[int], now: datetime) -> None:
    """The members, and one conversation for each id, with the members in turn. No hour is quiet for them."""
    for table, rows in _rows(owners, ids, now):
        connection.execute(insert(table), rows)


def due(
    connection: Connection, owners: Sequence[Owner], ids: Sequence[int], due_at: Sequence[datetime]
) -> None:
    """One reminder for each of these conversations."""
    what = {"kind": "thank_you", "occurrence": 1, "state": "pending", "lane": 0, "claimed_by": ""}
    whose = _whose(owners, ids)
    rows = [
        {**one, "subject_id": one["id"], "due_at": at, **what} for one, at in zip(whose, due_at, strict=True)
    ]
    connection.execute(insert(reminders), rows)


def _rows(owners: Sequence[Owner], ids: Sequence[int], now: datetime) -> Iterator[tuple[Table, list[Row]]]:
    at = {"zone": "America/New_York", "zone_checked_at": now, "joined_at": now, "last_seen_at": now}
    quiet = {"quiet_start": time(0), "quiet_end": time(0)}
    yield members, [{**_key(owner), **at, **quiet} for owner in owners]
    whose = _whose(owners, ids)
    words = {"name": "Dana Wu", "organisation": "Genentech", "role": "scientist", "email": ""}
    keys = {"name_key": "dana wu", "affiliation_key": "genentech", "email_key": "", "created_at": now}
    yield contacts, [{**one, **words, **keys} for one in whose]
    ended = now - timedelta(hours=2)
    times = {"started_at": ended - timedelta(minutes=40), "ended_at": ended, "logged_at": ended}
    said = {"takeaway": "curiosity first", "advice": "", "promise": "", "referrals": "", "notes": ""}
    note = {"keep_in_touch": "yes", "thank_you": "due", "thank_you_note": ""}
    about = {**times, **said, **note}
    yield (
        interviews,
        [{**one, "contact_id": one["id"], **about, "request_key": str(one["id"])} for one in whose],
    )
    yield reminder_keys, [{"id": one["id"], "dedupe_key": str(one["id"])} for one in whose]


def _whose(owners: Sequence[Owner], ids: Sequence[int]) -> list[Row]:
    return [{"id": number, **_key(owners[nth % len(owners)])} for nth, number in enumerate(ids)]


def _key(owner: Owner) -> dict[str, object]:
    return {"team_id": owner.team_id, "user_id": owner.user_id}
