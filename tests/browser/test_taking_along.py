"""Everything is taken along, and then deleted, in a real browser."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _type(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def _log(page: Page) -> None:
    await _type(page, "/interview log Dana Wu, Genentech, yesterday 3pm, 40 min")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as: Sunday 22 November 2026, 3:00 pm")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Saved")
    await form.get_by_role("button", name="Done").last.click()


async def test_everything_is_taken_along_and_then_deleted(page: Page) -> None:
    await page.get_by_test_id("tab-dm").click()
    await _log(page)
    await _type(page, "/interview export")
    sent = page.get_by_test_id("message").filter(has_text="Here is everything that I keep of you")
    await expect(sent).to_contain_text("inroad-2026-11-23.zip")
    await picture(page, "export")

    await _type(page, "/interview forget")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("This deletes all that I keep of you")
    await expect(form).to_contain_text("1 person")
    await picture(page, "forget-form")
    await form.get_by_label("Type forget to delete everything").fill("yes")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Type forget, or press Keep everything.")
    await form.get_by_label("Type forget to delete everything").fill("forget")
    await picture(page, "forget-word")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Everything of yours is deleted.")
    await form.get_by_role("button", name="Done").last.click()

    last = page.get_by_test_id("message").filter(has_text="The zip file that I sent you is still here")
    await expect(last).to_have_count(1)
    await expect(page.get_by_test_id("message").filter(has_text="Dana Wu")).to_have_count(0)
    await picture(page, "forget-done")
    await last.get_by_role("button", name="Delete the zip file here").click()
    await expect(page.get_by_test_id("message").filter(has_text="inroad-2026-11-23.zip")).to_have_count(0)
