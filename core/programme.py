"""The programme: a month in which each asks ten people, five of them strangers, and talks with one.

From "Cold e-mails and hot coffee" (Science Careers; ACE; defaults, section 6): ten e-mails in a month, at
least five of them to strangers, at least one conversation. Everybody sees their own progress and nobody
else's.
"""

from dataclasses import dataclass
from datetime import date, timedelta

ASKS, STRANGERS, TALKS = 10, 5, 1
LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Progress:
    """People asked since the programme began, those of them without knowing anybody they know, and talks."""

    asked: int = 0
    strangers: int = 0
    talks: int = 0

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left of the month to do."""
        return self.asked >= ASKS and self.strangers >= STRANGERS and self.talks >= TALKS


def ends_on(begins_on: date) -> date:
    """The first day after it."""
    return begins_on + LASTS


def runs(begins_on: date | None, today: date) -> bool:
    """Whether the day is one of the programme's."""
    return begins_on is not None and begins_on <= today < ends_on(begins_on)
