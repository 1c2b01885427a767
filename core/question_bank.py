"""The questions that are offered for preparing a conversation, in a student's plain words.

The founding questions; TIARA (Trends, Insights, Advice, Resources, Assignments), three of ours for each
letter; and Yale's groups (path and training, role, working conditions, other): defaults, section 3.
"""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 75
"""Characters of a question that is offered: what one line of a menu holds (Slack)."""


class Group(StrEnum):
    """What a question is about."""

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

    @property
    def heading(self) -> str:
        """As it is shown above its questions."""
        return _HEADINGS[self]


_HEADINGS = {
    Group.FOUNDING: "To begin with",
    Group.PATH: "Path and training",
    Group.ROLE: "Their role",
    Group.CONDITIONS: "Working conditions",
    Group.TRENDS: "Trends",
    Group.INSIGHTS: "Insights",
    Group.ADVICE: "Advice",
    Group.RESOURCES: "Resources",
    Group.ASSIGNMENTS: "Projects and tasks",
    Group.OTHER: "Other",
}


class Priority(StrEnum):
    """Whether a question has to be asked, in the order of asking (Pomona, Hampshire)."""

    MUST = "must"
    SHOULD = "should"
    IF_TIME = "if_time"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is offered."""

    text: str
    group: Group


LAST = Question("Whom else should I talk with, and may I use your name?", Group.FOUNDING)
"""The locked last question: without it the network does not grow (founding guidance; Drexel)."""

INTO_THIS_WORK = Question("How did you get into this line of work?", Group.FOUNDING)
CAREER_PATH = Question("What has been your career path?", Group.FOUNDING)
SKILLS = Question("What skills do you need to be successful in this field?", Group.FOUNDING)
ASSOCIATIONS = Question("Which associations and professional groups do you find most useful?", Group.FOUNDING)
TYPICAL_WEEK = Question("What does a typical week look like for you?", Group.ROLE)
IN_MY_PLACE = Question("If you were in my place, what would you do next?", Group.ADVICE)

QUESTIONS = (
    INTO_THIS_WORK,
    CAREER_PATH,
    SKILLS,
    ASSOCIATIONS,
    Question("Which part of your training do you use most today?", Group.PATH),
    Question("What would you study or learn differently if you began again?", Group.PATH),
    Question("How did you decide between the paths that were open to you?", Group.PATH),
    TYPICAL_WEEK,
    Question("What are you responsible for, and whom do you work with most?", Group.ROLE),
    Question("Which part of your work do you like best, and which least?", Group.ROLE),
    Question("What are your hours and your travel like?", Group.CONDITIONS),
    Question("How would you describe the way people work together here?", Group.CONDITIONS),
    Question("How free are you to decide what you work on, and how?", Group.CONDITIONS),
    Question("What is changing most in your field at the moment?", Group.TRENDS),
    Question("Which of these changes will matter to someone starting now?", Group.TRENDS),
    Question("Where do you see your field in five years?", Group.TRENDS),
    Question("What surprised you most when you started?", Group.INSIGHTS),
    Question("What do people outside often get wrong about your work?", Group.INSIGHTS),
    Question("What do those who do well here have in common?", Group.INSIGHTS),
    IN_MY_PLACE,
    Question("What should I try out to see whether this field suits me?", Group.ADVICE),
    Question("What would make someone with my background stand out?", Group.ADVICE),
    Question("What do you read, hear or watch to keep up?", Group.RESOURCES),
    Question("Which course, book or event would you recommend to me?", Group.RESOURCES),
    Question("Where do people in your field meet and learn from each other?", Group.RESOURCES),
    Question("Which project of the last year are you proudest of?", Group.ASSIGNMENTS),
    Question("What does a newcomer here work on in the first months?", Group.ASSIGNMENTS),
    Question("Which task could a student try to get a feeling for this work?", Group.ASSIGNMENTS),
    Question("What do you wish that somebody had told you at my stage?", Group.OTHER),
    Question("Is there something that I should have asked and didn’t?", Group.OTHER),
)
"""All but the last, by group, in the order in which they are offered."""


def by_group() -> dict[Group, list[Question]]:
    """The questions under their headings."""
    return {group: [question for question in QUESTIONS if question.group is group] for group in Group}
