"""The forms of preparing: whom for, the sheet with its question bank, and the answers afterwards."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from core.model import Contact
from core.preparation import (
    ANSWER_LIMIT,
    CHECKLIST,
    LENGTHS,
    MARKS,
    QUESTIONS_LIMIT,
    RESEARCH_LIMIT,
    Preparation,
    answer_to,
    is_last,
    key,
    read_questions,
    time_boxes,
    to_answer,
    write_questions,
)
from core.preparing import Sheet
from core.question_bank import LAST, Priority, by_group
from views import inputs, kit
from views.ids import Do, Form
from views.person_field import options, person_field

QUESTIONS = "questions"
ADDED = "added"
QUESTIONS_FIELD = f"{QUESTIONS}.0"
"""Where a problem with the questions is shown."""

NAMESAKES_OFFERED = 9
"""Beside "Someone new", as many as a group of radio buttons takes (Slack: 10)."""

_LABEL_LIMIT = 200


@dataclass(frozen=True, slots=True)
class PrepEntry:
    """The form's fields as typed; ``minutes`` as its option's value, ``added`` from the question bank."""

    organisation: str = ""
    person: str = ""
    aim: str = ""
    questions: str = ""
    minutes: str = str(LENGTHS[0])
    added: str = ""

    @classmethod
    def of(cls, preparation: Preparation) -> "PrepEntry":
        """What was prepared so far. The last question is not the student's to change."""
        own = [question for question in preparation.questions if not is_last(question.text)]
        return cls(
            preparation.organisation,
            preparation.person,
            preparation.aim,
            write_questions(own),
            str(preparation.minutes),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom the form is for (as a person field's value), carried in its private metadata.

    ``turn`` counts the choices from the bank: only a field with a new name shows a new text.
    """

    whom: str
    label: str
    turn: int = 0
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "Opened":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def choose_form(candidates: Sequence[Contact], typed: str, suggested: Contact | None = None) -> kit.View:
    """Whom to prepare for: one of several who may be meant, or anybody."""
    label = "Whom will you talk with?"
    if candidates:
        choices = options(candidates[:NAMESAKES_OFFERED], typed)
        block = inputs.field("person", label, inputs.radio(choices))
    else:
        hint = "Your next conversation is filled in." if suggested else ""
        block = person_field(label, known=suggested, typed=typed, hint=hint)
    return kit.modal("Prepare", [block], callback_id=Form.PREP_PERSON, submit="Next", close="Cancel")


def prep_form(opened: Opened, entry: PrepEntry, remark: str = "") -> kit.View:
    """The sheet to fill in. ``remark``: what became of a choice from the question bank."""
    blocks = [
        kit.header(opened.label),
        *_research(entry),
        *_questions(opened, entry, remark),
        inputs.field("minutes", "How long will you talk?", inputs.radio(_lengths(), entry.minutes)),
        kit.section("\n".join(["*On the day*", *(f"• {line}" for line in CHECKLIST)])),
    ]
    return kit.modal(
        "Prepare",
        blocks,
        callback_id=Form.PREP,
        submit="Save",
        close="Cancel",
        private_metadata=Opened(opened.whom, kit.shorten(opened.label, _LABEL_LIMIT), opened.turn).dump(),
    )


def _research(entry: PrepEntry) -> list[kit.Block]:
    return [
        _long(
            "organisation",
            "What do you know about the organisation?",
            entry.organisation,
            hint="What they do, for whom, and what is new there.",
        ),
        _long(
            "person",
            "What do you know about the person?",
            entry.person,
            hint="Their path, what they wrote or built, what you have in common.",
        ),
        _long("aim", "What do you want from this conversation?", entry.aim),
    ]


def _long(name: str, label: str, value: str, *, hint: str = "") -> kit.Block:
    return inputs.field(
        name, label, inputs.text_input(value, RESEARCH_LIMIT, multiline=True), hint=hint, optional=True
    )


def _questions(opened: Opened, entry: PrepEntry, remark: str) -> list[kit.Block]:
    must, if_time = MARKS[Priority.MUST], MARKS[Priority.IF_TIME]
    blocks = [
        inputs.field(
            f"{QUESTIONS}.{place}",
            "More questions" if place else "Your questions, one on each line",
            inputs.text_input(text, QUESTIONS_LIMIT, multiline=True),
            hint=f"Begin a line with {must} for a must, with {if_time} if there is time. Musts come first.",
            optional=True,
        )
        for place, text in enumerate(_boxes(entry.questions))
    ]
    # A new block id at every choice: the menu would keep showing the last one.
    bank = kit.actions([_bank()], block_id=f"bank.{opened.turn}")
    return [*blocks, bank, *_added(opened, entry, remark), kit.section(f"*Always last:* {LAST.text}")]


def _added(opened: Opened, entry: PrepEntry, remark: str) -> list[kit.Block]:
    """In a field of their own: what is being typed above stays as it is."""
    told = [kit.context(remark)] if remark else []
    if not entry.added:
        return told
    text = inputs.text_input(entry.added, QUESTIONS_LIMIT, multiline=True)
    return [*told, inputs.field(f"{ADDED}.{opened.turn}", "Added from the bank", text, optional=True)]


def _boxes(text: str) -> list[str]:
    """The lines in as many fields as they need: one, unless two long lists were merged."""
    boxes = [""]
    for line in text.splitlines():
        longer = f"{boxes[-1]}\n{line}" if boxes[-1] else line
        if len(longer) > QUESTIONS_LIMIT:
            boxes.append(line)
        else:
            boxes[-1] = longer
    return boxes


def read_entry(values: Mapping[str, str]) -> PrepEntry:
    """The form's fields as typed, wherever the questions stand."""
    return PrepEntry(
        organisation=values.get("organisation", ""),
        person=values.get("person", ""),
        aim=values.get("aim", ""),
        questions=_lines(values, QUESTIONS),
        minutes=values.get("minutes", ""),
        added=_lines(values, ADDED),
    )


def _lines(values: Mapping[str, str], kind: str) -> str:
    return "\n".join(text for name, text in values.items() if text and name.startswith(f"{kind}."))


def with_question(entry: PrepEntry, question: str) -> tuple[PrepEntry, str]:
    """The form with a question of the bank's, and what to say about it."""
    there = {key(each.text) for text in (entry.questions, entry.added) for each in read_questions(text)}
    added = f"{entry.added}\n{question}".strip()
    if key(question) in there:
        return entry, "That question is on your list already."
    if len(added) > QUESTIONS_LIMIT:
        return entry, "There is no room for a further question. Take one out first."
    return replace(entry, added=added), "Added below. Put ! in front of it for a must."


def _bank() -> kit.Element:
    groups = {
        group.heading: [kit.option(question.text, question.text) for question in questions]
        for group, questions in by_group().items()
    }
    return kit.grouped_menu("Add a question", Do.QUESTION_ADD, groups)


def _lengths() -> list[kit.Json]:
    return [kit.option(_length(minutes), str(minutes)) for minutes in LENGTHS]


def _length(minutes: int) -> str:
    opening, questions, ending = (box.minutes for box in time_boxes(minutes))
    return f"{minutes} minutes: {opening} to begin, {questions} for your questions, {ending} to end"


def answers_form(sheet: Sheet) -> kit.View:
    """The questions of the sheet, each with room for what was answered."""
    name = sheet.contact.label
    fields = [
        inputs.field(
            answer_field(question),
            question,
            inputs.text_input(answer, max(ANSWER_LIMIT, len(answer)), multiline=True),
            optional=True,
        )
        for question in to_answer(sheet.preparation)
        if len(answer := answer_to(sheet.preparation, question)) <= QUESTIONS_LIMIT
    ]
    return kit.modal(
        "Answers",
        [
            kit.header(name),
            kit.context("A few words each are enough; leave out what did not come up."),
            *fields,
        ],
        callback_id=Form.ANSWERS,
        submit="Save",
        close="Cancel",
        private_metadata=str(sheet.contact.id),
    )


def answer_field(question: str) -> str:
    """The name of the field for this question's answer, whatever its place on the sheet."""
    return f"answer.{sha256(key(question).encode()).hexdigest()[:16]}"
