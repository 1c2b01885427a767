"""The reminders of a scheduled conversation in the DM: confirm, brief, how did it go; and their records."""

from datetime import datetime
from typing import assert_never

from core.decisions import Send
from core.local_time import in_zone
from core.meeting_note import confirmation
from core.model import Interview, Member, ReminderKind
from core.outreach import Draft, Situation
from core.preparing import begun
from core.scheduled import Meeting, ScheduledInterview, ScheduledState, is_second
from core.wording import clock, dated, soon
from views import kit
from views.draft_form import Start
from views.ids import Do
from views.meeting_words import how_and_where, in_full, starts
from views.outreach import draft_button
from views.preparation import brief_blocks, brief_text
from views.thank_you import what_you_wrote

REMINDED_OF = 200
NO_SHEET = "No sheet is written yet. These questions are a start; *Prepare* makes them your own."
PLACE_SHOWN = 500
"""All of a link: a part of one leads nowhere."""


def reminder(send: Send, meeting: Meeting, now: datetime) -> kit.Message:
    """The DM for what is due."""
    match send.reminder.kind:
        case ReminderKind.CONFIRM:
            return confirm(meeting, send.member, now)
        case ReminderKind.BRIEF:
            return brief(meeting, send.member, now)
        case _:
            return outcome(meeting.scheduled, send.member, again=is_second(send.reminder))


def confirm(meeting: Meeting, member: Member, now: datetime) -> kit.Message:
    """The day before: with whom, when, how, and two lines to send."""
    scheduled = meeting.scheduled
    name, when = kit.bold(scheduled.contact.label), soon(scheduled.starts_at, now, member.zone)
    headline = f"Your conversation with {name} is {when}."
    text = confirmation(scheduled, member.zone, meeting.signed)
    return kit.message(
        "\n".join([headline, *_told(scheduled, member), "To confirm, you could send:", kit.escape(text)]),
        [
            kit.section(headline),
            kit.facts(_facts(scheduled, member), PLACE_SHOWN),
            kit.section(
                "To confirm, you could send this, in your own words. I never write to anyone for you."
            ),
            kit.copy_ready(text),
            kit.actions([prepare_button(scheduled), move_button(scheduled), cancel_button(scheduled)]),
        ],
    )


def brief(meeting: Meeting, member: Member, now: datetime) -> kit.Message:
    """Half an hour before: when and where, what was said last time, what is prepared, and the day itself."""
    scheduled = meeting.scheduled
    minutes = max(round((scheduled.starts_at - now).total_seconds() / 60), 1)
    name = kit.bold(scheduled.contact.label)
    at = clock(in_zone(scheduled.starts_at, member.zone))
    headline = f"In {minutes} minute{'' if minutes == 1 else 's'}, at {at}: {name}"
    last = _last_time(meeting.last_talk, member)
    preparation = meeting.preparation or begun()
    length = int((scheduled.ends_at - scheduled.starts_at).total_seconds()) // 60
    return kit.message(
        "\n".join([headline, *_told(scheduled, member), brief_text(preparation, length)]),
        [
            kit.section(headline),
            kit.facts(_facts(scheduled, member), PLACE_SHOWN),
            *last,
            *([] if meeting.preparation else [kit.context(NO_SHEET)]),
            *brief_blocks(preparation, length),
            kit.actions(
                [prepare_button(scheduled, "Change the sheet" if meeting.preparation else "Prepare")]
            ),
        ],
    )


def prepare_button(scheduled: ScheduledInterview, label: str = "Prepare") -> kit.Element:
    """Opens the sheet for this person."""
    contact = scheduled.contact
    return kit.button(label, Do.PREP_OPEN, contact.id, about=contact.details.name)


def _last_time(talk: Interview | None, member: Member) -> list[kit.Block]:
    lines = [line for line in what_you_wrote(talk) if line[0] != "E-mail"] if talk else []
    if not talk or not lines:
        return []
    return [kit.section(f"*Last time, {dated(talk.ended_at, member.zone)}*"), kit.facts(lines, REMINDED_OF)]


