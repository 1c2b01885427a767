"""No token, note or message text in any log line, at any level, whatever goes wrong."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot import logs
from bot.settings import LogFormat
from sandbox import Fault
from storage.database import Database
from tests.world import inhabited

PRIVATE = "she said the lab is closing"


@pytest.fixture(autouse=True)
def other_tests_stay_quiet() -> Iterator[None]:
    yield
    logs.set_up("warning", LogFormat.TEXT)


@pytest.mark.parametrize("form", LogFormat)
@pytest.mark.parametrize("socket_mode", [True, False])
async def test_at_debug_level_nothing_private_is_logged(
    sqlite: Database, capsys: pytest.CaptureFixture[str], *, form: LogFormat, socket_mode: bool
) -> None:
    logs.set_up("debug", form)
    async with inhabited(sqlite, socket_mode=socket_mode) as world:
        maya, sandbox = world.maya, world.sandbox
        await world.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", notes=PRIVATE, takeaway=PRIVATE)
        sandbox.faults.add(Fault("views.open", "error", error="invalid_arguments"))
        await maya.command(f"/interview log {PRIVATE}")
        await maya.message("Something went wrong on our side")
        world.advance(hours=2)
        [reminder] = await world.reminders_of(maya)
        with sqlite.engine.begin() as connection:
            connection.execute(text("ALTER TABLE interviews RENAME TO elsewhere"))
        await maya.press("thank_you.draft", message=reminder)
        await maya.say(PRIVATE)
        answer = (await maya.command("/interview people")).ok
        assert answer
        await world.settled()
        secrets = [sandbox.bot_token, sandbox.app_token, sandbox.signing_secret, PRIVATE, "Dana Wu"]
    logged = capsys.readouterr().err
    assert "background.failed" in logged
    assert "no such table" in logged
    assert [secret for secret in secrets if secret in logged] == []
