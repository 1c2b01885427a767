"""Every kind of reminder as the message that a member gets."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from core.decisions import Send, Subject
from core.introduction import Introduction
from core.model import Interview
from core.no_reply import Noted
from core.nudges import Nudge
from core.outreaches import Unanswered
from core.panel import Panel
from core.referral import Named
from core.scheduled import Meeting
from views import introduction, kit, meeting, no_reply, nudges, outreach, panel, referrals, thank_you


def reminder(send: Send, now: datetime) -> kit.Message:  # noqa: PLR0911 - one for each kind
    """The DM for what is due."""
    match send.subject:
        case Interview() as interview:
            return thank_you.reminder(interview, send.member, now)
        case Panel() as together:
            return panel.reminder(together, send.member, now)
        case Nudge() as nudge:
            return nudges.nudge(nudge, send.reminder.id, send.member)
        case Meeting() as about:
            return meeting.reminder(send, about, now)
        case Unanswered() as unanswered:
            return no_reply.reminder(unanswered, send.reminder.occurrence, send.member)
        case Named() as named:
            return referrals.reminder(send.reminder.kind, named, send.member, now)
        case Introduction() as asked:
            return introduction.request(asked, now)
        case _:
            assert_never(send.subject)


def record(send: Send, settled: Subject, now: datetime) -> kit.Message:  # noqa: PLR0911 - the same
    """What takes its place where the subject, now ``settled``, was dealt with while it was on its way."""
    member = send.member
    match settled:
        case Interview() as interview:
            return thank_you.record(interview, member)
        case Panel() as together:
            return panel.reminder(together, member, now)
        case Meeting(scheduled):
            return meeting.record(scheduled, member)
        case Unanswered(outreach=asked):
            return outreach.record(Noted(asked), member, now)
        case Nudge() | Named():
            return reminder(replace(send, subject=settled), now)
        case Introduction() as asked:
            return introduction.record(asked)
        case _:
            assert_never(settled)
