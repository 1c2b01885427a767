"""Reads when a conversation took place and how long it was, as a student types it.

``yesterday 3pm, 40 min`` · ``Thu 14:00-14:30`` · ``19 Nov 2026 noon for an hour`` · ``an hour ago``

Two widely used date parsers were measured to read "tonight at 8", "the 5th" and "3/12" wrongly and in
silence, so the words understood here are few, what is not understood is said, and what could be two
days is asked about. The result is always shown to the member before it is saved.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.errors import UnreadableTime
from core.local_time import DAY, in_zone, to_instant
from core.when_words import EXAMPLES, Reading, leftover, read_words
from core.wording import clock, day

ASSUMED_LENGTH = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
OLDEST = timedelta(days=5 * 366)
"""How far back a conversation may be logged: a whole degree, our choice."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a conversation began and ended. ``assumed_length``: no length was given."""

    started_at: datetime
    ended_at: datetime
    assumed_length: bool = False


def read_when(text: str, now: datetime, zone: str) -> Span:
    """The conversation's span in the past of ``now``. Raises UnreadableTime with what to write instead."""
    reading = read_words(text, in_zone(now, zone).replace(tzinfo=None))
    if unread := leftover(reading):
        raise UnreadableTime(f"I can't read “{unread[:60]}” as a date or time. Try {EXAMPLES}.")
    span = _span(reading, now, zone)
    _check(span, now, zone)
    return span


def looks_like_when(text: str, now: datetime, zone: str) -> bool:
    """Whether every word of the text belongs to a date, a time or a length."""
    try:
        reading = read_words(text, in_zone(now, zone).replace(tzinfo=None))
    except UnreadableTime:
        return True
    return reading.text != f" {text.casefold()} " and not leftover(reading)


def _span(reading: Reading, now: datetime, zone: str) -> Span:
    if reading.ago is not None:
        if reading.day or reading.start or reading.weekday is not None:
            raise UnreadableTime("I read two different times there. Write how long ago it was, or when.")
        return _span_before(reading, now)
    start = _start(reading)
    started_at = to_instant(start, zone)
    if reading.end is not None:
        end = datetime.combine(start.date(), reading.end)
        return Span(started_at, to_instant(end if end > start else end + DAY, zone))
    length = ASSUMED_LENGTH if reading.length is None else reading.length
    return Span(started_at, started_at + length, assumed_length=reading.length is None)


def _span_before(reading: Reading, now: datetime) -> Span:
    """“Just now” is when it ended; “an hour ago” is when it began, unless it would not be over yet."""
    ago = reading.ago or timedelta(0)
    length = ASSUMED_LENGTH if reading.length is None else reading.length
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    started_at = min(minute - ago, minute - length)
    return Span(started_at, started_at + length, assumed_length=reading.length is None)


def _start(reading: Reading) -> datetime:
    day_ = _day_of(reading)
    if reading.start is not None:
        return datetime.combine(day_ or reading.now.date(), reading.start)
    if day_ is None:
        raise UnreadableTime(f"When was it? Write a day and a time, such as {EXAMPLES}.")
    raise UnreadableTime(
        f"At what time on {day(datetime.combine(day_, time()))}? Add it, such as “3pm, 40 min”."
    )


def _day_of(reading: Reading) -> date | None:
    if reading.weekday is None:
        return reading.day
    if reading.day is not None:
        if reading.day.weekday() != reading.weekday:
            raise UnreadableTime(
                f"{day(datetime.combine(reading.day, time()))} is that date. Which day do you mean?"
            )
        return reading.day
    today = reading.now.date()
    back = (today.weekday() - reading.weekday) % 7
    still_to_come = back == 0 and reading.start is not None and reading.start > reading.now.time()
    return today - DAY * (7 if back == 0 and (reading.days or still_to_come) else back)


def _check(span: Span, now: datetime, zone: str) -> None:
    start = in_zone(span.started_at, zone)
    if span.started_at > now:
        raise UnreadableTime(
            f"{day(start)}, {clock(start)} is still to come where you are. "
            "Log a conversation once it has taken place."
        )
    if now - span.started_at > OLDEST:
        raise UnreadableTime(
            f"{day(start)} is more than five years ago. Check the year, or leave this one out."
        )
    if not timedelta(0) < span.ended_at - span.started_at <= LONGEST:
        raise UnreadableTime(
            "A conversation lasts between 1 minute and 12 hours. Write how long it was, such as “40 min”."
        )
