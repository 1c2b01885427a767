"""The words of dates, times and lengths that Inroad understands, each pattern taken off the text in turn.

What no pattern takes stays in ``Reading.text``, so that nothing is silently ignored.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.errors import UnreadableTime
from core.local_time import DAY
from core.when_days import Towards, day_of_month, exact_day, nearest_day, slashed_day

EXAMPLES = Towards.PAST.examples

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday",
         "sat saturday", "sun sunday")
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_HOURS = rf"(?P<h>\d{{1,2}}[.,]\d{{1,2}}|{_NUMBER}|half an)\s*(?:hours?|hrs?|h)"
_MINUTES = rf"(?P<m>{_NUMBER})\s*(?:minutes?|mins?|m)"
_NAMES_OF_DAYS = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_CLOCK = (
    r"\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?)|\d{1,2}:\d{2}(?::\d{2})?h?\b|\d{1,2}\.[0-5]\d\b(?![.\d])"
    r"|\d{1,2}h\d{2}|(?:1[3-9]|2[0-3])\s?h\b|noon|midnight"
)
_BARE = r"\d{1,2}(?::\d{2})?"
_FILLERS = re.compile(
    r"\b(?:at|on|the|for|from|about|around|of|and|ca|in|it|was|o'clock|local|time)\b|[~,;()@]"
)


@dataclass(slots=True)
class Reading:
    """What is still unread of the text, and what has been understood so far."""

    text: str
    now: datetime
    towards: Towards = Towards.PAST
    start: time | None = None
    end: time | None = None
    length: timedelta | None = None
    ago: timedelta | None = None
    ahead: timedelta | None = None
    half: str = ""
    day: date | None = None
    weekday: int | None = None
    days: int = 0
    weeks: int = 0

    def set_day(self, day: date) -> None:
        """Remember the day. Raises UnreadableTime when another one was named already."""
        if self.day not in {None, day}:
            raise UnreadableTime("I read two different days there. Which day do you mean?")
        self.day = day

    def take(self, pattern: str) -> re.Match[str] | None:
        match = re.search(pattern, self.text)
        if match:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match


def read_words(text: str, now: datetime, towards: Towards = Towards.PAST) -> Reading:
    """Take every known word off the text. ``now`` is the member's wall clock. Raises UnreadableTime."""
    reading = _unread(text, now, towards)
    for step in _steps(towards):
        step(reading)
    return reading


def only_known_words(text: str, now: datetime, towards: Towards = Towards.PAST) -> bool:
    """Whether every word belongs to a date, a time or a length, also to one that does not exist."""
    reading = _unread(text, now, towards)
    before = reading.text
    for step in _steps(towards):
        with suppress(UnreadableTime):
            step(reading)
    return reading.text != before and not leftover(reading)


def _unread(text: str, now: datetime, towards: Towards) -> Reading:
    return Reading(f" {text.casefold().replace('’', chr(39))} ", now, towards)


def _steps(towards: Towards) -> tuple[Callable[[Reading], None], ...]:
    near = _take_ahead if towards is Towards.FUTURE else _take_ago
    return _take_iso, near, _take_day_name, _take_range, _take_length, _take_date, _take_clock


def leftover(reading: Reading) -> str:
    """What was not understood, without filler words."""
    return _FILLERS.sub(" ", reading.text).strip(" .-–")


def _take_iso(reading: Reading) -> None:
    if match := reading.take(r"\b(\d{4})[-/](\d{2})[-/](\d{2})(?:t(?=\d))?"):
        reading.set_day(exact_day(int(match[1]), int(match[2]), int(match[3]), reading.towards))


def _take_range(reading: Reading) -> None:
    pattern = rf"(?P<start>{_CLOCK}|\b\d{{1,2}})\s*(?:-|–|to|until|till)\s*(?P<end>{_CLOCK})"
    if match := reading.take(pattern):
        reading.end = _clock(match["end"], reading.half)
        reading.start = _clock(match["start"], reading.half, before=reading.end)


