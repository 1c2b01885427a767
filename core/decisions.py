"""What may be decided about a reminder that is due, and what may become of its delivery."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from core.digest import Digest, LostDigest
from core.introduction import Introduction
from core.model import Interview, Member, Outcome, Reminder
from core.nudges import Nudge
from core.outreaches import Unanswered
from core.pair import Pair
from core.panel import Panel
from core.ports import UnitOfWork
from core.referral import Named
from core.scheduled import Meeting

Subject = Interview | Panel | Nudge | Meeting | Unanswered | Named | Introduction | Digest | LostDigest | Pair
"""What a reminder is about."""

S = TypeVar("S", bound=Subject)


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver the reminder: to whom, and about what. ``along``: what the same message tells as well.

    ``channel``: where to, in place of the member's direct messages.
    """

    reminder: Reminder
    member: Member
    subject: Subject
    along: tuple["Send", ...] = ()
    channel: str = ""

    @property
    def sections(self) -> tuple["Send", ...]:
        """Everything that the message tells, each by itself."""
        return (replace(self, along=()), *self.along)


@dataclass(frozen=True, slots=True)
class Cancel:
    """It is no longer wanted, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Postpone:
    """It is wanted, but not before then."""

    until: datetime


Decision = Send | Cancel | Postpone

Decided = tuple[Reminder, Decision]


def _nothing(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    pass


def _no_more(work: UnitOfWork, lost: Sequence[Reminder], now: datetime) -> None:
    pass


def _none(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Any]:  # noqa: ARG001
    return {}


def _always(reminder: Reminder) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """How one kind of reminder is decided about.

    ``subjects``: what those that are due are about, by reminder id, read for all of them at once; one that is
    missing has been deleted. ``decide``: what to do with one, as things stand now. ``follow_up``: what else
    the decisions lead to, in the same transaction. ``dealt_with``: asked once their ``sent`` is committed,
    what was settled while they were on their way, as it stands now, by reminder id: it keeps no buttons.
    ``gives_way``: whether one is dropped where a later one about the same is due as well. ``gathers``: those
    of one member that are due within hours come in one message (see ``core.gathering``). ``found_in_dm``:
    whether one that may have been posted can be looked for; ``lost``: what one leads to that cannot, and so
    counts as posted.
    """

    subjects: Callable[[UnitOfWork, Sequence[Reminder], datetime], Mapping[int, S]]
    decide: Callable[[Reminder, S, Member, datetime], Decision]
    follow_up: Callable[[UnitOfWork, Sequence[Decided], datetime], None] = _nothing
    dealt_with: Callable[[UnitOfWork, Sequence[Send]], Mapping[int, S]] = _none
    gives_way: Callable[[Reminder], bool] = _always
    gathers: bool = False
    found_in_dm: Callable[[Reminder], bool] = _always
    lost: Callable[[UnitOfWork, Sequence[Reminder], datetime], None] = _no_more


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly does not stand in Slack: try again then."""

    reminder_id: int
    again_at: datetime


@dataclass(frozen=True, slots=True)
class InDoubt:
    """It may stand in Slack: look for it there then."""

    reminder_id: int
    look_at: datetime


Result = Outcome | NotSent | InDoubt
"""What became of one delivery. An Outcome is final."""
