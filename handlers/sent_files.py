"""Files that members send: who is in them."""

import asyncio

from core.errors import NotYours
from core.import_csv import Columns
from core.import_file import MOST_BYTES, too_large
from core.import_reading import Reading, read_sent_file
from handlers.ports import Services
from handlers.requests import Interaction

AT_ONCE = 2
"""Files in memory at the same time: each may take a hundred megabytes for a moment (our choice)."""


class SentFiles:
    """Reads a file from Slack, whenever it is needed: none is kept."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._places = asyncio.Semaphore(AT_ONCE)

    async def read(self, request: Interaction, file_id: str, columns: Columns | None = None) -> Reading:
        """Who is in a file of the member's own. Raises Unreadable; NotYours for somebody else's."""
        file = await request.slack.file(file_id)
        if file.get("user") != request.owner.user_id:
            raise NotYours
        size = int(file.get("size") or 0)
        if size > MOST_BYTES:
            raise too_large(size)
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        async with self._places:
            content = await request.slack.download(url, MOST_BYTES)
            if content is None:
                raise too_large(max(size, MOST_BYTES + 1))
            return await self._services.store.aside(
                read_sent_file, str(file.get("name") or "the file"), content, columns
            )
