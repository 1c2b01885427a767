"""In a real browser: names become people to ask, and who led to whom is seen."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _command(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def test_names_are_looked_at_added_and_drawn(page: Page) -> None:
    await _command(page, "/interview log Dana Wu, Genentech, just now, 40 min")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await form.get_by_label("Whom else should you talk with?").fill(
        "Sam Reyes, scientist at NOAA; José Núñez\nshe will think about a third"
    )
    await page.get_by_test_id("modal-submit").click()
    await form.get_by_role("button", name="Add the people they named").click()

    names = page.get_by_test_id("modal").last
    await expect(names).to_contain_text("she will think about a third")
    await expect(names.get_by_label("Name", exact=False).first).to_have_value("Sam Reyes")
    await picture(page, "names")
    await page.get_by_test_id("modal-submit").last.click()
    await expect(page.get_by_test_id("modal").last).to_contain_text(
        "To ask. I will remind you on Wed 25 Nov."
    )
    await picture(page, "names-added")
    await page.get_by_test_id("modal").last.get_by_role("button", name="Done").click()
    await page.keyboard.press("Escape")

    await _command(page, "/interview network")
    drawn = page.get_by_role("img", name="Dana Wu led to Sam Reyes, José Núñez.")
    await expect(drawn).to_be_visible()
    await picture(page, "network")