def _take_ago(reading: Reading) -> None:
    if reading.take(r"\b(?:just\s+)?now\b"):
        reading.ago = timedelta(0)
    elif match := reading.take(rf"(?<![.,\d])\b{_HOURS}(?:\s*(?:and\s+)?{_MINUTES})?\s+ago\b"):
        reading.ago = _length(match["h"], "h") + (_length(match["m"], "m") if match["m"] else timedelta(0))
    elif match := reading.take(rf"(?<![.,\d])\b{_MINUTES}\s+ago\b"):
        reading.ago = _length(match["m"], "m")
    elif match := reading.take(rf"\b(?P<n>{_NUMBER})\s+(?P<unit>days?|weeks?)\s+ago\b"):
        weeks = match["unit"].startswith("week")
        reading.set_day(reading.now.date() - DAY * _number(match["n"]) * (7 if weeks else 1))


def _take_ahead(reading: Reading) -> None:
    """“in 3 days”, “in an hour”, “next Thu”, “next week”: only of a time to come."""
    if match := reading.take(rf"\bin\s+(?P<n>{_NUMBER})\s+(?P<unit>days?|weeks?)\b"):
        weeks = match["unit"].startswith("week")
        reading.set_day(reading.now.date() + DAY * _number(match["n"]) * (7 if weeks else 1))
    elif match := reading.take(rf"\bin\s+{_HOURS}(?:\s*(?:and\s+)?{_MINUTES})?(?![\w'])"):
        reading.ahead = _length(match["h"], "h") + (_length(match["m"], "m") if match["m"] else timedelta(0))
    elif match := reading.take(rf"\bin\s+{_MINUTES}(?![\w'])"):
        reading.ahead = _length(match["m"], "m")
    elif reading.take(r"\b(?:the\s+)?day after tomorrow\b"):
        reading.set_day(reading.now.date() + 2 * DAY)
    if reading.take(rf"\bnext\s+(?:week\b|(?=(?:{_NAMES_OF_DAYS})\b))"):
        reading.weeks = 1
    else:
        reading.take(rf"\b(?:this\s+coming|this|coming)\s+(?=(?:{_NAMES_OF_DAYS})\b)")


def _take_length(reading: Reading) -> None:
    if match := reading.take(
        r"\b(?P<h>\d{1,2})\s*h(?:ours?|rs?)?\s*(?:and\s*)?(?P<m>\d{1,2})\s*(?:m|mins?|minutes?)\b"
    ):
        reading.length = timedelta(hours=int(match["h"]), minutes=int(match["m"]))
    elif reading.take(r"\b(?:half an hour|half hour|½\s*(?:h|hour))\b"):
        reading.length = timedelta(minutes=30)
    elif match := reading.take(
        rf"(?<![:.\d])\b(?:(?P<n>\d{{1,2}}[.,]\d{{1,2}}|(?!(?:1[3-9]|2[0-3])\s?h\b)\d{{1,3}}|(?:{'|'.join(_NUMBERS)})(?=[\s-]))[\s-]*"
        r"(?P<unit>minutes?|mins?|hours?|hrs?|h)|(?P<short>\d{2,3})m)\b\.?(?P<half> and a half)?"
    ):
        extra = timedelta(minutes=30) if match["half"] else timedelta(0)
        reading.length = _length(match["n"] or match["short"], match["unit"] or "m") + extra


