"""`/interview ask`: what a member is told who asks the cohort, and the question as the channel sees it."""

from collections.abc import Sequence
from datetime import datetime

from core.cohort_asks import Answer
from core.introduction import SOMEONE, About, CohortAsk
from core.model import NOWHERE, Contact, Member
from core.wording import short_day
from views import kit
from views.ids import Do, Form

ASKED = (
    "Done. Whoever in the cohort knows somebody for this is asked by me, in private. If somebody says yes, a "
    "conversation with you and them opens here in Slack. I tell you nothing else, not even whether I asked "
    "anybody: so nobody has to explain a no."
)
USAGE = (
    "Type an organisation or a field of work: `/interview ask NOAA` or `/interview ask science policy`. "
    "I tell you whether somebody in the cohort knows somebody there, but not who. Only if you want it, "
    "I ask them in private."
)
_SMALL = (
    "There are fewer than three others in the cohort, so whatever I told you of them would tell you who. I "
    "can ask in private: if somebody says yes, you hear of it."
)


def knows(known: int, about: About, subject: str) -> str:
    """What others are told of how many know somebody. ``known``: floored (core.introduction.told)."""
    there = f"{'in' if about is About.FIELD else 'at'} {kit.bold(subject, 100)}"
    if known == 0:
        return (
            f"Nobody in the cohort has said so far that they know somebody for {kit.bold(subject, 100)}. "
            "I looked for it as an organisation and as a field of work."
        )
    if known == SOMEONE:
        return f"Someone in the cohort knows somebody {there}."
    return f"{known} people in the cohort know somebody {there}."


def offers(contact: Contact) -> str:
    """What others are told of somebody whose name is shared."""
    return f"A cohort mate offers to introduce you to {kit.bold(contact.label)}."


def answer(answer: Answer, now: datetime) -> kit.Message:
    """The answer to the command, with what can be done next."""
    asked = answer.ask
    if answer.is_small:
        told = [_SMALL]
    elif asked.about is About.PERSON:
        told = [f"I can ask in the cohort for an introduction to {kit.bold(asked.subject, 100)}."]
    else:
        told = [knows(answer.known, asked.about, asked.subject), *map(offers, answer.offered)]
    if asked.sent_at:
        told.append(f"You had me ask the cohort on {_day(asked.sent_at)}. {_until(asked)}")
    steps = _steps(answer, now)
    hint = [_what_they_see(answer)] if any(step["action_id"] == Do.ASK_SEND for step in steps) else []
    blocks = [*map(kit.section, told), *map(kit.context, hint)]
    blocks += [kit.actions(steps)] if steps else []
    return kit.message("\n".join([*told, *hint]), blocks)


def _steps(answer: Answer, now: datetime) -> list[kit.Element]:
    asked = answer.ask
    if not asked.is_open(now):
        return []
    is_person = asked.about is About.PERSON
    steps = []
    if asked.sent_at is None and (answer.known or answer.is_small or is_person):
        steps.append(kit.button("Ask them", Do.ASK_SEND, asked.id, style="primary", about=asked.subject))
    if asked.posted == NOWHERE and not is_person:
        steps.append(kit.button("Ask in the channel", Do.ASK_POST, asked.id, about=asked.subject))
    if asked.sent_at or asked.posted != NOWHERE:
        steps.append(kit.button("Close the question", Do.ASK_CLOSE, asked.id, about=asked.subject))
    else:
        steps.append(kit.button("Not now", Do.ASK_LATER, asked.id, about=asked.subject))
    return steps


def _what_they_see(answer: Answer) -> str:
    learn = answer.looking_for.strip()
    if learn:
        return f"I ask in private. They see your name, and that you would like to learn {kit.typed(learn)}."
    return (
        "I ask in private. They see your name and what you asked for. Your profile says nothing yet of what "
        "you want to learn: `/interview settings`."
    )


def _until(asked: CohortAsk) -> str:
    return f"The question is open until {_day(asked.closes_at)}."


def _day(instant: datetime) -> str:
    return f"{instant:%a} {instant.day} {instant:%b}"


def sent() -> kit.Message:
    """After *Ask them*: the same for nobody and for ten."""
    return kit.notice(ASKED)


def not_now() -> kit.Message:
    """After *Not now*."""
    return kit.notice("Fine. Nobody was asked.")


def closed(asked: CohortAsk) -> kit.Message:
    """After *Close the question*."""
    text = f"Your question about {kit.bold(asked.subject, 100)} is closed. Nobody is asked any more."
    return kit.message(text, [kit.section(text)])


def open_list(asks: Sequence[CohortAsk], member: Member) -> kit.Message:
    """The answer to the command alone: how it is used, and what is open."""
    if not asks:
        return kit.message(USAGE, [kit.section(USAGE)])
    blocks: list[kit.Block] = [kit.section("*Your open questions*")]
    lines = ["Your open questions"]
    for asked in asks:
        where = "asked in private" if asked.sent_at else ""
        channel = f"in <#{asked.posted.channel}>" if asked.posted != NOWHERE else ""
        how = " and ".join(part for part in (where, channel) if part)
        line = f"{kit.bold(asked.subject, 100)}\n{how}, open until {short_day(asked.closes_at, member.zone)}"
        close = kit.button("Close the question", Do.ASK_CLOSE, asked.id, about=asked.subject)
        blocks.append(kit.section(line, close))
        lines.append(line)
    return kit.message("\n".join([*lines, USAGE]), [*blocks, kit.context(USAGE)])


def channel_post(asked: CohortAsk) -> kit.Message:
    """The question as the channel sees it."""
    who = kit.mention(asked.asker.user_id)
    text = (
        f"{who} is looking for somebody to talk with about {kit.bold(asked.subject, 100)}: 20–30 minutes of "
        f"advice. Do you know somebody? Answer here, or write to {who}."
    )
    return kit.message(text, [kit.section(text)])


def post_preview(answer: Answer) -> kit.View:
    """What would be posted, before it is."""
    return kit.modal(
        "Ask in the channel",
        [
            kit.section(f"This is what everybody in <#{answer.channel}> will see, with your name:"),
            kit.divider(),
            *channel_post(answer.ask).blocks,
            kit.divider(),
            kit.context("You can take it back at any time: type `/interview ask` and close the question."),
        ],
        callback_id=Form.ASK_POST,
        submit="Post it",
        close="Not now",
        private_metadata=str(answer.ask.id),
    )


def posting(channel: str) -> kit.View:
    """While it is on its way."""
    text = f"Your question goes to <#{channel}>. To take it back, type `/interview ask`."
    return kit.modal("Ask in the channel", [kit.section(text)])


NOT_POSTED = "I could not post your question in the channel: Slack did not take it. Please try again."
