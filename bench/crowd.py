"""A large cohort in a database: everybody with thousands of people, each shared in part."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, TextClause, bindparam, text

from bench.payloads import TEAM, user
from core import members, own_words
from core.cohort import TERM, Cohort
from core.model import ContactDetails, Owner
from core.nudges import Keeping
from core.profile import Profile
from core.shares import Share
from storage.columns import UtcDateTime
from storage.database import Database, parse_url
from storage.migrate import migrate

ZONE = "America/New_York"
PROFILE = Profile("Maya Okafor", "a PhD student", looking_for="how people move into policy")
ASKED, WANTED = "NOAA", ContactDetails("Dana Wu", "Genentech")
KNOWN_TO = 3
"""Mates who are in touch with the person that is asked for."""

ORGANISATIONS = 20_000
SOMETIMES = 500
"""One in so many people is at the organisation that is asked for."""

_NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :people)"
_ELSEWHERE = f"'Place ' || (n * 7919 + :number) % {ORGANISATIONS}"
_AT = f"CASE WHEN n % {SOMETIMES} = 0 THEN '{ASKED}' ELSE {_ELSEWHERE} END"


def _with_now(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("now", type_=UtcDateTime))


_PEOPLE = _with_now(
    "INSERT INTO contacts (team_id, user_id, name, organisation, role, email, name_key, affiliation_key,"
    f" email_key, created_at, touched_at) {_NUMBERS}"
    f" SELECT :team, :user, 'Person ' || n, {_AT}, '', CASE WHEN n % 2 = 0 THEN n || '.' || :number ||"
    f" '@example.org' ELSE '' END, 'person ' || n, lower({_AT}), '', :now, :now FROM numbers"
)
_SHARES = _with_now(
    "INSERT INTO contact_shares (contact_id, team_id, user_id, fields, organisation_key, field_key, name_key,"
    " email_key, linkedin_key, shared_at)"
    " SELECT id, team_id, user_id, CASE id % 3 WHEN 1 THEN 'guard' ELSE 'guard,organisation' END,"
    " CASE id % 3 WHEN 1 THEN '' ELSE lower(organisation) END, '', name_key || ' @ ' || lower(organisation),"
    " email, '', :now FROM contacts WHERE team_id = :team AND user_id = :user AND id % 3 <> 0"
)


def crowded(url: str, mates: int, people: int) -> None:
    """Fill a new database; without mates there is no cohort, only the first member's own people."""
    database = Database(parse_url(url))
    migrate(database)
    now = datetime.now(UTC)
    for number in range(max(mates, 1)):
        members.settle_in(database.writing, Owner(TEAM, user(number)), ZONE, now)
    own_words.save_profile(database.writing, Owner(TEAM, user(0)), PROFILE)
    if mates:
        _gather(database, mates, now)
    with database.engine.begin() as connection:
        for number in range(max(mates, 1)):
            _add_people(connection, number, people, now, shared=mates > 0)
    for number in range(1, min(mates, KNOWN_TO + 1)):
        _touch(database, Owner(TEAM, user(number)), now)
    if not database.is_sqlite:
        # Its autovacuum would, in a minute.
        with database.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    database.close()


def _gather(database: Database, mates: int, now: datetime) -> None:
    starts_on = now.date() - timedelta(days=30)
    cohort = Cohort(
        TEAM, "C0BENCH", ZONE, starts_on, starts_on + TERM, created_at=now, announced_at=now, synced_at=now
    )
    with database.writing() as work:
        work.cohorts.save(cohort)
        work.cohorts.add(TEAM, [user(number) for number in range(mates)], now)
        work.commit()


def _add_people(connection: Connection, number: int, people: int, now: datetime, *, shared: bool) -> None:
    given = {"team": TEAM, "user": user(number), "number": number, "people": people, "now": now}
    connection.execute(_PEOPLE, given)
    if shared:
        connection.execute(_SHARES, given)


def _touch(database: Database, owner: Owner, now: datetime) -> None:
    with database.writing() as work:
        contact = work.contacts.add(owner, WANTED, now)
        work.nudges.keep(owner, contact.id, Keeping(touched_at=now))
        work.shared_people.set(owner, contact.id, frozenset({Share.GUARD}), now)
        work.commit()
