"""What the use cases need of storage: one unit of work with its repositories.

A unit of work is one transaction. Leaving it without ``commit`` rolls back. It is never held across a
call to Slack.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from core.fit import Reflection
from core.model import (
    Backlog,
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
    Nudging,
    Outcome,
    Owner,
    PlannedReminder,
    PostedMessage,
    QuietHours,
    Reminder,
    ReminderKind,
    ReminderReport,
    ReminderState,
    ThankYou,
)
from core.network import Network
from core.news import Helper, News, NewsNote, Part
from core.next_action import Plans
from core.nudges import DueContact, Keeping
from core.outreach import Channel, Draft, Situation, Skeleton
from core.outreaches import Outreach, Permission, Referral, Unanswered
from core.people import PersonRecord
from core.people_query import PeopleQuery
from core.preparation import Preparation
from core.profile import Profile
from core.reasons import Known
from core.referral import Named, Tie
from core.scheduled import Medium, ScheduledInterview
from core.stats import Tallied
from core.task import Task
from core.task_rules import PlannedTask
from core.timeline import Moment
from core.when import Span


class Members(Protocol):
    """Who uses Inroad, and in which zone they live."""

    def get(self, owner: Owner) -> Member | None: ...

    def seen(self, owner: Owner, now: datetime) -> Member | None:
        """Note that the member did something now; None for one who is not known yet."""

    def hold(self, owner: Owner) -> None:
        """Let nobody else change this member's records until the unit of work ends."""

    def of_reminders(self, ids: Sequence[int]) -> dict[Owner, Member]:
        """Whom these waiting reminders are for."""

    def count(self, team_id: str) -> int:
        """How many there are in a workspace."""

    def set_preferences(
        self, owner: Owner, quiet_hours: QuietHours, paused_until: date | None, nudging: Nudging
    ) -> Member:
        """What a member chose for their reminders."""

    def set_zone(self, owner: Owner, zone: str, now: datetime) -> Member:
        """Remember the zone that Slack gave at ``now``; a new member begins to exist with it."""


class Contacts(Protocol):
    """The professionals of a member."""

    def add(self, owner: Owner, details: ContactDetails, now: datetime) -> Contact: ...

    def get(self, owner: Owner, contact_id: int) -> Contact:
        """Raises NotYours."""

    def change(self, owner: Owner, contact_id: int, details: ContactDetails) -> Contact:
        """Describe a contact anew. Raises NotYours."""

    def similar(self, owner: Owner, details: ContactDetails) -> list[Contact]:
        """Those who may be the same person: same e-mail, or near name and organisation; likeliest first."""

    def suggest(self, owner: Owner, typed: str, limit: int, *, typos: bool = True) -> list[Contact]:
        """Those in whose name, affiliation or e-mail each typed word is found, best first.

        ``typos``: words of about the same letters count as well.
        """


class People(Protocol):
    """What is stored about people beyond their description, to look them up and to put them in order."""

    def find(self, owner: Owner, query: PeopleQuery, quiet_since: datetime | None) -> list[int]:
        """The contacts of whom all of the query but ``due`` holds, by id.

        Best match first where there are words, else longest not in touch first where the query asks for that
        (nobody whose last touch, or else first mention, is after ``quiet_since``), else by name.
        """

    def plans(self, owner: Owner, contact_ids: Sequence[int], now: datetime) -> dict[int, Plans]:
        """What follows from what is stored about each of them; without those of whom nothing does."""

    def record(self, owner: Owner, contact_id: int) -> PersonRecord:
        """Raises NotYours."""

    def records(self, owner: Owner, contact_ids: Sequence[int]) -> list[PersonRecord]:
        """In this order; without those that are not the owner's."""

    def describe(self, owner: Owner, contact_id: int, tags: Sequence[str], notes: str) -> None:
        """Store tags and notes in place of those before. Raises NotYours."""

    def archive(self, owner: Owner, contact_id: int, at: datetime | None) -> None:
        """Put a person away, or (None) bring them back. Raises NotYours."""

    def reminded_of(self, owner: Owner, contact_id: int) -> list[tuple[ReminderKind, int]]:
        """What a reminder may be about that is about this person: its kind and subject."""

    def merge(self, owner: Owner, contact_id: int, other_id: int) -> list[str]:
        """Give the first all that belongs to the other, who then is no more. Raises NotYours.

        Returns what the member wrote that had no room there.
        """

    def remove(self, owner: Owner, contact_id: int) -> None:
        """Delete a person with all that belongs to them. Raises NotYours."""


class Timeline(Protocol):
    """What happened between a member and their people."""

    def of_contact(self, owner: Owner, contact_id: int) -> list[Moment]:
        """Everything with one person, newest first. Raises NotYours."""


