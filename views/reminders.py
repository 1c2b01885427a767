"""Every kind of reminder as the message that a member gets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from core.decisions import Send, Subject
from core.digest import Digest, LostDigest
from core.introduction import Introduction
from core.model import Interview
from core.no_reply_reminders import Suggested
from core.no_reply_rules import step_of
from core.nudges import Nudge
from core.outreaches import Unanswered
from core.pair import Pair
from core.panel import Panel
from core.referral import Named
from core.scheduled import Meeting
from views import (
    digest,
    introduction,
    kit,
    meeting,
    no_reply,
    nudges,
    panel,
    practice,
    referrals,
    thank_you,
)


def reminder(send: Send, now: datetime) -> kit.Message:  # noqa: PLR0911 - one for each kind
    """The DM for what is due."""
    match send.subject:
        case Interview() as interview:
            return thank_you.reminder(interview, send.member, now)
        case Panel() as together:
            return panel.reminder(together, send.member, now)
        case Nudge() as nudge:
            return nudges.nudge(nudge, send.reminder.id, send.member, now)
        case Meeting() as about:
            return meeting.reminder(send, about, now)
        case Unanswered() | Named():
            return _gathered(send, {}, now)
        case Introduction() as asked:
            return introduction.request(asked, now)
        case Digest() as week:
            return digest.digest(week)
        case LostDigest() as lost:
            return digest.lost(lost)
        case Pair() as pair:
            return practice.reminder(pair, send.reminder.occurrence, now)
        case _:
            assert_never(send.subject)


def record(  # noqa: PLR0911 - one for each kind
    send: Send, settled: Mapping[int, Subject], now: datetime
) -> kit.Message:
    """What takes its place where a subject was dealt with while it was on its way.

    ``settled``: those that were, as they stand now, by the reminder's id.
    """
    member = send.member
    match subject := settled.get(send.reminder.id, send.subject):
        case Interview() as interview:
            return thank_you.record(interview, member)
        case Panel() as together:
            return panel.reminder(together, member, now)
        case Meeting(scheduled):
            return meeting.record(scheduled, member)
        case Unanswered() | Named():
            return _gathered(send, settled, now)
        case Nudge() | Digest() | LostDigest():
            return reminder(replace(send, subject=subject), now)
        case Introduction() as asked:
            return introduction.record(asked)
        case Pair() as pair:
            return practice.record(pair)
        case _:
            assert_never(subject)


def _gathered(send: Send, settled: Mapping[int, Subject], now: datetime) -> kit.Message:
    """One message about everything that it tells; all of that is of one kind."""
    told = [(each.reminder, settled.get(each.reminder.id, each.subject)) for each in send.sections]
    named = [subject for _, subject in told if isinstance(subject, Named)]
    if named:
        return referrals.reminder(send.reminder.kind, named, send.member, now)
    suggested = [
        Suggested(subject, step_of(reminder.occurrence), is_settled=reminder.id in settled)
        for reminder, subject in told
        if isinstance(subject, Unanswered)
    ]
    return no_reply.reminder(suggested, send.member, now)
