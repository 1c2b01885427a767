"""People who were named, and who led to whom, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from core.model import Contact, ContactDetails, Debrief, Interview, Member, Owner, ReminderKind, ThankYou
from core.network import Link, Network, Node, Standing
from core.outreaches import Permission
from core.referral import Named, Tie
from tests.views.asks import DANA, LONG, LONGEST_PERSON
from views import kit, names_form, network, referrals
from views.names_form import ROWS, NameRow
from views.person_form import PersonForm

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
SAM = Contact(2, ContactDetails("Sam Reyes"))
TIE = Tie(DANA, Permission.NOT_ASKED, NOW, ask_on=TODAY, tell_on=TODAY)
EMPTY = Named(SAM, (TIE,))
FULL_TIE = replace(TIE, referrer=LONGEST_PERSON, result="\n".join([LONG[:500]] * 6))
FULL = Named(LONGEST_PERSON, (FULL_TIE,) * 9, is_asked=False)
TALK = Interview(1, DANA, NOW, NOW, NOW, Debrief(referrals="Sam Reyes"), ThankYou.SENT)
FULL_TALK = replace(TALK, contact=LONGEST_PERSON, debrief=Debrief(referrals=LONG))
STATES = {
    "empty": EMPTY,
    "full": FULL,
    "asked": replace(FULL, is_asked=True),
    "dropped": replace(EMPTY, ties=(replace(TIE, ask_on=None, tell_on=None),)),
    "later": replace(FULL, ties=(replace(FULL_TIE, ask_on=date(2026, 12, 1)),)),
}


def network_of(count: int, name: str = "Sam") -> Network:
    """A line of referrals, with each third person a branch of the first, and a circle."""
    standings = list(Standing)
    people = {each: Node(each, f"{name} {each}", name, standings[each % 3]) for each in range(1, count + 1)}
    links = [Link(each - 1 if each % 3 else 1, each) for each in range(2, count + 1)]
    return Network(people, [*links, Link(count, 1)] if count > 1 else links)


def messages() -> Iterator[tuple[str, kit.Message]]:
    """Both reminders in every state, and pages of the list."""
    for name, one in STATES.items():
        for kind in (ReminderKind.ACT_ON_REFERRAL, ReminderKind.TELL_REFERRER):
            yield f"{kind} {name}", referrals.reminder(kind, [one], MEMBER, NOW)
            yield f"{kind} {name} among others", referrals.reminder(kind, [one, FULL, FULL], MEMBER, NOW)
    yield "network empty", network.network_list(Network())
    for count, offset in ((2, 0), (200, 0), (200, 60), (200, 999)):
        yield f"network {count} {offset}", network.network_list(network_of(count, "&<>*" * 40), offset)


def views() -> Iterator[tuple[str, kit.View]]:
    """The forms."""
    rows = [NameRow("n" * 120, "a" * 420, Permission.YES, "2")] * ROWS
    known = [[LONGEST_PERSON, SAM, DANA]] * ROWS
    yield "names empty", names_form.names_form(TALK, [NameRow()], [[]])
    yield "names full", names_form.names_form(FULL_TALK, rows, known)
    yield "names added", names_form.added(FULL_TALK, [*STATES.values()] * 2, 7)
    yield "nobody added", names_form.added(TALK, [], 0)
    for name, one in STATES.items():
        yield f"result {name}", referrals.result_form(one, PersonForm(1, "V1"))
        if one.result:
            yield f"result saved {name}", referrals.result_saved(one)