def outcome(scheduled: ScheduledInterview, member: Member, *, again: bool = False) -> kit.Message:
    """At the end, and once more: how did it go?"""
    headline = f"How did it go with {kit.bold(scheduled.contact.label)}?"
    if again:
        headline += " This is the last time that I ask."
    when = in_full(scheduled.starts_at, scheduled.ends_at, member, scheduled.contact.details.zone)
    return kit.message(
        f"{headline}\n{when}",
        [kit.section(headline), kit.context(when), kit.actions(outcome_steps(scheduled))],
    )


def outcome_steps(scheduled: ScheduledInterview) -> list[kit.Element]:
    """What may have become of it."""
    about = scheduled.contact.details.name
    return [
        kit.button("We talked", Do.MEETING_HELD, scheduled.id, style="primary", about=about),
        move_button(scheduled, "Moved"),
        cancel_button(scheduled, "Cancelled"),
        kit.button("No-show", Do.MEETING_MISSED, scheduled.id, about=about),
    ]


def record(scheduled: ScheduledInterview, member: Member) -> kit.Message:
    """What takes the place of a reminder that was answered."""
    name, when = kit.bold(scheduled.contact.label), starts(scheduled, member)
    buttons: list[kit.Element] = []
    match scheduled.state:
        case ScheduledState.HELD:
            text = f"You talked with {name}: {when}. It is logged."
        case ScheduledState.SCHEDULED:
            text = f"The conversation with {name} has changed. It is now {when}."
        case ScheduledState.CANCELLED:
            text = f"The conversation with {name} on {when} is cancelled. They hear of it from you only."
            buttons = [_write_to_them(scheduled), move_button(scheduled, "Find another time")]
        case ScheduledState.NO_SHOW:
            text = f"{name} did not come on {when}."
            buttons = [_draft(scheduled), move_button(scheduled, "Find another time")]
        case _:
            assert_never(scheduled.state)
    return kit.message(text, [kit.section(text), *([kit.actions(buttons)] if buttons else [])])


def _write_to_them(scheduled: ScheduledInterview) -> kit.Element:
    start = Start(str(scheduled.contact.id), Situation.RESCHEDULE)
    return draft_button("Write to them", start, about=scheduled.contact.details.name)


def no_show_form(scheduled: ScheduledInterview, draft: Draft) -> kit.View:
    """A kind note that asks for another time, to finish and copy."""
    return kit.modal(
        "Another time?",
        [
            kit.section(
                f"It happens to everyone. A kind note to {kit.bold(scheduled.contact.label)}, "
                "to put into your own words and send yourself:"
            ),
            kit.facts([("Subject", draft.subject)]),
            kit.copy_ready(draft.text),
            kit.context("Once you have agreed on another time, press *Find another time* in our messages."),
        ],
    )


def _facts(scheduled: ScheduledInterview, member: Member) -> list[tuple[str, str]]:
    zone = scheduled.contact.details.zone
    return [
        ("When", in_full(scheduled.starts_at, scheduled.ends_at, member, zone)),
        *how_and_where(scheduled),
    ]


def _told(scheduled: ScheduledInterview, member: Member) -> list[str]:
    return [f"{label}: {kit.typed(text)}" for label, text in _facts(scheduled, member)]


def move_button(scheduled: ScheduledInterview, label: str = "Move") -> kit.Element:
    """Opens the form with what is agreed."""
    return kit.button(label, Do.MEETING_MOVE, scheduled.id, about=scheduled.contact.details.name)


def _draft(scheduled: ScheduledInterview) -> kit.Element:
    return kit.button("Draft a note", Do.MEETING_DRAFT, scheduled.id, about=scheduled.contact.details.name)


def cancel_button(scheduled: ScheduledInterview, label: str = "Cancel it") -> kit.Element:
    """Calls it off, after asking."""
    sure = kit.confirm(
        "Did you both call it off?",
        "Its reminders stop, and you get a calendar file that takes it out. Nobody else is told.",
        "Cancel the conversation",
        "Keep it",
    )
    about = scheduled.contact.details.name
    return kit.button(label, Do.MEETING_CANCEL, scheduled.id, about=about, confirm=sure)
