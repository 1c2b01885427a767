"""A request for an introduction: what a cohort mate is asked in private, and what a yes opens."""

from datetime import datetime

from core.introduction import About, Introduction, RequestState
from core.introduction_draft import IntroductionDraft
from views import inputs, kit
from views.ids import Do

_LABEL_SHOWN = 60
_SILENCE = (
    "They never learn that I asked you unless you say yes. I ask only once: not answering is fine, too."
)


def request(introduction: Introduction, now: datetime) -> kit.Message:
    """The DM to the mate as things stand: with buttons while an answer is wanted, else a record."""
    if not introduction.awaits_answer(now):
        return record(introduction)
    who = kit.mention(introduction.ask.asker.user_id)
    contact, name = kit.bold(introduction.contact.label), introduction.contact.details.name
    learn, them = introduction.looking_for.strip(), kit.typed(name, 100)
    lines = [
        f"{_question(introduction, who)} I ask you because of {contact}.{_more(introduction)}",
        *([f"{who} would like to learn {kit.typed(learn)}."] if learn else []),
        f"Would you introduce {who} to {them}? If you say yes, I open a conversation with you and {who}. It "
        f"begins with a note for you to copy, so that you can ask {them} first.",
    ]
    steps = [
        kit.button("Yes, introduce us", Do.INTRODUCTION_YES, introduction.id, style="primary", about=name),
        kit.button("Not this time", Do.INTRODUCTION_NO, introduction.id, about=name),
    ]
    whom = _whom(introduction) if introduction.others else []
    blocks = [*map(kit.section, lines), *whom, kit.actions(steps), kit.context(_SILENCE)]
    return kit.message("\n".join([*lines, _SILENCE]), blocks)


def _more(introduction: Introduction) -> str:
    others = len(introduction.others)
    if not others:
        return ""
    people = "one other person" if others == 1 else f"{others} other people"
    return f" You know {people} for this: choose below whom it would be about."


def _whom(introduction: Introduction) -> list[kit.Block]:
    """A menu of all whom it could be about, in an order that stays."""
    people = sorted((introduction.contact, *introduction.others), key=lambda one: (one.label, one.id))
    options = [
        kit.option(kit.shorten(" ".join(one.label.split()), _LABEL_SHOWN), f"{introduction.id}:{one.id}")
        for one in people
    ]
    chosen = f"{introduction.id}:{introduction.contact.id}"
    # Another block for another choice: Slack keeps what was chosen in one that it knows.
    name = f"whom:{introduction.contact.id}"
    return [inputs.choice(name, "Whom it would be about", Do.INTRODUCTION_WHOM, options, chosen)]


def record(introduction: Introduction) -> kit.Message:
    """What became of it, for the mate."""
    who = kit.mention(introduction.ask.asker.user_id)
    text = f"{_question(introduction, who)} {_became(introduction, who)}"
    return kit.message(text, [kit.section(text)])


def _question(introduction: Introduction, who: str) -> str:
    if introduction.ask.about is About.PERSON:
        return f"{who} is looking for an introduction."
    return f"{who} is looking for somebody to talk with about {kit.bold(introduction.ask.subject, 100)}."


def _became(introduction: Introduction, who: str) -> str:
    name = kit.typed(introduction.contact.details.name, 100)
    match introduction.state:
        case RequestState.YES:
            return f"You said yes: the conversation with {who} about {name} is in your direct messages."
        case RequestState.OPENING:
            return f"You said yes: I am opening the conversation with {who}."
        case RequestState.NO:
            return f"You said not this time. {who} does not hear of it."
        case RequestState.WITHDRAWN:
            return f"You do not share {name} for that any more, so I take the question back."
        case RequestState.ASKED if not introduction.is_shared:
            return f"You do not share {name} for that any more, so I take the question back."
        case RequestState.ASKED | RequestState.EXPIRED:
            return f"The question is closed. {who} does not hear that I asked you."


def could_not_open(introduction: Introduction) -> kit.Message:
    """Slack did not open the conversation."""
    who = kit.mention(introduction.ask.asker.user_id)
    text = (
        f"I could not open the conversation with {who}: Slack did not take it. They know nothing of your yes "
        "so far. Please press the button again in a moment."
    )
    return kit.message(text, [kit.section(text)])


def together(introduction: Introduction, draft: IntroductionDraft) -> kit.Message:
    """What the group conversation of the two begins with."""
    asker, mate = kit.mention(introduction.ask.asker.user_id), kit.mention(introduction.mate.user_id)
    contact, name = kit.bold(introduction.contact.label), kit.typed(draft.name, 100)
    about = (
        ""
        if introduction.ask.about is About.PERSON
        else f" {asker} asked about {kit.bold(introduction.ask.subject, 100)}."
    )
    first = f"{asker}, meet {mate}, who offers to introduce you to {contact}.{about}"
    second = (
        f"{mate}, here is a note to copy. It asks {name} first, so that both sides agree to the introduction:"
    )
    last = f"{asker}, please wait with writing to {name} until {mate} says that they agree."
    blocks = [
        kit.section(first),
        kit.section(second),
        kit.copy_ready(f"{draft.subject}\n\n{draft.text}"),
        kit.context(last),
    ]
    return kit.message("\n".join([first, second, kit.escape(draft.text), last]), blocks)
