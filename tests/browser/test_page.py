"""The sandbox's page by itself: where the focus is, what the clock says, whom a message pings."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox import Clock, Sandbox
from tests.browser.pictures import ARGUMENTS
from tests.sandbox.toys import manifest, web_client

pytestmark = pytest.mark.browser


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    clock = Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))
    async with Sandbox(manifest(), clock=clock, jumps={"Next reminder": lambda: None}) as sandbox:
        yield sandbox


@pytest.fixture
async def page(chromium: str, sandbox: Sandbox) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(10_000)
        await page.goto(f"{sandbox.url}/?user=maya")
        yield page
        await browser.close()


async def test_one_can_type_at_once_and_after_moving_the_clock_or_changing_the_student(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await expect(composer).to_be_focused()
    await page.get_by_test_id("jump-1-h").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("11:00 am")
    await expect(composer).to_be_focused()
    await page.get_by_test_id("person-jonas").click()
    await expect(composer).to_be_focused()


async def test_arrow_up_brings_back_the_last_command_into_an_empty_composer_only(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("/nonsense with words")
    await composer.press("Enter")
    await expect(page.get_by_test_id("composer-error")).to_be_visible()
    await composer.fill("")
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("/nonsense with words")
    await composer.fill("Hello")
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("Hello")


async def test_the_hint_leaves_what_is_being_written(page: Page) -> None:
    await page.get_by_test_id("composer").fill("Hello")
    await page.get_by_test_id("empty-hint").get_by_role("button").first.click()
    await expect(page.get_by_test_id("composer")).to_have_value("Hello")


async def test_the_clock_says_one_thing_at_a_time_below_its_bar(page: Page) -> None:
    for _ in range(2):
        await page.get_by_test_id("jump-next-reminder").click()
    toast = page.get_by_test_id("toast")
    await expect(toast).to_have_count(1)
    await expect(toast).to_contain_text("No reminder is planned.")
    box = await toast.bounding_box()
    assert box is not None
    assert box["y"] < 100
    await page.get_by_test_id("jump-1-h").click()
    await expect(toast).to_have_count(1)
    await expect(toast).to_contain_text("It is now")
    await expect(toast).to_have_count(0)


async def test_the_key_for_a_new_line_is_named_as_on_this_keyboard(page: Page) -> None:
    await expect(page.get_by_text("to add a new line")).to_contain_text("Shift + Enter")


async def test_a_message_that_pings_shows_whom(page: Page, sandbox: Sandbox) -> None:
    async with web_client(sandbox) as slack:
        await slack.chat_postMessage(channel="U07MAYA4KQ2", text="Hello <!channel>")
    await expect(page.get_by_test_id("pings")).to_contain_text("channel")
