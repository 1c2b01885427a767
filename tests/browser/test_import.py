"""A list is sent to the bot in a real browser, its columns chosen in the form, and brought in."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import picture

pytestmark = pytest.mark.browser

ROWS = "Wer;Wo;Kontakt\nDana Wu;Genentech;dana@x.example\nSam Reyes;NOAA;sam@x.example\n;NOAA;\n"


async def test_a_list_is_sent_its_columns_chosen_and_brought_in(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "kontakte.csv"
    file.write_text(ROWS, encoding="utf-8")
    await page.get_by_test_id("tab-dm").click()
    await page.get_by_test_id("composer-file").set_input_files(file)
    message = page.get_by_test_id("message").filter(has_text="which column holds the names").last
    await picture(page, "import-unknown")
    await message.get_by_role("button", name="Choose the columns").click()

    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("Which column says what?")
    await form.get_by_label("Name, or first name").click()
    await page.get_by_role("option", name="Wer").click()
    await form.get_by_label("Organisation").click()
    await page.get_by_role("option", name="Wo").click()
    await picture(page, "import-columns")
    await page.get_by_test_id("modal-submit").click()

    await expect(form).to_contain_text("2 people in kontakte.csv")
    await expect(form).to_contain_text("Dana Wu, Genentech, dana@x.example")
    await expect(form).to_contain_text("row 4: there is no name")
    await picture(page, "import-preview")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("I am bringing them in.")
    await form.get_by_role("button", name="Done").click()

    done = page.get_by_test_id("message").filter(has_text="2 people are in.")
    await picture(page, "import-done")
    await done.get_by_role("button", name="Undo this import").click()
    await picture(page, "import-undo")
    await page.get_by_role("button", name="Take them out").click()
    await expect(
        page.get_by_test_id("message").filter(has_text="2 people are taken out again.")
    ).to_have_count(1)
