"""The thank-you reminder in the DM, its record once it is dealt with, and the note in a list."""

from datetime import datetime

from core import thank_you_rules as rules
from core.model import Interview, Member, ThankYou
from core.thank_you_rules import Later
from core.wording import day_and_time, soon, span
from views import kit
from views.buttons import note_steps, write_one
from views.ids import Do

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
    own = [("What they said", interview.said), ("E-mail", interview.contact.details.email)]
    return [*what_you_all_said(interview), *(line for line in own if line[1])]


def what_you_all_said(interview: Interview) -> list[tuple[str, str]]:
    """Those parts of it that several people who were there have in common."""
    debrief = interview.debrief
    lines = [
        ("What stays with you", debrief.takeaway),
        ("Advice", debrief.advice),
        ("You promised", debrief.promise),
        ("Referrals", debrief.referrals),
    ]
    return [(label, text) for label, text in lines if text]


def _buttons(interview: Interview, now: datetime) -> kit.Block:
    steps: list[kit.Element] = [*note_steps(interview)]
    if now <= rules.deadline(interview.ended_at):
        steps.append(later_menu(interview))
    steps.append(skip_button(interview))
    # A new block id at every rendering: a menu would keep showing the choice that was refused.
    return kit.actions(steps, block_id=f"thank_you.{interview.id}.{now.timestamp():.6f}")


def later_menu(interview: Interview) -> kit.Element:
    """When to be reminded again, of this note and those of its panel."""
    options = [kit.option(label, f"{later}:{interview.id}") for later, label in _LATER.items()]
    return kit.menu("Later", Do.NOTE_LATER, options)


def skip_button(interview: Interview) -> kit.Element:
    """Takes the note off the list, once that was confirmed."""
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
        return kit.message(text, [kit.section(text)])
    text = f"Thank-you to {name} skipped on {at}."
    return kit.message(text, [kit.section(text, write_one(interview))])


def due_line(interview: Interview, member: Member, now: datetime) -> str:
    """One owed note in a list, in mrkdwn."""
    name = kit.bold(interview.contact.label)
    held = day_and_time(interview.started_at, member.zone)
    limit = rules.deadline(interview.ended_at)
    if now > limit:
        return f"{name}\nTalked {held} · late, still worth sending"
    return f"{name}\nTalked {held} · thank-you due {soon(limit, now, member.zone)}"
