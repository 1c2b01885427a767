"""Takeaways that members share with the cohort."""

from datetime import datetime
from typing import Protocol

from core.model import Owner, PostedMessage
from core.takeaway import KnownName, Takeaway


class Takeaways(Protocol):
    """What members have posted in the cohort's channel. NotYours for what is somebody else's."""

    def add(
        self,
        owner: Owner,
        text: str,
        *,
        signed: bool,
        interview_id: int | None,
        request_key: str,
        now: datetime,
    ) -> Takeaway: ...

    def get(self, owner: Owner, takeaway_id: int) -> Takeaway:
        """Raises NotYours."""

    def by_request(self, owner: Owner, request_key: str) -> Takeaway | None:
        """The one that this request stored already."""

    def standing(self, owner: Owner, limit: int) -> list[Takeaway]:
        """Those that are not withdrawn, newest first."""

    def change(self, owner: Owner, takeaway_id: int, text: str, *, signed: bool) -> None:
        """Store what it says by now. Raises NotYours."""

    def withdraw(self, owner: Owner, takeaway_id: int, now: datetime) -> None:
        """Raises NotYours."""

    def withdraw_all(self, owner: Owner, now: datetime) -> list[PostedMessage]:
        """All that stand; gives where they are in the channel."""

    def posted_at(self, owner: Owner, takeaway_id: int, where: PostedMessage) -> None:
        """Remember where it stands in the channel. Raises NotYours."""

    def told_at(self, owner: Owner, takeaway_id: int, where: PostedMessage) -> None:
        """Remember where the sharer's own message about it is. Raises NotYours."""

    def names(self, owner: Owner) -> list[KnownName]:
        """What all people of the member are called, and where they are."""
