"""The cohort's week in numbers, as the digest tells it in the channel and `/interview cohort` to a member.

A week is the seven days before the day on which the digest comes, in the cohort's zone: whoever looks on two
days between two digests sees the same numbers, and cannot tell from them what was done in one day. What
counts, of those members who may be counted:

- **asks**: the people to whom an ask was sent, each once for each member who asked them; **strangers**: those
  of them who were asked without knowing anybody they know;
- **conversations**: those that ended; one with several people is one;
- **thank-yous in time**: notes marked as sent within 24 hours of the conversation's end;
- **fields explored**: the different fields of work of the people asked and talked with;
- **open questions**: those in the channel that are not closed, whenever they were asked;
- **takeaways**: those posted in the channel and not withdrawn.

The first digest after the term's last day closes the term: it tells the same of the whole term, and no other
follows until there are new dates. Nothing is told to which fewer than three different members contributed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core import programme
from core.business_days import at_wall_time
from core.cohort import FLOOR, Cohort
from core.digest_tips import Tip, tip_of
from core.local_time import DAY, in_zone

WEEK = timedelta(days=7)
UNCERTAIN = "may not have arrived"
"""The reason beside a digest that was posted without Slack's answer arriving."""


class What(StrEnum):
    """What is counted."""

    ASKS = "asks"
    STRANGERS = "strangers"
    TALKS = "talks"
    THANKED = "thanked"
    FIELDS = "fields"
    QUESTIONS = "questions"
    TAKEAWAYS = "takeaways"


@dataclass(frozen=True, slots=True)
class Tally:
    """A number, and how many different members it comes from."""

    number: int
    members: int


Tallies = Mapping[What, Tally]
Counts = Mapping[What, int]


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to tell from ``since_on`` to the day before ``until_on``, in the cohort's zone.

    ``counts``: only what may be told. ``programme``: the same since the programme's month began, None where
    none is going on. ``tip``: what stands in a week without numbers. ``closes``: it is that of the term.
    """

    cohort: Cohort
    until_on: date
    counts: Counts = field(default_factory=dict)
    programme: Counts | None = None
    tip: Tip | None = None
    closes: bool = False

    @property
    def since_on(self) -> date:
        """The first day that it tells of."""
        return self.cohort.term_starts_on if self.closes else self.until_on - WEEK


@dataclass(frozen=True, slots=True)
class LostDigest:
    """A digest of which Slack never said whether it stands in the channel, by its reminder's id."""

    reminder_id: int
    cohort: Cohort


def told(tallies: Tallies) -> dict[What, int]:
    """What of this may be told, in the order of `What`."""
    known = {what: tallies[what] for what in What if what in tallies}
    return {what: tally.number for what, tally in known.items() if tally.number and tally.members >= FLOOR}


def digest_of(cohort: Cohort, until_on: date, week: Tallies, month: Tallies | None) -> Digest:
    """The digest from what was counted."""
    counts = told(week)
    return Digest(
        cohort, until_on, counts, None if month is None else told(month), None if counts else tip_of(until_on)
    )


def closing_of(cohort: Cohort, term: Tallies) -> Digest:
    """The digest that closes the term, from what was counted in it."""
    return Digest(cohort, cohort.term_ends_on + DAY, told(term), closes=True)


def is_over(cohort: Cohort, now: datetime) -> bool:
    """Whether the term has ended: a digest that comes now closes it."""
    return in_zone(now, cohort.zone).date() > cohort.term_ends_on


def term_of(cohort: Cohort) -> tuple[datetime, datetime]:
    """From when until when the term lasts."""
    first, after = cohort.term_starts_on, cohort.term_ends_on + DAY
    return _midnight(first, cohort.zone), _midnight(after, cohort.zone)


def week_ends_on(cohort: Cohort, now: datetime) -> date:
    """The first day after the week that can be told of: the last one on which a digest comes."""
    today = in_zone(now, cohort.zone).date()
    return today - (today.isoweekday() - cohort.digest_day) % 7 * DAY


def week_of(cohort: Cohort, now: datetime) -> tuple[datetime, datetime]:
    """From when until when the week lasts that can be told of now."""
    until_on = week_ends_on(cohort, now)
    return _midnight(until_on - WEEK, cohort.zone), _midnight(until_on, cohort.zone)


def month_of(cohort: Cohort, now: datetime) -> tuple[datetime, datetime] | None:
    """The same of the programme's month so far, until all of it has been told of."""
    begins_on, until_on = cohort.programme_on, week_ends_on(cohort, now)
    if begins_on is None:
        return None
    ends_on = programme.ends_on(begins_on)
    if not begins_on < until_on < ends_on + WEEK:
        return None
    return _midnight(begins_on, cohort.zone), _midnight(min(until_on, ends_on), cohort.zone)


def programme_began_at(cohort: Cohort, now: datetime) -> datetime | None:
    """When the programme's month began, while it lasts."""
    begins_on = cohort.programme_on
    if begins_on is None or not programme.runs(begins_on, in_zone(now, cohort.zone).date()):
        return None
    return _midnight(begins_on, cohort.zone)


def next_at(cohort: Cohort, after: datetime) -> datetime:
    """When the next digest comes after that instant: the cohort's day and hour, in its zone."""
    today = in_zone(after, cohort.zone).date()
    day = today + (cohort.digest_day - today.isoweekday()) % 7 * DAY
    due_at = _at(day, cohort)
    return due_at if due_at > after else _at(day + WEEK, cohort)


def moved(cohort: Cohort, due_at: datetime, now: datetime) -> datetime:
    """When a digest that is due then comes after the cohort's day, hour or zone was changed.

    Within its own week, Monday to Sunday, or where that has passed, in the next one that has not: so that
    one week never has two.
    """
    day = in_zone(due_at, cohort.zone).date()
    moved_at = _at(day + (cohort.digest_day - day.isoweekday()) * DAY, cohort)
    return moved_at if moved_at > now else next_at(cohort, now)


def _at(day: date, cohort: Cohort) -> datetime:
    return at_wall_time(datetime.combine(day, time(cohort.digest_hour)), cohort.zone)


def _midnight(day: date, zone: str) -> datetime:
    return at_wall_time(datetime.combine(day, time()), zone)
