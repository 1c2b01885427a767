"""An ask for an interview, and the other notes around it, before they are sent."""

from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    """Why the member writes. The first three are first asks.

    Three go to the referrer: ``permission`` asks "may I use your name?", ``tell_referrer`` says that the two
    have met, and ``tell_result`` what came of it.
    """

    COLD = "cold"
    REFERRED = "referred"
    ALUMNI = "alumni"
    FOLLOW_UP = "follow_up"
    RESCHEDULE = "reschedule"
    NO_SHOW = "no_show"
    PERMISSION = "permission"
    CLOSE = "close"
    THANK_YOU = "thank_you"
    TELL_REFERRER = "tell_referrer"
    TELL_RESULT = "tell_result"
    NEWS = "news"
    KEEP_IN_TOUCH = "keep_in_touch"


FIRST_ASKS = frozenset({Situation.COLD, Situation.REFERRED, Situation.ALUMNI})
ASKS = FIRST_ASKS | {Situation.FOLLOW_UP}


class Channel(StrEnum):
    """How it reaches the person."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text with ``{fields}`` to fill. ``subjects``: the choices for an e-mail, the default first."""

    text: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to be sent by the member. Only an e-mail has a subject."""

    situation: Situation
    channel: Channel
    subject: str
    text: str
