"""The keep-in-touch nudge in the DM: a few people whose turn it is, each with what to write about."""

from collections.abc import Sequence
from datetime import datetime

from core.local_time import in_zone
from core.model import Interview, Member
from core.nudges import DueContact, Nudge
from core.wording import calendar_day, dated
from views import kit, tasks
from views.ids import Do
from views.thank_you import what_you_wrote
from views.touch_form import draft_button

REMINDED_OF = 120
"""Characters shown of each thing written down: three people have to fit into one message."""

LABEL_BESIDE_TASKS = 80
"""Characters of a person's label where tasks stand in the same message."""


def nudge(nudge: Nudge, reminder_id: int, member: Member, now: datetime) -> kit.Message:
    """The message: those whose turn it still is with their buttons, the others with what comes next."""
    headline, today = _headline(nudge), in_zone(now, member.zone).date()
    blocks: list[kit.Block] = [kit.section(headline)]
    told = [headline]
    if nudge.tasks:
        blocks += [kit.divider(), *tasks.nudge_blocks(nudge.tasks, reminder_id, today)]
        told += [tasks.line(task, today) for task in nudge.tasks]
    for person in nudge.people:
        blocks += [kit.divider(), *_person(person, reminder_id, member, in_brief=bool(nudge.tasks))]
        told.append(f"{kit.typed(person.contact.label)}: {_clock(person, member)}")
    return kit.message("\n".join(told), blocks)


def _headline(nudge: Nudge) -> str:
    """What the morning brings."""
    people = len(nudge.people)
    who = "somebody" if people == 1 else f"{people} people"
    if not nudge.tasks:
        return f"Good morning. Here {'is' if people == 1 else 'are'} {who} to be in touch with again:"
    what = "something" if len(nudge.tasks) == 1 else f"{len(nudge.tasks)} things"
    told = f"Good morning. Here {'is' if len(nudge.tasks) == 1 else 'are'} {what} that you set out to do"
    return f"{told}, and {who} to be in touch with again:" if people else f"{told}:"


def _person(person: DueContact, reminder_id: int, member: Member, *, in_brief: bool) -> list[kit.Block]:
    """One person. ``in_brief``: without what was written down, as tasks stand in the same message."""
    name = person.contact.details.name
    label = kit.bold(person.contact.label, LABEL_BESIDE_TASKS if in_brief else 300)
    line = kit.section(f"{label}\n{_clock(person, member)}")
    if person.keeping.cadence_days is None:
        often = kit.button("Change how often", Do.CADENCE_CHANGE, _value(person, reminder_id), about=name)
        return [line, kit.actions([often])]
    if not person.is_open:
        return [line]
    lines = _reminded_of(person.last_talk, member) if person.last_talk and not in_brief else []
    if person.reason:
        lines = [*lines, ("A reason to write", person.reason.line)]
    return [
        line,
        *([kit.facts(lines, REMINDED_OF)] if lines else []),
        kit.actions(_steps(person, reminder_id)),
    ]


def _reminded_of(talk: Interview, member: Member) -> list[tuple[str, str]]:
    return [("You talked", dated(talk.ended_at, member.zone)), *what_you_wrote(talk)]


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
    value, about = _value(person, reminder_id), person.contact.details.name
    return [
        kit.button("We were in touch", Do.TOUCH_NOTE, value, style="primary", about=about),
        draft_button(person.contact.id, about=about),
        kit.button("Next week", Do.NUDGE_SNOOZE, value, about=about),
        kit.more(
            Do.NUDGE_MORE,
            [
                kit.option("Change how often", f"{Do.CADENCE_CHANGE}:{value}"),
                kit.option("Stop", f"{Do.NUDGE_STOP}:{value}"),
            ],
        ),
    ]


def _value(person: DueContact, reminder_id: int) -> str:
    return f"{person.contact.id}:{reminder_id}"


def turns(people: Sequence[DueContact], in_all: int, member: Member) -> list[kit.Block]:
    """Those whose turn has come, for Home: most overdue first, and how many more there are."""
    blocks = [_turn(person, member) for person in people]
    if not people:
        return [kit.paragraph("Nobody is due.")]
    if in_all > len(people):
        blocks.append(kit.context(f"And {in_all - len(people)} more: `/interview people due` lists them."))
    return blocks


def _turn(person: DueContact, member: Member) -> kit.Block:
    touched = kit.button(
        "We were in touch", Do.TOUCH_NOTE, f"{person.contact.id}:0", about=person.contact.details.name
    )
    return kit.section(f"{kit.bold(person.contact.label)}\n{_clock(person, member)}", touched)
