"""What the use cases need of storage: one unit of work with its repositories.

A unit of work is one transaction. Leaving it without ``commit`` rolls back. It is never held across a
call to Slack.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from core.model import (
    Backlog,
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    Member,
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
from core.nudges import DueContact, Keeping
from core.preparation import Preparation
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

    def set_preferences(self, owner: Owner, quiet_hours: QuietHours, paused_until: date | None) -> Member:
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

    def page(self, owner: Owner, *, offset: int, limit: int) -> list[Contact]:
        """By name; one more than ``limit`` when there are further ones."""


class Interviews(Protocol):
    """The conversations of a member."""

    def add(
        self, owner: Owner, contact: Contact, span: Span, debrief: Debrief, *, request_key: str, now: datetime
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

    def last_held(self, owner: Owner, contact_ids: Sequence[int]) -> dict[int, datetime]:
        """When the last conversation with each of them ended."""

    def last_with(self, contact_ids: Sequence[int]) -> dict[int, Interview]:
        """The last one with each of these contacts, of any member."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Interview]:
        """What each of these waiting thank-you reminders is about, by the reminder's id."""

    def dealt_with(self, ids: Sequence[int]) -> dict[int, Interview]:
        """Those of them whose note was sent or skipped, of any member."""

    def close_thank_you(
        self, owner: Owner, interview_id: int, outcome: ThankYou, note: str, now: datetime
    ) -> bool:
        """Whether this changed anything. Raises NotYours."""


class Nudges(Protocol):
    """When each contact's turn to be in touch comes, and whom which nudge has named."""

    def keeping(self, owner: Owner, contact_id: int) -> Keeping:
        """Raises NotYours."""

    def keep(self, owner: Owner, contact_id: int, keeping: Keeping) -> None: ...

    def touch(self, owner: Owner, contact_id: int, at: datetime) -> None:
        """Store a touch that nothing else tells of. Raises NotYours."""

    def last_touch(self, owner: Owner, contact_id: int) -> datetime | None:
        """The last time the two were in contact, whatever the kind."""

    def first_due_on(self, owner: Owner) -> date | None:
        """The first day on which somebody is due who has not been named for it."""

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


class Preparations(Protocol):
    """What is prepared for the conversation with each person."""

    def get(self, owner: Owner, contact_id: int) -> Preparation | None:
        """None where nothing is. Raises NotYours."""

    def save(self, owner: Owner, contact_id: int, preparation: Preparation, now: datetime) -> None:
        """Keep it in place of what was there. Raises NotYours."""


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
    def interviews(self) -> Interviews: ...

    @property
    def preparations(self) -> Preparations: ...

    @property
    def nudges(self) -> Nudges: ...

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
