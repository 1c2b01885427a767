"""`inroad try` with a student's screen in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.browser.pictures import ARGUMENTS, PATIENCE_MS
from tests.processes import address_of, ends_well, started

expect.set_options(timeout=PATIENCE_MS)

A_SUNDAY_EVENING = "2026-11-23T01:00"
"""In New York, and in UTC: a week lies ahead whose working days are known."""


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with started(tmp_path, "try", "--port", "0", "--at", A_SUNDAY_EVENING) as process:
        yield await address_of(process)
        await ends_well(process)


@pytest.fixture
async def page(chromium: str, address: str) -> AsyncIterator[Page]:
    """Maya's screen, in the morning of her day."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE_MS)
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(f"{address}/?user=maya")
        await page.get_by_test_id("jump-next-morning").click()
        await expect(page.get_by_test_id("clock")).to_contain_text("9:00 am")
        yield page
        await browser.close()
    assert complaints == []
