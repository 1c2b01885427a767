"""Reading what a member typed to schedule a conversation: after the command, and in the form's fields."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import InvalidFields, UnreadableTime
from core.meeting_rules import KEPT_FREE, check_length, check_start
from core.model import Contact, ContactDetails, Member
from core.people_choice import Whom
from core.scheduled import Medium, ScheduledInterview
from core.scheduling import Plan
from core.when import Span, looks_like_when, read_when
from core.when_days import Towards
from core.zones import check_zone
from views.person_field import NEW, TYPED_LIMIT
from views.schedule_form import PLACE_LIMIT, ScheduleEntry, Shown, day_words, which_block

WORDS_OF_TIME = 20
"""Longer than any time that somebody writes; each more costs everybody who waits meanwhile (our choice)."""


def read_command(text: str, now: datetime, zone: str) -> tuple[str, str]:
    """``Dana Wu next Thu 3pm`` → whom, and when: the longest end that is a time, also one that cannot be."""
    words = text.split()
    for place in range(max(len(words) - WORDS_OF_TIME, 0), len(words)):
        when = " ".join(words[place:])
        if looks_like_when(when, now, zone, Towards.FUTURE):
            return " ".join(words[:place]).strip(" ,"), when
    return text.strip(" ,"), ""


def read_form(values: Mapping[str, str], known: Contact | None) -> ScheduleEntry:
    """The form's fields as typed; ``known``: the contact that was chosen."""
    which = values.get(which_block(known), "") if known else ""
    values = {block_id.partition(".")[0]: value for block_id, value in values.items()}
    person = values.get("person", "")
    return ScheduleEntry(
        known=known,
        typed=person.removeprefix(NEW)[:TYPED_LIMIT] if person.startswith(NEW) else "",
        when=values.get("when", ""),
        length=values.get("length", ""),
        medium=values.get("medium", ""),
        place=values.get("place", "")[:PLACE_LIMIT],
        zone=values.get("zone", ""),
        which=which,
    )


def entry_about(known: Contact | None, agreed: tuple[ScheduledInterview, ...]) -> ScheduleEntry:
    """What is known of a conversation with that person before anything is typed of it."""
    if known is None:
        return ScheduleEntry()
    entry = ScheduleEntry(known=known, zone=known.details.zone)
    return replace(asked_about(entry, agreed), length=_minutes(agreed[0])) if agreed else entry


def asked_about(entry: ScheduleEntry, agreed: tuple[ScheduledInterview, ...]) -> ScheduleEntry:
    """The form with the question which conversation it is, filled from the one that is likely to move.

    How and where the two talk stays as the member has typed it, if they have.
    """
    entry = replace(entry, agreed=agreed)
    if not agreed or entry.place or entry.medium != Medium.VIDEO:
        return entry
    return replace(entry, medium=agreed[0].medium, place=agreed[0].place)


def entry_to_move(scheduled: ScheduledInterview, member: Member, now: datetime) -> ScheduleEntry:
    """What is agreed now; the time only while it is still to come."""
    over = scheduled.starts_at <= now
    return ScheduleEntry(
        known=scheduled.contact,
        when="" if over else day_words(scheduled.starts_at, scheduled.ends_at, member.zone),
        length=_minutes(scheduled),
        medium=scheduled.medium,
        place=scheduled.place,
        zone=scheduled.contact.details.zone,
    )


def _minutes(scheduled: ScheduledInterview) -> str:
    return str(int((scheduled.ends_at - scheduled.starts_at).total_seconds()) // 60)


def understood(entry: ScheduleEntry, shown: Shown, now: datetime, member: Member) -> Span:
    """When it is to take place. Words that were shown before keep the meaning that was shown.

    Raises InvalidFields with a sentence for each field that cannot be saved.
    """
    span = shown.span_of(entry) or read_time(entry, now, member.zone)
    try:
        check_start(span.started_at, now, member.zone)
        check_length(span.ended_at - span.started_at)
        check_zone(entry.zone)
    except InvalidFields as invalid:
        raise InvalidFields(_at_their_fields(invalid)) from None
    return span


def read_time(entry: ScheduleEntry, now: datetime, zone: str) -> Span:
    """A length in the words counts before the one that is chosen. Raises InvalidFields."""
    try:
        span = read_when(entry.when, now, zone, Towards.FUTURE)
    except UnreadableTime as unreadable:
        raise InvalidFields({"when": unreadable.sentence}) from None
    if not span.assumed_length:
        return span
    return Span(span.started_at, span.started_at + _duration(entry))


def plan_of(entry: ScheduleEntry, span: Span) -> Plan:
    """What is agreed."""
    medium = Medium(entry.medium or Medium.VIDEO)
    return Plan(span.started_at, span.ended_at - span.started_at, medium, entry.place, entry.zone)


def _duration(entry: ScheduleEntry) -> timedelta:
    return timedelta(minutes=int(entry.length)) if entry.length.isdigit() else KEPT_FREE


def _at_their_fields(invalid: InvalidFields) -> dict[str, str]:
    return {{"starts_at": "when"}.get(name, name): sentence for name, sentence in invalid.problems.items()}


def id_of(whom: Whom) -> int | None:
    """The known contact that was chosen."""
    return None if isinstance(whom, ContactDetails) else whom
