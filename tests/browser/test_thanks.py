"""Thank-yous in a real browser: a visit to a lab, its notes in three lengths, and its one reminder."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def _type(page: Page, command: str) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill(command)
    await composer.press("Enter")


async def test_a_lab_visit_is_logged_at_once_and_thanked_one_by_one(page: Page) -> None:
    await _type(page, "/interview log Dana Wu, Genentech, yesterday 3pm, 40 min")
    form = page.get_by_test_id("modal")
    await form.get_by_label("Others who were there").fill("Ben Ito, postdoc at Genentech\nChi Ngo, NOAA")
    await form.get_by_label("What stays with you most?").fill("you hire for curiosity before technique")
    await form.get_by_label("What did you promise?").fill("I will send you my poster")
    await picture(page, "panel-log")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("3 people, each with a thank-you note of their own")
    await picture(page, "panel-check")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("A thank-you note to each of them is due")
    await picture(page, "panel-saved")
    await form.get_by_role("button", name="Done").click()

    reminder = await _last_reminder(page)
    await picture(page, "panel-reminder")
    await reminder.get_by_role("button", name="Draft the note: Ben Ito").click()
    await expect(form.get_by_label("Your note")).to_have_value(_having("[what Ben said that stays with you]"))
    await picture(page, "panel-note")
    await form.get_by_label("What did Ben say that stays with you?").fill("nobody reads past the abstract")
    await expect(form.get_by_label("Your note")).to_have_value(_having("nobody reads past the abstract."))
    await expect(form.get_by_text("Open in mail")).to_be_visible()
    await picture(page, "panel-note-filled")
    await _choose(page, "Handwritten card")
    await expect(form.get_by_label("Subject")).to_have_count(0)
    await picture(page, "panel-card")
    await _choose(page, "LinkedIn message")
    await expect(form.get_by_label("Your note")).to_have_value(_having("Hi Ben,"))
    await picture(page, "panel-linkedin")
    await form.get_by_label("Your note").fill("Hi Ben, my own words.")
    await expect(form).to_contain_text("You changed this text")
    await picture(page, "panel-own")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("sent, marked")
    await form.get_by_role("button", name="Done").click()
    thanked = page.get_by_test_id("message").filter(has_text="Ben Ito, postdoc at Genentech · thanked")
    await expect(thanked).to_have_count(2)
    await picture(page, "panel-one-thanked")

    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Chi Ngo, NOAA")
    await picture(page, "panel-home")
    await page.get_by_test_id("tab-dm").click()
    await _type(page, "/interview thanks")
    await expect(page.get_by_test_id("messages")).to_contain_text("2 thank-yous due.")
    await picture(page, "thanks-list")
    await _type(page, "/interview thanks ben")
    await expect(form).to_contain_text("Hi Ben, my own words.")
    await picture(page, "thanks-again")
    await form.get_by_role("button", name="Done").click()


async def _last_reminder(page: Page) -> Locator:
    """The first comes at once, for the visit was yesterday; the second before the notes are late."""
    reminders = page.get_by_test_id("message").filter(has_text="Time to thank the 3 people you talked with")
    await expect(reminders).to_have_count(1)
    await page.get_by_test_id("jump-next-reminder").click()
    await expect(reminders).to_have_count(2)
    return reminders.last


async def _choose(page: Page, length: str) -> None:
    menu = page.get_by_test_id("modal").locator("[data-block-id=length]").get_by_role("combobox")
    await menu.click()
    await page.get_by_role("option", name=length).click()


def _having(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))
