"""What a large cohort shares is found by index on both databases: no answer reads all of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from core.cohort import Cohort
from core.match_keys import MatchKeys
from core.model import ContactDetails, Owner
from core.ports import UnitOfWork
from storage.database import Database
from storage.tables import contact_shares, contacts

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
USERS = [f"U{number}" for number in range(10)]
MAYA = Owner("T1", USERS[0])
SHARED_EACH = 400
DANA = MatchKeys.of(ContactDetails("Dana Wu", "Genentech", email="d@example.org", linkedin="in/dana-wu"))
TERM = date(2026, 9, 1), date(2026, 12, 15)


@pytest.fixture
def crowd(database: Database) -> Database:
    """A cohort that shares thousands of people, of whom neither e-mail, LinkedIn page nor field is known."""
    with database.writing() as work:
        for user in USERS:
            work.members.set_zone(Owner("T1", user), "America/New_York", NOW)
        work.cohorts.save(Cohort("T1", "C1", "America/New_York", *TERM, created_at=NOW))
        work.cohorts.add("T1", USERS, NOW)
        work.commit()
    with database.engine.begin() as connection:
        connection.execute(
            contacts.insert(), [_person(user, n) for user in USERS for n in range(SHARED_EACH)]
        )
        found = connection.execute(text("SELECT id, user_id FROM contacts")).all()
        connection.execute(contact_shares.insert(), [_share(each, user) for each, user in found])
        if connection.dialect.name == "postgresql":
            # As its autovacuum does; SQLite keeps no statistics unless it is told to.
            connection.execute(text("ANALYZE"))
    return database


def _person(user: str, number: int) -> dict[str, object]:
    unknown = dict.fromkeys(("organisation", "role", "email", "affiliation_key", "email_key"), "")
    name = f"person {number}"
    return {
        "team_id": "T1",
        "user_id": user,
        "name": name,
        "name_key": name,
        "created_at": NOW,
        "touched_at": NOW,
        **unknown,
    }


def _share(contact_id: int, user: str) -> dict[str, object]:
    unknown = dict.fromkeys(("field_key", "email_key", "linkedin_key"), "")
    place = f"place {contact_id % 97}"
    return {
        "contact_id": contact_id,
        "team_id": "T1",
        "user_id": user,
        "fields": "guard,organisation",
        "organisation_key": place,
        "name_key": f"{contact_id} @ {place}",
        "shared_at": NOW,
        **unknown,
    }


def _in_touch(work: UnitOfWork) -> object:
    return work.guards.mates_in_touch(MAYA, DANA, NOW - timedelta(days=365), NOW)


def _knowing(work: UnitOfWork) -> object:
    return work.cohort_asks.knowing(MAYA, "noaa")


def _knowing_by_long_name(work: UnitOfWork) -> object:
    return work.cohort_asks.knowing(MAYA, "national oceanic atmospheric administration")


def _offered(work: UnitOfWork) -> object:
    return work.cohort_asks.offered(MAYA, "noaa", 5)


def _of_person(work: UnitOfWork) -> object:
    return work.cohort_asks.matches_of_person(MAYA, DANA)


@pytest.mark.parametrize("question", [_in_touch, _knowing, _knowing_by_long_name, _offered, _of_person])
def test_every_question_is_one_statement_that_reads_no_table_through(
    crowd: Database, question: Callable[[UnitOfWork], object]
) -> None:
    [plan] = _plans(crowd, question)
    assert "ix_contact_shares_team_id_" in plan, plan
    assert "ix_contact_shares_team_id_user_id" not in plan, plan
    for whole in ("SCAN contact_shares", "SCAN contacts", "Seq Scan on contact"):
        assert whole not in plan, plan


def _plans(database: Database, question: Callable[[UnitOfWork], object]) -> list[str]:
    """How the database goes about each statement of a question."""
    said: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, given: Any, *_more: Any) -> None:
        said.append((statement, given))

    with database.writing() as work:
        event.listen(database.engine, "before_cursor_execute", listen)
        question(work)
        event.remove(database.engine, "before_cursor_execute", listen)
    with database.engine.begin() as connection:
        return [_plan(connection, *each) for each in said if each[0].startswith("SELECT")]


def _plan(connection: Connection, statement: str, given: Any) -> str:
    explain = "EXPLAIN" if connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    rows = connection.exec_driver_sql(f"{explain} {statement}", given).all()
    return "\n".join(str(row[-1]) for row in rows)
