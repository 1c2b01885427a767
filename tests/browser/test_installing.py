"""Inroad is added to a workspace in a real browser: cookie, Slack's question, and back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from storage.database import Database
from tests.browser.screen import screen
from tests.installing import installable
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
async def world(sqlite: Database) -> AsyncIterator[World]:
    async with installable(sqlite) as world:
        yield world


@pytest.fixture
async def page(chromium: str) -> AsyncIterator[Page]:
    async with screen(chromium, width=700, height=600) as page:
        yield page


async def test_an_owner_adds_it_with_two_clicks_and_may_change_their_mind(world: World, page: Page) -> None:
    await page.goto(f"http://127.0.0.1:{world.bot.port}/slack/install")
    await page.get_by_role("link", name="Continue in Slack").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("heading")).to_have_text("Inroad was not added")
    await page.get_by_role("link", name="Start again").click()
    await page.get_by_role("link", name="Continue in Slack").click()
    await page.get_by_role("button", name="Allow").click()
    await expect(page.get_by_role("heading")).to_have_text(f"Inroad is in {world.sandbox.team.name}")
    await expect(page.get_by_role("link", name="Open Slack")).to_be_visible()
    assert (await world.answer_to(world.maya, "/interview people")).text
