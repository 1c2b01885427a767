"""What comes in over HTTP: only what Slack has signed, lately."""

import logging
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from storage.database import Database
from tests.world import World, inhabited

BODY = urlencode({"command": "/interview", "text": "log a private matter", "team_id": "T1", "user_id": "U1"})


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite, socket_mode=False) as world:
        yield world


async def post(
    world: World, headers: dict[str, str], path: str = "/slack/events", body: str | bytes = BODY
) -> int:
    url = f"http://127.0.0.1:{world.bot.port}{path}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        assert "private" not in await response.text()
        return response.status


def signed(world: World, *, age: int = 0, secret: str = "") -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    signature = SignatureVerifier(secret or world.sandbox.signing_secret).generate_signature(
        timestamp=stamp, body=BODY
    )
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or ""}


async def test_what_is_not_signed_forged_or_stale_gets_401_and_a_line_without_the_body(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert await post(world, {}) == 401
    assert await post(world, signed(world, secret="guessed")) == 401
    assert await post(world, signed(world, age=600)) == 401
    assert caplog.text.count("request.refused") == 3
    assert "private" not in caplog.text
    assert world.sandbox.signing_secret not in caplog.text


@pytest.mark.parametrize(
    "body",
    ['{"type": "url_verification", "challenge": "c"}', "payload=notjson", "{", b"\xff\xfe"],
    ids=["url_verification", "no JSON in payload", "broken JSON", "binary"],
)
async def test_nothing_unsigned_is_even_parsed(world: World, body: str | bytes) -> None:
    assert await post(world, {}, body=body) == 401
    odd = {"X-Slack-Request-Timestamp": "noon", "X-Slack-Signature": "v0=x"}
    assert await post(world, odd, body=body) == 401


async def test_no_page_is_served_whatever_else_the_environment_names(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s")
    async with inhabited(sqlite, socket_mode=False) as world:
        url = f"http://127.0.0.1:{world.bot.port}/slack/install"
        async with aiohttp.ClientSession() as http, http.get(url) as response:
            assert response.status == 404


async def test_what_slack_signed_is_answered(world: World) -> None:
    assert (await world.maya.command("/interview help")).ok


async def test_other_paths_do_not_exist(world: World) -> None:
    assert await post(world, signed(world), path="/") == 404
