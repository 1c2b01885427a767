"""A count of whose turn comes when, beside the database: what a long story is held against."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.local_time import in_zone
from core.model import Member

A_WEEK = timedelta(days=7)
A_FORTNIGHT = timedelta(days=14)


@dataclass(slots=True)
class Acquaintance:
    """Somebody as the story itself knows them. Days are the student's."""

    id: int
    name: str
    cadence: int | None = None
    touched_at: datetime | None = None
    snoozed_until: date | None = None
    due_on: date | None = None
    is_away: bool = False
    named_for: set[date] = field(default_factory=set)
    named_at: datetime | None = None
    counted_with: int | None = None


class OwnCount:
    """The people of one student. ``moved``: when something happened that moves the day of their turn."""

    def __init__(self) -> None:
        self.people: dict[str, Acquaintance] = {}
        self.moved: dict[str, list[datetime]] = defaultdict(list)

    def id_of(self, name: str) -> int:
        """Their number in the database."""
        return self.people[name].id

    def know(self, name: str, contact_id: int) -> Acquaintance:
        """Somebody new, or known already."""
        return self.people.setdefault(name, Acquaintance(contact_id, name))

    def whose_turn(self, day: date, member: Member) -> list[str]:
        """The rule in plain words: as many as one takes, most overdue first, nobody twice for one day."""
        is_chosen = day.isoweekday() in member.nudging.weekdays
        is_paused = member.paused_until and day < member.paused_until
        if is_paused or not is_chosen:
            return []
        waiting = [
            (each.due_on, each.id, each.name)
            for each in self.people.values()
            if each.due_on and each.due_on <= day and not each.is_away and each.due_on not in each.named_for
        ]
        return [name for _, _, name in sorted(waiting)[: member.nudging.a_day]]

    def named(self, name: str, at: datetime) -> None:
        """A nudge has named them for this turn."""
        known = self.people[name]
        known.named_at = at
        if known.due_on:
            known.named_for.add(known.due_on)

    def touched(self, name: str, at: datetime, now: datetime) -> None:
        """An earlier touch than the last leaves the clock as it is. ``now``: by the student's own clock."""
        known = self.people[name]
        if known.touched_at is None or at >= known.touched_at:
            known.touched_at, known.snoozed_until = at, None
        self.recount(name, now)

    def wrote(self, name: str, now: datetime) -> None:
        """A note that was sent is a touch, and takes no delay back."""
        if known := self.people.get(name):
            known.touched_at = now
            self.recount(name, now)

    def snoozed(self, name: str, now: datetime) -> None:
        """Not before a week has passed."""
        self.people[name].snoozed_until = now.date() + A_WEEK
        self.recount(name, now, put_off=True)

    def recount(self, name: str, now: datetime, *, put_off: bool = False) -> None:
        """The day of their turn, in the zone in which the student is now; not soon after they were named."""
        known = self.people[name]
        before, chosen = known.due_on, known.cadence != known.counted_with
        known.counted_with = known.cadence
        self.moved[name].append(now)
        if known.touched_at is None or known.cadence is None:
            known.due_on = None
            return
        due_on = in_zone(known.touched_at, str(now.tzinfo)).date() + timedelta(days=known.cadence)
        known.due_on = max(due_on, known.snoozed_until or due_on)
        named_at = known.named_at
        if named_at and known.due_on != before and not put_off and (chosen or known.touched_at < named_at):
            rested = now.date() + min(timedelta(days=known.cadence), A_FORTNIGHT)
            if known.due_on < rested:
                known.due_on = known.snoozed_until = rested
