"""All that is stored of a member: nothing is missing where they take it along, nor is anything of others."""

from sqlalchemy import Column, Table, Text
from sqlalchemy.sql import visitors

from core.model import Owner
from storage.belongings import SHEETS
from storage.database import Database
from storage.tables import metadata
from tests.storage.everything import fill, marked

MAYA, JONAS = Owner("T1", "U0MAYA"), Owner("T1", "U0JONAS")
ELSEWHERE = Owner("T2", "U0MAYA")

LINKS = "links rows to each other; the names of people, and numbers where there are two alike, stand for it"
KEYS = "is made of what is exported, to find it again"
POSTED = "where in Slack a message stands that the member sees there"
MACHINERY = "says which worker has a reminder in hand"
OTHERS = "is who else is in it, or what somebody else asked"
COHORTS = "is the cohort's, not a member's"
SECRET = "is what the secret address hashes to, and of no use to anybody"

NOT_EXPORTED = {
    "*.team_id": LINKS,
    "*.user_id": LINKS,
    "*.id": LINKS,
    "*.contact_id": LINKS,
    "*.request_key": KEYS,
    "*.posted_channel": POSTED,
    "*.posted_ts": POSTED,
    "*.told_channel": POSTED,
    "*.told_ts": POSTED,
    "calendar_feeds.token_key": SECRET,
    "cohort_asks.subject_key": KEYS,
    "cohorts.*": COHORTS,
    "contact_shares.organisation_key": KEYS,
    "contact_shares.field_key": KEYS,
    "contact_shares.name_key": KEYS,
    "contact_shares.email_key": KEYS,
    "contact_shares.linkedin_key": KEYS,
    "contacts.name_key": KEYS,
    "contacts.affiliation_key": KEYS,
    "contacts.email_key": KEYS,
    "introductions.ask_id": OTHERS,
    "introductions.channel": POSTED,
    "news_notes.news_id": LINKS,
    "nudges.reminder_id": LINKS,
    "outreaches.about_id": LINKS,
    "practice_pairs.partner_id": OTHERS,
    "practice_pairs.third_id": OTHERS,
    "receipts.*": "is what Slack delivered, whoever did it, and is gone after 25 hours",
    "referrals.referrer_id": LINKS,
    "reminder_keys.*": KEYS,
    "reminders.subject_id": LINKS,
    "reminders.occurrence": KEYS,
    "reminders_done.subject_id": LINKS,
    "reminders_done.occurrence": KEYS,
    "reminders.lane": MACHINERY,
    "reminders.claimed_by": MACHINERY,
    "reminders.lease_until": MACHINERY,
    "reminders.sending_at": MACHINERY,
    "reminders_done.channel": POSTED,
    "reminders_done.ts": POSTED,
    "tasks.nudge_id": LINKS,
    "installations.*": "is the workspace's",
    "org_workspaces.*": "is the workspace's",
}
"""Every column that is in no sheet, and why."""


def _is_excused(table: str, column: str) -> bool:
    return not {f"*.{column}", f"{table}.*", f"{table}.{column}"}.isdisjoint(NOT_EXPORTED)


def test_every_column_of_every_table_is_taken_along_or_says_why_not() -> None:
    taken = {
        (column.table.name, column.name)
        for statement, _ in SHEETS.values()
        for selected in statement.selected_columns
        for part in visitors.iterate(selected)
        for column in getattr(part, "proxy_set", ())
        if isinstance(column, Column) and isinstance(column.table, Table)
    }
    missing = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if (table.name, column.name) not in taken and not _is_excused(table.name, column.name)
    }
    assert not missing


def test_whatever_is_written_down_stands_in_a_sheet(database: Database) -> None:
    fill(database, MAYA, "zylophone")
    fill(database, JONAS, "quorvath")
    fill(database, ELSEWHERE, "blixtrum")
    with database.reading() as work:
        read = work.belongings.read(MAYA)
    told = {value for rows in read.values() for row in rows for value in row.values()}
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Text) and not _is_excused(table.name, column.name):
                assert marked("zylophone", column) in told, f"{table.name}.{column.name}"
    assert "quorvath" not in str(read)
    assert "blixtrum" not in str(read)


def test_what_there_is_is_counted(database: Database) -> None:
    fill(database, MAYA, "zylophone")
    fill(database, JONAS, "quorvath")
    with database.reading() as work:
        held = work.belongings.count(MAYA)
        nothing = work.belongings.count(Owner("T1", "U0NOBODY"))
    assert (held.people, held.conversations, held.meetings, held.drafts, held.touches) == (1, 1, 1, 1, 1)
    assert (held.tasks, held.news, held.words, held.shared, held.reminders) == (1, 1, 2, 3, 2)
    assert nothing.is_nothing
    assert not held.is_nothing
