"""News told and one's own path read in a real browser."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _command(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def _talk(page: Page, text: str, advice: str) -> Locator:
    """Log a talk and say that it left one energised; gives what follows."""
    await _command(page, f"/interview log {text}")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await form.get_by_label("What did they advise you to do, read or join?").fill(advice)
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("How did the talk leave you?")
    await form.get_by_text("Energised", exact=True).click()
    await form.get_by_text("Yes", exact=True).click()
    await form.get_by_placeholder("Type a field").click()
    await page.keyboard.type("policy")
    await page.get_by_role("option", name="policy").last.click()
    return form


async def _done(form: Locator) -> None:
    await form.get_by_role("button", name="Done").click()
    await expect(form).to_have_count(0)


async def test_news_are_told_one_after_the_other_and_the_path_is_read(page: Page) -> None:
    await page.set_viewport_size({"width": 1280, "height": 1400})
    for text, advice in (
        ("Dana Wu, NOAA, 17 Nov 2pm, 40 min", "Read the Tacoma paper"),
        ("Ben Ito, EPA, 18 Nov 2pm, 30 min", ""),
        ("Chi Ngo, RAND, 19 Nov 2pm, 30 min", "Go and see a lab"),
    ):
        form = await _talk(page, text, advice)
        await picture(page, "reflection")
        await _done(form)

    await _command(page, "/interview stats")
    path = page.get_by_test_id("message").filter(has_text="Your path this term").last
    await expect(path).to_contain_text(
        "Three talks in policy: mostly energising; you wanted to know more after all of them."
    )
    await picture(page, "stats")

    await _command(page, "/interview news I'll join NOAA as a fellow in June")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("They gave you advice, or a name")
    await form.get_by_label("Your name, to sign with").fill("Maya Okafor")
    await picture(page, "news")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("1 of 2")
    await picture(page, "news-note")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("is ready")
    await picture(page, "news-ready")
    await form.get_by_role("button", name="Sent it").click()
    await expect(form).to_contain_text("2 of 2")
    await form.get_by_role("button", name="Later").click()
    listed = page.get_by_test_id("message").filter(has_text="Your news:").last
    await expect(listed).to_contain_text("1 of 2 sent. One is left:")
    await picture(page, "news-list")
    await listed.get_by_role("button", name="Sent it").click()
    await expect(listed).to_contain_text("2 of 2 sent. That is everyone.")
    await picture(page, "news-record")
