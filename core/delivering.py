"""Use cases of the worker: take what is due, and record what became of it.

A reminder is ``sending`` on disk before Slack is called, so that a crash in between leaves a trace that
says "this may have been posted" instead of a second copy. What may have been posted is looked for in Slack,
and sent again only once it is certain that it is not there.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from core import (
    digest_reminders,
    gathering,
    introduction_reminders,
    meeting_reminders,
    no_reply_reminders,
    nudge_reminders,
    practice,
    referral_reminders,
    thank_you,
)
from core.decisions import Cancel, Decided, Decision, InDoubt, NotSent, Postpone, Result, Rule, Send, Subject
from core.digest import UNCERTAIN
from core.model import Member, Outcome, PostedMessage, Reminder, ReminderKind, ReminderState
from core.ports import UnitOfWork, Uow

BATCH = 500
BROKEN_AGAIN = timedelta(hours=1)
LOOKED_AT_AGAIN = timedelta(hours=6)
"""How long what is for a deactivated account waits each time: whoever is back gets it then (our choice)."""

RULES: Mapping[ReminderKind, Rule[Any]] = {
    ReminderKind.THANK_YOU: thank_you.RULE,
    ReminderKind.NO_REPLY: no_reply_reminders.RULE,
    ReminderKind.KEEP_IN_TOUCH: nudge_reminders.RULE,
    ReminderKind.ACT_ON_REFERRAL: referral_reminders.RULE,
    ReminderKind.TELL_REFERRER: referral_reminders.RULE,
    ReminderKind.CONFIRM: meeting_reminders.RULE,
    ReminderKind.BRIEF: meeting_reminders.RULE,
    ReminderKind.OUTCOME: meeting_reminders.RULE,
    ReminderKind.INTRODUCTION: introduction_reminders.RULE,
    ReminderKind.DIGEST: digest_reminders.RULE,
    ReminderKind.PRACTICE: practice.RULE,
}


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a delivery may take, and when Slack's history is believed.

    ``call``: how long a call to Slack may take. ``lease``: for how long a claimed reminder is its worker's; a
    call that is made in it also ends in it. ``look_after``: when an unclear outcome is first looked for in
    Slack. ``settles_after``: from then on what is not in Slack's history was never posted. ``apart``: between
    two messages in one channel (Slack takes about one a second); the others are our choice.
    """

    call: timedelta = timedelta(seconds=20)
    lease: timedelta = timedelta(minutes=2)
    apart: timedelta = timedelta(seconds=1)
    look_after: timedelta = timedelta(seconds=10)
    settles_after: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a worker has claimed: to be sent, and to be looked for. ``full``: more may be due.

    ``broken``: those that could not be decided about, and why; they are postponed.
    """

    sends: list[Send]
    doubts: list[Reminder]
    full: bool
    broken: list[tuple[int, Exception]]


def anything_due(uow: Uow, now: datetime) -> bool:
    """Whether there is something to deliver: an idle sweep costs this one question."""
    with uow() as work:
        return work.reminders.anything_due(now)


def take_due(
    uow: Uow, worker: str, now: datetime, timing: Timing, limit: int = BATCH, skip: Collection[str] = ()
) -> Taken:
    """Claim what is due and keep what may really be sent now; the rest is cancelled or postponed.

    ``skip``: the workspaces that take nothing at the moment.
    """
    with uow() as work:
        claimed = work.reminders.claim(worker, now, lease=timing.lease, limit=limit, skip=skip)
        fresh = [reminder for reminder in claimed if reminder.state is ReminderState.SENDING]
        fresh += _claim_along(work, worker, fresh, now, timing)
        unknown = [reminder for reminder in claimed if reminder.state is ReminderState.UNKNOWN]
        doubts = _to_look_for(work, unknown, now)
        broken: list[tuple[int, Exception]] = []
        sends = _settle(work, _decide_all(work, fresh, now, broken), now) if fresh else []
        work.commit()
    return Taken(_gathered(sends), doubts, len(claimed) >= limit, broken)


def _claim_along(
    work: UnitOfWork, worker: str, fresh: Sequence[Reminder], now: datetime, timing: Timing
) -> list[Reminder]:
    """What would be told of so soon after these that it comes with them."""
    leading = [reminder.id for reminder in fresh if RULES[reminder.kind].gathers]
    if not leading:
        return []
    return work.reminders.claim_along(worker, leading, now, by=now + gathering.WITHIN, lease=timing.lease)


def _gathered(sends: Sequence[Send]) -> list[Send]:
    gathers = [send for send in sends if RULES[send.reminder.kind].gathers]
    return [send for send in sends if not RULES[send.reminder.kind].gathers] + gathering.gathered(gathers)


def _to_look_for(work: UnitOfWork, doubts: Sequence[Reminder], now: datetime) -> list[Reminder]:
    """Those that can be found in Slack. The others count as posted, and it is told that they may not be."""
    lost = [reminder for reminder in doubts if not RULES[reminder.kind].found_in_dm(reminder)]
    work.reminders.finish([Outcome(each.id, ReminderState.SENT, UNCERTAIN) for each in lost], now)
    for rule, alike in _by_rule(lost):
        rule.lost(work, alike, now)
    return [reminder for reminder in doubts if reminder not in lost]


def _decide_all(
    work: UnitOfWork, reminders: Sequence[Reminder], now: datetime, broken: list[tuple[int, Exception]]
) -> list[Decided]:
    """The condition of each, checked against what is stored now, not what was true when it was planned."""
    ids = [reminder.id for reminder in reminders]
    members = work.members.of_reminders(ids)
    overtaken = work.reminders.overtaken(ids, now) | gathering.overtaken(reminders)
    decided: list[Decided] = []
    for rule, alike in _by_rule(reminders):
        subjects = rule.subjects(work, alike, now)
        decisions: list[Decided] = []
        for reminder in alike:
            try:
                subject, member = subjects.get(reminder.id), members.get(reminder.owner)
                decision = _decide(rule, reminder, subject, member, now)
            except Exception as error:  # noqa: BLE001 - one damaged record must not stop everybody's reminders
                broken.append((reminder.id, error))
                decision = Postpone(now + BROKEN_AGAIN)
            dropped = reminder.id in overtaken and rule.gives_way(reminder)
            decisions.append((reminder, Cancel("overtaken") if dropped else decision))
        rule.follow_up(work, decisions, now)
        decided += decisions
    return decided


def _by_rule(reminders: Sequence[Reminder]) -> list[tuple[Rule[Any], list[Reminder]]]:
    grouped: dict[ReminderKind, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        grouped[reminder.kind].append(reminder)
    return [(RULES[kind], alike) for kind, alike in grouped.items()]


def _decide(
    rule: Rule[Any], reminder: Reminder, subject: Subject | None, member: Member | None, now: datetime
) -> Decision:
    if subject is None or member is None:
        return Cancel("deleted")
    if member.deactivated_at:
        return Postpone(now + LOOKED_AT_AGAIN)
    return rule.decide(reminder, subject, member, now)


def _settle(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> list[Send]:
    sends: list[Send] = []
    cancelled: list[Outcome] = []
    for reminder, decision in decided:
        match decision:
            case Send():
                sends.append(decision)
            case Cancel(reason):
                cancelled.append(Outcome(reminder.id, ReminderState.CANCELLED, reason))
            case Postpone(until):
                work.reminders.postpone(reminder.id, until)
    work.reminders.finish(cancelled, now)
    return sends


def record(uow: Uow, worker: str, results: Sequence[Result], now: datetime) -> None:
    """Write down what became of deliveries, all in one transaction."""
    with uow() as work:
        work.reminders.finish([result for result in results if isinstance(result, Outcome)], now)
        for result in results:
            match result:
                case NotSent(reminder_id, again_at):
                    work.reminders.release(worker, [reminder_id], again_at)
                case InDoubt(reminder_id, look_at):
                    work.reminders.doubt(worker, [reminder_id], look_at)
        work.commit()


def of_each(result: Result, send: Send) -> list[Result]:
    """What became of a message, as what became of every reminder that it tells."""
    return [replace(result, reminder_id=each.reminder.id) for each in send.sections]


def dealt_with(uow: Uow, sends: Sequence[Send]) -> dict[int, Subject]:
    """What was settled while its reminder was on its way, as it stands now, by the reminder's id.

    Asked after a reminder's ``sent`` is committed, as whoever settles something asks for what was posted
    after their own commit: whichever comes last sees the other, so that no reminder keeps buttons for what is
    done.
    """
    settled: dict[int, Subject] = {}
    told = [each for send in sends for each in send.sections]
    with uow() as work:
        for kind in dict.fromkeys(each.reminder.kind for each in told):
            alike = [each for each in told if each.reminder.kind is kind]
            settled |= RULES[kind].dealt_with(work, alike)
    return settled


def after_looking(reminder: Reminder, found: PostedMessage | None, now: datetime, timing: Timing) -> Result:
    """What follows from having looked for a reminder in Slack's history."""
    if found:
        return Outcome(reminder.id, ReminderState.SENT, posted=found)
    settled_at = (reminder.sending_at or now) + timing.settles_after
    if now < settled_at:
        return InDoubt(reminder.id, settled_at)
    return NotSent(reminder.id, now)


def next_due_at(uow: Uow) -> datetime | None:
    """When the next reminder of anybody is due."""
    with uow() as work:
        return work.reminders.next_due_at()
