import asyncio
import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Person, Sandbox
from tests.sandbox.conftest import NOW, Act, Look, OpenModal
from tests.sandbox.toys import (
    asking,
    manifest,
    modal,
    section,
)


@pytest.mark.usefixtures("app")
async def test_the_page_shows_who_and_where_one_is(look: Look, sandbox: Sandbox, maya: Person) -> None:
    state = await look()
    assert state["me"] == {
        "id": maya.id,
        "handle": "maya",
        "real_name": "Maya Okafor",
        "tz": "America/New_York",
        "tz_label": "Eastern Standard Time",
        "is_bot": False,
        "local_time": "10:00 am",
    }
    seats = [person["handle"] for person in state["people"] if person["has_seat"]]
    assert seats == ["maya", "jonas", "leilani", "priya", "luis", "chen", "ruth"]
    assert {"sam", "noor", "tomas", "marek", "slackbot", "toy"} == {
        person["handle"] for person in state["people"] if not person["has_seat"]
    }
    assert [person["handle"] for person in state["people"] if person["deleted"]] == ["marek"]
    assert [channel["name"] for channel in state["channels"]] == ["general", "cohort", "career-cohort"]
    assert state["app"]["connected"] is True
    assert (state["app"]["bot_user_id"], state["app"]["dm"]) == (sandbox.bot_user_id, maya.dm)
    assert state["app"]["commands"] == [
        {"command": "/interview", "description": "Interviews", "usage_hint": "log"}
    ]
    assert state["clock"] == {
        "now": NOW.timestamp(),
        "text": "Mon 23 Nov 2026, 10:00 am",
        "jumps": ["+1 h", "Next morning", "+24 h"],
    }
    assert (state["home"], state["modals"], state["notices"], state["messages"]) == (None, [], [], [])


async def test_the_page_shows_messages_in_the_zone_of_its_person(
    look: Look, slack: AsyncWebClient, maya: Person
) -> None:
    await slack.chat_postMessage(channel=maya.id, text="to <!channel>", blocks=[section("to <!channel>")])
    state = await look(channel=maya.dm)
    (message,) = state["messages"]
    assert (message["time"], message["day"]) == ("10:00 am", "Monday, 23 November")
    assert (message["user_name"], message["is_bot"]) == ("toy", True)
    assert message["blocks"][0]["text"]["text"] == "to <!channel>"
    assert message["pings"] == ["channel"]
    assert (message["ephemeral"], message["edited"]) == (False, False)
    assert state["app"]["unread"] == 1


async def test_the_page_shows_modals_with_their_values(open_modal: OpenModal, look: Look) -> None:
    await open_modal(modal(asking("name", initial_value="Dana")))
    (view,) = (await look())["modals"]
    assert view["title"]["text"] == "Form"
    assert view["values"]["name"]["entry"]["value"] == "Dana"


async def test_the_page_begins_with_the_first_person_at_home(look: Look, maya: Person) -> None:
    state = await look("", "")
    assert (state["me"]["id"], state["team"]["name"]) == (maya.id, "Cohort 2026")


async def test_nobody_sees_a_channel_that_is_not_theirs(look: Look, jonas: Person) -> None:
    assert (await look("maya", jonas.dm))["ok"] is False
    assert (await look("nobody"))["ok"] is False
    assert (await look("marek"))["ok"] is False


async def test_the_clock_jumps_by_its_buttons(act: Act, clock: Clock) -> None:
    assert (await act("jump", to="+1 h"))["clock"]["text"] == "Mon 23 Nov 2026, 11:00 am"
    assert (await act("jump", to="Next morning"))["clock"]["text"] == "Tue 24 Nov 2026, 9:00 am"
    await act("jump", to="+24 h")
    assert clock.now() == NOW + timedelta(hours=47)
    assert (await act("jump", to="Yesterday"))["ok"] is False


async def test_the_clock_has_the_jumps_it_was_given(session: aiohttp.ClientSession, clock: Clock) -> None:
    due = [NOW + timedelta(hours=2)]

    def next_reminder() -> Any:
        return due.pop() if due else None

    async with Sandbox(manifest(), clock=clock, jumps={"Next reminder": next_reminder}) as sandbox:
        for expected in ({"ok": True}, {"ok": False, "error": "No reminder is planned."}):
            body = {"user": "maya", "kind": "jump", "to": "Next reminder"}
            async with session.post(f"{sandbox.url}/page/act", json=body) as response:
                assert expected.items() <= (await response.json()).items()
        async with session.get(f"{sandbox.url}/page/state?user=maya") as response:
            assert (await response.json())["clock"]["jumps"][-1] == "Next reminder"
    assert clock.now() == NOW + timedelta(hours=2)


async def test_the_stream_tells_a_person_of_changes_that_this_person_may_see(
    sandbox: Sandbox, session: aiohttp.ClientSession, look: Look, maya: Person, jonas: Person, clock: Clock
) -> None:
    async with session.get(f"{sandbox.url}/page/stream", params={"user": maya.id}) as stream:
        assert stream.content_type == "text/event-stream"
        first = await _next_version(stream)
        assert first == (await look())["version"]
        await jonas.say("Not for Maya")
        assert (await look("maya"))["version"] == first < (await look("jonas"))["version"]
        await maya.say("For Maya")
        second = await _next_version(stream)
        assert second == (await look())["version"]
        clock.advance(timedelta(hours=1))
        assert await _next_version(stream) > second


async def test_files_of_the_page_are_served_and_no_others(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{sandbox.url}/") as response:
        assert response.status == 200
        assert "<html" in await response.text()
    for path in ("%2e%2e/server.py", "..%2fserver.py", "nothing.js", "%2fetc%2fpasswd"):
        async with session.get(f"{sandbox.url}/page/{path}") as response:
            assert response.status == 404


async def _next_version(stream: aiohttp.ClientResponse) -> int:
    line = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 3)
    return int(json.loads(line.removeprefix(b"data: "))["version"])


async def test_the_page_offers_what_a_person_could_choose_of_the_channels(
    look: Look, maya: Person, jonas: Person
) -> None:
    await maya.create_channel("mentors", private=True)
    await jonas.create_channel("lab-visits")
    hers = (await look("maya"))["offered_channels"]
    assert [(each["label"], each["kind"]) for each in hers] == [
        ("general", "public"),
        ("cohort", "public"),
        ("career-cohort", "public"),
        ("mentors", "private"),
        ("lab-visits", "public"),
    ]
    assert "mentors" not in [each["name"] for each in (await look("jonas"))["offered_channels"]]
    # A guest finds nothing that they were not invited to.
    assert [each["name"] for each in (await look("noor"))["offered_channels"]] == ["career-cohort"]
