"""A practice pair as one of the two, or three, sees it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PairState(StrEnum):
    """What its member said of it."""

    OPEN = "open"
    PRACTISED = "practised"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Partner:
    """A cohort mate to practise with, and the IANA zone they live in."""

    user_id: str
    zone: str


@dataclass(frozen=True, slots=True)
class Pair:
    """With whom a member practises in the two weeks from ``starts_on`` on.

    ``zone``: the member's own. ``partners``: those who have neither declined nor left; without any there is
    nobody to practise with.
    """

    id: int
    zone: str
    partners: tuple[Partner, ...]
    starts_on: date
    state: PairState

    @property
    def is_open(self) -> bool:
        """Whether the member may still practise with somebody."""
        return self.state is PairState.OPEN and bool(self.partners)
