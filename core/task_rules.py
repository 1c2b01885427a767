"""Reading tasks from what was written down, and the day of each.

Every line and every sentence of a promise or an advice is one task, as typed. A day in it ("by Friday",
"next week") is read where that is safe; without one it is a fortnight later (product.md, "Reminders"). What
was understood is shown to the member, who may change it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from core.errors import UnreadableTime
from core.model import Debrief
from core.task import TaskKind
from core.when_days import Towards, coming_weekday
from core.when_words import leftover, read_words

WITHOUT_A_DAY = timedelta(days=14)
A_WEEK = timedelta(days=7)
FARTHEST = timedelta(days=366)
"""A day beyond that is not what a task is about (our choice)."""

TOLD_AT_ONCE = 3
"""Tasks named in the nudge of one morning at most (our choice); the next ones come the morning after."""

AT_MOST = 10
"""Tasks out of one field (our choice); what more lines say stands in the last one."""

_BULLET = re.compile(r"^[-–—•*·]\s+")
_SENTENCE_END = re.compile(
    # Only after a whole word or a number, so that "Dr. Wu" and "e.g. Nature" stay what they are.
    r"(?:(?<=[^\W\d_]{4}[.!?])|(?<=\d[.!?]))(?<!\bProf\.)(?<!\bDept\.)(?<!\bSept\.)(?<!\bAssoc\.)\s+(?=[A-Z])"
    # Not before a sentence that says more of the same.
    r"(?!(?:Also|And|Because|But|For|He|Her|His|If|It|Or|She|So|That|The|Their|Then|There|These|They|This|Those"
    r"|Which)\b)"
    r"|\s*;\s+"
)
_LONGEST_PHRASE = 4
_MENTIONS = 5
"""How many days of a line are read: more of them is no task for one day, and takes time (our choice)."""
_LED_BY = re.compile(r"\b(?:by|before|until|till|on)\s+(?=(?P<rest>\S.*))", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:tomorrow|today|tonight|next\s+(?:week|month|\w+day)|this\s+\w+day"
    r"|in\s+(?:\d{1,2}|an?|one|two|three|four|five|six)\s+(?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")
_MONTHS_AHEAD = re.compile(r"next month|in (?P<number>\d{1,2}|an?|one|two|three|four|five|six) months?")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


class _NotADay(Exception):
    """The words mean something else."""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task before it is stored. ``due_on``: a day in the member's zone."""

    kind: TaskKind
    text: str
    due_on: date


def tasks_in(debrief: Debrief, today: date) -> list[PlannedTask]:
    """The tasks that a conversation left behind, promises first; ``today`` in the member's zone."""
    written = ((TaskKind.PROMISE, debrief.promise), (TaskKind.ADVICE, debrief.advice))
    return [
        PlannedTask(kind, line, due_on_in(line, today) or today + WITHOUT_A_DAY)
        for kind, text in written
        for line in lines_of(text)
    ]


def lines_of(text: str) -> list[str]:
    """Its lines and sentences, without bullets; those beyond the last that makes a task are joined to it.

    A sentence that says more of the one before it ("It is in Science.") stays with it.
    """
    parts = [part for line in text.splitlines() for part in _SENTENCE_END.split(line)]
    lines = [line for part in parts if (line := _BULLET.sub("", part.strip()))]
    if len(lines) <= AT_MOST:
        return lines
    return [*lines[: AT_MOST - 1], " · ".join(lines[AT_MOST - 1 :])]


def due_on_in(line: str, today: date) -> date | None:
    """The day that a line names, today or later; None where it names none, or more than one."""
    led = (_led_day(match["rest"], today) for match in islice(_LED_BY.finditer(line), _MENTIONS))
    bare = (_day_of(match[0], today) for match in islice(_BARE.finditer(line), _MENTIONS))
    days = {day for day in (*led, *bare) if day}
    return days.pop() if len(days) == 1 else None


def _led_day(rest: str, today: date) -> date | None:
    """The day that "by" and the like lead to: the longest run of words that reads as one."""
    words = rest.split(maxsplit=_LONGEST_PHRASE)
    for count in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = _plain(" ".join(words[:count]))
        # "by the 5th" is a day, "by the 5th author" is not.
        if _ORDINAL.fullmatch(phrase) and count < len(words):
            continue
        try:
            return _read(phrase, today)
        except _NotADay:
            continue
    return None


def _day_of(phrase: str, today: date) -> date | None:
    try:
        return _read(_plain(phrase), today)
    except _NotADay:
        return None


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().strip(" .,;:!?)").split())


def _read(phrase: str, today: date) -> date | None:
    """The day of a phrase; None where it contradicts itself or lies out of reach. Raises _NotADay."""
    if months := _MONTHS_AHEAD.fullmatch(phrase):
        return today + _months(months["number"])
    try:
        reading = read_words(phrase, datetime.combine(today, time(12)), Towards.FUTURE)
    except UnreadableTime:
        return None
    day = reading.day
    if leftover(reading) or (day is None and reading.weekday is None and not reading.weeks):
        raise _NotADay
    if reading.weekday is not None:
        # Whoever means today says so.
        named = coming_weekday(reading.weekday, reading.weeks, today, today_is_over=True)
        day = named if day in {None, named} else None
    elif day is None:
        day = coming_weekday(0, 1, today, today_is_over=False)
    return day if day and today <= day <= today + FARTHEST else None


def _months(number: str | None) -> timedelta:
    """A month is thirty days: nobody means it more exactly."""
    return timedelta(days=30 * (_NUMBERS.get(number or "one") or int(number or 1)))
