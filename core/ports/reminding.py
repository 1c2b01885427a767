"""What is to be told, what became of it, and what was handled already."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.model import (
    Backlog,
    Outcome,
    Owner,
    PlannedReminder,
    PostedMessage,
    Reminder,
    ReminderKind,
    ReminderReport,
    ReminderState,
    Section,
)


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

    def claim_along(
        self, worker: str, ids: Sequence[int], now: datetime, *, by: datetime, lease: timedelta
    ) -> list[Reminder]:
        """Take what else is pending of the members and kinds of these claimed ones, due ``by`` then."""

    def told_with(
        self, owner: Owner, kind: ReminderKind, subject_id: int, where: PostedMessage
    ) -> list[Section]:
        """Every reminder that the message there tells, in order.

        Where it is not recorded yet that it was posted: those on their way with the one about the subject.
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

    def put_aside(self, team_id: str, until: datetime) -> None:
        """Let those of a workspace that no worker has wait for ``let_go``; nobody counts them as overdue."""

    def let_go(self, team_id: str) -> None:
        """Those that were put aside are as they were."""


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

    def take_on(self, key: str, now: datetime, lasts: timedelta) -> bool:
        """Take on what one process at a time may do; False while another is at it, for so long at most."""

    def give_up(self, key: str) -> None:
        """It was not done: anybody may take it on."""

    def forget_before(self, instant: datetime) -> None: ...
