"""The cohort: how it is set up, and who is in it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from core.cohort import Cohort, CohortMember
from core.digest import Tally, What
from core.model import Owner
from core.pair import Pair, PairState
from core.pairs import Group, Practiser
from core.programme import Progress


class Cohorts(Protocol):
    """The cohort of each workspace, and its members."""

    def get(self, team_id: str) -> Cohort | None:
        """None for a workspace that has none, or none any more."""

    def hold(self, team_id: str) -> None:
        """Let nobody else change this cohort until the unit of work ends."""

    def begin(self, cohort: Cohort) -> bool:
        """Take it on to store one where there is none; False where somebody has at the same moment.

        Until the unit of work ends nobody else can.
        """

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

    def is_out(self, owner: Owner) -> bool:
        """Whether somebody left the cohort by themselves, and is still in its channel."""

    def keep_out(self, owner: Owner, now: datetime) -> None:
        """Remember that of somebody who is in it no more."""

    def present(self, team_id: str) -> dict[str, datetime]:
        """Everybody known to be in the channel, also those who left the cohort, and since when."""

    def not_read_since(self, instant: datetime, limit: int) -> list[Cohort]:
        """Those of which it was not read from Slack since then who is in the channel, longest first."""


class Digests(Protocol):
    """What the members of a cohort did, counted over all of them, and the digest that tells of it.

    Nothing here names anybody. What may be told of a count: core.digest.
    """

    def tallies(self, team_id: str, since: datetime, until: datetime) -> dict[What, Tally]:
        """What was done in that time by those who may be counted."""

    def progress(self, owner: Owner, since: datetime, until: datetime) -> Progress:
        """What one member did in that time."""

    def waiting(self, team_id: str) -> dict[int, datetime]:
        """The digests that no worker has claimed and when each is due, soonest first."""

    def next_occurrence(self, team_id: str) -> int:
        """A number that no digest of this cohort has had."""

    def give_to(self, team_id: str, owner: Owner) -> None:
        """Let those that no worker has claimed be this member's."""

    def uncertain(self, team_id: str, since: datetime) -> dict[int, datetime]:
        """Those of which it is not known whether they arrived, and when that was, newest first."""

    def again(self, team_id: str, reminder_id: int, now: datetime) -> bool:
        """Have one of these posted once more; False where that has been done."""


class Pairs(Protocol):
    """Who practises with whom."""

    def practisers(self, team_id: str, now: datetime) -> list[Practiser]:
        """Those who want to practise and have not paused, each with their zone."""

    def groups(self, team_id: str) -> list[Group]:
        """The groups so far, also of those who are in the cohort no more as far as the others know them."""

    def last_round_on(self, team_id: str) -> date | None:
        """The day of the last round."""

    def add(self, team_id: str, groups: Sequence[Group], starts_on: date) -> dict[str, int]:
        """Store a round; for each in it the id of their own pair."""

    def get(self, owner: Owner, pair_id: int) -> Pair:
        """Raises NotYours."""

    def find(self, owner: Owner, pair_id: int) -> Pair | None:
        """None for one that is gone with its member, or is somebody else's."""

    def latest(self, owner: Owner) -> Pair | None:
        """The member's last one."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Pair]:
        """What these waiting reminders are about."""

    def change(self, owner: Owner, pair_id: int, state: PairState) -> None: ...

    def of_partners(self, owner: Owner, pair_id: int) -> list[tuple[Owner, Pair]]:
        """The pairs of those who are in it with them and have not declined, each with whose it is."""
