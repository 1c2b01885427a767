"""A member's people in a real browser: found, edited, and merged by typing."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _command(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(text)
    await composer.press("Enter")


async def _log(page: Page, text: str) -> None:
    await _command(page, f"/interview log {text}")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    for _ in range(2):
        await page.get_by_test_id("modal-submit").click()
        if not await form.get_by_text("Check and save").count():
            break
    await form.get_by_role("button", name="Done").click()
    await expect(form).to_have_count(0)


async def _shown(page: Page, query: str, name: str) -> Locator:
    await _command(page, f"/interview people {query}")
    listed = page.get_by_test_id("message").filter(has_text="Your people").last
    await expect(listed).to_contain_text("1 person")
    await picture(page, "people")
    await listed.get_by_role("button", name=f"Show: {name}").click()
    person = page.get_by_test_id("modal")
    await expect(person).to_contain_text("We were in touch")
    return person


async def test_somebody_is_found_in_spite_of_a_typo_edited_and_merged_by_typing(page: Page) -> None:
    await _log(page, "Dana Wu, Genentech, just now, 40 min")
    await _log(page, "Prof. Wu, Roche, 12 Nov 2pm, 30 min")
    person = await _shown(page, "genetech", "Dana Wu")
    await picture(page, "person")

    await person.get_by_role("button", name="Edit").click()
    form = page.get_by_test_id("modal").last
    await form.get_by_label("Tags").fill("policy, oceans")
    await form.get_by_text("A mentor: every 60 days").click()
    await picture(page, "person-edit")
    await page.get_by_test_id("modal-submit").last.click()
    await expect(person).to_contain_text("oceans, policy")
    await expect(person).to_contain_text("A mentor: every 60 days")

    await person.get_by_role("button", name="Merge").click()
    await page.get_by_placeholder("Type a name").click()
    await page.keyboard.type("roch")
    await picture(page, "person-merge")
    await page.get_by_role("option", name="Prof. Wu, Roche").click()
    await page.get_by_test_id("modal-submit").last.click()
    await expect(page.get_by_test_id("modal").last).to_contain_text("They differ.")
    await picture(page, "person-merge-check")
    await page.get_by_test_id("modal-submit").last.click()
    await expect(person).to_contain_text("Also noted as: Prof. Wu, Roche")
    await expect(person).to_contain_text("12 November 2026")
    await picture(page, "person-merged")
