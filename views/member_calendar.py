"""A member's calendar: conversations agreed and held, and until when a thank-you is due.

It is read by whatever program shows it, and may lie on its maker's servers: it names people, times and
places, and nothing that was written down.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from core.belongings import Belongings, Row, Value
from core.model import Owner, ThankYou
from core.scheduled import Medium, ScheduledState
from core.thank_you_rules import DUE_WITHIN, STILL_WORTH_SENDING
from views.calendar_file import CalendarEntry
from views.meeting_words import MEDIA

SHEETS = ("meetings", "conversations")
"""What it is made of."""

DEADLINE_SHOWN = timedelta(minutes=15)
"""How long a deadline is in a calendar, up to its moment: a program may not show what takes no time."""

_SHOWN = {ScheduledState.SCHEDULED.value, ScheduledState.HELD.value}


def entries(belongings: Belongings, owner: Owner, now: datetime) -> list[CalendarEntry]:
    """All of them, the earliest first. What was agreed and then logged is there once."""
    meetings = [row for row in belongings["meetings"] if row["state"] in _SHOWN]
    talks = belongings["conversations"]
    known = {row["conversation_number"] for row in meetings}
    found = [_of_meeting(row, owner) for row in meetings]
    found += [
        _of_talk(each, owner)
        for each in _visits(talks)
        if not known & {one["conversation_number"] for one in each}
    ]
    found += [_of_thanks(row, owner) for row in talks if _is_due(row, now)]
    return sorted(found, key=lambda entry: (entry.starts_at, entry.uid))


def _visits(talks: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """Those who were met at once, together."""
    panels: dict[Value, list[Row]] = defaultdict(list)
    for row in talks:
        panels[row["panel"] or row["conversation_number"]].append(row)
    for panel in panels.values():
        yield sorted(panel, key=lambda row: int(str(row["panel_place"])))


def _of_meeting(row: Row, owner: Owner) -> CalendarEntry:
    place, medium = str(row["place"]), MEDIA[Medium(str(row["medium"]))]
    return CalendarEntry(
        uid=_uid("scheduled", row["meeting_number"], owner),
        sequence=int(str(row["times_changed"])),
        starts_at=_instant(row["starts_at"]),
        ends_at=_instant(row["ends_at"]),
        summary=f"Conversation with {_who(row)}",
        description=medium,
        location=place or medium,
        url=place,
    )


def _of_talk(visit: Sequence[Row], owner: Owner) -> CalendarEntry:
    first = visit[0]
    starts_at, ends_at = _instant(first["started_at"]), _instant(first["ended_at"])
    return CalendarEntry(
        uid=_uid("conversation", first["conversation_number"], owner),
        sequence=0,
        starts_at=starts_at,
        ends_at=max(ends_at, starts_at + timedelta(minutes=1)),
        summary=f"Conversation with {', '.join(_who(row) for row in visit)}",
    )


def _of_thanks(row: Row, owner: Owner) -> CalendarEntry:
    due_at = _instant(row["ended_at"]) + DUE_WITHIN
    return CalendarEntry(
        uid=_uid("thank-you", row["conversation_number"], owner),
        sequence=0,
        starts_at=due_at - DEADLINE_SHOWN,
        ends_at=due_at,
        summary=f"Thank-you to {row['person']} is due",
        description="In Slack: /interview thanks",
        takes_time=False,
    )


def _is_due(row: Row, now: datetime) -> bool:
    late_until = _instant(row["ended_at"]) + DUE_WITHIN + STILL_WORTH_SENDING
    return row["thank_you"] == ThankYou.DUE.value and now < late_until


def _uid(kind: str, number: Value, owner: Owner) -> str:
    return f"{kind}-{number}-{owner.user_id}-{owner.team_id}@inroad"


def _who(row: Row) -> str:
    return ", ".join(str(part) for part in (row["person"], row["organisation"]) if part)


def _instant(value: Value) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError("an instant is missing")
    return value
