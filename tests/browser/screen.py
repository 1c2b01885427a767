"""A screen in a real browser, for as long as a test looks at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright

from tests.browser.pictures import ARGUMENTS, PATIENCE_MS


@asynccontextmanager
async def screen(chromium: str, *, width: int = 1280, height: int = 800) -> AsyncIterator[Page]:
    """A new browser's empty page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        await browser.close()


@asynccontextmanager
async def faultless(chromium: str) -> AsyncIterator[Page]:
    """The same, on which no script may fail, nothing may be complained of, and no answer may be a refusal."""
    complaints: list[str] = []
    async with screen(chromium) as page:
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert complaints == []
