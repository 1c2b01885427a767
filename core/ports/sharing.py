"""What members share with their cohort, and what they ask of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from core.introduction import About, CohortAsk, Introduction, Knowing, Match
from core.match_keys import MatchKeys
from core.model import Contact, Owner, PostedMessage
from core.shares import SharedPerson, Shares


class SharedPeople(Protocol):
    """What each member shares of each of their people. It is kept only of whoever is in the cohort."""

    def get(self, owner: Owner, contact_id: int) -> SharedPerson:
        """Raises NotYours."""

    def set(self, owner: Owner, contact_id: int, shares: Shares, now: datetime) -> None:
        """Share this and nothing else; nothing at all is remembered as a choice too. Raises NotYours."""

    def set_where_unchosen(self, owner: Owner, shares: Shares, now: datetime) -> int:
        """The same for all of a member's people about whom they chose nothing yet. Gives how many."""

    def clear(self, owner: Owner, now: datetime) -> None:
        """Share nothing of anybody any more."""

    def page(self, owner: Owner, offset: int, limit: int) -> list[SharedPerson]:
        """A member's people who are not put away: those who are shared first, then by name."""

    def count(self, owner: Owner) -> tuple[int, int]:
        """How many of those people are shared, and how many there are."""


class CohortAsks(Protocol):
    """Questions to the cohort, and what they find. Nothing but what others share is ever looked at."""

    def add(
        self,
        asker: Owner,
        about: About,
        subject: str,
        key: str,
        now: datetime,
        *,
        request_key: str,
        contact_id: int | None = None,
    ) -> CohortAsk:
        """Store a question; the same request finds the one that it stored already."""

    def get(self, asker: Owner, ask_id: int) -> CohortAsk:
        """Raises NotYours."""

    def save(self, ask: CohortAsk) -> None:
        """Store when it was sent and closed, and where it stands in the channel. Raises NotYours."""

    def latest(self, asker: Owner, key: str, since: datetime) -> CohortAsk | None:
        """The asker's last question about the same that was asked since and not closed."""

    def open(self, asker: Owner, since: datetime, limit: int) -> list[CohortAsk]:
        """Those asked since and not closed that were sent or posted, newest first."""

    def standing(self, asker: Owner) -> list[PostedMessage]:
        """Where the asker's questions stand in the channel."""

    def knowing(self, asker: Owner, key: str) -> Knowing:
        """How many others share that they know somebody at this organisation, or in this field of work."""

    def offered(self, asker: Owner, key: str, limit: int) -> list[Contact]:
        """Whom others offer by name to introduce to, there or in that field; by name, and nobody twice."""

    def matches(self, asker: Owner, key: str) -> list[Match]:
        """Everybody whom others share there or in that field."""

    def matches_of_person(self, asker: Owner, keys: MatchKeys) -> list[Match]:
        """Everybody whom others let the guard find and who may be this person."""

    def asked_lately(self, ask: CohortAsk, since: datetime) -> set[Owner]:
        """Who was asked by the same member about the same since then."""


class Introductions(Protocol):
    """The mates who are asked, each in private."""

    def add(self, ask: CohortAsk, match: Match, now: datetime) -> int | None:
        """Ask a mate; None where this question has reached them already."""

    def get(self, mate: Owner, introduction_id: int) -> Introduction:
        """With whom else it could be about. Raises NotYours."""

    def save(self, introduction: Introduction) -> bool:
        """Store its state, when it was answered, and the group conversation. False where it is gone."""

    def choose(self, introduction: Introduction, contact_id: int) -> None:
        """Let it be about another one of the mate's people."""

    def unanswered(self, mate: Owner) -> list[Introduction]:
        """Those to which a mate has not answered, whatever became of the question."""

    def overdue(self, asked_until: datetime, limit: int) -> list[Introduction]:
        """Those of any mate, unanswered, whose question was asked at that instant or before it."""

    def of_ask(self, ask: CohortAsk) -> list[Introduction]:
        """Everybody who was asked."""

    def with_member(self, owner: Owner) -> list[Introduction]:
        """Everything somebody asked of mates, and was asked by them."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Introduction]:
        """What each of these waiting reminders is about, with whom else it could be, by the reminder's id."""

    def as_they_stand(self, ids: Collection[int]) -> dict[int, Introduction]:
        """Those that exist, of any member, by their id."""
