"""How the browser is started, how patient tests are with it, and pictures of what it shows."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000
"""How long a test waits for what it expects: a busy machine is slow, not wrong."""

PICTURES = os.environ.get("INROAD_PICTURES")
"""A folder for pictures of every step, to look at."""

COLOURS = 64
"""Enough for text and buttons, in a third of the bytes."""


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        taken = Image.open(io.BytesIO(await page.screenshot(animations="disabled"))).convert("RGB")
        small = taken.quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(Path(PICTURES) / f"{name}.png", optimize=True)
