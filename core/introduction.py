"""A question to the cohort, and each cohort mate who is asked in private whether they would introduce.

Without a yes the asker never learns whom it was about, who was asked, nor whether anybody was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.cohort import FLOOR
from core.model import NOWHERE, Contact, Owner, PostedMessage

OPEN_FOR = timedelta(days=14)
"""How long an ask is open (our choice: who has not answered by then will not)."""

ASKED_AGAIN_AFTER = timedelta(days=90)
"""The same mate is asked once in this time by the same asker about the same (our choice: about a term)."""

OPENING_TAKES = timedelta(minutes=1)
"""A group conversation that is not there by then was not opened: *Yes* may be pressed again (our choice)."""

SOMEONE = 1
"""What is told of a number below the floor that is not 0."""


class About(StrEnum):
    """What is asked for."""

    ORGANISATION = "organisation"
    FIELD = "field"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class CohortAsk:
    """A question of one member to the cohort. ``subject``: as typed; ``key``: the same, made comparable.

    ``contact_id``: the asker's own person, where it is about one. ``sent_at``: when the mates were asked.
    ``posted``: where the question stands in the channel.
    """

    id: int
    asker: Owner
    about: About
    subject: str
    key: str
    asked_at: datetime
    contact_id: int | None = None
    sent_at: datetime | None = None
    closed_at: datetime | None = None
    posted: PostedMessage = NOWHERE

    @property
    def closes_at(self) -> datetime:
        """From then on nobody is asked, and no answer is taken."""
        open_until = self.asked_at + OPEN_FOR
        return min(self.closed_at, open_until) if self.closed_at else open_until

    def is_open(self, now: datetime) -> bool:
        """Whether mates may still be asked and may answer."""
        return now < self.closes_at


class RequestState(StrEnum):
    """Where a request to one mate stands. ``opening``: after a yes, until the group conversation is there;
    ``expired``: nobody answered while the question was open.
    """

    ASKED = "asked"
    OPENING = "opening"
    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Introduction:
    """That one mate is asked whether they would introduce the asker to ``contact``, who is theirs.

    ``looking_for``: what the asker's profile says they want to learn. ``is_shared``: the mate still shares
    what the question is about. ``others``: whom of theirs it could be about instead. ``channel``: the group
    conversation of the two.
    """

    id: int
    ask: CohortAsk
    mate: Owner
    contact: Contact
    state: RequestState
    asked_at: datetime
    answered_at: datetime | None = None
    channel: str = ""
    looking_for: str = ""
    is_shared: bool = True
    others: tuple[Contact, ...] = ()

    def awaits_answer(self, now: datetime) -> bool:
        """Whether *Yes* and *Not this time* still mean something."""
        return self.state is RequestState.ASKED and self.is_shared and self.ask.is_open(now)

    def may_open(self, now: datetime) -> bool:
        """Whether a yes opens the group conversation: the first one, or one after it did not come about."""
        began = self.answered_at or self.asked_at
        stuck = self.state is RequestState.OPENING and now - began >= OPENING_TAKES
        return self.awaits_answer(now) or stuck


@dataclass(frozen=True, slots=True)
class Match:
    """One of a mate's people whom a question is about. ``offers``: the mate shares their name."""

    mate: Owner
    contact_id: int
    offers: bool
    touched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Knowing:
    """How many mates share that they know somebody at an organisation, in a field of work, or either."""

    there: int = 0
    in_field: int = 0
    either: int = 0


def told(mates: int) -> int:
    """The number that may be told of so many mates: 0, ``SOMEONE`` below the floor, else how many."""
    return mates if mates == 0 or mates >= FLOOR else SOMEONE


def one_each(matches: Iterable[Match]) -> list[Match]:
    """Of each mate the one to ask about: somebody they offer, else whom they were in touch with last."""
    best: dict[Owner, Match] = {}
    for match in sorted(matches, key=_likeliest):
        best.setdefault(match.mate, match)
    return [best[mate] for mate in sorted(best, key=lambda owner: owner.user_id)]


def _likeliest(match: Match) -> tuple[bool, float, int]:
    touched = match.touched_at.timestamp() if match.touched_at else 0.0
    return not match.offers, -touched, match.contact_id
