"""One person's whole story: everything that happened between the two, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.model import Contact, Interview

MOMENTS_SHOWN = 10
CONVERSATIONS_SHOWN = 2
"""As many as stay within a modal's 250 kB when every field is full, in any script."""


class What(StrEnum):
    """What happened."""

    ASKED = "asked"
    FOLLOWED_UP = "followed_up"
    ANSWERED = "answered"
    CLOSED = "closed"
    WROTE = "wrote"
    AGREED = "agreed"
    CALLED_OFF = "called_off"
    TALKED = "talked"
    THANKED = "thanked"
    TOUCHED = "touched"
    TOLD_NEWS = "told_news"
    REFERRED_BY = "referred_by"
    REFERRED_TO = "referred_to"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, or (AGREED) that is to happen, at ``at``.

    ``detail``: the channel of an ask, the medium of a conversation, what was noted about a touch, the news,
    or whether a name may be used. ``interview``: what was written down about a talk. ``other``: whom a
    referral ties this person to.
    """

    at: datetime
    what: What
    detail: str = ""
    interview: Interview | None = None
    other: Contact | None = None


def newest_first(moments: Sequence[Moment]) -> list[Moment]:
    """In order; of what happened at one instant the later step comes first."""
    order = list(What)
    return sorted(moments, key=lambda moment: (moment.at, order.index(moment.what)), reverse=True)


def pages(moments: Sequence[Moment]) -> list[list[Moment]]:
    """The moments cut into pages that Slack takes: at least one, which may be empty."""
    cut: list[list[Moment]] = [[]]
    for moment in moments:
        talks = sum(other.interview is not None for other in cut[-1])
        full = moment.interview is not None and talks == CONVERSATIONS_SHOWN
        if full or len(cut[-1]) == MOMENTS_SHOWN:
            cut.append([])
        cut[-1].append(moment)
    return cut
