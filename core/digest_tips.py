"""What the digest says in a week without numbers: one thing that helps, and the step to begin with.

Each tip is from the guidance that the product carries, with where it is from (defaults.md, sections 1 to 5).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tip:
    """A thought, whose it is, and the command that makes it the next step."""

    text: str
    source: str
    command: str


TIPS = (
    Tip(
        "An ask of about 75 words is read on a phone without scrolling. Say who you are, why this person, "
        "and what you would like to learn; ask for 20 to 30 minutes.",
        "Simon Fraser University; Berkeley Career Engagement",
        "draft",
    ),
    Tip(
        "No answer after three working days says little about you. Write to somebody else there meanwhile, "
        "and once more to the first after seven.",
        "Duke Career Hub, “3B7”",
        "people",
    ),
    Tip(
        "Write your questions down and put the three that matter most first: the time is over sooner than "
        "one thinks.",
        "Pomona College",
        "prep",
    ),
    Tip(
        "A good last question: “Whom else should I talk with, and may I use your name?”",
        "Drexel University, LeBow",
        "prep",
    ),
    Tip(
        "A thank-you within a day needs three things: one thing they said, what you will do with it, thanks.",
        "Yale Postdoctoral Affairs",
        "thanks",
    ),
    Tip(
        "Whoever named somebody to you likes to hear what came of it. One line is enough.",
        "Yale Postdoctoral Affairs",
        "network",
    ),
    Tip(
        "Keep in touch with news, not with favours: how their advice worked out, or an article for them.",
        "Yale Postdoctoral Affairs; Tufts Career Center",
        "touch",
    ),
    Tip(
        "One conversation a month is a pace that one can keep up next to research.",
        "Rice Center for Engineering Leadership",
        "schedule",
    ),
)


def tip_of(day: date) -> Tip:
    """The tip of the week of that day: the next one every week, Monday to Sunday."""
    return TIPS[(day.toordinal() - 1) // 7 % len(TIPS)]
