"""The secret address of a calendar: what it shows, to whom, and how it is taken back."""

import asyncio
import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
import structlog
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from sandbox import Person
from storage.database import Database
from storage.tables import calendar_feeds
from tests.scenarios.test_schedule import schedule
from tests.world import PUBLIC_URL, World, inhabited


@pytest.fixture
async def web(sqlite: Database) -> AsyncIterator[World]:
    async with inhabited(sqlite, socket_mode=False) as world:
        yield world


async def _address(world: World, person: Person) -> str:
    """A new address, as a path on the bot's own port."""
    await person.press("calendar.new", message=await world.answer_to(person, "/interview calendar"))
    await world.settled()
    shown = world.answers(person)[-1].plain_text
    found = re.search(rf"{re.escape(PUBLIC_URL)}(calendar/[\w-]{{43}}\.ics)", shown)
    assert found, shown
    return f"http://127.0.0.1:{world.bot.port}/{found[1]}"


async def _get(address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    async with aiohttp.ClientSession() as http, http.get(address, headers=headers) as response:
        return response.status, await response.text(), {k.lower(): v for k, v in response.headers.items()}


def _calendar(text: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(text)


async def test_a_calendar_follows_what_is_agreed_logged_and_thanked_for(web: World) -> None:
    maya = web.maya
    await web.log(maya, "Dana Wu, Genentech, today 2pm, 40 min", takeaway="zylophonic")
    address = await _address(web, maya)
    status, text, headers = await _get(address)
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"].startswith("private")
    told = {event.summary: event for event in _calendar(text).events}
    assert set(told) == {"Conversation with Dana Wu, Genentech", "Thank-you to Dana Wu is due"}
    assert "zylophonic" not in text
    due = told["Thank-you to Dana Wu is due"]
    assert f"{due.dtend:%a %H:%M %Z}" == "Tue 19:40 UTC"  # 24 hours after 2:40 pm in New York
    await schedule(web, maya, "Sam Reyes, NOAA, tomorrow 3pm, 30 min")
    await web.settled()
    again = _calendar((await _get(address))[1])
    assert {event.uid for event in _calendar(text).events} < {event.uid for event in again.events}
    assert "Conversation with Sam Reyes, NOAA" in {event.summary for event in again.events}


async def test_what_has_not_changed_is_not_sent_again(web: World) -> None:
    await web.log(web.maya, "Dana Wu, Genentech, today 2pm, 40 min")
    address = await _address(web, web.maya)
    _, _, headers = await _get(address)
    web.advance(minutes=10)
    status, text, again = await _get(address, **{"If-None-Match": headers["etag"]})
    assert (status, text, again["etag"]) == (304, "", headers["etag"])
    await schedule(web, web.maya, "Sam Reyes, NOAA, tomorrow 3pm, 30 min")
    await web.settled()
    assert (await _get(address, **{"If-None-Match": headers["etag"]}))[0] == 200


async def test_a_program_may_ask_for_the_head_alone(web: World) -> None:
    address = await _address(web, web.maya)
    async with aiohttp.ClientSession() as http, http.head(address) as response:
        assert (response.status, await response.text()) == (200, "")
        assert response.headers["etag"]
    async with aiohttp.ClientSession() as http, http.post(address) as response:
        assert response.status == 404


async def test_two_clicks_make_one_address(web: World) -> None:
    told = await web.answer_to(web.maya, "/interview calendar")
    before = len(web.sandbox.calls)
    await asyncio.gather(*(web.maya.press("calendar.new", message=told) for _ in range(2)))
    await web.settled()
    assert [call.method for call in web.sandbox.calls[before:]] == ["response_url"]
    assert len(re.findall(r"calendar/[\w-]{43}", web.answers(web.maya)[-1].plain_text)) == 1


async def test_an_address_that_was_renewed_or_turned_off_finds_nothing(web: World) -> None:
    maya = web.maya
    first = await _address(web, maya)
    second = await _address(web, maya)
    assert first != second
    assert ((await _get(first))[0], (await _get(second))[0]) == (404, 200)
    told = await web.answer_to(maya, "/interview calendar")
    assert "I can't show it again" in told.plain_text
    await maya.press("calendar.off", message=told)
    await web.settled()
    assert "turned off" in web.answers(maya)[-1].plain_text
    assert (await _get(second))[0] == 404


@pytest.mark.parametrize(
    "token", ["", "x", "a" * 43, "%2e%2e", "a" * 4000, "'; DROP TABLE members; --", "%00"]
)
async def test_whatever_is_wrong_with_an_address_the_answer_is_the_same(web: World, token: str) -> None:
    await _address(web, web.maya)
    status, text, _ = await _get(f"http://127.0.0.1:{web.bot.port}/calendar/{token}.ics")
    assert (status, text) == (404, "Not Found")


async def test_nobody_sees_anything_of_anybody_else(web: World) -> None:
    await web.log(web.jonas, "Zed Quorvath, Blixtrum, today 2pm, 40 min")
    assert "Quorvath" not in (await _get(await _address(web, web.maya)))[1]


async def test_the_address_itself_is_neither_stored_nor_logged(web: World) -> None:
    with structlog.testing.capture_logs() as logged:
        address = await _address(web, web.maya)
        await _get(address)
        await _get(address.replace(".ics", "x.ics"))
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert token not in str(logged)
    with web.database.engine.connect() as connection:
        assert token not in str(connection.execute(select(calendar_feeds)).all())


async def test_whoever_is_forgotten_has_no_calendar_any_more(web: World) -> None:
    maya = web.maya
    address = await _address(web, maya)
    await maya.command("/interview forget")
    await maya.modal()
    maya.fill(confirm="forget")
    await maya.submit()
    await web.settled()
    assert (await _get(address))[0] == 404


async def test_over_a_socket_there_is_a_file_instead(cohort: World) -> None:
    maya = cohort.maya
    await cohort.log(maya, "Dana Wu, Genentech, today 2pm, 40 min")
    told = await cohort.answer_to(maya, "/interview calendar")
    assert "needs Inroad to be reachable from the internet" in told.plain_text
    await maya.press("export.send", message=told)
    await cohort.settled()
    assert maya.files()[-1].name == "inroad-2026-11-23.zip"
