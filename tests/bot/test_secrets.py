"""What opens Slack, and what students write, stands in no log line, whatever is done and goes wrong."""

import logging
import re
from collections.abc import Iterable, Iterator

import pytest
from sqlalchemy import Text, select, text

from bot import logs
from bot.settings import LogFormat
from sandbox import Fault
from storage.database import Database
from storage.tables import contact_tags, contacts, metadata, reminders_done
from tests.scenarios import a_month
from tests.scenarios.student import Student
from tests.world import World, inhabited

PRIVATE = "she said the lab is closing"
SHORTEST = 4
"""Letters. Shorter words stand in other words."""

NOT_PRIVATE = {reminders_done.c.reason}
"""Slack's own word for why it took no reminder."""


@pytest.fixture(autouse=True)
def other_tests_stay_quiet() -> Iterator[None]:
    yield
    logs.set_up("warning", LogFormat.TEXT)


@pytest.fixture(
    params=[
        pytest.param(("sqlite", True, LogFormat.TEXT), id="socket-sqlite"),
        pytest.param(
            ("postgres_database", False, LogFormat.JSON), id="http-postgres", marks=pytest.mark.postgres
        ),
    ]
)
def kind(request: pytest.FixtureRequest) -> tuple[Database, bool, LogFormat]:
    database, socket_mode, form = request.param
    return request.getfixturevalue(database), socket_mode, form


async def test_a_week_of_a_student_at_debug_level_leaves_nothing_private_in_the_log(
    kind: tuple[Database, bool, LogFormat], capsys: pytest.CaptureFixture[str]
) -> None:
    database, socket_mode, form = kind
    logs.set_up("debug", form)
    async with inhabited(database, socket_mode=socket_mode, starts_at=a_month.STARTS_AT) as world:
        maya = Student(world, world.maya)
        await a_month.first_week(maya)
        await _misfortunes(world)
        private = {*_written(database), *_keys(world), *_said(world), PRIVATE}
    logged = capsys.readouterr().err
    assert len(private) > 100
    assert "bot.started" in logged
    assert "reminder.sent" in logged
    assert ".failed" in logged
    assert sorted(each for each in private if each in logged) == []
    assert not re.search(r"xox[a-z]-|xapp-|/response|ticket=", logged)


async def _misfortunes(world: World) -> None:
    """What makes libraries, and ourselves, log errors."""
    maya, sandbox = world.maya, world.sandbox
    for fault in (
        Fault("views.open", "error", error="invalid_arguments"),
        Fault("views.open", "server_error"),
        Fault("views.open", "drop_before"),
        Fault("response_url", "server_error"),
    ):
        sandbox.faults.add(fault)
        await maya.command(f"/interview log {PRIVATE}")
        await world.settled()
    with world.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE interviews RENAME TO elsewhere"))
    for command in ("thanks", "people", "stats", PRIVATE):
        await maya.command(f"/interview {command}")
    await maya.say(PRIVATE)
    await world.settled()
    with world.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO interviews"))


def _written(database: Database) -> set[str]:
    """Every line of every text that is stored."""
    found: set[str] = set()
    with database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if isinstance(column.type, Text)]
            columns += [column for column in table.c if column in (contact_tags.c.tag, contacts.c.field)]
            for column in columns:
                if column not in NOT_PRIVATE:
                    found |= _lines(connection.execute(select(column)).scalars())
    return found


def _said(world: World) -> set[str]:
    """Every line of the conversation with the bot."""
    return _lines(message.text for message in world.maya.messages())


def _lines(texts: Iterable[str | None]) -> set[str]:
    return {
        line.strip() for each in texts for line in (each or "").splitlines() if len(line.strip()) >= SHORTEST
    }


def _keys(world: World) -> set[str]:
    sandbox = world.sandbox
    triggers = {str(call.arguments.get("trigger_id") or "") for call in sandbox.calls}
    return {sandbox.bot_token, sandbox.app_token, sandbox.signing_secret, *triggers} - {""}


@pytest.mark.postgres
async def test_a_row_that_postgresql_refuses_is_not_quoted(
    postgres_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("debug", LogFormat.TEXT)
    with postgres_database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE interviews ADD CONSTRAINT terse CHECK (length(notes) < 3)"))
    async with inhabited(postgres_database) as world:
        await world.maya.command("/interview log Dana Wu, Genentech, today 2pm, 40 min")
        await world.maya.modal()
        world.maya.fill(notes=PRIVATE)
        assert (await world.maya.submit()).errors
    logged = capsys.readouterr().err
    assert "CheckViolation" in logged
    assert "terse" in logged
    assert PRIVATE not in logged
    assert "Dana" not in logged


def test_a_value_that_postgresql_cannot_read_is_not_quoted(postgres_database: Database) -> None:
    with postgres_database.engine.connect() as connection, pytest.raises(Exception, match="22P02") as told:
        connection.execute(text("SELECT CAST(:note AS integer)"), {"note": PRIVATE})
    assert PRIVATE not in f"{told.value} {told.value.__cause__}"


@pytest.mark.parametrize("form", LogFormat)
def test_whatever_a_library_puts_into_a_warning_opens_nothing(
    capsys: pytest.CaptureFixture[str], form: LogFormat
) -> None:
    logs.set_up("debug", form)
    keys = (
        "xoxb-1234-5678-abcdef",
        "xapp-1-A07-123-abcdef",
        "xoxe.xoxp-1-abcdef",
        "https://hooks.slack.com/commands/T07/123/abcdef",
        "ticket=1234-abcdef",
        "v0=0123456789abcdef0123456789abcdef",
    )
    for key in keys:
        logging.getLogger("some.library").warning("sent %s with a header", key)
        try:
            raise ValueError(key)  # noqa: TRY301 - it is the traceback that is read
        except ValueError:
            logging.getLogger("some.library").exception("lost")
    logged = capsys.readouterr().err
    assert logged.count("[hidden]") >= 2 * len(keys)
    assert [key for key in keys if key in logged] == []


def test_no_library_speaks_below_a_warning_whatever_it_is_called() -> None:
    logs.set_up("debug", LogFormat.TEXT)
    names = [*logging.root.manager.loggerDict, "some.library.of.tomorrow"]
    libraries = [name for name in names if name.partition(".")[0] not in {*logs.OURS, "tests"}]
    assert {"slack_sdk", "sqlalchemy.engine", "aiohttp.client"} <= {*libraries}
    loud = [name for name in libraries if logging.getLogger(name).isEnabledFor(logging.INFO)]
    assert loud == []
    assert logging.getLogger("bot.worker").isEnabledFor(logging.DEBUG)
