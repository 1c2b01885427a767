"""Everything of one member: to be counted, taken along, and deleted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from core.belongings import Belongings, Holdings
from core.model import Owner


class MembersBelongings(Protocol):
    """All that is stored of one member, whatever it is about."""

    def count(self, owner: Owner) -> Holdings: ...

    def read(self, owner: Owner) -> Belongings:
        """All of it, as it is taken along."""

    def some(self, owner: Owner, *names: str) -> Belongings:
        """Some of its sheets."""

    def forget(self, owner: Owner) -> None:
        """Delete all of it. The member is held (Members.hold), and has left the cohort."""


class Departures(Protocol):
    """Members whose account in Slack is deactivated."""

    def left(self, owner: Owner, now: datetime) -> None:
        """Note it of a member; of one of whom it is known already nothing changes."""

    def returned(self, owner: Owner) -> None:
        """They are back."""

    def left_at(self, owner: Owner) -> datetime | None:
        """Since when; None for whoever is there, and for whoever is no member."""

    def unreachable(self, reasons: Collection[str], since: datetime, limit: int) -> Sequence[Owner]:
        """Those of whom it is not noted, and of whom a reminder failed since then for one of these."""

    def left_before(self, instant: datetime, limit: int) -> Sequence[Owner]:
        """Those of whom it was noted before, longest first."""


class CalendarFeeds(Protocol):
    """The secret addresses of members' calendars, each by the key that it hashes to."""

    def made_at(self, owner: Owner) -> datetime | None:
        """Since when the member has one."""

    def set(self, owner: Owner, key: str, now: datetime) -> None:
        """Give them this one, in place of another."""

    def remove(self, owner: Owner) -> None: ...

    def owner_of(self, key: str) -> Owner | None:
        """Whose it is."""
