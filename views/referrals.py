"""Reminders and lists about people who were named: whom to ask, and whom to tell what came of it."""

from collections.abc import Sequence
from datetime import date, datetime

from core.local_time import in_zone
from core.model import Member, ReminderKind
from core.outreach import Situation
from core.outreaches import Permission
from core.referral import Named, Tie
from core.referrals import RESULT_LIMIT
from core.wording import short_day
from views import inputs, kit
from views.draft_form import Start
from views.ids import Do, Form
from views.names_form import ask_button
from views.outreach import draft_button
from views.person_form import PersonForm

TOLD_AT_ONCE, TOLD_TOGETHER = 5, 2
"""Referrers whom one message names at most, for one person and for each of several (our choice)."""

_DELAY = "The biggest mistake with a referral is delay."

SHORT = 60
"""How much of a name there is room for in a message about several people (our choice)."""

_MAY = {
    Permission.YES: "You may use {name}'s name.",
    Permission.NO: "{name} would rather not be named: the ask stands on its own.",
    Permission.NOT_ASKED: "You have not asked whether you may use {name}'s name: the draft begins with that.",
}


def reminder(kind: ReminderKind, named: Sequence[Named], member: Member, now: datetime) -> kit.Message:
    """The DM of either kind about one person or several, as things stand now."""
    if kind is ReminderKind.ACT_ON_REFERRAL:
        return _all_to_ask(named, in_zone(now, member.zone).date())
    return _all_to_tell(named)


def _all_to_ask(named: Sequence[Named], today: date) -> kit.Message:
    if len(named) == 1:
        return to_ask(named[0], today)
    left = sum(not _no_ask(one, today) for one in named)
    headline = f"{left} people were named to you and wait to be asked. {_DELAY}" if left > 1 else ""
    return _together(headline, [to_ask(one, today, together=True) for one in named])


def _all_to_tell(named: Sequence[Named]) -> kit.Message:
    if len(named) == 1:
        return to_tell(named[0])
    left = any(one.to_tell for one in named)
    headline = "Whoever named these people will be glad to hear what came of it." if left else ""
    return _together(headline, [to_tell(one, together=True) for one in named])


def _together(headline: str, sections: Sequence[kit.Message]) -> kit.Message:
    blocks = [kit.section(headline)] if headline else []
    for one in sections:
        blocks += [*([kit.divider()] if blocks else []), *one.blocks]
    return kit.message("\n".join(filter(None, [headline, *(one.text for one in sections)])), blocks)


def to_ask(named: Named, today: date, *, together: bool = False) -> kit.Message:
    """Somebody was named and not asked yet. ``together``: one of several in a message."""
    room = SHORT if together else 300
    done = _no_ask(named, today, room)
    if done:
        step = None if named.is_asked or not named.ties else ask_button(named)
        return kit.message(done, [kit.section(done, step)])
    headline = f"{_by(named, room)} named {kit.bold(named.contact.label, room)}."
    if not together:
        headline += f" {_DELAY}"
    may = _may(named.ties[0], room)
    about = named.contact.details.name
    steps = [
        ask_button(named, style="primary"),
        kit.button("Next week", Do.REFERRAL_LATER, named.contact.id, about=about),
        kit.button("Not them after all", Do.REFERRAL_DROP, named.contact.id, about=about),
    ]
    blocks = [kit.section(headline), kit.context(may), kit.actions(steps)]
    return kit.message(f"{headline}\n{may}", blocks)


def _no_ask(named: Named, today: date, room: int = 300) -> str:
    """Why there is nothing to do about it now; empty where there is."""
    name = kit.bold(named.contact.label, room)
    if named.is_asked:
        return f"{_by(named, room)} named {name}, and you have asked them."
    if named.ask_on is None:
        return f"You will not ask {name} after all. They stay among your people."
    if named.ask_on > today:
        return f"I will remind you on {_day(named.ask_on)} to ask {name}."
    return ""


def _by(named: Named, room: int = 100) -> str:
    names = [kit.bold(tie.referrer.details.name, min(room, 100)) for tie in named.ties[:3]]
    if not names:
        return "Somebody"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _may(tie: Tie, room: int) -> str:
    return _MAY[tie.permission].format(name=kit.typed(tie.referrer.details.name, min(room, 100)))


