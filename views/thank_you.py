"""The thank-you reminder in the DM, its record once it is dealt with, and the form with the note."""

from datetime import datetime

from core import thank_you_rules as rules
from core.model import Interview, Member, ThankYou
from core.note import draft_note
from core.thank_you_rules import Later
from core.wording import day_and_time, soon, span
from views import kit
from views.buttons import note_steps
from views.ids import Do, Form

NOTE_LIMIT = 3000
LAST_HOURS = rules.DUE_WITHIN - rules.REMIND_AFTER[-1]
"""Of the 24: when the second reminder comes, which does not say the same as the first."""

_LATER = {Later.TONIGHT: "Tonight", Later.TOMORROW_MORNING: "Tomorrow morning"}


def reminder(interview: Interview, member: Member, now: datetime, *, remark: str = "") -> kit.Message:
    """The reminder with its context and buttons. ``remark``: what became of a click on *Later*."""
    headline = _headline(interview, member, now)
    lines = what_you_wrote(interview)
    blocks: list[kit.Block] = [
        kit.section(headline),
        kit.context(f"You talked on {span(interview.started_at, interview.ended_at, member.zone)}."),
    ]
    if lines:
        blocks.append(kit.facts(lines))
    if remark:
        blocks.append(kit.section(f"*{kit.escape(remark)}*"))
    blocks.append(_buttons(interview, now))
    told = [headline, *(f"{label}: {kit.typed(text)}" for label, text in lines)]
    if remark:
        told.append(kit.escape(remark))
    return kit.message("\n".join(told), blocks)


def _headline(interview: Interview, member: Member, now: datetime) -> str:
    name = kit.bold(interview.contact.label)
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        return f"A thank-you to {name} is late, and still worth sending. Two sentences are enough."
    time = "There is still time" if limit - now <= LAST_HOURS else "Time"
    return f"{time} to thank {name}: the note is due {day_and_time(limit, member.zone)}."


def what_you_wrote(interview: Interview) -> list[tuple[str, str]]:
    """The parts of the log that a note or a next step grows from."""
    debrief = interview.debrief
    lines = [
        ("What stays with you", debrief.takeaway),
        ("Advice", debrief.advice),
        ("You promised", debrief.promise),
        ("Referrals", debrief.referrals),
        ("E-mail", interview.contact.details.email),
    ]
    return [(label, text) for label, text in lines if text]


def _buttons(interview: Interview, now: datetime) -> kit.Block:
    steps: list[kit.Element] = [*note_steps(interview)]
    if now <= rules.deadline(interview.ended_at):
        options = [kit.option(label, f"{later}:{interview.id}") for later, label in _LATER.items()]
        steps.append(kit.menu("Later", Do.NOTE_LATER, options))
    steps.append(_skip(interview))
    # A new block id at every rendering: a menu would keep showing the choice that was refused.
    return kit.actions(steps, block_id=f"thank_you.{interview.id}.{now.timestamp():.6f}")


def _skip(interview: Interview) -> kit.Element:
    sure = kit.confirm(
        "Skip this thank-you?",
        "It leaves your list, and I will not remind you of it again.",
        "Skip it",
        "Keep it",
    )
    return kit.button("Skip", Do.NOTE_SKIP, interview.id, about=interview.contact.details.name, confirm=sure)


def snoozed_remark(until: datetime, member: Member) -> str:
    """What the reminder says after *Later*."""
    return f"I will remind you again on {day_and_time(until, member.zone)}."


def record(interview: Interview, member: Member) -> kit.Message:
    """What takes the place of a reminder that was dealt with."""
    name = kit.bold(interview.contact.label)
    at = day_and_time(interview.thank_you_closed_at or interview.ended_at, member.zone)
    if interview.thank_you is ThankYou.SENT:
        text = f"Thank-you to {name} sent, marked {at}."
    else:
        text = f"Thank-you to {name} skipped on {at}."
    return kit.message(text, [kit.section(text)])


def note_form(interview: Interview, member: Member, now: datetime, name: str = "") -> kit.View:
    """The note, filled from the log, to finish and copy. ``name``: the member's, to sign with."""
    text = interview.thank_you_note or draft_note(interview, member.zone, now, name)
    note = kit.text_input(kit.shorten(text, NOTE_LIMIT), NOTE_LIMIT, multiline=True)
    blocks: list[kit.Block] = [
        kit.section(
            f"To {kit.bold(interview.contact.label)}. "
            "Put it in your own words, copy it, and send it yourself: I never write to anyone for you."
        ),
        *_address(interview),
        kit.field(
            "note",
            "Your note",
            note,
            hint="“I sent it” keeps this text. Closing loses changes, so copy it first.",
        ),
    ]
    return kit.modal(
        "Thank-you note",
        blocks,
        callback_id=Form.NOTE,
        submit="I sent it",
        close="Close",
        private_metadata=str(interview.id),
    )


def _address(interview: Interview) -> list[kit.Block]:
    email = interview.contact.details.email
    return [kit.facts([("E-mail", email)])] if email else []


def sent_form(interview: Interview, member: Member) -> kit.View:
    """What the note's form turns into once it was sent."""
    return kit.modal("Thank-you note", [kit.section(record(interview, member).text)], close="Done")


def due_line(interview: Interview, member: Member, now: datetime) -> str:
    """One owed note in a list, in mrkdwn."""
    name = kit.bold(interview.contact.label)
    held = day_and_time(interview.started_at, member.zone)
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        return f"{name}\nTalked {held} · late, still worth sending"
    return f"{name}\nTalked {held} · thank-you due {soon(limit, now, member.zone)}"
