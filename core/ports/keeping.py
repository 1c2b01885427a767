"""Keeping in touch: whose turn it is, why to write, and news."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from core.model import Owner, PostedMessage
from core.news import Helper, News, NewsNote, Part
from core.nudges import DueContact, Keeping
from core.reasons import Known


class Nudges(Protocol):
    """When each contact's turn to be in touch comes, and whom which nudge has named."""

    def keeping(self, owner: Owner, contact_id: int) -> Keeping:
        """Raises NotYours."""

    def keep(self, owner: Owner, contact_id: int, keeping: Keeping) -> None: ...

    def kept(self, owner: Owner) -> dict[int, Keeping]:
        """How everybody is kept in touch with who has a cadence, by the contact's id."""

    def touch(self, owner: Owner, contact_id: int, at: datetime, note: str = "") -> None:
        """Store a touch that nothing else tells of. Raises NotYours."""

    def notes_between(self, owner: Owner, contact_id: int, first: datetime, last: datetime) -> list[str]:
        """What is noted of each touch of that time that nothing else tells of. Raises NotYours."""

    def last_touch(self, owner: Owner, contact_id: int) -> datetime | None:
        """The last time the two were in contact, whatever the kind."""

    def first_due_on(self, owner: Owner) -> date | None:
        """The first day on which somebody is due who has not been named for it."""

    def due(self, owner: Owner, today: date, limit: int) -> tuple[list[DueContact], int]:
        """The first few of those whose turn has come, most overdue first, and how many there are."""

    def last_told_at(self, owner: Owner) -> datetime | None:
        """When the last nudge was sent, or may have been, whether it named people or tasks."""

    def named_at(self, owner: Owner, contact_id: int) -> datetime | None:
        """When a nudge has named them last."""

    def of_reminders(self, ids: Sequence[int], by: date, at_most: int) -> dict[int, list[DueContact]]:
        """Whom each of these waiting nudges may name: those due by then, at most so many, those that it
        has named before first, then the most overdue.
        """

    def told_in(self, owner: Owner, reminder_id: int) -> list[DueContact]:
        """Whom a nudge has named."""

    def tell(self, reminder_id: int, people: Sequence[DueContact], now: datetime) -> None:
        """Remember that a nudge names them."""

    def take_back(self, reminder_id: int) -> None:
        """Forget that it does."""


class Reasons(Protocol):
    """What is stored about people that may be a reason to write to them."""

    def of(self, contact_ids: Sequence[int]) -> dict[int, Known]:
        """By contact, of any member; read for all of them at once."""


class NewsBook(Protocol):
    """The news of a member, and the note about them for each person."""

    def helpers(self, owner: Owner, limit: int) -> list[Helper]:
        """Those who helped and are not archived: who gave advice or referred before who only talked; of both
        the latest first.
        """

    def parts(self, owner: Owner, contact_ids: Sequence[int]) -> dict[int, Part]:
        """What each of these people did, as it was written down; without those that are not the owner's."""

    def add(
        self, owner: Owner, text: str, notes: Sequence[NewsNote], *, request_key: str, now: datetime
    ) -> News: ...

    def get(self, owner: Owner, news_id: int) -> News:
        """Raises NotYours."""

    def by_request(self, owner: Owner, request_key: str) -> News | None:
        """Those that this request stored already."""

    def unfinished(self, owner: Owner) -> News | None:
        """The latest of which a note is neither sent nor skipped."""

    def change(self, owner: Owner, news_id: int, note: NewsNote) -> None:
        """Store a note as it is now. Raises NotYours."""

    def posted_at(self, owner: Owner, news_id: int, where: PostedMessage) -> None:
        """Remember where they are listed in the member's DM. Raises NotYours."""
