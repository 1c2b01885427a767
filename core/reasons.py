"""Reasons to write to somebody, drawn from what is stored: news, not favours.

That is Yale's and Tufts' advice (defaults, section 5). An update on their advice, a referral that worked out
and the student's own news are what professionals like to hear. A reason ends with the touch that comes after
it. No reason is a finished text: what only the student knows is left as a gap in brackets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.local_time import in_zone
from core.model import Contact
from core.news import FRESH_FOR
from core.note import salutation
from core.seasons import Season, season_of
from core.task import TaskKind
from core.wording import in_one_line

LINE_PART = 100
"""Characters of what was typed in a nudge's line: three people have to fit into one message."""

SENTENCE_PART = 500
"""Characters of it in a draft, as in the thank-you note."""


class ReasonKind(StrEnum):
    """What a reason is drawn from, the best first."""

    PROMISE_KEPT = "promise_kept"
    ADVICE_FOLLOWED = "advice_followed"
    REFERRAL_RESULT = "referral_result"
    REFERRAL_MET = "referral_met"
    NEWS = "news"
    SEASON = "season"
    TAKEAWAY = "takeaway"


OF_TASKS = frozenset({ReasonKind.PROMISE_KEPT, ReasonKind.ADVICE_FOLLOWED})
"""Drawn from a task that is done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A task that is done and that nobody was told about."""

    task_id: int
    kind: TaskKind
    text: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody whom the person named, and whom the member talked with, last at ``met_at``.

    ``result``: what came of it, where that was written down and not told yet.
    """

    contact: Contact
    met_at: datetime
    told: bool = False
    result: str = ""


@dataclass(frozen=True, slots=True)
class OwnNews:
    """Something that the member decided or landed, which this person has not heard."""

    news_id: int
    text: str
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about one person that may be a reason to write. ``takeaway``: of the last talk."""

    contact: Contact
    touched_at: datetime | None = None
    deeds: tuple[Deed, ...] = ()
    met: tuple[Met, ...] = ()
    news: tuple[OwnNews, ...] = ()
    takeaway: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to write now. All of it holds what was typed: it is plain text, to be escaped where it is shown.

    ``line``: for the member, one or two sentences. ``sentence``: for a draft, in the member's voice, with a
    gap. ``subject_id``: the task, the referred contact or the news that it is drawn from, 0 for the others.
    """

    kind: ReasonKind
    line: str
    sentence: str
    subject_id: int = 0


def reasons_to_write(known: Known, today: date, zone: str) -> list[Reason]:
    """Every reason that no touch has used up, the best first; of one kind the newest first.

    ``today``: the member's date, in their ``zone``. The takeaway of the last talk is always the last: it is
    there when there is nothing else.
    """
    found = [
        *_deeds(known),
        *_met(known),
        *_news(known, today, zone),
        *_season(known, today, zone),
        *_takeaway(known),
    ]
    order = list(ReasonKind)
    return sorted(found, key=lambda reason: order.index(reason.kind))


def _is_new(known: Known, at: datetime) -> bool:
    return known.touched_at is None or at > known.touched_at


def _deeds(known: Known) -> Iterator[Reason]:
    name = salutation(known.contact.details.name)
    for deed in sorted(known.deeds, key=lambda deed: deed.done_at, reverse=True):
        if not _is_new(known, deed.done_at):
            continue
        short, full = _part(deed.text, LINE_PART), _sentence(deed.text)
        if deed.kind is TaskKind.PROMISE:
            line = f"You did what you promised {name}: {_closed(short)} Tell them that it is done."
            sentence = f"What I promised you is done: {full} [one sentence: what came of it]"
            yield Reason(ReasonKind.PROMISE_KEPT, line, sentence, deed.task_id)
        else:
            line = f"You did what {name} advised: {_closed(short)} Tell them how it was."
            sentence = f"I followed your advice: {full} [one sentence: how it was, and what you took from it]"
            yield Reason(ReasonKind.ADVICE_FOLLOWED, line, sentence, deed.task_id)


def _met(known: Known) -> Iterator[Reason]:
    name = salutation(known.contact.details.name)
    for met in sorted(known.met, key=lambda met: met.met_at, reverse=True):
        other = met.contact.details.name
        if met.result:
            short = _closed(_part(met.result, LINE_PART))
            line = f"Something came of {name} naming {other}: {short} Tell them, and thank them."
            sentence = (
                f"You told me about {other}, and something came of it: {_sentence(met.result)} Thank you."
            )
            yield Reason(ReasonKind.REFERRAL_RESULT, line, sentence, met.contact.id)
        elif not met.told and _is_new(known, met.met_at):
            line = f"You talked with {other}, whom {name} named. Tell them, and thank them."
            sentence = (
                f"I talked with {other}, as you suggested: [one sentence: what you learned]. Thank you for "
                "telling me about them."
            )
            yield Reason(ReasonKind.REFERRAL_MET, line, sentence, met.contact.id)


def _news(known: Known, today: date, zone: str) -> Iterator[Reason]:
    """Until the person has heard it, while it is news."""
    name = salutation(known.contact.details.name)
    for news in sorted(known.news, key=lambda news: news.told_at, reverse=True):
        told_on = in_zone(news.told_at, zone).date()
        if _is_new(known, news.told_at) and today - told_on <= FRESH_FOR:
            line = f"You have news that {name} has not heard: {_closed(_part(news.text, LINE_PART))}"
            sentence = f"I have news: {_sentence(news.text)} [one sentence: what it means to you]"
            yield Reason(ReasonKind.NEWS, line, sentence, news.news_id)


_SEASONS = {
    Season.NEW_YEAR: (
        "The year is young: say in two sentences what you plan to do in it.",
        "The year is still young, and I have made some plans: [one sentence: what you plan to do].",
    ),
    Season.TERM_BEGINS: (
        "A new term begins: say in two sentences what you are working on.",
        "A new term has begun here, and I'm working on [what you are working on now].",
    ),
    Season.TERM_ENDS: (
        "The term is ending: say in two sentences what you did and learned in it.",
        "The term is nearly over here. [one sentence: what you did or learned in it]",
    ),
    Season.BEFORE_SUMMER: (
        "Summer is near: say in two sentences what you will be doing.",
        "Before the summer, a short word on what I'm up to: [one sentence: what you will be doing].",
    ),
}


def _season(known: Known, today: date, zone: str) -> Iterator[Reason]:
    """Used up by a touch since it began."""
    found = season_of(today)
    if found is None:
        return
    season, began_on = found
    if known.touched_at is None or in_zone(known.touched_at, zone).date() < began_on:
        yield Reason(ReasonKind.SEASON, *_SEASONS[season])


def _takeaway(known: Known) -> Iterator[Reason]:
    if known.takeaway.strip():
        name = salutation(known.contact.details.name)
        short, full = _closed(_part(known.takeaway, LINE_PART)), _sentence(known.takeaway)
        line = f"What stayed with you from {name}: {short} Say what it led to."
        sentence = f"I still think of what you told me: {full} [one sentence: what it led to]"
        yield Reason(ReasonKind.TAKEAWAY, line, sentence)


def _sentence(text: str) -> str:
    return _closed(_part(text, SENTENCE_PART))


def _part(text: str, limit: int) -> str:
    """The text on one line, cut between words where it is too long."""
    line = in_one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1].rsplit(' ', 1)[0]}…"


def _closed(line: str) -> str:
    return line if line[-1:] in tuple(".!?…)") else f"{line}."
