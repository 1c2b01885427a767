"""What a thank-you says of itself in time, late, closed, and among those of a panel."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.conversations import Logged
from core.model import Contact, ContactDetails, Debrief, Interview, Member, Owner, ThankYou
from core.next_action import Act, NextAction
from core.note import Length, Note, write_note
from core.panel import Panel
from core.thank_you import Begun
from views import kit, log_form, note_form, panel, thank_you
from views.mailto import TOO_LONG
from views.note_form import Made
from views.person_words import next_in_words

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MEMBER = Member(Owner("T1", "U1"), "America/New_York", NOW)
DANA = Contact(
    1, ContactDetails("Dana Wu", "Genentech", email="dana@example.org", linkedin="linkedin.com/in/d")
)
TALK = Interview(1, DANA, NOW - timedelta(minutes=40), NOW, NOW, Debrief("ask early"), ThankYou.DUE)
VISIT = Panel([replace(TALK, id=number, panel="V1", panel_place=number) for number in (1, 2, 3)])
LATE, CLOSED = NOW + timedelta(days=2), NOW + timedelta(days=8)
REPROACHES = ("missed", "overdue", "forgot", "failed", "should have", "too late", "are over")


def form(interview: Interview, length: Length, written: Note | None = None, at: datetime = NOW) -> kit.View:
    begun = Begun(interview, write_note(interview, length, MEMBER.zone, NOW, "Maya"))
    return note_form.note_form(begun, Made.of(1, begun.note, 1), written or begun.note, at)


def told(view: kit.View) -> str:
    return str(view["blocks"])


def sentences(at: datetime) -> list[str]:
    """All that a person reads about a note at that time."""
    return [
        thank_you.due_line(TALK, MEMBER, at),
        thank_you.reminder(TALK, MEMBER, at).text,
        panel.reminder(VISIT, MEMBER, at).text,
        told(form(TALK, Length.EMAIL, at=at)),
        log_form.what_happens_next(Logged(TALK, []), MEMBER, at),
        log_form.what_happens_next(Logged(TALK, [], panel=VISIT), MEMBER, at),
        next_in_words(NextAction(Act.THANK, date(2026, 11, 24)), MEMBER, at.date()),
    ]


def test_what_is_late_is_still_worth_sending_wherever_it_is_told() -> None:
    for said in sentences(LATE):
        assert "late, still worth sending" in said.replace("late, and still", "late, still")


@pytest.mark.parametrize("at", [LATE, CLOSED])
def test_nobody_is_reproached(at: datetime) -> None:
    for said in sentences(at):
        assert not any(reproach in said for reproach in REPROACHES), said


def test_after_a_week_a_panel_asks_for_nothing_and_has_no_buttons() -> None:
    message = panel.reminder(VISIT, MEMBER, CLOSED)
    assert "All 3 thank-yous for this conversation are off your list." in message.text
    assert not any(block["type"] == "actions" for block in message.blocks)


def test_only_an_email_has_a_subject_and_a_link_into_the_mail_program() -> None:
    for length in Length:
        view = form(TALK, length)
        has_subject = any(str(block.get("block_id", "")).startswith("subject") for block in view["blocks"])
        assert has_subject is ("|Open in mail>" in told(view)) is (length is Length.EMAIL)
    assert "linkedin.com/in/d" in told(form(TALK, Length.LINKEDIN))


def test_what_still_has_a_gap_or_is_too_long_for_a_link_says_so_instead() -> None:
    assert "Open in mail" not in told(form(replace(TALK, debrief=Debrief()), Length.EMAIL))
    assert TOO_LONG in told(form(TALK, Length.EMAIL, Note(Length.EMAIL, "ä" * 900, "Thank you")))


def test_one_of_several_is_asked_for_a_line_of_their_own_and_nobody_else_is() -> None:
    assert "What did Dana say that stays with you?" in told(form(VISIT.interviews[1], Length.CARD))
    assert "say that stays with you?" not in told(form(TALK, Length.CARD))


def test_a_note_that_was_sent_elsewhere_says_that_its_text_is_not_here() -> None:
    sent = replace(TALK, thank_you=ThankYou.SENT, thank_you_closed_at=NOW)
    assert "Its text is not kept here" in told(note_form.sent_note(sent, MEMBER))
    assert "Dear Dana" in told(note_form.sent_note(replace(sent, thank_you_note="Dear Dana"), MEMBER))
