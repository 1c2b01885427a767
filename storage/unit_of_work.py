"""One transaction over all repositories."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from storage.belongings import SqlBelongings
from storage.calendar_feeds import SqlCalendarFeeds
from storage.cohort_asks import SqlCohortAsks
from storage.cohorts import SqlCohorts
from storage.contacts import SqlContacts
from storage.departures import SqlDepartures
from storage.digests import SqlDigests
from storage.guards import SqlGuards
from storage.imports import SqlImports
from storage.installations import SqlInstallations
from storage.interviews import SqlInterviews
from storage.introductions import SqlIntroductions
from storage.members import SqlMembers
from storage.news import SqlNews
from storage.nudges import SqlNudges
from storage.outreaches import SqlOutreaches
from storage.pairs import SqlPairs
from storage.people import SqlPeople
from storage.preparations import SqlPreparations
from storage.profiles import SqlProfiles
from storage.reasons import SqlReasons
from storage.receipts import SqlReceipts
from storage.referrals import SqlReferrals
from storage.reminder_history import SqlHistory
from storage.reminders import SqlReminders
from storage.scheduled import SqlScheduled
from storage.shares import SqlSharedPeople
from storage.skeletons import SqlSkeletons
from storage.stats import SqlStats
from storage.takeaways import SqlTakeaways
from storage.tasks import SqlTasks
from storage.timeline import SqlTimeline


class SqlUnitOfWork:
    """A transaction that rolls back unless committed."""

    members: SqlMembers
    contacts: SqlContacts
    people: SqlPeople
    imports: SqlImports
    timeline: SqlTimeline
    interviews: SqlInterviews
    preparations: SqlPreparations
    scheduled: SqlScheduled
    nudges: SqlNudges
    tasks: SqlTasks
    reasons: SqlReasons
    news: SqlNews
    stats: SqlStats
    profiles: SqlProfiles
    skeletons: SqlSkeletons
    referrals: SqlReferrals
    outreaches: SqlOutreaches
    cohorts: SqlCohorts
    digests: SqlDigests
    pairs: SqlPairs
    shared_people: SqlSharedPeople
    cohort_asks: SqlCohortAsks
    introductions: SqlIntroductions
    guards: SqlGuards
    takeaways: SqlTakeaways
    reminders: SqlReminders
    history: SqlHistory
    receipts: SqlReceipts
    belongings: SqlBelongings
    departures: SqlDepartures
    calendar_feeds: SqlCalendarFeeds
    installations: SqlInstallations

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        self._connection: Connection = self._engine.connect()
        self.members = SqlMembers(self._connection)
        self.contacts = SqlContacts(self._connection)
        self.people = SqlPeople(self._connection)
        self.imports = SqlImports(self._connection)
        self.timeline = SqlTimeline(self._connection)
        self.interviews = SqlInterviews(self._connection)
        self.preparations = SqlPreparations(self._connection)
        self.scheduled = SqlScheduled(self._connection)
        self.nudges = SqlNudges(self._connection)
        self.tasks = SqlTasks(self._connection)
        self.reasons = SqlReasons(self._connection)
        self.news = SqlNews(self._connection)
        self.stats = SqlStats(self._connection)
        self.profiles = SqlProfiles(self._connection)
        self.skeletons = SqlSkeletons(self._connection)
        self.referrals = SqlReferrals(self._connection)
        self.outreaches = SqlOutreaches(self._connection)
        self.cohorts = SqlCohorts(self._connection)
        self.digests = SqlDigests(self._connection)
        self.pairs = SqlPairs(self._connection)
        self.shared_people = SqlSharedPeople(self._connection)
        self.cohort_asks = SqlCohortAsks(self._connection)
        self.introductions = SqlIntroductions(self._connection)
        self.guards = SqlGuards(self._connection)
        self.takeaways = SqlTakeaways(self._connection)
        self.reminders = SqlReminders(self._connection)
        self.history = SqlHistory(self._connection)
        self.receipts = SqlReceipts(self._connection)
        self.belongings = SqlBelongings(self._connection)
        self.departures = SqlDepartures(self._connection)
        self.calendar_feeds = SqlCalendarFeeds(self._connection)
        self.installations = SqlInstallations(self._connection)
        return self

    def commit(self) -> None:
        self._connection.commit()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
