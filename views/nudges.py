"""The keep-in-touch nudge in the DM: a few people whose turn it is, each with what to write about."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from core.local_time import in_zone
from core.model import Member
from core.nudges import DueContact, Nudge
from core.reasons import ReasonKind
from core.task_rules import lines_of
from core.wording import calendar_day, dated
from views import kit, tasks
from views.ids import Do
from views.thank_you import what_you_wrote
from views.touch_form import draft_button

REMINDED_OF, REASON_SHOWN = 90, 200
"""Characters shown of each thing written down, and of the reason to write: three people have to fit into one
message.
"""

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
    lines = [] if in_brief else _reminded_of(person, member)
    if not (in_brief and person.last_talk):
        lines += _noted(person, member)
    lines = [(label, kit.shorten(text, REMINDED_OF)) for label, text in lines]
    if person.reason:
        lines = [*lines, ("A reason to write", person.reason.line)]
    return [
        line,
        *([kit.facts(lines, REASON_SHOWN)] if lines else []),
        kit.actions(_steps(person, reminder_id)),
    ]


def _reminded_of(person: DueContact, member: Member) -> list[tuple[str, str]]:
    """What was written down in the last talk, but for what is done, and what is the reason to write."""
    if not (talk := person.last_talk):
        return []
    is_reason = person.reason is not None and person.reason.kind is ReasonKind.TAKEAWAY
    debrief = replace(
        talk.debrief,
        takeaway="" if is_reason else talk.debrief.takeaway,
        promise=_left_of(talk.debrief.promise, person.settled),
        advice=_left_of(talk.debrief.advice, person.settled),
    )
    written = what_you_wrote(replace(talk, debrief=debrief))
    return (
        written if _talked_last(person, member) else [("You talked", _date(talk.ended_at, member)), *written]
    )


def _talked_last(person: DueContact, member: Member) -> bool:
    """Whether the two have talked on the day on which they were last in touch."""
    talk, last = person.last_talk, person.keeping.touched_at
    if talk is None or last is None:
        return False
    return in_zone(talk.ended_at, member.zone).date() == in_zone(last, member.zone).date()


def _left_of(text: str, settled: Collection[str]) -> str:
    lines = lines_of(text)
    left = [line for line in lines if line not in settled]
    return text if left == lines else "\n".join(left)


def _noted(person: DueContact, member: Member) -> list[tuple[str, str]]:
    """What was noted of a touch since the last talk: of those met at a conference it is all there is."""
    note, talk = person.noted, person.last_talk
    if note is None or (talk and note.at < talk.ended_at):
        return []
    is_last = note.at == person.keeping.touched_at
    return [("You noted" if is_last else f"You noted on {dated(note.at, member.zone)}", note.text)]


def _clock(person: DueContact, member: Member) -> str:
    """When the two were last in touch, or what became of the nudge."""
    keeping = person.keeping
    if keeping.cadence_days is None:
        return "No further nudges about them."
    if keeping.due_on and not person.is_open:
        if person.comes_again:
            return "Their turn has come again since."
        return f"Next nudge around {calendar_day(keeping.due_on)}."
    how = ", when you talked" if _talked_last(person, member) else ""
    return f"Last in touch {_date(keeping.touched_at, member)}{how}."


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
