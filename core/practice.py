"""Practice pairs: who is paired with whom, what each is told, and what they say of it.

With the digest, every two weeks. Each gets one message and one reminder of it, then silence (our choice).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.business_days import sendable_on_weekday
from core.cohort import Cohort
from core.decisions import Cancel, Decided, Decision, Postpone, Rule, Send
from core.local_time import in_zone
from core.model import Member, Owner, PlannedReminder, PostedMessage, Reminder, ReminderKind
from core.pair import Pair, PairState
from core.pairs import groups_of
from core.ports import UnitOfWork, Uow

_KIND = ReminderKind.PRACTICE
EVERY = timedelta(days=13)
"""With every second digest, also where its hour was moved by a day."""

REMINDED_AFTER = timedelta(days=3)
FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class Answered:
    """A pair as one of it sees it now, and their messages about it."""

    owner: Owner
    pair: Pair
    posted: list[PostedMessage]


def pair_up(work: UnitOfWork, cohort: Cohort, now: datetime) -> None:
    """Begin a round with those who want to practise, if the last one is two weeks ago."""
    today = in_zone(now, cohort.zone).date()
    last = work.pairs.last_round_on(cohort.team_id)
    if last and today - last < EVERY:
        return
    people = work.pairs.practisers(cohort.team_id, now)
    groups = groups_of(people, work.pairs.groups(cohort.team_id), today)
    for user_id, pair_id in work.pairs.add(cohort.team_id, groups, today).items():
        work.reminders.plan(Owner(cohort.team_id, user_id), [PlannedReminder(_KIND, pair_id, FIRST, now)])


def decide(reminder: Reminder, pair: Pair, member: Member, now: datetime) -> Decision:
    """Tell of it on a working day, while there is somebody to practise with and nothing was said of it."""
    if not pair.is_open:
        return Cancel("done")
    sendable_at = sendable_on_weekday(now, member.zone, member.quiet_hours)
    return Postpone(sendable_at) if sendable_at > now else Send(reminder, member, pair)


def _pairs(work: UnitOfWork, due: Sequence[Reminder], now: datetime) -> Mapping[int, Pair]:  # noqa: ARG001
    return work.pairs.of_reminders([reminder.id for reminder in due])


def _once_more(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    for reminder, decision in decided:
        if isinstance(decision, Send) and reminder.occurrence == FIRST:
            again = PlannedReminder(_KIND, reminder.subject_id, SECOND, now + REMINDED_AFTER)
            work.reminders.plan(reminder.owner, [again])


def _dealt_with(work: UnitOfWork, sends: Sequence[Send]) -> Mapping[int, Pair]:
    """What somebody in it said while the message was on its way."""
    settled: dict[int, Pair] = {}
    for send in sends:
        pair = work.pairs.find(send.reminder.owner, send.reminder.subject_id)
        if pair and not pair.is_open:
            settled[send.reminder.id] = pair
    return settled


RULE = Rule(_pairs, decide, _once_more, dealt_with=_dealt_with)


def practised(uow: Uow, owner: Owner, pair_id: int, now: datetime) -> list[Answered]:
    """They practised: it is done for everybody in the group. Raises NotYours."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        pair = work.pairs.get(owner, pair_id)
        group = [(owner, pair), *work.pairs.of_partners(owner, pair_id)]
        for each, theirs in group:
            if theirs.state is PairState.OPEN:
                _say(work, each, theirs.id, PairState.PRACTISED, now)
        answered = [_answered(work, each, theirs.id) for each, theirs in group]
        work.commit()
    return answered


def decline(uow: Uow, owner: Owner, pair_id: int, now: datetime) -> list[Answered]:
    """Not this time: whoever they are paired with is not reminded of them. Raises NotYours."""
    with uow() as work:
        work.cohorts.hold(owner.team_id)
        answered = declined(work, owner, work.pairs.get(owner, pair_id), now)
        work.commit()
    return answered


def declined(work: UnitOfWork, owner: Owner, pair: Pair, now: datetime) -> list[Answered]:
    """The same in a unit of work; a pair of which something was said already stays as it is."""
    partners = work.pairs.of_partners(owner, pair.id)
    if pair.state is PairState.OPEN:
        _say(work, owner, pair.id, PairState.DECLINED, now)
    return [_answered(work, each, theirs.id) for each, theirs in [(owner, pair), *partners]]


def _say(work: UnitOfWork, owner: Owner, pair_id: int, state: PairState, now: datetime) -> None:
    work.pairs.change(owner, pair_id, state)
    work.reminders.cancel_pending(owner, _KIND, pair_id, now, reason=state.value)


def _answered(work: UnitOfWork, owner: Owner, pair_id: int) -> Answered:
    return Answered(owner, work.pairs.get(owner, pair_id), work.reminders.posted(owner, _KIND, pair_id))
