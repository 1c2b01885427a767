"""When somebody's turn comes by the rule alone: what the machine of nudges is held against."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model import Member

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass
class Turn:
    """One person: the last touch, how often, and the day that follows."""

    last: datetime
    days: int | None
    snoozed: date | None = None
    is_archived: bool = False
    is_chosen: bool = False
    due_on: date | None = None

    def touch(self, at: datetime) -> None:
        """Within a minute of the last it is the same one; one before it leaves a snooze alone."""
        if at >= self.last - MINUTE:
            self.snoozed = None
        if abs(at - self.last) > MINUTE:
            self.last = max(self.last, at)

    def talk(self, at: datetime) -> None:
        """A talk is a touch, to the second."""
        if at >= self.last:
            self.snoozed = None
        self.last = max(self.last, at)

    def count(self, zone: str) -> None:
        """Last touch and cadence, not before a snooze ends."""
        self.due_on = None
        if self.days is not None and not self.is_archived:
            self.due_on = self.last.astimezone(ZoneInfo(zone)).date() + self.days * DAY
            self.due_on = max(self.due_on, self.snoozed or self.due_on)


def next_nudge(first: date, member: Member, now: datetime, *, told_today: bool) -> datetime:
    """The first morning still to come, on a day of the member's, after their pause, and once a day."""
    zone = ZoneInfo(member.zone)
    today = now.astimezone(zone).date()
    day = max(first, member.paused_until or first, today + DAY if told_today else today)
    wall = time(7) if member.quiet_hours.end == time(7) else time(9)
    while True:
        morning = datetime.combine(day, wall, zone).astimezone(UTC)
        if day.isoweekday() in member.nudging.weekdays and morning > now:
            return morning
        day += DAY
