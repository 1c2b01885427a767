"""What is prepared for a person, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from core import members, preparing
from core.errors import InvalidFields, NotYours
from core.model import ContactDetails, Owner
from core.preparation import (
    SHEET_LIMIT,
    Answer,
    Preparation,
    PreparedQuestion,
    answer_to,
    suggested,
)
from core.preparing import Sheet
from core.question_bank import LAST, Priority
from storage.database import Database

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DANA = ContactDetails("Dana Wu", "Genentech")
WRITTEN = Preparation(
    organisation="Antibodies & “biosimilars”",
    person="PhD in Basel",
    aim="see whether industry suits me\n한국어, 😀",
    questions=(
        PreparedQuestion("Why industry?", Priority.MUST),
        PreparedQuestion("How big is your team?"),
        PreparedQuestion("Basel or here?", Priority.IF_TIME),
    ),
    minutes=30,
)


@pytest.fixture
def dana(database: Database) -> int:
    """Maya's person; Jonas is there as well."""
    members.settle_in(database.writing, MAYA, "America/New_York", NOW)
    members.settle_in(database.writing, JONAS, "Europe/Berlin", NOW)
    with database.writing() as work:
        contact = work.contacts.add(MAYA, DANA, NOW)
        work.commit()
    return contact.id


def save(database: Database, whom: int | ContactDetails, written: Preparation, key: str = "V1") -> Sheet:
    return preparing.save(database.writing, MAYA, whom, written, request_key=key, now=NOW)


def test_a_sheet_begins_with_the_suggested_questions_and_nothing_is_stored_yet(
    database: Database, dana: int
) -> None:
    sheet = preparing.sheet_for(database.reading, MAYA, dana)
    assert sheet.contact.details == DANA
    assert sheet.preparation == Preparation(questions=suggested())


def test_what_was_written_is_there_when_it_is_opened_again_until_it_is_written_anew(
    database: Database, dana: int
) -> None:
    saved = save(database, dana, WRITTEN)
    assert saved == preparing.sheet_for(database.reading, MAYA, dana)
    assert saved.preparation == WRITTEN
    save(database, dana, Preparation(), "V2")
    assert preparing.sheet_for(database.reading, MAYA, dana) == Sheet(saved.contact, Preparation())


def test_answers_stay_when_their_questions_are_changed(database: Database, dana: int) -> None:
    save(database, dana, WRITTEN)
    answers = {"Why industry?": "Teams.", LAST.text: "Ben Ito, yes"}
    answered = preparing.answer(database.writing, MAYA, dana, answers, NOW)
    assert answered == preparing.sheet_for(database.reading, MAYA, dana)
    changed = save(database, dana, Preparation(questions=WRITTEN.questions[1:]), "V2").preparation
    assert changed.answers == (Answer("Why industry?", "Teams."), Answer(LAST.text, "Ben Ito, yes"))
    assert answer_to(changed, "why industry") == "Teams."


def test_a_new_person_begins_to_exist_once_however_often_the_form_is_sent(
    database: Database, dana: int
) -> None:
    new = ContactDetails("Ben Ito", "NOAA")
    first = save(database, new, WRITTEN, "V7")
    again = save(database, new, WRITTEN, "V7")
    namesake = save(database, new, WRITTEN, "V8")
    assert first == again
    assert namesake.contact.id not in {first.contact.id, dana}


def test_a_sheet_with_too_many_questions_is_refused_and_changes_nothing(
    database: Database, dana: int
) -> None:
    save(database, dana, WRITTEN)
    many = tuple(PreparedQuestion(f"Question {number}?") for number in range(SHEET_LIMIT + 1))
    with pytest.raises(InvalidFields):
        save(database, dana, Preparation(questions=many), "V2")
    assert preparing.sheet_for(database.reading, MAYA, dana).preparation == WRITTEN


def test_nobody_sees_writes_or_answers_somebody_elses_sheet(database: Database, dana: int) -> None:
    save(database, dana, WRITTEN)
    with pytest.raises(NotYours):
        preparing.sheet_for(database.reading, JONAS, dana)
    with pytest.raises(NotYours):
        preparing.save(database.writing, JONAS, dana, Preparation(), request_key="V1", now=NOW)
    with pytest.raises(NotYours):
        preparing.answer(database.writing, JONAS, dana, {"Why industry?": "x"}, NOW)
    with database.writing() as work, pytest.raises(NotYours):
        work.preparations.save(JONAS, dana, Preparation(), NOW + timedelta(days=1))
    assert preparing.sheet_for(database.reading, MAYA, dana).preparation == WRITTEN
