"""What all tests share: a migrated database on SQLite and on PostgreSQL, and what the machine offers."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from bot import logs
from bot.settings import LogFormat
from storage.database import Database, parse_url
from storage.migrate import migrate
from tests import postgres

logs.set_up("warning", LogFormat.TEXT)
# The same examples in every run: a change is judged by what it changes. `make explore` looks for new ones.
settings.register_profile("inroad", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1_000)
settings.load_profile("inroad")

REQUIRED = set(filter(None, os.environ.get("INROAD_TESTS_REQUIRE", "").split(",")))
"""What must not be missing: `postgres`, `browser`. Tests that lack it fail here instead of skipping."""


def lacks(what: str, sentence: str) -> None:
    """Skip the test, or fail it where this must not be missing."""
    if what in REQUIRED:
        pytest.fail(sentence)
    pytest.skip(sentence)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a processor: about half of the time a test waits, for a process, a disk or a connection."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.programs() is None:
        lacks("postgres", "PostgreSQL's server programs (initdb, pg_ctl) are not installed.")
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/inroad.db"
    return new_postgres_database(request.getfixturevalue("postgres_server"))


def new_postgres_database(address: str, *, template: str = "template1") -> str:
    name = f"test_{secrets.token_hex(6)}"
    engine = create_engine(parse_url(f"{address}/postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return f"{address}/{name}"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a migrated database, to be copied: far quicker than migrating for each test."""
    file = tmp_path_factory.mktemp("migrated") / "inroad.db"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """The name of a migrated database, to be copied."""
    url = new_postgres_database(postgres_server)
    _migrated(url)
    return url.rpartition("/")[2]


def _migrated(url: str) -> None:
    opened = Database(parse_url(url))
    migrate(opened)
    opened.close()


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite database, for what does not depend on the database."""
    shutil.copy(migrated_sqlite, tmp_path / "inroad.db")
    opened = Database(parse_url(f"sqlite:///{tmp_path}/inroad.db"))
    yield opened
    opened.close()


@pytest.fixture
def postgres_database(postgres_server: str, migrated_postgres: str) -> Iterator[Database]:
    opened = Database(parse_url(new_postgres_database(postgres_server, template=migrated_postgres)))
    yield opened
    opened.close()


@pytest.fixture(
    params=["sqlite", pytest.param("postgres_database", id="postgres", marks=pytest.mark.postgres)]
)
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database."""
    opened: Database = request.getfixturevalue(request.param)
    return opened


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium or Chrome."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    lacks("browser", "Chromium is not installed.")
    raise AssertionError
