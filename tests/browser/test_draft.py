"""Drafting in a real browser: the profile, the check while one types, and what follows from *Sent it*."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser

WHY = "Your talk on hatcheries changed how I read my own data."


async def _draft(page: Page, words: str) -> Locator:
    composer = page.get_by_test_id("composer")
    await composer.fill(f"/interview draft {words}")
    await composer.press("Enter")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("About you")
    await form.get_by_label("Your name, as it stands under an e-mail").fill("Maya Okafor")
    await form.get_by_label("Who are you?").fill("a second-year PhD student in biology at UW")
    await form.get_by_label("What do you look for?").fill("how people move into policy")
    await form.get_by_label("What do you do now?").fill("studying how salmon find home")
    await picture(page, "draft-profile")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Draft an ask")
    return form


async def _choose(page: Page, form: Locator, block: str, option: str) -> None:
    await form.locator(f"[data-block-id^={block}]").get_by_role("combobox").click()
    await page.get_by_role("option", name=option).click()


async def test_the_check_follows_what_is_typed_and_what_is_typed_stays(page: Page) -> None:
    form = await _draft(page, "Dana Wu, scientist at Genentech")
    why = form.get_by_label("One specific sentence: why this person?")
    await expect(form).to_contain_text("Something is still yours to write")
    await why.press_sequentially(WHY, delay=20)
    await expect(form).to_contain_text("all is well")
    await expect(why).to_be_focused()
    await expect(why).to_have_value(WHY)
    text = form.get_by_label("Your text")
    await expect(text).to_have_value(re.compile(re.escape(WHY)))
    await picture(page, "draft-well")

    await text.focus()
    await page.keyboard.press("ControlOrMeta+Home")
    await page.keyboard.type("Hello! I attach my CV. ", delay=20)
    await expect(form).to_contain_text("Mend: Leave")
    await expect(text).to_be_focused()
    await expect(text).to_have_value(re.compile("^Hello! I attach my CV. Dear Dana"))
    await picture(page, "draft-mend")

    await _choose(page, form, "channel", "LinkedIn note")
    await expect(form).to_contain_text("You changed this text, so it stays as it is")
    await expect(text).to_have_value(re.compile("^Hello! I attach my CV. Dear Dana"))
    await picture(page, "draft-linkedin")
    await form.get_by_role("button", name="Start it anew").click()
    await page.get_by_role("button", name="Start anew", exact=True).click()
    await expect(text).to_have_value(re.compile("^Hi Dana, I'm a second-year PhD student"))


async def test_ready_sent_and_the_steps_that_follow(page: Page) -> None:
    form = await _draft(page, "Dana Wu, scientist at Genentech")
    await form.get_by_label("One specific sentence: why this person?").fill(WHY)
    await expect(form).to_contain_text("all is well")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("is ready. Send it yourself")
    link = form.get_by_role("link", name="Open in mail")
    target = re.compile("^mailto:.*subject=Request%20for%20.*body=Dear%20Dana")
    await expect(link).to_have_attribute("href", target)
    await picture(page, "draft-ready")
    await form.get_by_role("button", name="Sent it").click()
    await expect(form).to_contain_text("Waiting since")
    await form.get_by_role("button", name="Done").click()
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Waiting for a reply")
    await picture(page, "draft-home")
    await page.get_by_test_id("tab-dm").click()
    for said, name in (("someone else at Genentech", "second"), ("one follow-up", "follow-up")):
        await page.get_by_test_id("jump-next-reminder").click()
        await expect(page.get_by_test_id("messages")).to_contain_text(said)
        await picture(page, f"no-reply-{name}")
    step = page.get_by_test_id("message").filter(has_text="one follow-up, and only one")
    await step.get_by_role("button", name="Out of office").click()
    await expect(form).to_contain_text("Last day on which they are away")
    await picture(page, "away")
    await form.get_by_role("button", name="Cancel").click()
    await step.get_by_role("button", name="They replied").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("answered, marked")
    await picture(page, "answered")
