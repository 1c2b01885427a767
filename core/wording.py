"""How instants, durations and zones are said to a member: in their zone, on a 12-hour clock."""

import re
from datetime import date, datetime, time, timedelta

from core.local_time import DAY, in_zone, shown_twice

A_WEEK = 7
_BULLET = re.compile(r"^[-–—•*·]\s+")


def clock(wall: datetime | time) -> str:
    """A time of day: ``3:00 pm``."""
    return f"{wall.hour % 12 or 12}:{wall:%M} {'am' if wall.hour < 12 else 'pm'}"


def exact_clock(wall: datetime) -> str:
    """The same, and which one of a time that the clock shows twice: ``1:30 am (before the clock change)``."""
    if not shown_twice(wall):
        return clock(wall)
    return f"{clock(wall)} ({'after' if wall.fold else 'before'} the clock change)"


def day(wall: datetime) -> str:
    """A day with its year: ``Thursday 19 November 2026``."""
    return f"{wall:%A} {wall.day} {wall:%B %Y}"


def day_and_time(instant: datetime, zone: str) -> str:
    """A day and time without the year: ``Thu 19 Nov, 3:40 pm``."""
    wall = in_zone(instant, zone)
    return f"{short_day(instant, zone)}, {clock(wall)}"


def short_day(instant: datetime, zone: str) -> str:
    """``Thu 19 Nov``."""
    wall = in_zone(instant, zone)
    return f"{wall:%a} {wall.day} {wall:%b}"


def dated(instant: datetime, zone: str) -> str:
    """``19 Nov 2026``."""
    wall = in_zone(instant, zone)
    return f"{wall.day} {wall:%b %Y}"


def span(started_at: datetime, ended_at: datetime, zone: str) -> str:
    """A conversation's time: ``Thursday 19 November 2026, 3:00 pm to 3:40 pm (Berlin time)``."""
    start, end = in_zone(started_at, zone), in_zone(ended_at, zone)
    until = exact_clock(end) if end.date() == start.date() else day_and_time(ended_at, zone)
    return f"{day(start)}, {exact_clock(start)} to {until} ({zone_name(zone)} time)"


def calendar_day(day: date) -> str:
    """A date: ``19 Nov 2026``."""
    return f"{day.day} {day:%b %Y}"


def soon(instant: datetime, now: datetime, zone: str) -> str:
    """A near instant as one says it: ``today at 3:40 pm``, ``tomorrow at 9:00 am``, else the day."""
    wall, today = in_zone(instant, zone), in_zone(now, zone).date()
    names = {today - DAY: "yesterday", today: "today", today + DAY: "tomorrow"}
    name = names.get(wall.date())
    return f"{name} at {clock(wall)}" if name else f"{short_day(instant, zone)} at {clock(wall)}"


def due(day: date, today: date) -> str:
    """A day on which something is due: ``today``, ``tomorrow``, ``on Friday``, ``since Friday``."""
    away = (day - today).days
    near = {-1: "since yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return near[away]
    said = f"{day:%A}" if abs(away) < A_WEEK else f"{day:%a} {calendar_day(day)}"
    return f"{'on' if away > 0 else 'since'} {said}"


def in_one_line(text: str) -> str:
    """Several lines as one, each to be told from the next: ``join ISPE; read the paper``."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [bare for line in lines if (bare := _BULLET.sub("", line))]
    ended = [line if line[-1] in ".!?;:,…" else f"{line};" for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])


def zone_name(zone: str) -> str:
    """The city of an IANA zone: ``America/New_York`` → ``New York``."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def length(duration: timedelta) -> str:
    """``40 minutes``, ``1 hour``, ``1 hour 30 minutes``."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    parts = [counted(hours, "hour"), counted(minutes, "minute")]
    return " ".join(part for part in parts if part) or "0 minutes"


def counted(number: int, noun: str) -> str:
    """``1 hour``, ``2 hours``; nothing for none."""
    return "" if number == 0 else f"{number} {noun}{'' if number == 1 else 's'}"
