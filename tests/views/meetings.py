"""What is shown of conversations to come, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.meeting_note import after_no_show
from core.model import Contact, ContactDetails, Debrief, Interview, Member, Owner, ThankYou
from core.preparation import Preparation, PreparedQuestion
from core.profile import Profile
from core.scheduled import Medium, Meeting, ScheduledInterview, ScheduledState
from core.when import Span
from views import kit, meeting, meeting_calendar, meeting_list, schedule_form
from views.schedule_form import ScheduleEntry

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
LONGEST = "&<>*ابدأ" * 375
PLAIN = ScheduledInterview(
    1,
    Contact(1, ContactDetails("Dana Wu")),
    NOW + timedelta(days=1),
    NOW + timedelta(days=1, minutes=30),
    Medium.VIDEO,
    "",
    ScheduledState.SCHEDULED,
    0,
    NOW,
)
FULL = replace(
    PLAIN,
    contact=Contact(
        1, ContactDetails("&" * 120, "<" * 160, ">" * 160, zone="America/North_Dakota/New_Salem")
    ),
    ends_at=NOW + timedelta(days=1, hours=12),
    medium=Medium.IN_PERSON,
    place="&" * schedule_form.PLACE_LIMIT,
    sequence=3,
)
TALK = Interview(
    1,
    FULL.contact,
    NOW - timedelta(hours=1),
    NOW,
    NOW,
    Debrief(LONGEST, LONGEST, LONGEST, LONGEST, LONGEST),
    ThankYou.DUE,
)
SHEET = Preparation(LONGEST, LONGEST, LONGEST, tuple(PreparedQuestion(f"{n}{'&' * 190}") for n in range(15)))


def meeting_messages() -> Iterator[tuple[str, kit.Message]]:
    for name, one in (("empty", PLAIN), ("full", FULL)):
        about = Meeting(one, TALK, SHEET) if one is FULL else Meeting(one)
        yield f"confirm {name}", meeting.confirm(replace(about, signed=name * 10), MEMBER, NOW)
        yield f"brief {name}", meeting.brief(about, MEMBER, one.starts_at - timedelta(minutes=30))
        yield f"how did it go {name}", meeting.outcome(one, MEMBER)
        yield f"how did it go, again {name}", meeting.outcome(one, MEMBER, again=True)
        yield f"no calendar file {name}", meeting_calendar.not_sent(one, "Please try again in a moment.")
        for state in ScheduledState:
            yield f"record of {state} {name}", meeting.record(replace(one, state=state), MEMBER)


def meeting_views() -> Iterator[tuple[str, kit.View]]:
    for name, one in (("empty", PLAIN), ("full", FULL)):
        span = Span(one.starts_at, one.ends_at)
        draft = after_no_show(one, Profile(), MEMBER.zone)
        yield f"scheduled {name}", schedule_form.saved(one, MEMBER, NOW)
        yield f"no-show {name}", meeting.no_show_form(one, draft)
        entry = FULL_ENTRY if one is FULL else ScheduleEntry()
        yield f"schedule {name}", schedule_form.form(entry, MEMBER, NOW)
        yield f"schedule, understood {name}", schedule_form.form(entry, MEMBER, NOW, span=span)
        again = replace(entry, known=one.contact, agreed=(one,) if one is PLAIN else (one,) * 7)
        yield f"schedule again {name}", schedule_form.form(again, MEMBER, NOW, span=span)
        moved = replace(entry, known=one.contact)
        yield f"move {name}", schedule_form.form(moved, MEMBER, NOW, scheduled=1, span=span)
        yield f"schedule, not understood {name}", schedule_form.form(entry, MEMBER, NOW, problem="&" * 400)
        upcoming = [one, replace(one, starts_at=NOW - timedelta(hours=2), ends_at=NOW)] * 3
        yield f"this week {name}", kit.home(meeting_list.this_week(upcoming, MEMBER, NOW))
        later = replace(one, starts_at=NOW + timedelta(days=40), ends_at=NOW + timedelta(days=41))
        yield f"later {name}", kit.home(meeting_list.this_week([later], MEMBER, NOW))
    yield "no conversation to come", kit.home(meeting_list.this_week([], MEMBER, NOW))


FULL_ENTRY = ScheduleEntry(
    known=FULL.contact,
    when="w" * schedule_form.WHEN_LIMIT,
    length="720",
    medium=Medium.PHONE,
    place="p" * schedule_form.PLACE_LIMIT,
    zone="America/North_Dakota/New_Salem",
)