class Interviews(Protocol):
    """The conversations of a member."""

    def add(
        self,
        owner: Owner,
        contact: Contact,
        span: Span,
        debrief: Debrief,
        *,
        request_key: str,
        now: datetime,
        panel: str = "",
        panel_place: int = 0,
    ) -> Interview: ...

    def get(self, owner: Owner, interview_id: int) -> Interview:
        """Raises NotYours."""

    def by_request(self, owner: Owner, request_key: str) -> Interview | None:
        """The one that this request stored already."""

    def owing_thanks(self, owner: Owner, ended_after: datetime) -> list[Interview]:
        """Those whose note is neither sent nor skipped, oldest first."""

    def latest(self, owner: Owner, limit: int) -> list[Interview]:
        """The last held, newest first."""

    def with_contact(self, owner: Owner, contact_id: int) -> list[Interview]:
        """All with this person, newest first."""

    def last_with(self, contact_ids: Sequence[int]) -> dict[int, Interview]:
        """The last one with each of these contacts, of any member."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Interview]:
        """What each of these waiting thank-you reminders is about, by the reminder's id."""

    def of_panels(self, ids: Sequence[int]) -> dict[int, list[Interview]]:
        """By each of these that had several people, all of that panel in their order, of any member."""

    def remember_said(self, owner: Owner, interview_id: int, said: str) -> None:
        """Keep what this one of several people said. Raises NotYours."""

    def dealt_with(self, ids: Sequence[int]) -> dict[int, Interview]:
        """Those of them whose note was sent or skipped, of any member."""

    def close_thank_you(
        self, owner: Owner, interview_id: int, outcome: ThankYou, note: str, now: datetime
    ) -> bool:
        """Whether this changed anything. Raises NotYours."""


class Scheduled(Protocol):
    """The conversations that a member has agreed on."""

    def add(
        self,
        owner: Owner,
        contact: Contact,
        starts_at: datetime,
        ends_at: datetime,
        medium: Medium,
        place: str,
        *,
        request_key: str,
        now: datetime,
    ) -> ScheduledInterview: ...

    def get(self, owner: Owner, scheduled_id: int) -> ScheduledInterview:
        """Raises NotYours."""

    def save(self, owner: Owner, scheduled: ScheduledInterview) -> None:
        """Store all of it but the contact."""

    def by_request(self, owner: Owner, request_key: str) -> ScheduledInterview | None:
        """The one that this request stored already."""

    def of_interview(self, owner: Owner, interview_id: int) -> ScheduledInterview | None:
        """The one that was logged as this conversation."""

    def open(self, owner: Owner, ends_after: datetime) -> list[ScheduledInterview]:
        """Those of which it is not told yet what became of them, soonest first."""

    def open_with(self, owner: Owner, contact_id: int) -> list[ScheduledInterview]:
        """The same with one person, however long ago."""

    def not_held_with(self, owner: Owner, contact_id: int) -> list[ScheduledInterview]:
        """The same, and those that were called off or missed."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        """What each of these waiting reminders is about, by the reminder's id."""

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        """Those that exist, of any member, by their id."""


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
        """When the last nudge was sent."""

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


class Tasks(Protocol):
    """What a member promised and was advised to do. People who are archived are left out of what is open."""

    def add(
        self, owner: Owner, interview: Interview, planned: Sequence[PlannedTask], now: datetime
    ) -> list[Task]:
        """Store what a talk left to do."""

    def get(self, owner: Owner, task_id: int) -> Task:
        """Raises NotYours."""

    def save(self, owner: Owner, task: Task) -> None:
        """Store its day and where it stands. Raises NotYours."""

    def of_interview(self, owner: Owner, interview_id: int) -> list[Task]:
        """In the order in which they were written down."""

    def with_contact(self, owner: Owner, contact_id: int) -> list[Task]:
        """All that came of talks with this person, soonest first."""

    def open(self, owner: Owner, limit: int) -> list[Task]:
        """Those not done, soonest first."""

    def count_open(self, owner: Owner) -> int: ...

    def first_due_on(self, owner: Owner) -> date | None:
        """The first day of one that no nudge has named for its day."""

    def of_reminders(self, ids: Sequence[int], by: date, at_most: int) -> dict[int, list[Task]]:
        """What each of these waiting nudges may name: those due by then, at most so many, soonest first."""

    def told_in(self, owner: Owner, reminder_id: int) -> list[Task]:
        """What a nudge has named last."""

    def tell(self, reminder_id: int, named: Sequence[Task]) -> None:
        """Remember that a nudge names them for their day."""

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


