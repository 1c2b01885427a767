"""A draft that is ready to be copied, and what becomes of it: sent, answered, closed."""

from datetime import datetime

from core.local_time import in_zone
from core.model import Member
from core.no_reply import Noted, next_step
from core.no_reply_pending import Awaited
from core.no_reply_rules import NoReplyStep
from core.outreach import ASKS, Channel, Situation
from core.outreaches import Outreach, OutreachState, Permission, Referral
from core.wording import calendar_day, day_and_time, short_day
from views import inputs, kit, mailto
from views.draft_form import Start
from views.draft_words import NOTES
from views.ids import Do, Form
from views.person_words import BROUGHT_BACK

_NEXT = {
    NoReplyStep.SECOND_PERSON: "think of someone else there",
    NoReplyStep.FOLLOW_UP: "follow up, once",
    NoReplyStep.CLOSE: "leave it there, kindly",
}
UNASKED = 2
"""How many names one message asks about, the latest: a message has room for so many (our choice)."""


def message(noted: Noted, member: Member, now: datetime, *, remark: str = "") -> kit.Message:
    """The text with where it stands and what can be done next. ``remark``: what became of a click."""
    outreach = noted.outreach
    headline = standing(noted, member, now)
    blocks = [kit.section(headline), *_to_copy(outreach)]
    told = [headline, kit.escape(outreach.draft.subject), kit.escape(outreach.draft.text)]
    if outreach.state is OutreachState.DRAFTED:
        blocks += _ready(outreach)
    remark = remark or (BROUGHT_BACK if noted.brought_back else "")
    if remark:
        blocks.append(kit.section(f"*{kit.escape(remark)}*"))
        told.insert(1, kit.escape(remark))
    if outreach.state is not OutreachState.DRAFTED:
        for referral in noted.unasked[-UNASKED:]:
            blocks += _unasked(referral, outreach)
    if steps := _steps(outreach):
        blocks.append(kit.actions(steps))
    return kit.message("\n".join(part for part in told if part), blocks)


def record(noted: Noted, member: Member, now: datetime) -> kit.Message:
    """Where it stands without its text, which is read in a message of its own."""
    told = standing(noted, member, now)
    steps = _steps(noted.outreach)
    return kit.message(told, [kit.section(told), *([kit.actions(steps)] if steps else [])])


def form(noted: Noted, member: Member, now: datetime, *, remark: str = "") -> kit.View:
    """The same in a modal."""
    return kit.modal("Your draft", message(noted, member, now, remark=remark).blocks, close="Done")


def standing(noted: Noted, member: Member, now: datetime) -> str:
    """Where it stands, in a sentence or two of mrkdwn."""
    outreach = noted.outreach
    name, what = kit.bold(outreach.contact.label), NOTES[outreach.draft.channel]
    sent_at = outreach.sent_at or outreach.followed_up_at
    closed = day_and_time(outreach.closed_at, member.zone) if outreach.closed_at else ""
    match outreach.state:
        case OutreachState.DRAFTED:
            return f"Your {what} to {name} is ready. Send it yourself: I never write to anyone for you."
        case OutreachState.SENT:
            return f"Your {what} to {name} is sent. {waiting_for(noted, member, now)}"
        case OutreachState.ANSWERED:
            return f"{name} answered, marked {closed}."
        case _ if sent_at is None:
            return f"Your {what} to {name} was let go on {closed}."
        case _ if outreach.sent_at and outreach.draft.situation in ASKS:
            return f"Your {what} to {name} was closed on {closed}. Its text stays in our messages."
        case _:
            return f"Your {what} to {name} is sent, marked {day_and_time(sent_at, member.zone)}."


def waiting_for(ask: Noted | Awaited, member: Member, now: datetime) -> str:
    """Since when an ask waits for a reply, and what comes next."""
    outreach = ask.outreach
    since = f"Waiting since {short_day(outreach.sent_at or outreach.drafted_at, member.zone)}"
    if outreach.followed_up_at:
        since += f", followed up {short_day(outreach.followed_up_at, member.zone)}"
    if outreach.absence and outreach.absence.until >= in_zone(now, member.zone).date():
        since += f", away until {calendar_day(outreach.absence.until)}"
    following = next_step(outreach, member, now, ask.pending)
    if following is None:
        return f"{since}."
    step, at = following
    what = _NEXT[step]
    if step is NoReplyStep.SECOND_PERSON and not outreach.contact.details.organisation:
        what = "think of someone else"
    if at <= now:
        return f"{since}. Time to {what}."
    return f"{since}. On {short_day(at, member.zone)}: {what}."


def _to_copy(outreach: Outreach) -> list[kit.Block]:
    draft = outreach.draft
    return [kit.copy_ready(part) for part in (draft.subject, draft.text) if part]


def _ready(outreach: Outreach) -> list[kit.Block]:
    details = outreach.contact.details
    match outreach.draft.channel:
        case Channel.EMAIL:
            return mailto.ways(details.email, outreach.draft.subject, outreach.draft.text)
        case Channel.PHONE if details.phone:
            return [kit.facts([("Phone", details.phone)])]
        case Channel.LINKEDIN if details.linkedin:
            return [kit.facts([("LinkedIn", details.linkedin)])]
        case _:
            return []


