"""The turns of an academic year at which a few words are always in place.

The dates are our choice: those of a northern university with two terms. No holiday is among them, as what
somebody celebrates is theirs to say.
"""

from datetime import date
from enum import StrEnum


class Season(StrEnum):
    """A turn of the year."""

    NEW_YEAR = "new_year"
    TERM_BEGINS = "term_begins"
    TERM_ENDS = "term_ends"
    BEFORE_SUMMER = "before_summer"


_SEASONS = (
    ((1, 2), (1, 20), Season.NEW_YEAR),
    ((1, 21), (2, 10), Season.TERM_BEGINS),
    ((5, 1), (5, 20), Season.TERM_ENDS),
    ((5, 21), (6, 30), Season.BEFORE_SUMMER),
    ((9, 1), (9, 30), Season.TERM_BEGINS),
    ((12, 1), (12, 14), Season.TERM_ENDS),
)


def season_of(day: date) -> tuple[Season, date] | None:
    """The turn that a day belongs to, and its first day; None for an ordinary day."""
    for first, last, season in _SEASONS:
        if first <= (day.month, day.day) <= last:
            return season, date(day.year, *first)
    return None
