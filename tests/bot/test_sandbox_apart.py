"""The sandbox is for trying: nothing that serves a workspace loads it (where it listens: tests/sandbox)."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

TOP = Path(__file__).parents[2]
LOAD_ALL_BUT_TRY_IT = """
import importlib, json, pkgutil, sys
import bot
for module in pkgutil.iter_modules(bot.__path__, "bot."):
    if module.name != "bot.try_it":
        importlib.import_module(module.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


async def test_run_web_and_worker_have_no_sandbox() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LOAD_ALL_BUT_TRY_IT, cwd=TOP, stdout=PIPE
    )
    out, _ = await process.communicate()
    loaded = set(json.loads(out))
    assert {"bot", "handlers", "storage", "views", "core", "slack_bolt"} <= loaded
    assert "sandbox" not in loaded
