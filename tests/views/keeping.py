"""Keeping in touch and the settings, with the emptiest and the fullest content."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.model import (
    Contact,
    ContactDetails,
    Debrief,
    Interview,
    KeepInTouch,
    Member,
    Nudging,
    Owner,
    ThankYou,
)
from core.nudges import DueContact, InTouch, Keeping, Nudge, TouchNote
from core.reasons import Reason, ReasonKind
from views import cadence_field, kit, nudges, settings_form, touch_form
from views.cadence_field import CadenceForm
from views.touch_form import Touching

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
LONG = "&<>*ابدأ" * 375
DANA = Contact(1, ContactDetails("Dana Wu", "Genentech"))
LONGEST_PERSON = Contact(2, ContactDetails("&" * 120, "<" * 160, ">" * 160, f"{'a' * 240}@example.org"))
FULL_TALK = Interview(
    1,
    LONGEST_PERSON,
    NOW - timedelta(days=120),
    NOW - timedelta(days=120),
    NOW,
    Debrief(LONG, LONG, LONG, LONG, LONG, KeepInTouch.YES),
    ThankYou.SENT,
)
# As long as a reason's line may be: names are shortened nowhere.
REASON = Reason(ReasonKind.REFERRAL_RESULT, "&" * 500, LONG, 7)
TODAY = date(2026, 11, 23)
OPEN = Keeping(120, NOW - timedelta(days=120), None, TODAY)
STATES = (OPEN, Keeping(120, NOW, None, date(2027, 3, 23)), Keeping(None, NOW, is_chosen=True))
BUSY = replace(
    MEMBER,
    zone="America/Argentina/ComodRivadavia",
    paused_until=date(2026, 12, 24),
    nudging=Nudging(frozenset({1, 3, 5, 7}), 1, 7, 8, 365),
)
PLAIN_TURN = DueContact(DANA, TODAY, OPEN)
NOTED = TouchNote(NOW - timedelta(days=100), LONG)
FULL_TURN = DueContact(LONGEST_PERSON, TODAY, OPEN, FULL_TALK, REASON, NOTED)
MET_TURN = DueContact(LONGEST_PERSON, TODAY, OPEN, reason=REASON, noted=NOTED)


def messages() -> Iterator[tuple[str, kit.Message]]:
    """Every nudge."""
    for name, turn in (("empty", PLAIN_TURN), ("full", FULL_TURN), ("met", MET_TURN)):
        for state in STATES:
            yield (
                f"turn {name} {state.due_on}",
                nudges.nudge(Nudge([replace(turn, keeping=state)]), 1, MEMBER, NOW),
            )
        yield f"turns {name}", nudges.nudge(Nudge([turn] * 3), 1, MEMBER, NOW)


def views() -> Iterator[tuple[str, kit.View]]:
    """Every form about keeping in touch, and the settings."""
    known = {
        "empty": InTouch(DANA, Keeping()),
        "full": InTouch(LONGEST_PERSON, replace(OPEN, cadence_days=99), (REASON,) * 12),
    }
    for name, one in known.items():
        about = Touching(str(one.contact.id), one.contact.details, one)
        yield f"touch {name}", touch_form.touch_form(about, MEMBER, NOW)
        yield f"touch saved {name}", touch_form.saved(one, MEMBER, NOW)
        form = CadenceForm(one.contact.id, 1, "D01234567890", "1805833800.000000")
        yield f"cadence {name}", cadence_field.cadence_form(one, MEMBER.nudging, form)
    stranger = Touching(f"new:{'n' * 71}", ContactDetails("n" * 71))
    yield "touch new", touch_form.touch_form(stranger, MEMBER, NOW)
    yield "touch whom", touch_form.whom_form("n" * 71)
    yield "settings busy", settings_form.settings_form(BUSY)
    yield "settings saved busy", settings_form.saved(BUSY, NOW, "Reset")
    turns = nudges.turns([FULL_TURN] * 5, 99, MEMBER)
    yield "turns on Home", kit.home(turns)
