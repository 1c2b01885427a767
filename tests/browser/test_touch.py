"""How often to be in touch, a touch and the settings in a real browser."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _command(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def test_how_often_is_chosen_while_logging_and_a_touch_is_noted_with_its_day(page: Page) -> None:
    await _command(page, "/interview log Dana Wu, Genentech, 12 Nov 2pm, 40 min")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await form.get_by_label("What stays with you most?").fill("read widely")
    await form.get_by_text("A mentor: every 60 days").click()
    await picture(page, "log-how-often")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("A mentor: every 60 days.")
    await form.get_by_role("button", name="Done").click()

    await _command(page, "/interview touch Dana")
    await expect(form).to_contain_text("What stayed with you from Dana: read widely.")
    await form.get_by_label("When were you in touch, whoever wrote?").fill("yesterday")
    await form.get_by_label("What was it about?").fill("sent her the Pew report")
    await picture(page, "touch")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Next nudge around")
    await form.get_by_role("button", name="Show").click()
    await expect(page.get_by_test_id("modal").last).to_contain_text("In touch: sent her the Pew report")


async def test_weekdays_and_cadences_are_set_and_reset_in_words(page: Page) -> None:
    await _command(page, "/interview settings")
    form = page.get_by_test_id("modal")
    await form.get_by_label("Monday").uncheck()
    await form.get_by_label("A mentor: days between two touches").fill("30")
    await picture(page, "settings")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Nudges come on Tuesday to Friday, for 3 people at most.")
    await expect(form).to_contain_text("a mentor every 30 days")
    await form.get_by_role("button", name="Done").click()

    await _command(page, "/interview settings")
    await form.get_by_role("button", name="Reset").click()
    await page.get_by_role("button", name="Reset").last.click()
    await expect(form).to_contain_text("Nudges come on Monday to Friday, for 3 people at most.")
    await picture(page, "settings-reset")
