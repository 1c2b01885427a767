"""The pages on which Inroad is added to a workspace: each says what happened, and what to do."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import func, select, text

from bot.token_keys import STATE_LASTS
from sandbox import Fault
from storage.database import Database
from storage.tables import installations
from tests.installing import Browser, Shown, browser_of, install, installable
from tests.world import World


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with installable(sqlite) as world:
        yield world


@pytest.fixture
def browser(world: World) -> Browser:
    return browser_of(world)


async def allowed(world: World, browser: Browser) -> str:
    """Where Slack sends the browser after Allow."""
    return world.sandbox.allow((await browser.open("/slack/install")).link, world.maya)


def stored(world: World) -> int:
    with world.database.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(installations)).scalar_one()


def begins_again(page: Shown) -> bool:
    return page.link == "install"


async def test_whoever_agrees_is_told_how_people_begin_and_led_to_slack(world: World) -> None:
    page = await install(world, world.maya)
    assert (page.status, page.title) == (200, f"Inroad is in {world.sandbox.team.name}")
    assert page.link.startswith("https://slack.com/app_redirect?app=A")
    assert page.link.endswith(f"&team={world.sandbox.team.id}")
    assert stored(world) == 1


async def test_installing_again_changes_the_one_row_that_there_is(world: World) -> None:
    await install(world, world.maya)
    await install(world, world.jonas)
    assert stored(world) == 1


async def test_no_page_may_be_framed_kept_or_lead_its_address_on(browser: Browser) -> None:
    for path in ("/slack/install", "/slack/oauth_redirect?error=access_denied"):
        headers = (await browser.open(path)).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


async def test_whoever_cancels_is_told_that_nothing_happened(world: World, browser: Browser) -> None:
    page = await browser.open(world.sandbox.cancel((await browser.open("/slack/install")).link))
    assert page.title == "Inroad was not added"
    assert begins_again(page)
    assert stored(world) == 0


async def test_another_browser_cannot_end_what_this_one_began(world: World, browser: Browser) -> None:
    back = await allowed(world, browser)
    page = await browser_of(world).open(back)
    assert (page.status, page.title) == (400, "This page does not belong to the browser that began")
    assert stored(world) == 0


@pytest.mark.parametrize("state", ["", "guessed", "gAAAAAguessed"])
async def test_a_state_that_is_not_ours_is_refused(world: World, browser: Browser, state: str) -> None:
    browser.cookies["slack-app-oauth-state"] = state
    page = await browser.open(f"/slack/oauth_redirect?code=c&state={state}")
    assert page.status in {400, 401}
    assert begins_again(page)
    assert stored(world) == 0


async def test_after_ten_minutes_it_has_to_be_begun_again(world: World, browser: Browser) -> None:
    back = await allowed(world, browser)
    world.clock.advance(STATE_LASTS)
    world.advance(seconds=2)
    page = await browser.open(back)
    assert (page.status, page.title) == (401, "That took too long, or was done before")
    assert stored(world) == 0


async def test_the_way_back_works_once(world: World, browser: Browser) -> None:
    back = await allowed(world, browser)
    cookies = dict(browser.cookies)
    assert (await browser.open(back)).status == 200
    browser.cookies = cookies
    assert (await browser.open(back)).title == "That took too long, or was done before"


async def test_what_slack_refuses_is_named(world: World, browser: Browser) -> None:
    world.sandbox.faults.add(Fault("oauth.v2.access", "error", error="bad_client_secret"))
    page = await browser.open(await allowed(world, browser))
    assert (page.status, page.title) == (400, "Slack did not add Inroad")
    assert "Slack said: bad_client_secret" in page.html
    assert stored(world) == 0


async def test_an_error_in_the_address_is_shown_as_text(browser: Browser) -> None:
    page = await browser.open("/slack/oauth_redirect?error=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>" not in page.html
    assert "&lt;script&gt;" in page.html


async def test_a_slack_that_does_not_answer_is_told_apart(world: World, browser: Browser) -> None:
    world.sandbox.faults.add(Fault("oauth.v2.access", "drop_before"))
    page = await browser.open(await allowed(world, browser))
    assert (page.status, page.title) == (502, "Slack cannot be reached at the moment")


async def test_a_database_that_is_away_is_told_as_our_trouble(world: World, browser: Browser) -> None:
    back = await allowed(world, browser)
    with world.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE installations RENAME TO elsewhere"))
    page = await browser.open(back)
    assert (page.status, page.title) == (500, "Something went wrong on our side")


async def test_nobody_posts_to_the_pages(world: World) -> None:
    url = f"http://127.0.0.1:{world.bot.port}/slack/install"
    async with aiohttp.ClientSession() as http, http.post(url) as response:
        assert response.status == 404
