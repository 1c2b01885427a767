"""Every kind of reminder as the message that a member gets."""

from datetime import datetime
from typing import assert_never

from core.decisions import Send
from core.model import Interview
from core.nudges import Nudge
from core.outreaches import Unanswered
from core.panel import Panel
from core.referral import Named
from core.scheduled import Meeting
from views import kit, meeting, no_reply, nudges, panel, referrals, thank_you


def reminder(send: Send, now: datetime) -> kit.Message:
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
        case _:
            assert_never(send.subject)
