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
    counted: tuple[int | None, date | None] = (None, None)

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

    def count(self, zone: str, now: datetime, named_at: datetime | None) -> None:
        """Last touch and cadence, not before a snooze ends, nor soon after they were named."""
        before, self.due_on = self.due_on, None
        if self.days is not None and not self.is_archived:
            self.due_on = self.last.astimezone(ZoneInfo(zone)).date() + self.days * DAY
            self.due_on = max(self.due_on, self.snoozed or self.due_on)
            if named_at and self.due_on != before and self._is_to_rest(named_at):
                rested = now.astimezone(ZoneInfo(zone)).date() + min(self.days, 14) * DAY
                if self.due_on < rested:
                    self.due_on = self.snoozed = rested
        self.counted = (self.days, self.snoozed)

    def _is_to_rest(self, named_at: datetime) -> bool:
        days, snoozed = self.counted
        is_put_off = self.snoozed is not None and self.snoozed != snoozed
        return not is_put_off and (self.days != days or self.last < named_at)


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
