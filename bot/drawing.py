"""Draws pictures in a process that lives as long as one picture: see ``views.network_picture``."""

import asyncio
import json
import os
import sys
from pathlib import Path

from core.network import Network, shortened
from views.network import DRAWN

PROGRAM = "views.network_picture"
AT_ONCE = 2
"""Pictures being drawn at the same time: each may take a hundred megabytes for a second (our choice)."""

LONGEST_S = 60
_HOME = Path(__file__).parent.parent
_NEEDED = ("PATH", "HOME", "SYSTEMROOT", "WINDIR", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_DATA_DIRS", "LANG")
"""Where fonts are found. The process gets no token."""


class NotDrawn(Exception):
    """The picture could not be drawn."""


class Drawing:
    """Makes a PNG of a network."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, network: Network) -> bytes:
        """The picture of its first people. Raises NotDrawn."""
        left_out = max(len(network.people) - DRAWN, 0)
        given = _as_json(shortened(network, DRAWN), left_out)
        async with self._places:
            return await _run(given)


async def _run(given: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=_HOME,
        env={name: os.environ[name] for name in _NEEDED if name in os.environ},
    )
    try:
        async with asyncio.timeout(LONGEST_S):
            drawn, complaint = await process.communicate(given)
    except TimeoutError:
        raise NotDrawn("it took too long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise NotDrawn(complaint.decode(errors="replace")[-500:])
    return drawn


def _as_json(network: Network, left_out: int) -> bytes:
    """As the program reads it; the program's own module would bring Pillow into this process."""
    people = [[node.id, node.name, node.affiliation, node.standing] for node in network.people.values()]
    links = [[link.referrer_id, link.contact_id] for link in network.links]
    return json.dumps({"people": people, "links": links, "left_out": left_out}).encode()
