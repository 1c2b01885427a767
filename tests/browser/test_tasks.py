"""A promise in a real browser: its day is shown and can be changed, and Done leads to a draft."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def test_a_promise_is_read_from_the_log_and_stands_in_the_mornings_message(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("/interview log Dana Wu, Genentech, just now, 40 min")
    await composer.press("Enter")
    form = page.get_by_test_id("modal")
    await form.get_by_label("What did they advise you to do, read or join?").fill("join ISPE in two weeks")
    await form.get_by_label("What did you promise?").fill("send the paper by tomorrow\nthank Ben")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Promised and advised")
    await picture(page, "tasks-saved")
    await form.get_by_role("button", name="Done").last.click()
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Promised to Dana Wu, Genentech, due")
    await picture(page, "tasks-home")
    await page.get_by_role("button", name="Sent it").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Nothing is due")
    await page.get_by_test_id("tab-dm").click()
    await page.get_by_test_id("jump-next-reminder").click()
    nudge = page.get_by_test_id("message").filter(has_text="you set out to do")
    await expect(nudge).to_contain_text("You promised Dana Wu, Genentech: send the paper by tomorrow")
    await picture(page, "tasks-nudge")
    await nudge.get_by_role("button", name="Done").click()
    await expect(nudge).to_contain_text("Done, and a good reason to write to Dana")
    await picture(page, "tasks-done")
    await nudge.get_by_role("button", name="Write to them").click()
    form = page.get_by_test_id("modal")
    for label, text in (
        ("Your name, as it stands", "Maya Okafor"),
        ("Who are you?", "a PhD student at UW"),
        ("What do you look for?", "how people move into policy"),
    ):
        await form.get_by_label(label).first.fill(text)
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("What to write about")
    await picture(page, "tasks-draft")
    await page.keyboard.press("Escape")
    composer = page.get_by_test_id("composer")
    await composer.fill("/interview people Dana")
    await composer.press("Enter")
    await page.get_by_role("button", name="Show: Dana Wu").last.click()
    await expect(form).to_contain_text("You promised: thank Ben")
    await picture(page, "tasks-story")
