"""The keep-in-touch nudge in the DM: a few people whose turn it is, each with what to write about."""

from datetime import datetime

from core.model import Member
from core.nudges import DueContact, Nudge
from core.wording import calendar_day, dated
from views import kit
from views.ids import Do
from views.thank_you import what_you_wrote

REMINDED_OF = 120
"""Characters shown of each thing written down: three people have to fit into one message."""


def nudge(nudge: Nudge, reminder_id: int, member: Member) -> kit.Message:
    """The message: those whose turn it still is with their buttons, the others with what comes next."""
    people = nudge.people
    headline = "Good morning. Here is somebody to be in touch with again:"
    if len(people) > 1:
        headline = f"Good morning. Here are {len(people)} people to be in touch with again:"
    blocks: list[kit.Block] = [kit.section(headline)]
    told = [headline]
    for person in people:
        blocks += [kit.divider(), *_person(person, reminder_id, member)]
        told.append(f"{kit.typed(person.contact.label)}: {_clock(person, member)}")
    return kit.message("\n".join(told), blocks)


def _person(person: DueContact, reminder_id: int, member: Member) -> list[kit.Block]:
    line = kit.section(f"{kit.bold(person.contact.label)}\n{_clock(person, member)}")
    if not person.is_open:
        return [line]
    lines = what_you_wrote(person.last_talk) if person.last_talk else []
    return [
        line,
        *([kit.facts(lines, REMINDED_OF)] if lines else []),
        kit.actions(_steps(person, reminder_id)),
    ]


def _clock(person: DueContact, member: Member) -> str:
    """When the two were last in touch, or what became of the nudge."""
    keeping = person.keeping
    if keeping.cadence_days is None:
        return "No further nudges about them."
    if keeping.due_on and not person.is_open:
        return f"Next nudge around {calendar_day(keeping.due_on)}."
    return f"Last in touch {_date(keeping.touched_at, member)}."


def _date(touched_at: datetime | None, member: Member) -> str:
    return dated(touched_at, member.zone) if touched_at else "a while ago"


def _steps(person: DueContact, reminder_id: int) -> list[kit.Element]:
    value, about = f"{person.contact.id}:{reminder_id}", person.contact.details.name
    sure = kit.confirm(
        "Stop nudging?",
        "I will not remind you to be in touch with them any more. Everything you wrote down stays.",
        "Stop",
        "Keep on",
    )
    return [
        kit.button("We were in touch", Do.TOUCH_NOTE, value, style="primary", about=about),
        kit.button("Next week", Do.NUDGE_SNOOZE, value, about=about),
        kit.button("Stop", Do.NUDGE_STOP, value, about=about, confirm=sure),
    ]
