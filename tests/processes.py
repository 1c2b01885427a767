"""`inroad` as a process of its own."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

INROAD = Path(sys.executable).parent / "inroad"


@asynccontextmanager
async def started(folder: Path, *arguments: str, **environment: str) -> AsyncIterator[Process]:
    """A running `inroad`, in a folder and an environment without settings of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    kept["OPERATIONS_PORT"] = "0"  # several run side by side
    process = await asyncio.create_subprocess_exec(
        INROAD, *arguments, cwd=folder, env={**kept, **environment}, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def output(folder: Path, *arguments: str, **environment: str) -> tuple[int | None, str]:
    async with started(folder, *arguments, **environment) as process:
        out, err = await process.communicate()
    return process.returncode, (out + err).decode()


async def ends_well(process: Process, number: signal.Signals = signal.SIGTERM) -> None:
    process.send_signal(number)
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert b"Traceback" not in err


async def address_of(process: Process) -> str:
    """The page's address that `inroad try` prints."""
    assert process.stdout
    while line := await process.stdout.readline():
        if found := re.search(rb"http://127\.0\.0\.1:\d+", line):
            return found[0].decode()
    raise AssertionError("no address was printed")
