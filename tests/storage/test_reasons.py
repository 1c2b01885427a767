"""What may be a reason to write, read from both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, event, insert, update

from core.model import ContactDetails, Debrief, Owner
from core.reasons import Known, ReasonKind, reasons_to_write
from core.when import Span
from storage.database import Database
from storage.tables import contacts, news, news_notes, referrals, tasks

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MAYA, JONAS = Owner("T1", "U1"), Owner("T1", "U2")
DANA, BEN, EVA = 1, 2, 3
MINE = {"team_id": "T1", "user_id": "U1"}
TASK = {**MINE, "contact_id": DANA, "kind": "promise", "due_on": date(2026, 11, 30), "created_at": NOW}


@pytest.fixture
def known(database: Database) -> Database:
    """Maya's Dana and Ben, both last in touch a month ago, and Jonas's Eva."""
    with database.writing() as work:
        for owner in (MAYA, JONAS):
            work.members.set_zone(owner, "America/New_York", NOW)
        for owner, name in ((MAYA, "Dana Wu"), (MAYA, "Ben Ito"), (JONAS, "Eva Lund")):
            work.contacts.add(owner, ContactDetails(name), NOW)
        work.commit()
    with database.engine.begin() as connection:
        connection.execute(update(contacts).values(touched_at=NOW - 30 * DAY))
    return database


def _put(database: Database, table: Table, **values: Any) -> None:
    with database.engine.begin() as connection:
        connection.execute(insert(table).values(values))


def _talk(database: Database, contact_id: int, ended_at: datetime, takeaway: str = "") -> None:
    with database.writing() as work:
        contact = work.contacts.get(MAYA, contact_id)
        span, said = Span(ended_at - timedelta(minutes=30), ended_at), Debrief(takeaway=takeaway)
        work.interviews.add(MAYA, contact, span, said, request_key=str(ended_at), now=NOW)
        work.commit()


def _read(database: Database, *contact_ids: int) -> dict[int, Known]:
    with database.reading() as work:
        return work.reasons.of(contact_ids)


def _kinds(database: Database) -> list[ReasonKind]:
    found = reasons_to_write(_read(database, DANA)[DANA], NOW.date(), "America/New_York")
    return [reason.kind for reason in found]


def test_a_task_that_is_done_is_a_reason_until_it_was_written_about(known: Database) -> None:
    _put(known, tasks, **TASK, text="open", state="open")
    _put(known, tasks, **TASK, text="dropped", state="dropped", closed_at=NOW)
    _put(known, tasks, **TASK, text="told", state="done", closed_at=NOW, written_at=NOW)
    assert _kinds(known) == []
    _put(known, tasks, **TASK, text="send the paper", state="done", closed_at=NOW - DAY)
    [deed] = _read(known, DANA)[DANA].deeds
    assert (deed.text, deed.done_at) == ("send the paper", NOW - DAY)
    assert _kinds(known) == [ReasonKind.PROMISE_KEPT]


def test_whoever_was_named_is_a_reason_once_they_were_met_until_their_referrer_was_told(
    known: Database,
) -> None:
    _put(known, referrals, contact_id=BEN, referrer_id=DANA, permission="yes", referred_at=NOW - 9 * DAY)
    assert _kinds(known) == []
    _talk(known, BEN, NOW - 2 * DAY)
    _talk(known, BEN, NOW - DAY)
    [met] = _read(known, DANA)[DANA].met
    assert (met.contact.details.name, met.met_at) == ("Ben Ito", NOW - DAY)
    assert _kinds(known) == [ReasonKind.REFERRAL_MET]
    with known.engine.begin() as connection:
        connection.execute(update(referrals).values(met_told_at=NOW))
    assert _kinds(known) == []
    with known.engine.begin() as connection:
        connection.execute(update(referrals).values(result="an internship"))
    assert _kinds(known) == [ReasonKind.REFERRAL_RESULT]
    with known.engine.begin() as connection:
        connection.execute(update(referrals).values(result_told_at=NOW))
    assert _kinds(known) == []


def test_news_is_a_reason_for_each_of_its_members_people_who_has_not_heard_it(known: Database) -> None:
    _put(known, news, **MINE, text="I defended", told_at=NOW - DAY, request_key="V1")
    _put(known, news, **MINE, text="long ago", told_at=NOW - 40 * DAY, request_key="V2")
    read = _read(known, DANA, BEN, EVA)
    assert {contact_id: [one.text for one in read[contact_id].news] for contact_id in read} == {
        DANA: ["I defended"],
        BEN: ["I defended"],
        EVA: [],
    }
    _put(known, news_notes, news_id=1, contact_id=DANA, text="Dear Dana", state="sent", closed_at=NOW)
    assert _kinds(known) == []


def test_the_takeaway_is_the_last_one_that_was_written_down(known: Database) -> None:
    _talk(known, DANA, NOW - 60 * DAY, "curiosity first")
    _talk(known, DANA, NOW - 50 * DAY, "write early")
    _talk(known, DANA, NOW - 40 * DAY)
    assert _read(known, DANA)[DANA].takeaway == "write early"


def test_many_people_cost_no_more_questions_than_one(known: Database) -> None:
    asked: list[str] = []
    event.listen(known.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    _read(known, DANA)
    one = len(asked)
    _read(known, DANA, BEN, EVA)
    assert len(asked) == 2 * one
    assert one <= 6
    assert _read(known) == {}
