"""`inroad try` with a student's screen in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.pictures import PATIENCE_MS
from tests.browser.screen import faultless
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
    async with faultless(chromium) as page:
        await page.goto(f"{address}/?user=maya")
        await page.get_by_test_id("jump-next-morning").click()
        await expect(page.get_by_test_id("clock")).to_contain_text("9:00 am")
        yield page