class Tallies(Protocol):
    """What a member's asks and talks add up to, and what they say of talks and fields."""

    def tallied(self, owner: Owner, since: datetime) -> list[Tallied]:
        """The counts from an instant on, by field and situation; of no group in which nothing is counted."""

    def reflections(self, owner: Owner, since: datetime) -> list[tuple[str, Reflection]]:
        """What was said of each talk that ended since, with its field; a visit counts once."""

    def reflect(self, owner: Owner, interview_id: int, reflection: Reflection) -> Reflection:
        """Store what is said of a talk, and leave what is not; gives all that is. Raises NotYours."""

    def fields(self, owner: Owner) -> list[str]:
        """The fields of the member's people, the most used first."""

    def set_field(self, owner: Owner, contact_id: int, field: str) -> None:
        """Raises NotYours."""


class Preparations(Protocol):
    """What is prepared for the conversation with each person."""

    def get(self, owner: Owner, contact_id: int) -> Preparation | None:
        """None where nothing is. Raises NotYours."""

    def save(self, owner: Owner, contact_id: int, preparation: Preparation, now: datetime) -> None:
        """Keep it in place of what was there. Raises NotYours."""


class Profiles(Protocol):
    """What members say about themselves."""

    def get(self, owner: Owner) -> Profile | None:
        """None for a member who has not been asked yet."""

    def save(self, owner: Owner, profile: Profile) -> None: ...


class Skeletons(Protocol):
    """The skeletons that members changed."""

    def get(self, owner: Owner, situation: Situation, channel: Channel) -> Skeleton | None:
        """The member's own, or None where the default holds."""

    def changed(self, owner: Owner) -> set[tuple[Situation, Channel]]:
        """Which ones are the member's own."""

    def save(self, owner: Owner, situation: Situation, channel: Channel, skeleton: Skeleton) -> None: ...

    def remove(self, owner: Owner, situation: Situation, channel: Channel) -> None:
        """Let the default hold again."""


class Referrals(Protocol):
    """Who named whom, and whether their name may be used. NotYours for people of somebody else."""

    def permission(self, owner: Owner, contact_id: int, referrer_id: int) -> Permission:
        """What the referrer said; NOT_ASKED where nothing is known of a referral."""

    def of(self, owner: Owner, contact_id: int) -> list[Referral]:
        """Those who named this person, the earliest first."""

    def unasked(self, owner: Owner, referrer_id: int) -> list[Referral]:
        """Whom this referrer named without having said whether their name may be used."""

    def record(
        self, owner: Owner, contact_id: int, referrer_id: int, permission: Permission, now: datetime
    ) -> Referral:
        """Store the referral, or what its referrer says now."""

    def change(self, owner: Owner, contact_id: int, tie: Tie) -> None:
        """Store where a referral stands: its days, what was told, and what came of it. Raises NotYours."""

    def named(self, owner: Owner, contact_id: int) -> Named:
        """A person with all who named them. Raises NotYours."""

    def named_by(self, owner: Owner, referrer_id: int) -> list[Named]:
        """Whom this person named, the earliest first. Raises NotYours."""

    def to_ask(self, owner: Owner, limit: int) -> list[Named]:
        """Those who were named, are not archived and not asked yet, the earliest named first."""

    def open(self, owner: Owner) -> list[Named]:
        """Those who are to be asked or of whom somebody is to be told."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Named]:
        """What each of these waiting reminders is about, by the reminder's id."""

    def network(self, owner: Owner) -> Network:
        """Everybody who named somebody or was named."""


class Outreaches(Protocol):
    """The asks of a member, and the notes around them."""

    def add(
        self,
        owner: Owner,
        contact: Contact,
        draft: Draft,
        *,
        request_key: str,
        now: datetime,
        about_id: int | None = None,
    ) -> Outreach: ...

    def get(self, owner: Owner, outreach_id: int) -> Outreach:
        """Raises NotYours."""

    def by_request(self, owner: Owner, request_key: str) -> Outreach | None:
        """The one that this request stored already."""

    def change(self, owner: Owner, outreach: Outreach) -> None:
        """Store where it stands: its state, its instants and its absence. Raises NotYours."""

    def posted_at(self, owner: Owner, outreach_id: int, where: PostedMessage) -> None:
        """Remember where its text stands in the member's DM. Raises NotYours."""

    def drafts(self, owner: Owner, limit: int) -> list[Outreach]:
        """Those not sent yet, newest first."""

    def waiting(self, owner: Owner, limit: int | None = None) -> list[Outreach]:
        """The asks that are sent, to people who are not archived, and that no talk has answered; oldest
        first.
        """

    def open_asks(self, owner: Owner, contact_id: int) -> list[Outreach]:
        """Those to one person that are sent and neither answered nor closed, newest first."""

    def answered(self, owner: Owner, contact_id: int, since: datetime) -> list[Outreach]:
        """Those to one person that were answered at that instant or later."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Unanswered]:
        """What each of these waiting no-reply reminders is about, by the reminder's id."""

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, Outreach]:
        """Those that exist, of any member, by their id."""


