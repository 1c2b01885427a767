"""The reminders of an ask that nobody has answered: someone else there, the one follow-up, a kind close."""

from datetime import datetime

from core.model import Contact, Member
from core.no_reply import step_of
from core.no_reply_rules import NoReplyStep
from core.outreach import Situation
from core.outreaches import Outreach, Unanswered
from core.wording import short_day
from views import kit
from views.draft_form import Start
from views.draft_words import NOTES
from views.outreach import answers, draft_button, follow_up_of


def reminder(unanswered: Unanswered, occurrence: int, member: Member) -> kit.Message:
    """The DM of one step."""
    outreach, step = unanswered.outreach, step_of(occurrence)
    headline = _headline(outreach, step)
    sent = f"Your {NOTES[outreach.draft.channel]} went out on {_day(outreach.sent_at, member)}."
    blocks = [kit.section(headline), kit.context(sent)]
    match step:
        case NoReplyStep.SECOND_PERSON:
            blocks += _others(unanswered)
            replied = "They replied"
        case NoReplyStep.FOLLOW_UP:
            blocks.append(kit.actions([_follow_up(outreach)]))
            replied = "They replied"
        case NoReplyStep.CLOSE:
            blocks += [kit.copy_ready(outreach.draft.text), kit.actions([_last_line(outreach)])]
            replied = "They replied after all"
    blocks.append(kit.actions(answers(outreach, replied)))
    others = [kit.typed(other.label) for other in unanswered.others]
    return kit.message("\n".join([headline, sent, *others]), blocks)


def _headline(outreach: Outreach, step: NoReplyStep) -> str:
    name = kit.bold(outreach.contact.label)
    match step:
        case NoReplyStep.SECOND_PERSON:
            there = kit.typed(outreach.contact.details.organisation)
            where = f" at {there}" if there else ""
            return f"No reply from {name} yet, which is common. Is there someone else{where} to ask?"
        case NoReplyStep.FOLLOW_UP:
            return f"Still no reply from {name}. Now is the time for one follow-up, and only one."
        case NoReplyStep.CLOSE:
            return (
                f"Still no reply from {name}. People are busy, and it says nothing about you: "
                "you can leave it there, kindly."
            )


def _others(unanswered: Unanswered) -> list[kit.Block]:
    elsewhere = kit.actions([draft_button("Draft an ask to someone else", Start())])
    return [*(_other(contact) for contact in unanswered.others), elsewhere]


def _other(contact: Contact) -> kit.Block:
    ask = draft_button("Draft an ask", Start(str(contact.id)), about=contact.details.name)
    return kit.section(kit.bold(contact.label), ask)


def _follow_up(outreach: Outreach) -> kit.Element:
    about = outreach.contact.details.name
    return draft_button("Draft the follow-up", follow_up_of(outreach), style="primary", about=about)


def _last_line(outreach: Outreach) -> kit.Element:
    start = Start(str(outreach.contact.id), Situation.CLOSE)
    return draft_button("Draft a last line", start, about=outreach.contact.details.name)


def _day(at: datetime | None, member: Member) -> str:
    return short_day(at, member.zone) if at else "an earlier day"
