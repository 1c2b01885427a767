"""Reads when a conversation took place, or is to, and how long it is, as a student types it.

``yesterday 3pm, 40 min`` · ``Thu 14:00-14:30`` · ``19 Nov 2026 noon for an hour`` · ``an hour ago``
``next Thu 3pm`` · ``Dec 3 14:00, 20 min`` · ``in 3 days at 10``

Two widely used date parsers were measured to read "tonight at 8", "the 5th" and "3/12" wrongly and in
silence, so the words understood here are few, what is not understood is said, and what could be two
days is asked about. The result is always shown to the member before it is saved.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.errors import UnreadableTime
from core.local_time import DAY, in_zone, to_instant
from core.when_days import Towards, coming_weekday
from core.when_words import Reading, leftover, only_known_words, read_words
from core.wording import clock, day

ASSUMED_LENGTH = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
LONGEST_TEXT = 120
"""Characters of a time, as many as the forms take: the cost of reading grows faster than the text (ours)."""
OLDEST = timedelta(days=5 * 366)
"""How far back a conversation may be logged: a whole degree, our choice."""

MOMENTS = "“today”, “yesterday”, “Thu” or “19 Nov”"
NOON = time(12)

_HOW_FAR = {Towards.PAST: "how long ago it was", Towards.FUTURE: "in how long it is"}


@dataclass(frozen=True, slots=True)
class Span:
    """When a conversation began and ended. ``assumed_length``: no length was given."""

    started_at: datetime
    ended_at: datetime
    assumed_length: bool = False


def read_when(text: str, now: datetime, zone: str, towards: Towards = Towards.PAST) -> Span:
    """The conversation's span, in the past of ``now`` or towards its future.

    Raises UnreadableTime with what to write instead. Whether a future one is still to come, and not too far
    ahead, is for `meeting_rules.check_start` to say.
    """
    reading = read_words(text, in_zone(now, zone).replace(tzinfo=None), towards)
    if unread := leftover(reading):
        raise UnreadableTime(f"I can't read “{unread[:60]}” as a date or time. Try {towards.examples}.")
    span = _span(reading, now, zone)
    if towards is Towards.PAST:
        _check_past(span, now, zone)
    _check_length(span)
    return span


def read_moment(text: str, now: datetime, zone: str) -> datetime:
    """When something without a length was. A day without a time of day counts as its noon, today as now.

    Raises UnreadableTime with what to write instead.
    """
    reading = read_words(text, in_zone(now, zone).replace(tzinfo=None))
    if unread := leftover(reading):
        raise UnreadableTime(f"I can't read “{unread[:60]}” as a day. Try {MOMENTS}.")
    at = _moment(reading, now, zone)
    if at > now:
        raise UnreadableTime("That is still to come where you are. Note a touch once it has happened.")
    if now - at > OLDEST:
        raise UnreadableTime("That is more than five years ago. Check the year, or leave this one out.")
    return at


def _moment(reading: Reading, now: datetime, zone: str) -> datetime:
    if reading.ago is not None:
        return now - reading.ago
    today, on = reading.now.date(), _day_of(reading)
    if reading.start is None:
        if on is None:
            raise UnreadableTime(f"On which day was it? Write {MOMENTS}.")
        return now if on == today else to_instant(datetime.combine(on, NOON), zone)
    return to_instant(datetime.combine(on or today, reading.start), zone)


def looks_like_when(text: str, now: datetime, zone: str, towards: Towards = Towards.PAST) -> bool:
    """Whether every word belongs to a date, a time or a length, also to one that does not exist."""
    if len(text) > LONGEST_TEXT:
        return False
    return only_known_words(text, in_zone(now, zone).replace(tzinfo=None), towards)


def _span(reading: Reading, now: datetime, zone: str) -> Span:
    if reading.ago is not None or reading.ahead is not None:
        if reading.day or reading.start or reading.weekday is not None:
            raise UnreadableTime(
                f"I read two different times there. Write {_HOW_FAR[reading.towards]}, or when."
            )
        return _span_before(reading, now) if reading.ahead is None else _span_ahead(reading, now)
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


def _span_ahead(reading: Reading, now: datetime) -> Span:
    """“in an hour” is when it begins."""
    length = ASSUMED_LENGTH if reading.length is None else reading.length
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    started_at = minute + (reading.ahead or timedelta(0))
    return Span(started_at, started_at + length, assumed_length=reading.length is None)


def _start(reading: Reading) -> datetime:
    day_ = _day_of(reading)
    if reading.start is not None:
        return datetime.combine(day_ or reading.now.date(), reading.start)
    if day_ is None:
        question = "When was it?" if reading.towards is Towards.PAST else "When is it?"
        raise UnreadableTime(f"{question} Write a day and a time, such as {reading.towards.examples}.")
    raise UnreadableTime(
        f"At what time on {day(datetime.combine(day_, time()))}? Add it, such as “3pm, 40 min”."
    )


def _day_of(reading: Reading) -> date | None:
    if reading.weekday is None:
        if reading.weeks and reading.day is None:
            raise UnreadableTime("On which day next week? Write it, such as “next Thu 3pm”.")
        return reading.day
    if reading.day is not None:
        if reading.day.weekday() != reading.weekday:
            raise UnreadableTime(
                f"{day(datetime.combine(reading.day, time()))} is that date. Which day do you mean?"
            )
        return reading.day
    today = reading.now.date()
    if reading.towards is Towards.FUTURE and not reading.days:
        over = reading.start is not None and reading.start <= reading.now.time()
        return coming_weekday(reading.weekday, reading.weeks, today, today_is_over=over)
    back = (today.weekday() - reading.weekday) % 7
    still_to_come = back == 0 and reading.start is not None and reading.start > reading.now.time()
    return today - DAY * (7 if back == 0 and (reading.days or still_to_come) else back)


def _check_past(span: Span, now: datetime, zone: str) -> None:
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


def _check_length(span: Span) -> None:
    if not timedelta(0) < span.ended_at - span.started_at <= LONGEST:
        raise UnreadableTime(
            "A conversation lasts between 1 minute and 12 hours. Write how long it was, such as “40 min”."
        )
