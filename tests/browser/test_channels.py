"""Channels and groups of direct messages on the page, and the menus that choose among them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Clock, Sandbox
from tests.browser.pictures import picture
from tests.browser.screen import screen
from tests.sandbox.toys import SCOPES, asking, home, manifest, section, web_client

pytestmark = pytest.mark.browser
CAREER = "C07CAREER77"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    clock = Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))
    async with Sandbox(manifest(scopes=(*SCOPES, "mpim:write")), clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
async def slack(sandbox: Sandbox) -> AsyncIterator[AsyncWebClient]:
    async with web_client(sandbox) as slack:
        yield slack


@pytest.fixture
async def page(chromium: str, sandbox: Sandbox) -> AsyncIterator[Page]:
    async with screen(chromium) as page:
        page.set_default_timeout(10_000)
        await page.goto(f"{sandbox.url}/?user=maya")
        yield page


async def test_a_post_in_a_channel_names_people_and_channels_to_whoever_reads_it(
    page: Page, sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    await sandbox.person("maya").invite_bot("#career-cohort")
    text = f"<@U07JONAS8W1> and <@U03TOMAS4X5> in <#{CAREER}>: <b>, not bold"
    await slack.chat_postMessage(channel=CAREER, text=text, blocks=[section(text)])
    await slack.chat_postEphemeral(channel=CAREER, user="U07RUTH5F06", text="For Ruth alone")
    await page.get_by_test_id("channel-career-cohort").click()
    message = page.get_by_test_id("message").last
    await expect(message).to_contain_text("@Jonas Weber and @Tomas Silva in #career-cohort: <b>, not bold")
    await picture(page, "channel")
    await page.get_by_test_id("person-ruth").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("For Ruth alone")
    await page.get_by_test_id("person-leilani").click()
    await expect(page.get_by_test_id("channel-career-cohort")).to_have_count(0)
    await expect(page.get_by_test_id("tab-dm")).to_be_visible()


async def test_a_group_stands_in_the_sidebar_by_the_names_of_the_others(
    page: Page, sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    opened = await slack.conversations_open(users="U07MAYA4KQ2,U07JONAS8W1")
    await slack.chat_postMessage(channel=opened["channel"]["id"], text="Maya, meet Jonas.")
    group = page.get_by_role("button", name="Jonas Weber, Toy")
    await group.click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Maya, meet Jonas.")
    await page.get_by_test_id("composer").fill("Hello Jonas")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("Hello Jonas")
    await picture(page, "group")
    jonas = sandbox.person("jonas")
    assert jonas.messages(jonas.group_dm(sandbox.person("maya")))[-1].text == "Hello Jonas"


async def test_whoever_leaves_the_open_channel_is_back_with_the_app(page: Page, sandbox: Sandbox) -> None:
    await page.get_by_test_id("channel-cohort").click()
    await expect(page.get_by_role("heading", name="#cohort").first).to_be_visible()
    await page.get_by_test_id("composer").fill("/leave")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("tab-dm")).to_be_visible()
    await expect(page.get_by_test_id("channel-cohort")).to_have_count(0)
    await page.get_by_test_id("composer").fill("/join #cohort")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("channel-cohort")).to_be_visible()
    assert sandbox.person("maya").is_in("#cohort")


async def test_menus_offer_people_and_the_conversations_that_their_filter_lets_through(
    page: Page, sandbox: Sandbox, slack: AsyncWebClient
) -> None:
    maya = sandbox.person("maya")
    await maya.create_channel("mentors", private=True)
    only_private = {"include": ["private"]}
    blocks = [
        asking("who", "users_select"),
        asking("room", "channels_select"),
        asking("talk", "conversations_select", filter=only_private),
    ]
    await slack.views_publish(user_id=maya.id, view=home(*blocks))
    await page.get_by_test_id("tab-home").click()
    for label, expected, others in (
        ("who", "Tomas Silva", "Marek Nowak"),
        ("room", "#career-cohort", "#mentors"),
        ("talk", "#mentors", "#career-cohort"),
    ):
        await page.get_by_label(label, exact=True).click()
        await expect(page.get_by_role("option", name=others)).to_have_count(0)
        await page.get_by_role("option", name=expected).click()
        await expect(page.get_by_label(label, exact=True)).to_have_value(expected)
