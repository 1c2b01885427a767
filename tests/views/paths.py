"""What is shown of news, of a member's path and of a talk, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from core.fit import Fit
from core.model import Contact, ContactDetails, Member, Owner
from core.news import Helper, News, NewsNote, NoteState, Part
from core.outreach import Situation
from core.stats import Counts, Stats, Stretch
from core.telling import ToTell
from views import kit, news, stats

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
LONG = "&<>*ابدأ" * 375
DANA = Contact(1, ContactDetails("Dana Wu", "Genentech"))
LONGEST = Contact(
    2, ContactDetails("&" * 120, "<" * 160, ">" * 160, f"{'a' * 240}@example.org", field="*" * 60)
)
DRAFTED = NewsNote(DANA, "Some news", "Dear Dana,\n\nI have news.")
EMPTY = News(1, MEMBER.owner, "I defended", NOW, (DRAFTED,))


def _longest(number: int, state: NoteState) -> NewsNote:
    contact = replace(LONGEST, id=number)
    return NewsNote(contact, LONG[:200], LONG, state, None if state is NoteState.DRAFTED else NOW)


def _news(*counts: tuple[NoteState, int]) -> News:
    states = [state for state, number in counts for _ in range(number)]
    notes = tuple(_longest(number, state) for number, state in enumerate(states, 1))
    return News(1, MEMBER.owner, LONG[:300], NOW, notes)


FULL = _news((NoteState.SENT, 30), (NoteState.SKIPPED, 30), (NoteState.DRAFTED, 40))
CLOSED = _news((NoteState.SENT, 50), (NoteState.SKIPPED, 50))
HELPERS = [Helper(replace(LONGEST, id=number), Part(LONG, LONG, ("&" * 120,) * 9)) for number in range(15)]
TALKED = [Helper(replace(LONGEST, id=20 + number), Part()) for number in range(5)]

MOST = Counts(99_999, 99_999, 99_999, 99_999, 99_999, 99_999)
FIT = Fit("*" * 60, 99, 99, 60, 9, 99, 98)
FULL_STATS = Stats(
    Stretch.ALL,
    date(2026, 9, 1),
    MOST,
    [("&" * 60, MOST)] * 40,
    [*((situation, MOST) for situation in Situation), (None, MOST)],
    [FIT] * 20,
    ever=True,
)
NO_STATS = Stats(Stretch.TERM, date(2026, 9, 1), Counts(), [], [], [])
FIRST = Counts(asked=1)


def messages() -> Iterator[tuple[str, kit.Message]]:
    """Every message about news and about a member's path."""
    yield "news empty", news.message(EMPTY, MEMBER)
    yield "news full", news.message(FULL, MEMBER)
    yield "news closed", news.message(CLOSED, MEMBER)
    yield "news of nobody", news.message(replace(EMPTY, notes=()), MEMBER)
    yield "stats full", stats.message(FULL_STATS)
    yield "stats none", stats.message(NO_STATS)
    yield "stats none this term", stats.message(replace(NO_STATS, ever=True))
    alone = replace(NO_STATS, total=FIRST, by_field=[("", FIRST)], by_situation=[(Situation.COLD, FIRST)])
    yield "stats first", stats.message(alone)


def views() -> Iterator[tuple[str, kit.View]]:
    """Every form about news."""
    yield "news form first", news.news_form(ToTell([]), "")
    yield "news form full", news.news_form(ToTell([*HELPERS, *TALKED], FULL), LONG)
    yield "news form named", news.news_form(ToTell(HELPERS[:1], name="Maya"), "I defended")
    for name, one in (("empty", EMPTY), ("full", FULL)):
        yield f"news note {name}", news.note_form(one, one.notes[0], "Marked as sent.")
        yield f"news ready {name}", news.ready(one, one.notes[0])
    yield "news told", news.standing(CLOSED, MEMBER)
