"""The sandbox's page by itself: where the focus is, what the clock says, what an update leaves in place."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Sandbox
from tests.browser.screen import screen
from tests.sandbox.toys import (
    SocketApp,
    actions,
    asking,
    button,
    choices,
    fresh_trigger,
    home,
    manifest,
    modal,
    section,
    socket_app,
    web_client,
)

pytestmark = pytest.mark.browser


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    clock = Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))
    async with Sandbox(manifest(), clock=clock, jumps={"Next reminder": lambda: None}) as sandbox:
        yield sandbox


@pytest.fixture
async def page(chromium: str, sandbox: Sandbox) -> AsyncIterator[Page]:
    async with screen(chromium) as page:
        await page.goto(f"{sandbox.url}/?user=maya")
        yield page


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[SocketApp]:
    async with socket_app(sandbox) as app:
        yield app


@pytest.fixture
async def slack(sandbox: Sandbox) -> AsyncIterator[AsyncWebClient]:
    async with web_client(sandbox) as slack:
        yield slack


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


async def test_an_hour_pressed_twice_is_two(page: Page) -> None:
    for _ in range(2):
        await page.get_by_test_id("jump-1-h").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("12:00 pm")


async def test_a_click_during_which_home_is_published_anew_reaches_the_app(
    page: Page, sandbox: Sandbox, app: SocketApp, slack: AsyncWebClient
) -> None:
    maya = sandbox.person("maya")
    await slack.views_publish(user_id=maya.id, view=home(actions(button(text="Sent it", value="1"))))
    await page.get_by_test_id("tab-home").click()
    await page.get_by_role("button", name="Sent it").hover()
    await page.mouse.down()
    async with page.expect_response("**/page/state*"):
        await slack.views_publish(user_id=maya.id, view=home(actions(button(text="I sent it", value="1"))))
    await page.mouse.up()
    pressed = await app.answer()
    assert pressed["actions"][0]["value"] == "1"
    await expect(page.get_by_test_id("home")).to_contain_text("I sent it")


async def test_what_is_open_and_half_typed_outlives_an_update_of_the_form(
    page: Page, sandbox: Sandbox, app: SocketApp, slack: AsyncWebClient
) -> None:
    maya = sandbox.person("maya")
    menu = asking("length", "static_select", options=choices("short", "long"))
    name = asking("name")
    trigger_id = await fresh_trigger(app, maya)
    opened = await slack.views_open(trigger_id=trigger_id, view=modal(name, menu))
    typed = page.get_by_test_id("modal").get_by_role("textbox")
    await typed.fill("Dana")
    await page.get_by_role("combobox").click()
    option = await page.get_by_role("option").last.element_handle()
    await slack.views_update(view_id=opened["view"]["id"], view=modal(section("All is well."), name, menu))
    await expect(page.get_by_test_id("modal")).to_contain_text("All is well.")
    assert option is not None
    await option.click()
    await expect(page.get_by_role("combobox")).to_have_value("Long")
    await expect(typed).to_have_value("Dana")


async def test_two_forms_are_closed_as_fast_as_one_can_press(
    page: Page, sandbox: Sandbox, app: SocketApp, slack: AsyncWebClient
) -> None:
    maya = sandbox.person("maya")
    trigger_id = await fresh_trigger(app, maya)
    await slack.views_open(trigger_id=trigger_id, view=modal(actions(button()), section("Below")))
    pressed, _ = await asyncio.gather(app.answer(), maya.press("go"))
    await slack.views_push(trigger_id=pressed["trigger_id"], view=modal(section("On top")))
    await expect(page.get_by_test_id("modal")).to_contain_text("On top")
    for _ in range(2):
        await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await expect(page.get_by_test_id("composer")).to_be_focused()
    assert maya.modals == []


async def test_the_key_for_a_new_line_is_named_as_on_this_keyboard(page: Page) -> None:
    await expect(page.get_by_text("to add a new line")).to_contain_text("Shift + Enter")


async def test_a_message_that_pings_shows_whom(page: Page, sandbox: Sandbox) -> None:
    async with web_client(sandbox) as slack:
        await slack.chat_postMessage(channel="U07MAYA4KQ2", text="Hello <!channel>")
    await expect(page.get_by_test_id("pings")).to_contain_text("channel")
