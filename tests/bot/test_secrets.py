"""What opens Slack, and what students write, stands in no log line, whatever is done and goes wrong."""

import logging
import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from sqlalchemy import Text, select, text

from bot import logs
from bot.settings import LogFormat
from sandbox import Fault
from storage.database import Database
from storage.tables import contact_tags, contacts, metadata, reminders_done
from tests.installing import KEY, Browser, installable
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
    # Nothing even had to be taken out of a line.
    assert "[hidden]" not in logged


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


async def test_installing_and_renewing_a_token_leave_no_key_of_any_kind_in_the_log(
    sqlite: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("debug", LogFormat.TEXT)
    async with installable(sqlite, rotation=True) as world:
        browser, sandbox = Browser(world.bot.port or 0), world.sandbox
        ways_back = []
        for error in ("bad_client_secret", "internal_error", ""):
            if error:
                sandbox.faults.add(Fault("oauth.v2.access", "error", error=error))
            ways_back.append(sandbox.allow((await browser.open("/slack/install")).link, world.maya))
            await browser.open(ways_back[-1])
        for refused in (False, True):
            if refused:
                sandbox.faults.add(Fault("oauth.v2.access", "error", error="invalid_refresh_token"))
            world.advance(hours=11)
            await world.answer_to(world.maya, f"/interview {PRIVATE}")
            await world.settled()
        opened = {
            value
            for way in ways_back
            for values in parse_qs(urlsplit(way).query).values()
            for value in values
        }
        keys = {KEY, sandbox.client_secret, sandbox.signing_secret, *opened, *browser.cookies.values()}
        keys |= {*sandbox._tokens._by_secret, *sandbox._tokens._dead, *sandbox._tokens._refresh}
    logged = capsys.readouterr().err
    assert sum(key.startswith("xox") for key in keys) > 2
    for event in ("workspace.installed", "installation.failed", "token.not_refreshed", "token.refreshed"):
        assert event in logged
    assert [key for key in keys if key in logged] == []
    assert PRIVATE not in logged
    assert "[hidden]" not in logged


async def test_a_calendar_address_stands_in_no_log_line(
    sqlite: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("debug", LogFormat.TEXT)
    async with inhabited(sqlite, socket_mode=False) as world:
        maya = world.maya
        await world.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", notes=PRIVATE)
        await maya.press("calendar.new", message=await world.answer_to(maya, "/interview calendar"))
        await world.settled()
        [key] = re.findall(r"calendar/([\w-]{43})\.ics", world.answers(maya)[-1].plain_text)
        calendar = f"http://127.0.0.1:{world.bot.port}/calendar/{key}.ics"
        with sqlite.engine.begin() as connection:
            connection.execute(text("ALTER TABLE interviews RENAME TO elsewhere"))
        async with aiohttp.ClientSession() as http, http.get(calendar) as response:
            assert response.status >= 500
    logged = capsys.readouterr().err
    assert "no such table" in logged
    assert [secret for secret in (key, PRIVATE, "Dana") if secret in logged] == []


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
