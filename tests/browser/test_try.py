"""`inroad try` in a real browser: from the log to an empty Home, by mouse and by keyboard."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser


async def log_a_talk(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("/interview log Dana Wu, Genentech, just now, 40 min")
    await composer.press("Enter")
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Saves as:")
    await form.get_by_label("What stays with you most?").fill("you hire for curiosity before technique")
    await form.get_by_label("What did they advise you to do, read or join?").fill("join ISPE as a student")
    await picture(page, "log")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Your thank-you note is due")
    await picture(page, "saved")
    await form.get_by_role("button", name="Done").click()
    await expect(form).to_have_count(0)


async def test_log_two_hours_later_the_dm_draft_the_note_sent_it_and_home_is_empty(page: Page) -> None:
    await log_a_talk(page)
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Dana Wu, Genentech")
    await expect(page.get_by_test_id("home")).to_contain_text("thank-you due")
    await picture(page, "home-due")

    for _ in range(2):
        await page.get_by_test_id("jump-1-h").click()
    await page.get_by_test_id("tab-dm").click()
    reminder = page.get_by_test_id("message").filter(has_text="Time to thank")
    await expect(reminder).to_contain_text("What stays with you: you hire for curiosity")
    await picture(page, "reminder")

    await reminder.get_by_role("button", name="Draft the note").click()
    note = page.get_by_test_id("modal").get_by_label("Your note")
    await expect(note).to_have_value(re.compile("^Dear Dana,"))
    await picture(page, "note")
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_test_id("modal")).to_contain_text("sent, marked")
    await page.get_by_test_id("modal").get_by_role("button", name="Done").click()
    record = page.get_by_test_id("message").filter(has_text="sent, marked")
    await expect(record).to_be_visible()
    await expect(record.get_by_role("button", name="Sent it")).to_have_count(0)
    await picture(page, "sent")

    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Nothing is due")
    await picture(page, "home-empty")


async def test_the_whole_way_by_keyboard(page: Page) -> None:
    await page.get_by_test_id("composer").focus()
    await page.keyboard.type("/int")
    await expect(page.get_by_test_id("completion")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.type("log Dana Wu")
    await page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    await expect(form.get_by_label("Whom did you talk with?")).to_have_value("Dana Wu")
    await expect(form.get_by_label("Whom did you talk with?")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("Genentech")
    await page.keyboard.press("Tab")
    await page.keyboard.type("tonight at 8")
    await page.keyboard.press("Enter")
    await expect(form.locator("[data-block-id=when]")).to_contain_text("is still to come")
    await expect(form.get_by_label("When, and how long?")).to_be_focused()
    await page.evaluate("fetch('/page/state?user=maya&channel=home').then((answer) => answer.json())")
    await expect(form.locator("[data-block-id=when]")).to_contain_text("is still to come")
    await picture(page, "refused")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("just now, 20 min")
    await page.keyboard.press("Enter")
    await expect(form).to_contain_text("Check and save")
    await picture(page, "check")
    await page.keyboard.press("ControlOrMeta+Enter")
    await expect(form).to_contain_text("Your thank-you note is due")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)


async def test_next_reminder_brings_it_and_each_student_sees_their_own(
    page: Page,
) -> None:
    await log_a_talk(page)
    await page.get_by_test_id("jump-next-reminder").click()
    await expect(page.get_by_test_id("message").filter(has_text="Time to thank")).to_be_visible()
    await page.get_by_test_id("person-leilani").click()
    await expect(page.get_by_test_id("empty-hint")).to_be_visible()
    await expect(page.get_by_test_id("messages")).not_to_contain_text("Dana Wu")
