"""The rules of the outreach check: which there are, where they apply, and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.outreach import ASKS, FIRST_ASKS, Channel, Situation

TARGET_WORDS = 75
"""The "75-word networking email" (Dalton)."""

WORD_LIMIT = 100
"""An ask has fewer words than this (SFU)."""

NOTE_CHARACTERS = 200
"""A LinkedIn note with a free account (lettercounter.org): whoever pays has room for it, too."""

OUR_CHOICE = "our choice"

SOURCES: Mapping[str, str] = {
    "SFU": "http://www.sfu.ca/students/career/have-a-strategy/connect-with-people/informationinterviews/"
    "request-info-interview.html",
    "NIH OITE": "https://oitecareersblog.od.nih.gov/2011/12/09/friday-follow-up-writing-a-cold-e-mail/",
    "Berkeley": "https://career.berkeley.edu/start-exploring/informational-interviews/",
    "Berkeley Grad Division": "https://grad.berkeley.edu/news/the-power-of-informational-interviews/",
    "K-State": "https://k-state.edu/careercenter/students/gain_experience/voices",
    "Dalton": "https://awesomeatyourjob.com/626-mastering-the-2-hour-job-search-that-generates-dream-interviews-"
    "with-steve-dalton/",
    "Open Textbooks": "https://www.opentextbooks.org.hk/ditatopic/36247",
    "Letter Counter": "https://lettercounter.org/blog/linkedin-connection-request-character-limit",
    "Drexel": "https://www.lebow.drexel.edu/academics/undergraduate/current-students/career-services/networking",
    "the method": "",
    OUR_CHOICE: "",
}
"""Where a rule comes from, by its short name; "the method" is the guidance that Inroad was founded on."""


class Rule(StrEnum):
    """The rules, in the order in which they are shown."""

    FINISHED = "finished"
    SUBJECT = "subject"
    LENGTH = "length"
    NOTE_LENGTH = "note_length"
    WHO = "who"
    REFERRER = "referrer"
    PERMISSION = "permission"
    WHY_YOU = "why_you"
    LEARN = "learn"
    NOT_A_JOB = "not_a_job"
    TIME_VALUED = "time_valued"
    MINUTES = "minutes"
    NO_ATTACHMENT = "no_attachment"
    CALL_AGAIN = "call_again"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check says about one rule. ``why``: one sentence; ``source``: a key of ``SOURCES``."""

    rule: Rule
    passed: bool
    why: str
    source: str


_ALL = frozenset(Situation)
_HELPED = {
    Situation.THANK_YOU,
    Situation.TELL_REFERRER,
    Situation.TELL_RESULT,
    Situation.NEWS,
    Situation.KEEP_IN_TOUCH,
}
_STRANGERS = _ALL - _HELPED
"""Notes to somebody who helped already may be long, and may bring what they asked for."""

_WRITTEN_OR_SPOKEN = frozenset(Channel)

WHERE: Mapping[Rule, tuple[frozenset[Situation], frozenset[Channel]]] = {
    Rule.FINISHED: (_ALL, _WRITTEN_OR_SPOKEN),
    Rule.SUBJECT: (_ALL, frozenset({Channel.EMAIL})),
    Rule.LENGTH: (_STRANGERS, frozenset({Channel.EMAIL})),
    Rule.NOTE_LENGTH: (_ALL, frozenset({Channel.LINKEDIN})),
    Rule.WHO: (FIRST_ASKS, _WRITTEN_OR_SPOKEN),
    Rule.REFERRER: (frozenset({Situation.REFERRED}), _WRITTEN_OR_SPOKEN),
    Rule.PERMISSION: (ASKS, _WRITTEN_OR_SPOKEN),
    Rule.WHY_YOU: (FIRST_ASKS, _WRITTEN_OR_SPOKEN),
    Rule.LEARN: (FIRST_ASKS, _WRITTEN_OR_SPOKEN),
    Rule.NOT_A_JOB: (ASKS, _WRITTEN_OR_SPOKEN),
    Rule.TIME_VALUED: (ASKS | {Situation.RESCHEDULE, Situation.NO_SHOW}, _WRITTEN_OR_SPOKEN),
    Rule.MINUTES: (ASKS, _WRITTEN_OR_SPOKEN),
    Rule.NO_ATTACHMENT: (_STRANGERS, _WRITTEN_OR_SPOKEN),
    Rule.CALL_AGAIN: (_ALL, frozenset({Channel.PHONE})),
    Rule.ENDING: (ASKS | {Situation.RESCHEDULE, Situation.NO_SHOW, Situation.PERMISSION}, _WRITTEN_OR_SPOKEN),
}
"""In which situations and channels a rule applies."""
