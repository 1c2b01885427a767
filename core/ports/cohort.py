"""The cohort: how it is set up, and who is in it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from core.cohort import Cohort, CohortMember
from core.model import Owner


class Cohorts(Protocol):
    """The cohort of each workspace, and its members."""

    def get(self, team_id: str) -> Cohort | None:
        """None for a workspace that has none, or none any more."""

    def hold(self, team_id: str) -> None:
        """Let nobody else change this cohort until the unit of work ends."""

    def save(self, cohort: Cohort) -> None:
        """Store it as it is now, new or known."""

    def close(self, team_id: str, now: datetime) -> None:
        """End it: everybody is out of it, and what they shared and asked goes with that."""

    def member(self, owner: Owner) -> CohortMember | None:
        """None for somebody who is not in it."""

    def members(self, team_id: str) -> list[CohortMember]:
        """Everybody in it, who joined first before the others."""

    def add(self, team_id: str, user_ids: Collection[str], now: datetime) -> None:
        """Take these in, with nothing shared; those who are in it already stay as they are."""

    def change(self, member: CohortMember) -> None:
        """Store what a member chose, and whether they facilitate."""

    def remove(self, owner: Owner) -> None:
        """Take somebody out, with what they shared and asked and whom they practise with."""

    def not_read_since(self, instant: datetime, limit: int) -> list[Cohort]:
        """Those of which it was not read from Slack since then who is in the channel, longest first."""
