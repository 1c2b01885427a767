"""Good questions for an informational interview, in groups to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Priority(StrEnum):
    """How much a question matters: the most important come first (Pomona, Hampshire; defaults, section 3)."""

    MUST = "must"
    SHOULD = "should"
    IF_TIME = "if_time"


class Group(StrEnum):
    """Where a question belongs.

    The founding questions are those of `product.md`. Path, role, conditions and other are Yale's headings
    (Yale Postdocs), and the five between them are TIARA: trends, insights, advice, resources, assignments
    (defaults, section 3).
    """

    FOUNDING = "founding"
    PATH = "path"
    ROLE = "role"
    CONDITIONS = "conditions"
    TRENDS = "trends"
    INSIGHTS = "insights"
    ADVICE = "advice"
    RESOURCES = "resources"
    ASSIGNMENTS = "assignments"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the bank offers. ``key`` names it in a menu."""

    text: str
    group: Group
    key: str


LAST = "Whom else should I talk with, and may I use your name?"
"""The last question of every conversation, whatever else is asked (founding guidance; Drexel)."""

_TEXTS: Mapping[Group, Sequence[str]] = {
    Group.FOUNDING: (
        "How did you get into this line of work?",
        "What has been your career path?",
        "What skills do you need to be successful in the job, field or organisation?",
        "What associations and professional membership organisations do you find most useful?",
    ),
    Group.PATH: (
        "Which part of your training do you use most, and which least?",
        "What did you do in your last year of study that helped you most?",
        "Which of your steps would you take differently today?",
    ),
    Group.ROLE: (
        "What does a typical week look like for you?",
        "Which decisions are yours, and whom do you make them with?",
        "What do you like most about this work, and what would you rather not do?",
    ),
    Group.CONDITIONS: (
        "How do people here work together: in teams, alone, remotely?",
        "How well does this work leave room for a life beside it?",
        "How are people new to this work supported in their first year?",
    ),
    Group.TRENDS: (
        "What is changing most in your field at the moment?",
        "What do you expect to matter in five years that hardly counts now?",
        "Which change in your field do people outside it not see yet?",
    ),
    Group.INSIGHTS: (
        "What surprised you most when you began here?",
        "What do people misunderstand about this work?",
        "What tells you that somebody will do well in it?",
    ),
    Group.ADVICE: (
        "What would you do in my place over the next six months?",
        "How does my background look to somebody in your field?",
        "What do people like me often get wrong at the start?",
    ),
    Group.RESOURCES: (
        "What should I read, follow or listen to next?",
        "Which meeting or course would be worth my time?",
        "Where do people in your field find out what is going on?",
    ),
    Group.ASSIGNMENTS: (
        "Which project could I try out to see whether this work suits me?",
        "What would somebody new be asked to do in the first months?",
        "Which piece of your own work taught you the most?",
    ),
    Group.OTHER: (
        "What else should I have asked you?",
        "Is there anything that I can do for you?",
    ),
}

BANK: tuple[Question, ...] = tuple(
    Question(text, group, f"{group}.{place}")
    for group, texts in _TEXTS.items()
    for place, text in enumerate(texts, start=1)
)
"""All questions, group by group. ``LAST`` is not among them: it is always asked."""

_BY_KEY = {question.key: question for question in BANK}


def in_group(group: Group) -> list[Question]:
    """The questions of one group, in the bank's order."""
    return [question for question in BANK if question.group is group]


def by_key(key: str) -> Question | None:
    """The question that a menu names so; None for one that the bank no longer has."""
    return _BY_KEY.get(key)
