"""Which day is meant by a date without a year, or without a month: the last one, or the next.

What could be two days is asked about, and so is what looks like a slip.
"""

from datetime import date
from enum import StrEnum

from core.errors import UnreadableTime
from core.local_time import DAY

SOON = 14 * DAY
"""A date without a year that lies so near on the wrong side of today is a slip (our choice)."""

YEARS_TRIED = 9
"""In which every day of the year comes at least once: 29 February is missing for eight years at most."""


class Towards(StrEnum):
    """On which side of now a time lies: a conversation that took place, or one to come."""

    PAST = "past"
    FUTURE = "future"

    @property
    def examples(self) -> str:
        """What one may write."""
        return _EXAMPLES[self]

    @property
    def sign(self) -> int:
        """The direction in which days are counted from today."""
        return -1 if self is Towards.PAST else 1


_EXAMPLES = {
    Towards.PAST: "“yesterday 3pm, 40 min”, “Thu 14:00-14:30” or “19 Nov 2pm, 1 h”",
    Towards.FUTURE: "“next Thu 3pm”, “3 Dec 14:00” or “in 3 days at 10”",
}


def exact_day(year: int, month: int, number: int, towards: Towards) -> date:
    """A date that was written in full. Raises UnreadableTime."""
    if not 1900 <= year <= 2100:
        raise UnreadableTime(f"The year {year} cannot be right. Try {towards.examples}.")
    try:
        return date(year, month, number)
    except ValueError:
        raise UnreadableTime(
            f"There is no day {number} in month {month} of {year}. Try {towards.examples}."
        ) from None


def nearest_day(month: int, number: int, today: date, towards: Towards) -> date:
    """The nearest such day on this side of today, today included. Raises UnreadableTime."""
    for ahead in range(YEARS_TRIED):
        try:
            candidate = date(today.year + towards.sign * ahead, month, number)
        except ValueError:
            continue
        beyond = (today - candidate) * towards.sign
        if DAY <= beyond <= SOON:
            raise UnreadableTime(_slip(candidate, towards))
        if beyond < DAY:
            return candidate
    raise UnreadableTime(f"There is no day {number} in that month. Try {towards.examples}.")


def _slip(day: date, towards: Towards) -> str:
    if towards is Towards.PAST:
        return f"{day.day} {day:%B} is still to come. If you mean an earlier year, write it too."
    return f"{day.day} {day:%B} has just passed. If you mean next year, write the year too."


def day_of_month(number: int, today: date, towards: Towards) -> date:
    """“the 5th”: of this month, or of the nearest month that has such a day on this side of today."""
    first = today.replace(day=1)
    for _ in range(12):
        try:
            candidate = first.replace(day=number)
        except ValueError:
            candidate = None
        if candidate and (candidate - today) * towards.sign >= 0 * DAY:
            return candidate
        first = (first - DAY if towards is Towards.PAST else first + 31 * DAY).replace(day=1)
    raise UnreadableTime(f"No month has a day {number}. Try {towards.examples}.")


def slashed_day(first: int, second: int, year: str | None, today: date, towards: Towards) -> date:
    """“20/11” and “11/20”, of which only one can be a month. Raises UnreadableTime for “3/12”."""
    if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
        one, other = date(2000, second, first), date(2000, first, second)
        raise UnreadableTime(
            f"“{first}/{second}” can be {one.day} {one:%B} or {other.day} {other:%B}. "
            f"Write “{one.day} {one:%b}” or “{other.day} {other:%b}”."
        )
    number, month = (first, second) if second <= 12 else (second, first)
    if year is None:
        return nearest_day(month, number, today, towards)
    return exact_day(int(year) + (2000 if len(year) == 2 else 0), month, number, towards)


def coming_weekday(weekday: int, weeks: int, today: date, *, today_is_over: bool) -> date:
    """The next such day; ``weeks`` of 1 (“next Thu”) is that of next week, which begins on Monday."""
    if weeks:
        return today + DAY * (7 * weeks - today.weekday() + weekday)
    ahead = (weekday - today.weekday()) % 7
    return today + DAY * (7 if ahead == 0 and today_is_over else ahead)
