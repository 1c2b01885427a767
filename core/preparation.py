"""Being prepared for a conversation: what to know, what to ask and in which order, and how the time goes.

Questions are written down and put in order of priority, the most important first (founding guidance; Pomona,
Hampshire). Sources of the numbers: defaults, section 3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import InvalidFields
from core.question_bank import LAST, Priority

LENGTHS = (20, 30)
"""The minutes that a talk is planned for: 20 (20-Minute Meeting, Pomona) or 30 (Berkeley)."""

PLANNED_MINUTES = 20
TOP = 3
"""How many questions are marked as a must to begin with (our choice)."""

MOST_QUESTIONS = 15
"""Beside the last one. Five to ten are what a conversation holds; all answers fit into one form (ours)."""

QUESTION_LIMIT = 200
ANSWER_LIMIT = 1000
RESEARCH_LIMIT = 2000

CHECKLIST = (
    "Be on time: ready and in a quiet place five minutes before.",
    "Restate the purpose: information and advice, not a job.",
    "Most important questions first; take notes sparingly.",
    "Keep to the time you asked for. When it is up, say so and ask whether five more minutes suit them.",
    "No résumé unless they ask for it.",
    "Thank them, and ask whether you may keep in touch.",
)
"""The day itself (founding guidance; notes: Yale; five more minutes: rcelconnect)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the student's, and what was answered."""

    text: str
    priority: Priority
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Prep:
    """The sheet for one person. ``questions``: in the student's own order.

    ``earlier``: answered ones that are no longer on the sheet, so that no answer is lost with its question.
    """

    organisation: str = ""
    person: str = ""
    aim: str = ""
    questions: tuple[Asked, ...] = ()
    earlier: tuple[Asked, ...] = ()
    minutes: int = PLANNED_MINUTES


@dataclass(frozen=True, slots=True)
class TimeBoxes:
    """How many minutes each part of a conversation has."""

    opening: int
    discussion: int
    ending: int


def suggested() -> tuple[Asked, ...]:
    """Seven questions to begin with, the last one among them; three are a must (our choice of 5 to 10)."""
    wanted = (
        ("How did you get into this line of work?", Priority.MUST),
        ("What skills do you need to be successful in the job, field or organisation?", Priority.MUST),
        ("What would you do in my place over the next six months?", Priority.MUST),
        ("What has been your career path?", Priority.SHOULD),
        ("What does a typical week look like for you?", Priority.SHOULD),
        (
            "What associations and professional membership organisations do you find most useful?",
            Priority.IF_TIME,
        ),
    )
    return ordered([Asked(text, priority) for text, priority in wanted])


def ordered(questions: Iterable[Asked]) -> tuple[Asked, ...]:
    """Must, should, if time; the student's own order within each; the last question last, and once."""
    order = list(Priority)
    by_text: dict[str, Asked] = {}
    for question in sorted(questions, key=lambda each: order.index(each.priority)):
        first = by_text.setdefault(same(question.text), question)
        if question.answer not in first.answer:
            answer = "\n".join(part for part in (first.answer, question.answer) if part)
            by_text[same(question.text)] = replace(first, answer=answer)
    last = by_text.pop(same(LAST), Asked(LAST, Priority.MUST))
    return (*by_text.values(), replace(last, text=LAST, priority=Priority.MUST))


def same(text: str) -> str:
    """What two wordings of one question have in common: letter case, spaces and end marks do not count."""
    return " ".join(text.casefold().split()).rstrip(" ?!.…")


def time_boxes(minutes: int) -> TimeBoxes:
    """Of 20 minutes: 4 to open, 14 to discuss, 2 to end (20-Minute Meeting).

    In longer ones the opening stays at five minutes at most and the ending takes a tenth (our choice).
    """
    opening = min(max(round(minutes / 5), 1), 5)
    ending = max(round(minutes / 10), 1)
    return TimeBoxes(opening, max(minutes - opening - ending, 1), ending)


def lines_of(questions: Sequence[Asked], priority: Priority) -> str:
    """The questions of one priority as a form shows them, one on a line. ``LAST`` is never among them."""
    return "\n".join(
        each.text for each in questions if each.priority is priority and same(each.text) != same(LAST)
    )


def read_lines(typed: Mapping[Priority, str]) -> tuple[Asked, ...]:
    """The questions of a form's fields, one on a line. Raises InvalidFields, by priority."""
    found = [
        Asked(text, priority)
        for priority in Priority
        for text in (" ".join(line.split()) for line in typed.get(priority, "").splitlines())
        if same(text)
    ]
    _check(found)
    return ordered(found)


def _check(found: Sequence[Asked]) -> None:
    for question in found:
        if len(question.text) > QUESTION_LIMIT:
            sentence = f"“{question.text[:30]}…” is long. Ask in {QUESTION_LIMIT} characters at most."
            raise InvalidFields({question.priority: sentence})
    count = len(ordered(found)) - 1
    if count > MOST_QUESTIONS:
        sentence = f"These are {count} questions. Keep {MOST_QUESTIONS} at most; 5 to 10 are plenty."
        raise InvalidFields({found[-1].priority: sentence})


def with_questions(prep: Prep, questions: Sequence[Asked]) -> Prep:
    """The sheet with other questions. An answer stays with its question, also when that leaves the sheet."""
    answers = {same(each.text): each for each in (*prep.earlier, *prep.questions) if each.answer}
    kept = ordered(replace(each, answer=_answer(answers, each)) for each in ordered(questions))
    on_sheet = {same(each.text) for each in kept}
    earlier = tuple(each for text, each in answers.items() if text not in on_sheet)
    return replace(prep, questions=kept, earlier=earlier)


def _answer(answers: Mapping[str, Asked], question: Asked) -> str:
    known = answers.get(same(question.text))
    return question.answer or (known.answer if known else "")


def answered(prep: Prep, answers: Mapping[int, str]) -> Prep:
    """The sheet with answers, by the place of their question on it; the others stay as they are."""
    questions = tuple(
        replace(each, answer=answers.get(place, each.answer))
        for place, each in enumerate(ordered(prep.questions))
    )
    return replace(prep, questions=questions)
