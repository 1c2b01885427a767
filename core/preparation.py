"""Preparing a conversation: research, questions in the order of asking, time boxes, and the checklist.

Write the questions down and put the most important first (founding guidance; Pomona, Hampshire).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core import question_bank as bank
from core.errors import InvalidFields
from core.question_bank import LAST, Priority

FEWEST, MOST = 5, 10
"""How many questions to bring (childfont.com, a weak source); seven, three of them musts, is our choice."""

LENGTHS = (20, 30)
"""Minutes that a talk is planned for: 20 (20-Minute Meeting, Pomona) or 30 (Berkeley)."""

PLANNED_MINUTES = 20

RESEARCH_LIMIT = 2000
QUESTIONS_LIMIT = 3000
QUESTION_LIMIT = 200
SHEET_LIMIT = 15
"""Own questions on a sheet at most: one form takes the answers to as many, in any script (Slack: 250 kB)."""

ANSWER_LIMIT = 1000

MARKS = {Priority.MUST: "!", Priority.SHOULD: "-", Priority.IF_TIME: "?"}
"""What a question's line begins with. One without a mark should be asked; "-" says so where it is needed."""

_PRIORITIES = {mark: priority for priority, mark in MARKS.items()}
_MARKED = re.compile(r"(?:(?P<mark>[!?])\s*|(?P<bullet>[-•*])\s+)(?P<text>\S.*)")
_SAME_AS_LAST = ("Whom else should I talk with, and may I use your name when I contact them?",)
"""The last question as the founding guidance has it."""

_OPENING, _ENDING = 4, 2
"""Minutes of a talk of twenty (20-Minute Meeting): what is more belongs to the questions (our choice)."""

CHECKLIST = (
    "Be on time: a few minutes early, or the link tried out.",
    "Say again why you asked for the conversation, and that you are not looking for a job.",
    "Ask the most important questions first.",
    "Keep to the time you asked for. When it is up, say so, and ask before you go on.",
    "Leave your résumé where it is unless they ask for it.",
    "Thank them, and ask whether you may keep in touch.",
)
"""The day itself (founding guidance; rcelconnect for the end of the time)."""


@dataclass(frozen=True, slots=True)
class PreparedQuestion:
    """A question that the student wants to ask, on one line."""

    text: str
    priority: Priority = Priority.SHOULD


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. It stands beside its question's text, so that it outlives a change of the sheet."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a student wrote down for one person. ``aim``: what they want from the conversation."""

    organisation: str = ""
    person: str = ""
    aim: str = ""
    questions: tuple[PreparedQuestion, ...] = ()
    minutes: int = PLANNED_MINUTES
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeBox:
    """A part of the conversation, and its minutes."""

    name: str
    minutes: int


LAST_QUESTION = PreparedQuestion(LAST.text, Priority.MUST)


def ordered(questions: Iterable[PreparedQuestion]) -> list[PreparedQuestion]:
    """The order of asking: musts first, in the student's own order within; the locked last question last.

    What is written down twice is asked once.
    """
    ranks = list(Priority)
    once: dict[str, PreparedQuestion] = {}
    for question in sorted(questions, key=lambda each: ranks.index(each.priority)):
        once.setdefault(key(question.text), question)
    return [*(each for each in once.values() if not is_last(each.text)), LAST_QUESTION]


def is_last(text: str) -> bool:
    """Whether it is the locked last question, however it is punctuated, or the longer form of it."""
    return key(text) in {key(same) for same in (LAST.text, *_SAME_AS_LAST)}


def key(text: str) -> str:
    """What a question keeps when only its letter case, spaces or punctuation change."""
    folded = text.casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or " ".join(folded.split())


