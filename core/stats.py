"""A member's own path from asks to talks, counted. Nobody is scored, and nobody is compared with anybody.

What counts, exactly:

- **asked**: the people to whom an ask was sent in the time looked at, each once. A follow-up to an open ask
  is part of it. Notes that ask for nothing (thanks, news, a kind close) do not count.
- **answered**: those of them who answered one of these asks: it is marked so, or a conversation was agreed on
  or held since it was sent; also when that came later than the time looked at.
- **talked**: the conversations that ended in that time; one with several people counts for each of them.
- **thanked**: those of these conversations whose thank-you is marked as sent; **in time**: marked within 24
  hours of the conversation's end.
- **names**: the people who were named to the member in that time, once for each person who named them.

All five belong to a person: the one asked, talked with, or naming. So they fall under that person's field of
work, and under the situation of the first ask that was ever sent to them. Archived people count, deleted ones
do not.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from core.fit import Fit
from core.outreach import Situation

SHARE_FROM = 3
"""From how many on a share of them is told: of fewer it says nothing (our choice)."""

EVER = datetime.min.replace(tzinfo=UTC)


class Stretch(StrEnum):
    """The time looked at."""

    TERM = "term"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers defined above."""

    asked: int = 0
    answered: int = 0
    talked: int = 0
    thanked: int = 0
    in_time: int = 0
    names: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Tallied:
    """The counts of all people of one field, first asked in one situation; None: never asked by a note."""

    field: str
    situation: Situation | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is to tell. ``began_on``: the term's first day. ``ever``: whether there is
    anything at all.

    Of the groups those without a field or a situation come last, else the fullest first.
    """

    stretch: Stretch
    began_on: date
    total: Counts
    by_field: list[tuple[str, Counts]]
    by_situation: list[tuple[Situation | None, Counts]]
    fits: list[Fit]
    ever: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is counted."""
        return self.total == Counts()


def term_began_on(day: date) -> date:
    """The first day of a day's term: January, June and September begin one (our choice)."""
    month = max(month for month in (1, 6, 9) if month <= day.month)
    return date(day.year, month, 1)


def total(tallied: Sequence[Tallied]) -> Counts:
    """All of them together."""
    return sum((each.counts for each in tallied), Counts())


def share(part: int, whole: int) -> int | None:
    """How many in a hundred, rounded; None where there are too few to say."""
    return None if whole < SHARE_FROM else (200 * part + whole) // (2 * whole)


def by_field(tallied: Sequence[Tallied]) -> list[tuple[str, Counts]]:
    """Each field with its counts; without a field last."""
    return _grouped((each.field, each.counts) for each in tallied)


def by_situation(tallied: Sequence[Tallied]) -> list[tuple[Situation | None, Counts]]:
    """Each situation with its counts; whoever was never asked by a note last."""
    groups = _grouped((each.situation or "", each.counts) for each in tallied)
    return [(Situation(name) if name else None, counts) for name, counts in groups]


def _grouped(counted: Iterable[tuple[str, Counts]]) -> list[tuple[str, Counts]]:
    groups = defaultdict[str, Counts](Counts)
    for name, counts in counted:
        groups[name] += counts
    return sorted(
        groups.items(), key=lambda group: (not group[0], -sum(astuple(group[1])), group[0].casefold())
    )
