"""A scheduled conversation in words: when in both zones, and how and where."""

from datetime import datetime

from core.local_time import in_zone
from core.model import Member
from core.scheduled import Medium, ScheduledInterview
from core.wording import clock, day, exact_clock, short_day, span, zone_name

MEDIA = {Medium.VIDEO: "Video call", Medium.PHONE: "Phone", Medium.IN_PERSON: "In person"}
_PLACES = {Medium.VIDEO: "Link", Medium.PHONE: "Number", Medium.IN_PERSON: "Place"}


def starts(scheduled: ScheduledInterview, member: Member) -> str:
    """``Thu 3 Dec, 3:00 pm``, and where theirs differs: ``… 3:00 pm your time, 9:00 pm Berlin time``."""
    mine = in_zone(scheduled.starts_at, member.zone)
    said = f"{short_day(scheduled.starts_at, member.zone)}, {clock(mine)}"
    theirs = their_clock(scheduled.starts_at, member, scheduled.contact.details.zone)
    return f"{said} your time, {theirs}" if theirs else said


def in_full(starts_at: datetime, ends_at: datetime, member: Member, zone: str) -> str:
    """``Thursday 3 December 2026, 3:00 pm to 3:30 pm your time, 9:00 pm Berlin time``."""
    theirs = their_clock(starts_at, member, zone)
    if not theirs:
        return span(starts_at, ends_at, member.zone)
    start, end = in_zone(starts_at, member.zone), in_zone(ends_at, member.zone)
    return f"{day(start)}, {exact_clock(start)} to {exact_clock(end)} your time, {theirs}"


def their_clock(instant: datetime, member: Member, zone: str) -> str:
    """``9:00 pm Berlin time``, with the day where that differs too; "" where both clocks show the same."""
    if not zone:
        return ""
    mine, theirs = in_zone(instant, member.zone), in_zone(instant, zone)
    if mine.utcoffset() == theirs.utcoffset():
        return ""
    other_day = "" if mine.date() == theirs.date() else f"{short_day(instant, zone)}, "
    return f"{other_day}{clock(theirs)} {zone_name(zone)} time"


def how_and_where(scheduled: ScheduledInterview) -> list[tuple[str, str]]:
    """Label and value, the value as typed."""
    lines = [("How", MEDIA[scheduled.medium]), (_PLACES[scheduled.medium], scheduled.place)]
    return [(label, text) for label, text in lines if text]