def to_tell(named: Named, *, together: bool = False) -> kit.Message:
    """Whoever named somebody is to hear of it. ``together``: one of several in a message."""
    room = SHORT if together else 300
    contact = kit.bold(named.contact.label, room)
    results = [tie for tie in named.to_tell if tie.has_news]
    came = f"Something came of {contact}: {kit.typed(named.result.splitlines()[-1], room)}" if results else ""
    headline = came or f"You have met {contact}."
    blocks = [kit.section(headline)]
    told = [headline]
    for tie in named.ties[: TOLD_TOGETHER if together else TOLD_AT_ONCE]:
        lines, steps = _telling(named, tie, together=together)
        told.append(lines)
        blocks += [kit.section(lines), *([kit.actions(steps)] if steps else [])]
    if named.to_tell:
        blocks.append(kit.actions([result_button(named)]))
    return kit.message("\n".join(told), blocks)


def _telling(named: Named, tie: Tie, *, together: bool) -> tuple[str, list[kit.Element]]:
    name = kit.bold(tie.referrer.details.name, SHORT if together else 100)
    referrer = tie.referrer.details.name
    if tie.tell_on is None:
        return f"{name} named them: done.", []
    situation = Situation.TELL_RESULT if tie.has_news else Situation.TELL_REFERRER
    value = f"{named.contact.id}:{tie.referrer.id}"
    start = Start(str(tie.referrer.id), situation, str(named.contact.id))
    return (
        f"{name} named them."
        if together
        else f"{name} named them, and will be glad to hear what came of it.",
        [
            draft_button("Draft it", start, style="primary", about=referrer),
            kit.button("Sent it", Do.REFERRER_TOLD, value, about=referrer),
            kit.button("Not this time", Do.REFERRER_SKIP, value, about=referrer),
        ],
    )


def result_button(named: Named) -> kit.Element:
    """The button that asks what came of knowing somebody."""
    about = named.contact.details.name
    return kit.button("Something came of it", Do.REFERRAL_RESULT, named.contact.id, about=about)


def result_form(named: Named, about: PersonForm) -> kit.View:
    """The form that asks for it, with what came of it before."""
    before = [kit.labelled("So far", kit.shorten(named.result, 2000))] if named.result else []
    names = ", ".join(tie.referrer.details.name for tie in named.ties)
    return kit.modal(
        "Something came of it",
        [
            kit.section(f"Of {kit.bold(named.contact.label)}"),
            *before,
            inputs.field(
                "result",
                "What came of it?",
                inputs.text_input("", RESULT_LIMIT, example="An internship in her lab next summer"),
                hint=kit.shorten(f"You will be reminded to tell {names}." if names else "In a line.", 150),
            ),
        ],
        callback_id=Form.RESULT,
        submit="Save",
        close="Cancel",
        private_metadata=about.dump(),
    )


def result_saved(named: Named) -> kit.View:
    """What was kept, and when the reminder comes."""
    blocks = [kit.labelled("What came of it", kit.shorten(named.result, kit.SECTION_LIMIT))]
    for tie in named.to_tell[:TOLD_AT_ONCE]:
        when = f" I will remind you on {_day(tie.tell_on)}." if tie.tell_on else ""
        start = Start(str(tie.referrer.id), Situation.TELL_RESULT, str(named.contact.id))
        draft = draft_button("Draft it now", start, about=tie.referrer.details.name)
        blocks.append(kit.section(f"Tell {kit.bold(tie.referrer.details.name, 100)}.{when}", draft))
    return kit.modal("Saved", blocks, close="Done")


def story_blocks(named: Named | None) -> list[kit.Block]:
    """What came of knowing somebody who was named, and what can be done, for their story."""
    if named is None or not named.ties:
        return []
    blocks = [kit.labelled("What came of it", named.result[: kit.SECTION_LIMIT])] if named.result else []
    steps = [result_button(named)]
    if named.ask_on:
        steps.insert(0, ask_button(named))
    return [*blocks, kit.actions(steps)]


def home_blocks(waiting: Sequence[Named], member: Member, most: int) -> list[kit.Block]:
    """Those who were named and not asked yet, for Home."""
    if not waiting:
        return []
    blocks: list[kit.Block] = [kit.header("People to ask")]
    for named in waiting:
        since = short_day(named.ties[0].referred_at, member.zone)
        line = f"{kit.bold(named.contact.label)}\nNamed by {_by(named)}, {since}"
        blocks.append(kit.section(line, ask_button(named)))
    if len(waiting) == most:
        blocks.append(kit.context(f"These {most} were named first."))
    return blocks


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
