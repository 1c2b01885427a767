"""Conversations to come and held, how they are prepared, and what follows from them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from core.fit import Reflection
from core.model import Contact, Debrief, Interview, Owner, ReminderKind, ThankYou
from core.preparation import Preparation
from core.scheduled import Medium, ScheduledInterview
from core.stats import Tallied
from core.task import Task
from core.task_rules import PlannedTask
from core.when import Span


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

    def join(self, owner: Owner, contact_id: int, other_id: int) -> list[tuple[ReminderKind, int]]:
        """Make one of each that both have for the same instant, with the first of the two.

        Gives what is to be reminded of no more. Raises NotYours.
        """

    def of_reminders(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        """What each of these waiting reminders is about, by the reminder's id."""

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, ScheduledInterview]:
        """Those that exist, of any member, by their id."""


class Preparations(Protocol):
    """What is prepared for the conversation with each person."""

    def get(self, owner: Owner, contact_id: int) -> Preparation | None:
        """None where nothing is. Raises NotYours."""

    def save(self, owner: Owner, contact_id: int, preparation: Preparation, now: datetime) -> None:
        """Keep it in place of what was there. Raises NotYours."""


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
        """Those whose note is neither sent nor skipped, to people who are not archived, oldest first."""

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

    def join(self, owner: Owner, contact_id: int, other_id: int) -> list[tuple[ReminderKind, int]]:
        """Make one of each that both had at the same instant, with the first of the two, who has all of it.

        Gives what is to be reminded of no more. Raises NotYours.
        """

    def remember_said(self, owner: Owner, interview_id: int, said: str) -> None:
        """Keep what this one of several people said. Raises NotYours."""

    def dealt_with(self, ids: Sequence[int]) -> dict[int, Interview]:
        """Those of them whose note was sent or skipped, of any member."""

    def close_thank_you(
        self, owner: Owner, interview_id: int, outcome: ThankYou, note: str, now: datetime
    ) -> bool:
        """Whether this changed anything. Raises NotYours."""


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
