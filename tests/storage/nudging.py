"""What tests about nudges share: a member with people, and a worker that delivers what is due."""

from datetime import UTC, datetime, timedelta

from core import conversations, delivering, members
from core.conversations import LogConversation
from core.decisions import Send
from core.delivering import Timing
from core.model import ContactDetails, Debrief, Interview, Member, Outcome, Owner, ReminderState
from core.nudges import DueContact, HowOften, Nudge
from core.when import Span
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA = Owner("T1", "U1")


def settle(database: Database, zone: str = "America/New_York") -> Member:
    """Maya, who has come to that zone."""
    return members.settle_in(database.writing, MAYA, zone, NOW)


def talk(
    database: Database,
    name: str = "Dana Wu",
    ended_at: datetime = NOW,
    *,
    debrief: Debrief | None = None,
    cadence: int | None = 60,
    others: tuple[str, ...] = (),
    now: datetime = NOW,
) -> Interview:
    """A conversation that is logged at ``now``."""
    member = members.find(database.reading, MAYA)
    assert member
    command = LogConversation(
        ContactDetails(name, "Genentech"),
        Span(ended_at - timedelta(minutes=30), ended_at),
        debrief or Debrief(),
        f"{name} {ended_at}",
        how_often=HowOften(cadence),
        others=tuple((ContactDetails(other, "Genentech"), None) for other in others),
    )
    return conversations.log_conversation(database.writing, member, command, now).interview


def deliver(database: Database, now: datetime) -> list[Send]:
    """What is sent at that instant."""
    sends = delivering.take_due(database.writing, "w", now, Timing()).sends
    results = [Outcome(send.reminder.id, ReminderState.SENT) for send in sends]
    delivering.record(database.writing, "w", results, now)
    return sends


def mornings(database: Database, start: datetime, days: int) -> list[tuple[datetime, Nudge]]:
    """Every nudge of so many days, with the hour at which it came, by a worker that looks every hour."""
    told: list[tuple[datetime, Nudge]] = []
    for hour in range(24 * days):
        now = start + timedelta(hours=hour)
        told += [(now, send.subject) for send in deliver(database, now) if isinstance(send.subject, Nudge)]
    return told


def named(told: list[tuple[datetime, Nudge]]) -> list[DueContact]:
    """Everybody who was named, in order."""
    return [person for _, nudge in told for person in nudge.people]
