"""The reminders of an ask that nobody has answered: someone else there, the one follow-up, a kind close."""

from collections.abc import Sequence
from datetime import datetime

from core.model import Contact, Member
from core.no_reply import Noted
from core.no_reply_reminders import Suggested
from core.no_reply_rules import NoReplyStep
from core.outreach import Situation
from core.outreaches import Outreach
from core.wording import short_day
from views import kit
from views.draft_form import Start
from views.draft_words import NOTES
from views.ids import Do
from views.outreach import answers, draft_button, follow_up_of, record

SHORT = 60
"""How much of a name there is room for in a message about several people (our choice)."""

OFFERED_TOGETHER = 2
"""How many others each of several sections offers by name (our choice)."""


def reminder(told: Sequence[Suggested], member: Member, now: datetime) -> kit.Message:
    """The DM about one ask or about several, as things stand now."""
    if len(told) == 1:
        return _section(told[0], _headline(told[0]), member, now)
    headline = _of_how_many(told)
    texts, blocks = ([headline], [kit.section(headline)]) if headline else ([], [])
    for each in told:
        one = _section(each, _line(each), member, now, together=True)
        texts.append(one.text)
        blocks += [*([kit.divider()] if blocks else []), *one.blocks]
    return kit.message("\n".join(texts), blocks)


def _of_how_many(told: Sequence[Suggested]) -> str:
    """Empty once everything is dealt with."""
    still = [each for each in told if not each.is_settled]
    if len(still) == len(told):
        return f"No reply yet from {len(told)} people, which is common."
    verb = "is" if len(still) == 1 else "are"
    return f"{len(still)} of these {len(told)} asks {verb} still waiting for a next step." if still else ""


def _section(
    told: Suggested, headline: str, member: Member, now: datetime, *, together: bool = False
) -> kit.Message:
    """What is said of one ask, with its own buttons. ``together``: among others, in fewer words."""
    outreach, others = told.unanswered.outreach, told.unanswered.others
    if together:
        others = others[:OFFERED_TOGETHER]
    if told.is_settled:
        return record(Noted(outreach), member, now)
    sent = f"Your {NOTES[outreach.draft.channel]} went out on {_day(outreach.sent_at, member)}."
    blocks, replied = [kit.section(headline), kit.context(sent)], "They replied"
    match told.step:
        case NoReplyStep.SECOND_PERSON:
            blocks += _others(others, SHORT if together else 300)
        case NoReplyStep.FOLLOW_UP:
            blocks.append(kit.actions([_follow_up(outreach)]))
        case NoReplyStep.CLOSE:
            replied = "They replied after all"
            if together:
                blocks.append(kit.actions([_last_line(outreach), _letter(outreach)]))
            else:
                blocks += [kit.copy_ready(outreach.draft.text), kit.actions([_last_line(outreach)])]
    blocks.append(kit.actions(answers(outreach, replied)))
    names = [kit.typed(other.label, SHORT if together else 300) for other in others]
    return kit.message("\n".join([headline, sent, *names]), blocks)


def _headline(told: Suggested) -> str:
    outreach = told.unanswered.outreach
    name = kit.bold(outreach.contact.label)
    match told.step:
        case NoReplyStep.SECOND_PERSON:
            return (
                f"No reply from {name} yet, which is common. Is there someone else{_where(outreach)} to ask?"
            )
        case NoReplyStep.FOLLOW_UP:
            return f"Still no reply from {name}. Now is the time for one follow-up, and only one."
        case NoReplyStep.CLOSE:
            return (
                f"Still no reply from {name}. People are busy, and it says nothing about you: "
                "you can leave it there, kindly."
            )


def _line(told: Suggested) -> str:
    """The same below a headline that has said it of all of them."""
    outreach = told.unanswered.outreach
    name = kit.bold(outreach.contact.label, SHORT)
    match told.step:
        case NoReplyStep.SECOND_PERSON:
            return f"{name}\nIs there someone else{_where(outreach)} to ask?"
        case NoReplyStep.FOLLOW_UP:
            return f"{name}\nNow is the time for one follow-up, and only one."
        case NoReplyStep.CLOSE:
            return f"{name}\nIt says nothing about you: you can leave it there, kindly."


def _where(outreach: Outreach) -> str:
    there = kit.typed(outreach.contact.details.organisation, 100)
    return f" at {there}" if there else ""


def _others(others: Sequence[Contact], limit: int) -> list[kit.Block]:
    elsewhere = kit.actions([draft_button("Draft an ask to someone else", Start())])
    return [*(_other(contact, limit) for contact in others), elsewhere]


def _other(contact: Contact, limit: int) -> kit.Block:
    ask = draft_button("Draft an ask", Start(str(contact.id)), about=contact.details.name)
    return kit.section(kit.bold(contact.label, limit), ask)


def _follow_up(outreach: Outreach) -> kit.Element:
    about = outreach.contact.details.name
    return draft_button("Draft the follow-up", follow_up_of(outreach), style="primary", about=about)


def _last_line(outreach: Outreach) -> kit.Element:
    start = Start(str(outreach.contact.id), Situation.CLOSE)
    return draft_button("Draft a last line", start, about=outreach.contact.details.name)


def _letter(outreach: Outreach) -> kit.Element:
    about = outreach.contact.details.name
    return kit.button("What you wrote", Do.OUTREACH_SHOW, outreach.id, about=about)


def _day(at: datetime | None, member: Member) -> str:
    return short_day(at, member.zone) if at else "an earlier day"