def _take_date(reading: Reading) -> None:
    today = reading.now.date()
    month_first = rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}"
    day_first = rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH}\b{_YEAR}"
    if match := reading.take(day_first) or reading.take(month_first):
        year, month, number = match["year"], _MONTHS[match["month"]], int(match["day"])
        reading.set_day(_of_year(year, month, number, reading))
    elif match := reading.take(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}\b)?"):
        reading.set_day(_of_year(match[3], int(match[2]), int(match[1]), reading))
    elif match := reading.take(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b|\b(\d{1,2})-(\d{1,2})-(\d{4})\b"):
        first, second, year = match.groups()[:3] if match[1] else match.groups()[3:]
        reading.set_day(slashed_day(int(first), int(second), year, today, reading.towards))
    elif match := reading.take(r"\b(\d{1,2})(?:st|nd|rd|th)\b"):
        reading.set_day(day_of_month(int(match[1]), today, reading.towards))


def _of_year(year: str | None, month: int, number: int, reading: Reading) -> date:
    if year:
        return exact_day(int(year), month, number, reading.towards)
    return nearest_day(month, number, reading.now.date(), reading.towards)


def _take_day_name(reading: Reading) -> None:
    today = reading.now.date()
    if reading.take(r"\bday before yesterday\b"):
        reading.set_day(today - 2 * DAY)
    elif reading.take(r"\btomorrow\b"):
        reading.set_day(today + DAY)
    elif reading.take(r"\byesterday\b"):
        reading.set_day(today - DAY)
    elif reading.take(r"\btoday\b"):
        reading.set_day(today)
    elif match := reading.take(r"\b(?P<when>tonight|last night)\b"):
        reading.set_day(today - DAY * (match["when"] == "last night"))
        reading.half = "evening"
    elif match := reading.take(rf"\b(?P<last>last\s+)?(?P<name>{_NAMES_OF_DAYS})\b\.?"):
        reading.weekday = _WEEKDAYS[match["name"]]
        reading.days = 1 if match["last"] else 0
    if match := reading.take(r"\b(?P<this>this\s+)?(?P<half>morning|afternoon|evening|night)\b"):
        reading.half = match["half"]
        if match["this"] and reading.day is None:
            reading.set_day(today)


def _take_clock(reading: Reading) -> None:
    if reading.start is not None:
        return
    has_day = reading.day is not None or reading.weekday is not None
    if has_day and (match := reading.take(rf"\b({_BARE})\s*(?:-|–|to|until|till)\s*({_BARE})\b")):
        reading.start = _clock(match[1], reading.half)
        reading.end = _clock(match[2], reading.half)
        if reading.end <= reading.start and reading.end.hour < 12:
            reading.end = reading.end.replace(hour=reading.end.hour + 12)
    elif match := reading.take(_CLOCK):
        reading.start = _clock(match[0], reading.half)
    elif (match := re.fullmatch(r"(\d{1,2})(?:\s*(?:h|o'clock))?", leftover(reading))) and reading.take(
        match[1]
    ):
        reading.start = _clock(match[1], reading.half)


def _number(word: str) -> float:
    if word == "half an":
        return 0.5
    return _NUMBERS.get(word) or float(word.replace(",", "."))


def _length(number: str, unit: str) -> timedelta:
    return timedelta(hours=_number(number)) if unit.startswith("h") else timedelta(minutes=_number(number))


def _clock(text: str, half: str = "", before: time | None = None) -> time:
    """A time of day.

    Without am or pm it is the half of the day that was named, or the one that makes a range short, else
    within working hours (8 to 7 o'clock) unless written as on a 24-hour clock.
    """
    if text in {"noon", "midnight"}:
        return time(12 if text == "noon" else 0)
    digits = re.findall(r"\d+", text)
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    pm, am = re.search(r"p\.?m", text), re.search(r"a\.?m", text)
    if (pm or am) and not (0 if am else 1) <= hour <= 12:
        raise UnreadableTime(f"“{text.strip()}” is not a time of day. Write 3pm or 15:00.")
    if pm or am:
        hour = hour % 12 + (12 if pm else 0)
    elif hour == 12 and half in {"evening", "night"}:
        raise UnreadableTime("12 at night can be two days. Write “midnight” and the day that begins then.")
    elif before and hour < 12 and not half:
        hour += 12 if hour + 12 <= before.hour else 0
    elif hour < 12 and _afternoon(digits[0], half):
        hour += 12
    return _time(hour, minute, text)


def _afternoon(hour: str, half: str) -> bool:
    if half:
        return half != "morning"
    return len(hour) == 1 and 1 <= int(hour) <= 7


def _time(hour: int, minute: int, text: str) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise UnreadableTime(f"“{text.strip()}” is not a time of day. Write 3pm or 15:00.") from None
