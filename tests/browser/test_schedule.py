"""Scheduling in a real browser: the form, the calendar file, the confirmation, the brief, and how it went."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _schedule(page: Page, words: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(f"/interview schedule {words}")
    await composer.press("Enter")


async def test_schedule_confirm_brief_and_we_talked(page: Page) -> None:
    await _schedule(page, "Dana Wu, Genentech in 3 days at 3pm")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await form.get_by_label("Link, number or place").fill("https://example.org/dana")
    await picture(page, "schedule")
    zone = form.locator("[data-block-id=zone]")
    await zone.get_by_role("combobox").click()
    await page.keyboard.type("munich")
    await page.get_by_role("option", name="Berlin time").click()
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("9:00 pm Berlin time")
    await picture(page, "schedule-check")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("The calendar file is on its way")
    await picture(page, "scheduled")
    await form.get_by_role("button", name="Done").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("Open this file to put it into")
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("This week's conversations")
    await picture(page, "home-week")
    await page.get_by_test_id("tab-dm").click()

    for said, name in (
        ("is tomorrow at 3:00 pm", "confirm"),
        ("On the day", "brief"),
        ("How did it go with", "outcome"),
    ):
        await page.get_by_test_id("jump-next-reminder").click()
        await expect(page.get_by_test_id("messages")).to_contain_text(said)
        await picture(page, name)
    question = page.get_by_test_id("message").filter(has_text="How did it go with")
    await question.get_by_role("button", name="We talked").click()
    await expect(form).to_contain_text("Check and save")
    await picture(page, "we-talked")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Your thank-you note is due")
    await form.get_by_role("button", name="Done").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("It is logged.")
    await picture(page, "held")


async def test_a_no_show_leads_to_a_kind_note_and_another_time(page: Page) -> None:
    await _schedule(page, "Dana Wu, Genentech in 3 hours")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await page.get_by_test_id("modal-submit").click()
    await form.get_by_role("button", name="Done").click()
    for said in ("On the day", "How did it go with"):
        await page.get_by_test_id("jump-next-reminder").click()
        await expect(page.get_by_test_id("messages")).to_contain_text(said)
    question = page.get_by_test_id("message").filter(has_text="How did it go with")
    await question.get_by_role("button", name="No-show").click()
    await expect(form).to_contain_text("We seem to have missed each other")
    await picture(page, "no-show")
    await form.get_by_role("button", name="Close").last.click()
    record = page.get_by_test_id("message").filter(has_text="did not come on")
    await picture(page, "no-show-record")
    await record.get_by_role("button", name="Find another time").click()
    await form.get_by_label("When?").fill("next Mon 10am")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Saves as:")
    await picture(page, "move")
    await page.get_by_test_id("modal-submit").click()
    await form.get_by_role("button", name="Done").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("has changed. It is now")
    await picture(page, "moved")
