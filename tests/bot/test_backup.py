"""A backup is whole, and what is restored goes on as if nothing had happened."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command as alembic
from sqlalchemy import make_url, select, text

from bot.assembly import Bot
from bot.backup import NotBackedUp, OtherPrograms, back_up, finish, restore
from bot.manifest import manifest
from core.model import Owner, PlannedReminder, ReminderKind
from sandbox import Sandbox
from storage import restored
from storage.database import Database, DatabaseInUse, parse_url
from storage.migrate import alembic_config, is_current
from storage.tables import contacts, interviews, metadata, reminders
from tests.postgres import programs
from tests.processes import ends_well, output, started
from tests.world import inhabited, settings_for

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TALK = "Dana Wu, Genentech, today 2pm, 40 min"


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def people(url: str) -> list[str]:
    with closing(Database(parse_url(url))) as database, database.engine.connect() as connection:
        return list(connection.execute(select(contacts.c.name).order_by(contacts.c.name)).scalars())


def add_person(database: Database, name: str) -> None:
    add = (
        "INSERT INTO contacts (team_id, user_id, name, organisation, role, email, name_key, affiliation_key,"
        " email_key, created_at) VALUES ('T1', 'U1', :name, '', '', '', '', '', '', :now)"
    )
    member = (
        "INSERT INTO members (team_id, user_id, zone, zone_checked_at, quiet_start, quiet_end, joined_at,"
        " last_seen_at) VALUES ('T1', 'U1', 'UTC', :now, :quiet, :quiet, :now, :now) ON CONFLICT DO NOTHING"
    )
    given = {"now": "2026-11-27 12:00:00.000000", "quiet": "21:00:00.000000", "name": name}
    with database.engine.begin() as connection:
        connection.execute(text(member), given)
        connection.execute(text(add), given)


def everything_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if not each.name.endswith(".lock")}


async def test_a_backup_beside_a_running_process_is_one_whole_file_for_its_owner_only(tmp_path: Path) -> None:
    async with Sandbox(manifest()) as sandbox:
        tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
        async with started(tmp_path, "run", SLACK_API_URL=sandbox.api_url, **tokens) as process:
            await sandbox.app_connected(timeout=60)
            maya = sandbox.person("maya")
            await maya.command(f"/interview log {TALK}")
            await maya.modal(timeout=20)
            await maya.submit()
            status, told = await output(tmp_path, "backup", "copy.db")
            assert (status, told) == (0, "Backed up to copy.db, and checked.\n")
            status, told = await output(tmp_path, "restore", "copy.db")
            assert (status, "Another Inroad process is using inroad.db" in told) == (1, True)
            await ends_well(process)
    assert people(f"sqlite:///{tmp_path}/copy.db") == ["Dana Wu"]
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert everything_in(tmp_path) == {"inroad.db", "copy.db"}


def test_a_backup_holds_every_committed_change_and_no_half_one(sqlite: Database, tmp_path: Path) -> None:
    """Two rows in each transaction: a copy from the middle of one would hold an odd number."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with sqlite.engine.begin() as connection:
                for half in "ab":
                    connection.execute(
                        text("INSERT INTO receipts VALUES (:key, '2026-11-27 12:00:00')"),
                        {"key": f"{number}{half}"},
                    )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = []
        for turn in range(8):
            copy = tmp_path / f"{turn}.db"
            back_up(address(sqlite), copy, replace=False)
            with closing(sqlite3.connect(copy)) as opened:
                counts.append(opened.execute("SELECT count(*) FROM receipts").fetchone()[0])
    finally:
        stop.set()
        writer.join()
    assert [count % 2 for count in counts] == [0] * 8
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(sqlite: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("last term's")
    with pytest.raises(NotBackedUp, match="is there already"):
        back_up(address(sqlite), copy, replace=False)
    assert copy.read_text() == "last term's"
    back_up(address(sqlite), copy, replace=True)
    assert people(f"sqlite:///{copy}") == []


@pytest.mark.parametrize("name", ["inroad.db", ".", "no/such/folder/copy.db"])
def test_what_is_no_place_for_a_backup_is_said(sqlite: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(NotBackedUp, match=r"not a place|no folder"):
        back_up(address(sqlite), tmp_path / name, replace=True)
    assert everything_in(tmp_path) <= {"inroad.db", "inroad.db-wal", "inroad.db-shm"}


def test_a_damaged_database_leaves_the_last_backup_as_it_is(sqlite: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(address(sqlite), copy, replace=False)
    sqlite.close()
    before = copy.read_bytes()
    damage(tmp_path / "inroad.db")
    with pytest.raises(NotBackedUp, match=r"damaged|malformed"):
        back_up(address(sqlite), copy, replace=True)
    assert copy.read_bytes() == before
    assert everything_in(tmp_path) == {"inroad.db", "copy.db"}


def damage(file: Path) -> None:
    """Overwrite the second half of it."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2] + os.urandom(len(content) // 2))


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(NotBackedUp, match="There is no database"):
        back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db", replace=False)
    assert everything_in(tmp_path) == set()


def test_what_is_restored_is_the_backup_and_the_former_database_is_kept(
    sqlite: Database, tmp_path: Path
) -> None:
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    add_person(sqlite, "Later Person")
    sqlite.close()
    kept = restore(address(sqlite), tmp_path / "copy.db", NOON)
    assert kept == tmp_path / "inroad.before-20261127T120000Z.db"
    assert people(address(sqlite)) == ["Dana Wu"]
    assert people(f"sqlite:///{kept}") == ["Dana Wu", "Later Person"]
    assert stat.S_IMODE((tmp_path / "inroad.db").stat().st_mode) == 0o600


def test_a_damaged_database_is_replaced_by_its_backup(sqlite: Database, tmp_path: Path) -> None:
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    sqlite.close()
    (tmp_path / "inroad.db").write_bytes(b"what a failing disk leaves" * 999)
    kept = restore(address(sqlite), tmp_path / "copy.db", NOON)
    assert people(address(sqlite)) == ["Dana Wu"]
    assert kept
    assert kept.read_bytes().startswith(b"what a failing disk leaves")


def test_a_backup_is_restored_where_there_was_no_database(sqlite: Database, tmp_path: Path) -> None:
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    assert restore(f"sqlite:///{tmp_path}/new.db", tmp_path / "copy.db", NOON) is None
    assert people(f"sqlite:///{tmp_path}/new.db") == ["Dana Wu"]


def test_a_backup_of_an_older_inroad_is_brought_up_to_date(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.engine.connect() as connection:
        alembic.downgrade(alembic_config(connection), "0002")
        connection.commit()
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    sqlite.close()
    restore(address(sqlite), tmp_path / "copy.db", NOON)
    assert people(address(sqlite)) == ["Dana Wu"]
    with closing(Database(sqlite.url)) as database:
        assert is_current(database)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "of a newer Inroad"),
        ("DROP TABLE alembic_version", "not a database of Inroad's"),
    ],
)
def test_what_cannot_be_restored_changes_nothing(
    sqlite: Database, tmp_path: Path, spoil: str, sentence: str
) -> None:
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    sqlite.close()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copy.execute(spoil)
        copy.commit()
    refused(sqlite, tmp_path, sentence)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_backup_is_refused(sqlite: Database, tmp_path: Path, content: bytes) -> None:
    add_person(sqlite, "Dana Wu")
    sqlite.close()
    (tmp_path / "copy.db").write_bytes(content)
    refused(sqlite, tmp_path, "not a database")
    (tmp_path / "copy.db").unlink()
    refused(sqlite, tmp_path, "There is no file")


def refused(sqlite: Database, folder: Path, sentence: str) -> None:
    before = everything_in(folder)
    with pytest.raises(NotBackedUp, match=sentence):
        restore(address(sqlite), folder / "copy.db", NOON)
    assert everything_in(folder) == before
    assert people(address(sqlite)) == ["Dana Wu"]


def test_nothing_is_restored_under_a_program_that_has_the_database_open(
    sqlite: Database, tmp_path: Path
) -> None:
    add_person(sqlite, "Dana Wu")
    back_up(address(sqlite), tmp_path / "copy.db", replace=False)
    sqlite.close()
    with closing(sqlite3.connect(tmp_path / "inroad.db")) as shell:
        shell.execute("SELECT * FROM members").fetchall()
        with pytest.raises(DatabaseInUse, match="Another program has"):
            restore(address(sqlite), tmp_path / "copy.db", NOON)
    assert people(address(sqlite)) == ["Dana Wu"]
    assert everything_in(tmp_path) == {"inroad.db", "copy.db"}


async def test_a_reminder_that_was_sent_after_the_backup_is_not_sent_again_and_none_is_lost(
    sqlite: Database, tmp_path: Path
) -> None:
    async with inhabited(sqlite) as world:
        maya, jonas = world.maya, world.jonas
        await world.log(maya, TALK)
        await asyncio.to_thread(back_up, address(sqlite), tmp_path / "copy.db", replace=False)
        world.advance(hours=2)
        assert len(await world.reminders_of(maya)) == 1
        await world.bot.stop()
        sqlite.close()
        # As much as the backup knows, Jonas's note is owed too, and he was never reminded.
        with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
            give_half_of_it_to(copy, jonas.id)
        await asyncio.to_thread(restore, address(sqlite), tmp_path / "copy.db", world.clock.now())
        world.bot = Bot(settings_for(world.sandbox, sqlite, socket_mode=True), sqlite, now=world.clock.now)
        await world.bot.start()
        await world.sandbox.app_connected()
        for _ in range(3):
            world.advance(minutes=3)
            await world.deliver()
        assert len(await world.reminders_of(maya)) == 1
        assert len(await world.reminders_of(jonas)) == 1
        await world.bot.stop()


def give_half_of_it_to(copy: sqlite3.Connection, user_id: str) -> None:
    """The same member, person, talk and reminder once more, with numbers of their own."""
    for table, changes in (
        ("members", {}),
        ("contacts", {"id": "id + 50"}),
        ("interviews", {"id": "id + 50", "contact_id": "contact_id + 50"}),
        ("reminder_keys", {"id": "id + 50", "dedupe_key": "dedupe_key || 'x'"}),
        ("reminders", {"id": "id + 50", "subject_id": "subject_id + 50"}),
    ):
        names = [row[1] for row in copy.execute(f"PRAGMA table_info({table})")]
        own = {"user_id": f"'{user_id}'", **changes}
        taken = ", ".join(own.get(name, name) for name in names)
        copy.execute(f"INSERT INTO {table} SELECT {taken} FROM {table}")  # noqa: S608 - names of our tables
    copy.commit()


def test_numbers_that_were_given_out_after_the_backup_never_come_again(database: Database) -> None:
    add_person(database, "Dana Wu")
    restored.settle(database, NOON)
    add_person(database, "Later Person")
    with database.engine.connect() as connection:
        numbers = list(connection.execute(select(contacts.c.id).order_by(contacts.c.id)).scalars())
    assert numbers[1] - numbers[0] >= restored.NUMBERS_LEFT_OUT
    assert {table.name for table in metadata.tables.values() if table.autoincrement_column is not None} >= {
        interviews.name,
        contacts.name,
    }


@pytest.mark.postgres
async def test_on_postgresql_the_lines_that_are_printed_back_up_and_restore(
    postgres_database: Database, tmp_path: Path
) -> None:
    url = postgres_database.url.set(drivername="postgresql", password="hunter2").render_as_string(
        hide_password=False
    )
    async with inhabited(postgres_database) as world:
        await world.log(world.maya, TALK)
    postgres_database.close()
    status, told = await output(tmp_path, "backup", "inroad of today.dump", DATABASE_URL=url)
    assert status == 1
    run([line for line in told.splitlines() if "pg_dump --" in line], told, tmp_path)
    made = (tmp_path / "inroad of today.dump").stat()
    assert made.st_size > 0
    assert stat.S_IMODE(made.st_mode) == 0o600
    status, told = await output(tmp_path, "restore", "inroad of today.dump", DATABASE_URL=url)
    assert status == 1
    run([line for line in told.splitlines() if line.startswith(("createdb", "pg_"))], told, tmp_path)
    new = make_url(url).set(database=f"{make_url(url).database}_restored")
    shown = new.render_as_string(hide_password=False)
    assert str(new.database) in told.splitlines()[-1]
    status, told = await output(tmp_path, "restore", "--finish", DATABASE_URL=shown)
    assert (status, "Restored." in told) == (0, True)
    for each in metadata.sorted_tables:
        assert rows(shown, each.name) == rows(url, each.name), each.name
    assert people(shown) == ["Dana Wu"]
    with closing(Database(parse_url(shown))) as database:
        async with inhabited(database) as world:
            assert "Dana Wu" in (await world.answer_to(world.maya, "/interview people")).text


def run(lines: list[str], told: str, folder: Path) -> None:
    assert lines
    assert "hunter2" not in told
    bin_ = programs()
    for line in lines:
        environment = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "PGPASSWORD": "hunter2"}
        subprocess.run(["/bin/sh", "-c", line], check=True, cwd=folder, env=environment)


def rows(url: str, table: str) -> int:
    with closing(Database(parse_url(url))) as database, database.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_no_line_carries_a_password(tmp_path: Path) -> None:
    url = "postgresql://inroad:hunter2@db.example.org:5433/inroad?sslmode=require&sslpassword=hunter2"
    with pytest.raises(OtherPrograms) as told:
        back_up(url, tmp_path / "it's here.dump", replace=False)
    assert told.value.lines == [
        f"(umask 077; pg_dump --format=custom '--file={tmp_path}/it'\"'\"'s here.dump' "
        "'--dbname=postgresql://inroad@db.example.org:5433/inroad?sslmode=require')"
    ]
    with pytest.raises(OtherPrograms) as told:
        restore(url, tmp_path / "x.dump", NOON)
    assert "hunter2" not in str(told.value.lines) + told.value.then


@pytest.mark.postgres
def test_what_was_restored_by_postgresql_is_brought_up_to_date(postgres_database: Database) -> None:
    with postgres_database.engine.connect() as connection:
        alembic.downgrade(alembic_config(connection), "0002")
        connection.commit()
    finish(address(postgres_database), NOON)
    assert is_current(postgres_database)


def test_on_sqlite_there_is_nothing_to_finish(sqlite: Database) -> None:
    with pytest.raises(NotBackedUp, match="is for PostgreSQL"):
        finish(address(sqlite), NOON)


def test_restoring_doubts_what_is_due_and_leaves_what_is_to_come(sqlite: Database) -> None:
    add_person(sqlite, "Dana Wu")
    owner = Owner("T1", "U1")
    with sqlite.writing() as work:
        for number, due_at in enumerate((NOON - timedelta(hours=1), NOON + timedelta(days=3)), 1):
            work.reminders.plan(owner, [PlannedReminder(ReminderKind.THANK_YOU, 1, number, due_at)])
        work.commit()
    restored.settle(sqlite, NOON)
    with sqlite.engine.connect() as connection:
        states = connection.execute(select(reminders.c.state).order_by(reminders.c.id)).scalars().all()
    assert states == ["unknown", "pending"]
