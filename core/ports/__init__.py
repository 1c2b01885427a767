"""What the use cases need of storage: one unit of work with its repositories.

A unit of work is one transaction. Leaving it without ``commit`` rolls back. It is never held across a
call to Slack.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from core.ports.asking import Outreaches, Profiles, Referrals, Skeletons
from core.ports.belongings import CalendarFeeds, Departures, MembersBelongings
from core.ports.cohort import Cohorts, Digests, Pairs
from core.ports.guards import Guards
from core.ports.importing import Imports
from core.ports.installing import Installations
from core.ports.keeping import NewsBook, Nudges, Reasons
from core.ports.people import Contacts, Members, People, Timeline
from core.ports.reminding import History, Receipts, Reminders
from core.ports.sharing import CohortAsks, Introductions, SharedPeople
from core.ports.takeaways import Takeaways
from core.ports.talking import Interviews, Preparations, Scheduled, Tallies, Tasks


class UnitOfWork(Protocol):
    """One transaction over all repositories."""

    @property
    def members(self) -> Members: ...

    @property
    def contacts(self) -> Contacts: ...

    @property
    def people(self) -> People: ...

    @property
    def imports(self) -> Imports: ...

    @property
    def timeline(self) -> Timeline: ...

    @property
    def interviews(self) -> Interviews: ...

    @property
    def preparations(self) -> Preparations: ...

    @property
    def scheduled(self) -> Scheduled: ...

    @property
    def nudges(self) -> Nudges: ...

    @property
    def tasks(self) -> Tasks: ...

    @property
    def reasons(self) -> Reasons: ...

    @property
    def news(self) -> NewsBook: ...

    @property
    def stats(self) -> Tallies: ...

    @property
    def profiles(self) -> Profiles: ...

    @property
    def skeletons(self) -> Skeletons: ...

    @property
    def referrals(self) -> Referrals: ...

    @property
    def outreaches(self) -> Outreaches: ...

    @property
    def cohorts(self) -> Cohorts: ...

    @property
    def digests(self) -> Digests: ...

    @property
    def pairs(self) -> Pairs: ...

    @property
    def shared_people(self) -> SharedPeople: ...

    @property
    def cohort_asks(self) -> CohortAsks: ...

    @property
    def introductions(self) -> Introductions: ...

    @property
    def guards(self) -> Guards: ...

    @property
    def takeaways(self) -> Takeaways: ...

    @property
    def reminders(self) -> Reminders: ...

    @property
    def history(self) -> History: ...

    @property
    def receipts(self) -> Receipts: ...

    @property
    def belongings(self) -> MembersBelongings: ...

    @property
    def departures(self) -> Departures: ...

    @property
    def calendar_feeds(self) -> CalendarFeeds: ...

    @property
    def installations(self) -> Installations: ...

    def commit(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


Uow = Callable[[], UnitOfWork]
"""Opens a unit of work; every use case takes one as its first argument."""