def suggested() -> tuple[PreparedQuestion, ...]:
    """Seven questions to begin from, the last one among them; the top three are musts."""
    musts = (bank.INTO_THIS_WORK, bank.SKILLS, bank.IN_MY_PLACE)
    shoulds = (bank.CAREER_PATH, bank.TYPICAL_WEEK)
    return (
        *(PreparedQuestion(question.text, Priority.MUST) for question in musts),
        *(PreparedQuestion(question.text) for question in shoulds),
        PreparedQuestion(bank.ASSOCIATIONS.text, Priority.IF_TIME),
    )


def read_questions(typed: str) -> tuple[PreparedQuestion, ...]:
    """The questions of a form, one a line: ``! a must``, ``? if there is time``, any other should be asked.

    A mark with nothing behind it is a question of its own: no line is lost.
    """
    lines = (" ".join(line.split()) for line in typed.splitlines())
    return tuple(_read(line) for line in lines if line)


def write_questions(questions: Iterable[PreparedQuestion]) -> str:
    """The questions as a form shows them; read again they are the same."""
    return "\n".join(_written(question) for question in questions)


def check_questions(questions: Sequence[PreparedQuestion]) -> None:
    """Refuse what no conversation and no form can hold. Raises InvalidFields."""
    long = next((each.text for each in questions if len(each.text) > QUESTION_LIMIT), "")
    if long:
        sentence = f"“{long[:30]}…” is long. Ask it in {QUESTION_LIMIT} characters at most."
        raise InvalidFields({"questions": sentence})
    count = len(ordered(questions)) - 1
    if count > SHEET_LIMIT:
        sentence = f"These are {count} questions. Keep {SHEET_LIMIT} at most; {FEWEST} to {MOST} are plenty."
        raise InvalidFields({"questions": sentence})


def answer_to(preparation: Preparation, question: str) -> str:
    """What was answered to this question so far; answers to the same question stand under each other."""
    return "\n".join(each.text for each in preparation.answers if key(each.question) == key(question))


def answered(preparation: Preparation) -> list[Answer]:
    """All answers: to the sheet's questions in the order of asking, then to earlier ones, newest first."""
    asked = [question.text for question in ordered(preparation.questions)]
    once: dict[str, str] = {}
    for question in (*asked, *(answer.question for answer in reversed(preparation.answers))):
        once.setdefault(key(question), question)
    every = [Answer(question, answer_to(preparation, question)) for question in once.values()]
    return [answer for answer in every if answer.text]


def with_answers(preparation: Preparation, answers: Mapping[str, str]) -> Preparation:
    """The preparation with these answers, by their question, in place of those before; "" takes one away."""
    given = {key(question): Answer(question, text) for question, text in answers.items()}
    others = [each for each in preparation.answers if key(each.question) not in given]
    return replace(preparation, answers=(*others, *(each for each in given.values() if each.text)))


def to_answer(preparation: Preparation) -> list[str]:
    """The questions that a form asks the answers of: those of the sheet, in the order of asking."""
    *own, last = ordered(preparation.questions)
    return [question.text for question in (*own[:SHEET_LIMIT], last)]


def time_boxes(minutes: int) -> list[TimeBox]:
    """A talk of so many minutes, from 1: of 20, 4 for introduction and overview, 14 to discuss, 2 to end.

    A longer talk gives what is more to the questions; a shorter one shortens every part.
    """
    opening = min(_OPENING, minutes // 5)
    ending = min(_ENDING, max(1, minutes // 10))
    parts = {
        "Introduction and overview": opening,
        "Your questions": minutes - opening - ending,
        "Whom else, thanks, keeping in touch": ending,
    }
    return [TimeBox(name, length) for name, length in parts.items() if length > 0]


def _read(line: str) -> PreparedQuestion:
    marked = _MARKED.fullmatch(line)
    if not marked:
        return PreparedQuestion(line)
    return PreparedQuestion(marked["text"], _PRIORITIES.get(marked["mark"], Priority.SHOULD))


def _written(question: PreparedQuestion) -> str:
    """With a mark only where the line would mean something else without it."""
    if _read(question.text) == question:
        return question.text
    return f"{MARKS[question.priority]} {question.text}"
