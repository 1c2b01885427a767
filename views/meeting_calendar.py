"""The calendar file of a scheduled conversation, and what is said beside it in the DM."""

import re
from dataclasses import dataclass
from datetime import datetime

from core.model import Member
from core.scheduled import ScheduledInterview, ScheduledState
from views import kit
from views.calendar_file import CalendarEntry, calendar_file
from views.ids import Do
from views.meeting_words import MEDIA, starts, their_clock

_NOT_IN_A_NAME = re.compile(r"[^\w .,-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for the DM."""

    filename: str
    content: bytes
    title: str
    comment: str


def upload(scheduled: ScheduledInterview, member: Member, now: datetime) -> Upload:
    """The file as things stand now. A later one changes the entry of an earlier one, or cancels it."""
    name = scheduled.contact.details.name
    file = _NOT_IN_A_NAME.sub(" ", f"Conversation with {kit.shorten(name, 60)}").strip()
    return Upload(
        f"{file}.ics",
        calendar_file(entry(scheduled, member), now),
        f"Conversation with {kit.shorten(name, 60)}",
        _comment(scheduled, member),
    )


def entry(scheduled: ScheduledInterview, member: Member) -> CalendarEntry:
    """What the calendar shall hold."""
    place = scheduled.place
    is_link = place.casefold().startswith(("http://", "https://"))
    return CalendarEntry(
        uid=f"scheduled-{scheduled.id}-{member.owner.user_id}-{member.owner.team_id}@inroad",
        sequence=scheduled.sequence,
        starts_at=scheduled.starts_at,
        ends_at=scheduled.ends_at,
        summary=f"Conversation with {scheduled.contact.label}",
        description=_description(scheduled, member),
        location=place or MEDIA[scheduled.medium],
        url=place if is_link else "",
        cancelled=scheduled.state is ScheduledState.CANCELLED,
    )


def _description(scheduled: ScheduledInterview, member: Member) -> str:
    """How, and their time. The member's own is the calendar's to show: wherever they are by then."""
    theirs = their_clock(scheduled.starts_at, member, scheduled.contact.details.zone)
    return ", ".join(part for part in (MEDIA[scheduled.medium], theirs) if part)


def _comment(scheduled: ScheduledInterview, member: Member) -> str:
    with_whom = f"with {kit.typed(scheduled.contact.details.name, 120)}"
    if scheduled.state is ScheduledState.CANCELLED:
        return f"The conversation {with_whom} is cancelled. Open this file to take it out of your calendar."
    if scheduled.sequence:
        return (
            f"The conversation {with_whom} has changed: {starts(scheduled, member)}. "
            "Open this file and your calendar follows."
        )
    return (
        f"Your conversation {with_whom}: {starts(scheduled, member)}. "
        "Open this file to put it into your calendar."
    )


def not_sent(scheduled: ScheduledInterview, sentence: str) -> kit.Message:
    """That the file may be missing, and why, with a button to try again.

    Where Slack's answer was lost it stands in the DM all the same.
    """
    name = kit.bold(scheduled.contact.label)
    said = (
        f"The calendar file for your conversation with {name} may not have arrived. "
        "The conversation is scheduled all the same. If you do not see the file here, send it again. "
        f"{kit.escape(sentence)}"
    )
    again = kit.button("Send it again", Do.MEETING_FILE, scheduled.id)
    return kit.message(said, [kit.section(said), kit.actions([again])])
