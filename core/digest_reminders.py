"""The digest when it is due: posted in the channel, and followed by next week's until the term has ended.

The app does not ask for the right to read the channel, so a digest whose answer from Slack was lost cannot be
looked for there: it counts as posted, and who facilitates is told that it may not have arrived.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core import digest, digests, practice
from core.decisions import Cancel, Decided, Decision, Rule, Send
from core.digest import Digest, LostDigest
from core.digests import COHORT
from core.model import Member, PlannedReminder, Reminder, ReminderKind
from core.ports import UnitOfWork

_AWAY = Cancel("away")


def decide(reminder: Reminder, subject: Digest | LostDigest, member: Member, now: datetime) -> Decision:  # noqa: ARG001
    """Post it in the channel, in which the bot has to be."""
    if isinstance(subject, LostDigest):
        return Send(reminder, member, subject)
    return (
        _AWAY
        if subject.cohort.away_since
        else Send(reminder, member, subject, channel=subject.cohort.channel)
    )


def _subjects(work: UnitOfWork, due: Sequence[Reminder], now: datetime) -> Mapping[int, Digest | LostDigest]:
    subjects: dict[int, Digest | LostDigest] = {}
    for reminder in due:
        cohort = work.cohorts.get(reminder.owner.team_id)
        if cohort and reminder.subject_id == COHORT:
            subjects[reminder.id] = digests.due(work, cohort, now)
        elif cohort:
            subjects[reminder.id] = LostDigest(reminder.subject_id, cohort)
    return subjects


def _next_week(work: UnitOfWork, decided: Sequence[Decided], now: datetime) -> None:
    """Plan next week's, and pair those who practise."""
    for reminder, decision in decided:
        cohort = work.cohorts.get(reminder.owner.team_id)
        if cohort is None or reminder.subject_id != COHORT or digest.is_over(cohort, now):
            continue
        following = PlannedReminder(
            ReminderKind.DIGEST, COHORT, reminder.occurrence + 1, digest.next_at(cohort, now)
        )
        work.reminders.plan(reminder.owner, [following])
        if isinstance(decision, Send):
            practice.pair_up(work, cohort, now)


def _lost(work: UnitOfWork, reminders: Sequence[Reminder], now: datetime) -> None:
    for reminder in reminders:
        told = PlannedReminder(ReminderKind.DIGEST, reminder.id, 1, now)
        work.reminders.plan(reminder.owner, [told])


def _stands_in_dm(reminder: Reminder) -> bool:
    return reminder.subject_id != COHORT


RULE: Rule[Digest | LostDigest] = Rule(_subjects, decide, _next_week, found_in_dm=_stands_in_dm, lost=_lost)
