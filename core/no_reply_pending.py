"""What is still to be suggested for an ask that waits for a reply, as its reminders are planned by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from core.model import Owner, Reminder, ReminderKind
from core.no_reply_rules import NoReplyStep, step_of
from core.outreaches import Outreach, OutreachState
from core.ports import UnitOfWork

Pending: TypeAlias = tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """An ask that waits for a reply. ``pending``: the reminders of what is still to be suggested."""

    outreach: Outreach
    pending: Pending = ()


def first_told(steps: Mapping[NoReplyStep, datetime], now: datetime) -> tuple[NoReplyStep, datetime]:
    """Which of the steps that wait is told of first: of several at one instant, or late, only one is.

    That is the follow-up, for which the others give way, or else the last.
    """
    at_once = [step for step, at in steps.items() if at <= max(now, min(steps.values()))]
    step = NoReplyStep.FOLLOW_UP if NoReplyStep.FOLLOW_UP in at_once else at_once[-1]
    return step, steps[step]


def awaiting(work: UnitOfWork, owner: Owner, asks: Sequence[Outreach]) -> list[Awaited]:
    """The asks, each with what is still to be suggested: nobody else where somebody else was tried."""
    pending = {
        ask.id: work.reminders.about(owner, ReminderKind.NO_REPLY, ask.id)
        if ask.state is OutreachState.SENT
        else []
        for ask in asks
    }
    for_others = [
        each.id
        for reminders in pending.values()
        for each in reminders
        if step_of(each.occurrence) is NoReplyStep.SECOND_PERSON
    ]
    known = work.outreaches.of_reminders(for_others) if for_others else {}
    tried = {reminder_id for reminder_id, unanswered in known.items() if unanswered.tried}
    return [Awaited(ask, tuple(each for each in pending[ask.id] if each.id not in tried)) for ask in asks]