def _unasked(referral: Referral, outreach: Outreach) -> list[kit.Block]:
    name, by = kit.bold(referral.contact.label, 100), kit.typed(referral.referrer.details.name, 100)
    about = referral.contact.details.name
    value = f"{referral.contact.id}:{referral.referrer.id}:{outreach.id}"
    return [
        kit.section(f"May you use {by}'s name when you write to {name}?"),
        kit.actions(
            [
                kit.button("They said yes", Do.REFERRAL_ALLOW, value, about=about),
                kit.button("They said no", Do.REFERRAL_REFUSE, value, about=about),
            ]
        ),
    ]


def said(referral: Referral) -> str:
    """What a referrer answered to "May I use your name?"."""
    answer = "yes" if referral.permission is Permission.YES else "no"
    return f"{referral.referrer.details.name} said {answer}, about {referral.contact.details.name}."


def _steps(outreach: Outreach) -> list[kit.Element]:
    about = outreach.contact.details.name
    match outreach.state:
        case OutreachState.DRAFTED:
            return [
                kit.button("Sent it", Do.OUTREACH_SENT, outreach.id, style="primary", about=about),
                kit.button("Not yet", Do.OUTREACH_WAIT, outreach.id, about=about),
                kit.button("Edit", Do.OUTREACH_EDIT, outreach.id, about=about),
                let_go(outreach),
            ]
        case OutreachState.SENT:
            return answers(outreach)
        case OutreachState.ANSWERED:
            return [kit.button("Schedule", Do.MEETING_SCHEDULE, outreach.contact.id, about=about)]
        case _ if outreach.sent_at and outreach.draft.situation in ASKS:
            return [kit.button("They replied after all", Do.OUTREACH_REPLIED, outreach.id, about=about)]
        case _:
            return []


def answers(outreach: Outreach, replied: str = "They replied") -> list[kit.Element]:
    """What may have happened to an ask that waits for a reply."""
    about = outreach.contact.details.name
    return [
        kit.button(replied, Do.OUTREACH_REPLIED, outreach.id, about=about),
        kit.button("Scheduled", Do.MEETING_SCHEDULE, outreach.contact.id, about=about),
        kit.button("Out of office until …", Do.OUTREACH_AWAY, outreach.id, about=about),
        close(outreach),
    ]


def close(outreach: Outreach) -> kit.Element:
    """The button that ends the waiting."""
    sure = kit.confirm(
        "Close this ask?", "I will not remind you of it again. Its text stays.", "Close it", "Keep waiting"
    )
    about = outreach.contact.details.name
    return kit.button("Close", Do.OUTREACH_CLOSE, outreach.id, about=about, confirm=sure)


def let_go(outreach: Outreach) -> kit.Element:
    """The button for a draft that will not be sent."""
    sure = kit.confirm("Let it go?", "It leaves your list. Its text stays in our messages.", "Let go", "Keep")
    about = outreach.contact.details.name
    return kit.button("Let it go", Do.OUTREACH_CLOSE, outreach.id, about=about, confirm=sure)


def away_form(outreach: Outreach) -> kit.View:
    """The form that asks for how long they are away."""
    return kit.modal(
        "Out of office",
        [
            kit.section(f"{kit.bold(outreach.contact.label)} will be away, and your ask can wait."),
            inputs.field(
                "away_until",
                "Last day on which they are away",
                inputs.date_input(outreach.absence.until if outreach.absence else None),
                hint="An automatic answer is no reply: what is left comes after they are back.",
            ),
        ],
        callback_id=Form.ABSENCE,
        submit="Save",
        close="Cancel",
        private_metadata=str(outreach.id),
    )


def waiting_block(ask: Awaited, member: Member, now: datetime) -> kit.Block:
    """One ask without a reply, in a list."""
    outreach = ask.outreach
    about = outreach.contact.details.name
    replied = kit.button("They replied", Do.OUTREACH_REPLIED, outreach.id, about=about)
    return kit.section(f"{kit.bold(outreach.contact.label)}\n{waiting_for(ask, member, now)}", replied)


def draft_block(outreach: Outreach, member: Member) -> kit.Block:
    """One draft not sent yet, in a list."""
    show = kit.button("Show", Do.OUTREACH_SHOW, outreach.id, about=outreach.contact.details.name)
    what = (
        NOTES[outreach.draft.channel].capitalize() if outreach.draft.channel is not Channel.LINKEDIN else ""
    )
    drafted = short_day(outreach.drafted_at, member.zone)
    return kit.section(
        f"{kit.bold(outreach.contact.label)}\n{what or 'LinkedIn note'}, drafted {drafted}", show
    )


def draft_button(label: str, start: Start, *, style: str = "", about: str = "") -> kit.Element:
    """A button that opens the draft's form."""
    return kit.button(label, Do.DRAFT_START, start.dump(), style=style, about=about)


def follow_up_of(outreach: Outreach) -> Start:
    """The one follow-up to an ask."""
    return Start(str(outreach.contact.id), Situation.FOLLOW_UP)