class Reminders(Protocol):
    """What is still to be told, and what became of it."""

    def plan(self, owner: Owner, planned: Iterable[PlannedReminder]) -> None:
        """Store reminders; one whose dedupe key exists already, waiting or finished, is left alone."""

    def about(self, owner: Owner, kind: ReminderKind, subject_id: int) -> list[Reminder]:
        """The unfinished ones about a subject, soonest first."""

    def posted(self, owner: Owner, kind: ReminderKind, subject_id: int) -> list[PostedMessage]:
        """Where those about a subject were posted, oldest first."""

    def next_occurrence(self, owner: Owner, kind: ReminderKind, subject_id: int) -> int:
        """A number no reminder about the subject has had."""

    def next_due_at(self) -> datetime | None:
        """When the next pending one is due, in any workspace."""

    def anything_due(self, now: datetime) -> bool:
        """Whether a sweep at ``now`` would find something to do."""

    def claim(
        self, worker: str, now: datetime, *, lease: timedelta, limit: int, skip: Collection[str] = ()
    ) -> list[Reminder]:
        """Take due ones, what has a deadline first, except in the workspaces to ``skip``.

        A pending one is ``sending`` until the lease ends. One whose lease has ended, or that was in doubt,
        comes as ``unknown``: it may have been posted.
        """

    def overtaken(self, ids: Sequence[int], now: datetime) -> set[int]:
        """Those of which a later one about the same subject is due as well: that one is enough."""

    def finish(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Move them to the history as sent, cancelled or failed. Those that are there already stay."""

    def cancel_pending(
        self, owner: Owner, kind: ReminderKind, subject_id: int, now: datetime, *, reason: str
    ) -> None:
        """Cancel those about a subject that no worker has claimed."""

    def hold(self, owner: Owner, kind: ReminderKind, subject_id: int) -> None:
        """Let no worker claim those about a subject until the unit of work ends; waits for one that does."""

    def move(self, reminder_id: int, due_at: datetime) -> bool:
        """Make a pending one due at another instant; False where a worker has claimed it meanwhile."""

    def postpone(self, reminder_id: int, due_at: datetime) -> None:
        """Give a claimed one back, due at another instant."""

    def release(self, worker: str, ids: Sequence[int], again_at: datetime) -> None:
        """Give claimed ones back as due as they were, not to be claimed before ``again_at``."""

    def doubt(self, worker: str, ids: Sequence[int], look_at: datetime) -> None:
        """Mark claimed ones as ``unknown``, to be looked for in Slack at ``look_at``."""


class History(Protocol):
    """How reminders stand and what became of them."""

    def waiting(self, owner: Owner, limit: int) -> list[ReminderReport]:
        """A member's unfinished ones, soonest first."""

    def lately(
        self, owner: Owner, states: Sequence[ReminderState], since: datetime, limit: int
    ) -> list[ReminderReport]:
        """A member's that ended so after ``since``, newest first."""

    def overdue(self, before: datetime, limit: int) -> list[ReminderReport]:
        """Those that were due before, of anybody, longest first."""

    def unknown(self, limit: int) -> list[ReminderReport]:
        """Those that may have been posted."""

    def failed(self, limit: int) -> list[ReminderReport]:
        """Those that Slack refused for good, newest first."""

    def backlog(self, now: datetime) -> Backlog: ...

    def sent_since(self, instant: datetime) -> int:
        """How many were sent after it."""

    def retry(self, reminder_id: int, now: datetime) -> bool:
        """Make a failed one due again; False where there is none."""


class Receipts(Protocol):
    """Which deliveries of Slack's have been handled, so that a repeated one changes nothing."""

    def first_time(self, key: str, now: datetime) -> bool: ...

    def forget_before(self, instant: datetime) -> None: ...


class UnitOfWork(Protocol):
    """One transaction over all repositories."""

    @property
    def members(self) -> Members: ...

    @property
    def contacts(self) -> Contacts: ...

    @property
    def people(self) -> People: ...

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
    def reminders(self) -> Reminders: ...

    @property
    def history(self) -> History: ...

    @property
    def receipts(self) -> Receipts: ...

    def commit(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


Uow = Callable[[], UnitOfWork]
"""Opens a unit of work; every use case takes one as its first argument."""
