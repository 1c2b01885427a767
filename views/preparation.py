"""What is prepared for one person: the sheet to have open during the talk, and the brief before it."""

import json
from collections.abc import Sequence

from core.preparation import CHECKLIST, Preparation, PreparedQuestion, answered, ordered, time_boxes
from core.preparing import Sheet
from core.question_bank import Priority
from core.wording import counted
from views import kit
from views.ids import Do

BRIEF_LIMIT = 6000
"""Characters of the brief's blocks: half of what Slack takes in a message, which says more than this."""

_CUTS = ((2000, 200), (600, 200), (300, 140), (150, 80), (100, 50))
"""To how many characters research and questions are shortened, until the brief is short enough."""

_BRIEF_QUESTIONS = 15
ANSWERS_SHOWN = 20
"""As many as stay within a modal's 250 kB when every field is full."""

SHEET = "sheet"
"""What the sheet's modal carries: what its buttons lead to takes its place (Slack stacks three at most)."""

PRIORITIES = {
    Priority.MUST: "Must ask",
    Priority.SHOULD: "Should ask",
    Priority.IF_TIME: "If there is time",
}
LAST_LABEL = "Always last"


def brief_blocks(preparation: Preparation, minutes: int) -> list[kit.Block]:
    """Aim, time boxes, questions in order, research and checklist, below 6,000 characters.

    ``minutes``: how long the conversation is.
    """
    blocks: list[kit.Block] = []
    for research, question in _CUTS:
        blocks = _blocks(_shortened(preparation, research, question), minutes)
        if len(json.dumps(blocks, ensure_ascii=False)) < BRIEF_LIMIT:
            break
    return blocks


def brief_text(preparation: Preparation, minutes: int) -> str:
    """The same in words, for notifications and screen readers."""
    lines = [f"You want: {kit.typed(preparation.aim)}"] if preparation.aim else []
    lines.append(boxes_line(minutes).replace("*", ""))
    asked = ordered(preparation.questions)
    lines += [f"{place}. {kit.typed(each.text, 120)}" for place, each in enumerate(asked, start=1)]
    about = (("The organisation", preparation.organisation), ("The person", preparation.person))
    lines += [f"{label}: {kit.typed(text)}" for label, text in about if text]
    return kit.shorten("\n".join([*lines, *CHECKLIST]), kit.SECTION_LIMIT)


def boxes_line(minutes: int) -> str:
    """The parts of a talk in one line: ``*20 minutes:* 4 min introduction and overview · …``."""
    parts = [f"{box.minutes} min {box.name[0].lower()}{box.name[1:]}" for box in time_boxes(minutes)]
    return f"*{counted(minutes, 'minute')}:* {' · '.join(parts)}"


def sheet_message(sheet: Sheet) -> kit.Message:
    """The sheet in the direct messages, where it stays."""
    name, preparation = sheet.contact.label, sheet.preparation
    title = f"For your conversation with {name}"
    blocks = [
        kit.header(title),
        *brief_blocks(preparation, preparation.minutes),
        kit.actions(_steps(sheet)),
    ]
    text = f"{kit.escape(title)}\n{brief_text(preparation, preparation.minutes)}"
    return kit.message(text, blocks)


def sheet_view(sheet: Sheet, *, title: str = "Your sheet") -> kit.View:
    """All of it, with the answers."""
    name, preparation = sheet.contact.label, sheet.preparation
    post = kit.button("Send it to our messages", Do.PREP_POST, sheet.contact.id, style="primary", about=name)
    blocks = [
        kit.header(name),
        kit.actions([post, *_steps(sheet)]),
        *_answers(preparation),
        *_blocks(preparation, preparation.minutes),
    ]
    return kit.modal(title, blocks, close="Done", private_metadata=SHEET)


def story_blocks(contact_id: int, preparation: Preparation | None) -> list[kit.Block]:
    """One line for a person's story, with the way to the sheet and its answers; nothing if none is kept."""
    if preparation is None:
        return []
    asked = len(ordered(preparation.questions))
    answers = counted(len(answered(preparation)), "answer") or "no answers yet"
    show = kit.button("Show", Do.PREP_SHOW, contact_id, about="what you prepared")
    return [kit.section(f"*Prepared:* {counted(asked, 'question')}, {answers}", accessory=show)]


def _steps(sheet: Sheet) -> list[kit.Element]:
    contact_id, name = sheet.contact.id, sheet.contact.label
    return [
        kit.button("Change it", Do.PREP_OPEN, contact_id, about=name),
        kit.button("Write down the answers", Do.ANSWERS_WRITE, contact_id, about=name),
    ]


def posted() -> kit.View:
    """What the sheet turns into once it was sent to the direct messages."""
    return kit.modal("Sent", [kit.paragraph("The sheet is in our direct messages.")], close="Done")


def _blocks(preparation: Preparation, minutes: int) -> list[kit.Block]:
    about = (("The organisation", preparation.organisation), ("The person", preparation.person))
    return [
        *([kit.labelled("What you want from this", preparation.aim)] if preparation.aim else []),
        kit.section(boxes_line(minutes)),
        *_question_lists(preparation.questions),
        *(kit.labelled(label, text) for label, text in about if text),
        kit.section("\n".join(["*On the day*", *(f"• {line}" for line in CHECKLIST)])),
    ]


def _question_lists(questions: Sequence[PreparedQuestion]) -> list[kit.Block]:
    *own, last = ordered(questions)
    lists = []
    place = 1
    for priority, label in PRIORITIES.items():
        lines = [each.text for each in own if each.priority is priority]
        if lines:
            lists.append(kit.numbered(label, lines, place))
        place += len(lines)
    return [*lists, kit.numbered(LAST_LABEL, [last.text], place)]


def _answers(preparation: Preparation) -> list[kit.Block]:
    told = answered(preparation)
    if not told:
        return []
    blocks = [kit.labelled(each.question, each.text) for each in told[:ANSWERS_SHOWN]]
    if len(told) > ANSWERS_SHOWN:
        blocks.append(kit.context(f"And {len(told) - ANSWERS_SHOWN} to questions of earlier sheets."))
    return [kit.header("What they answered"), *blocks, kit.divider()]


def _shortened(preparation: Preparation, research: int, question: int) -> Preparation:
    asked = ordered(preparation.questions)[:-1][:_BRIEF_QUESTIONS]
    return Preparation(
        organisation=kit.shorten(preparation.organisation, research),
        person=kit.shorten(preparation.person, research),
        aim=kit.shorten(preparation.aim, research),
        questions=tuple(PreparedQuestion(kit.shorten(each.text, question), each.priority) for each in asked),
    )
