"""Brings people in, chunk by chunk, and tells how far it is in one message."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from core import importing
from core.import_csv import Columns, FoundPeople
from core.importing import CHUNK, Tally
from core.model import NOWHERE, PostedMessage
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Interaction
from handlers.sent_files import SentFiles
from views import import_message
from views.kit import Message

TOLD_TIMES = 10
"""How often it is told how far it is (our choice; Slack takes fifty changes of messages a minute)."""


@dataclass(slots=True)
class _Import:
    """One import under way: for whom, where it is told, and what came of it so far."""

    request: Interaction
    posted: PostedMessage
    tally: Tally
    came_at: datetime | None = None


class BringingIn:
    """Runs imports in the background."""

    def __init__(self, services: Services, members: Members, files: SentFiles) -> None:
        self._services = services
        self._members = members
        self._files = files

    def begin(
        self,
        request: Interaction,
        posted: PostedMessage | None,
        *,
        found: FoundPeople | None = None,
        file_id: str = "",
        columns: Columns | None = None,
    ) -> None:
        """Bring in whom was ``found``, or else whoever is in the file; told in the ``posted`` message."""
        this = _Import(request, posted or NOWHERE, Tally())
        work = self._run(this, found, file_id, columns)
        self._services.background.spawn(work, partial(self._stopped, this))

    async def _run(
        self, this: _Import, found: FoundPeople | None, file_id: str, columns: Columns | None
    ) -> None:
        await self._members.current(this.request)
        if found is None:
            found = (await self._files.read(this.request, file_id, columns)).found
        await self._tell(this, import_message.progress(0, len(found.people)))
        owner, store = this.request.owner, self._services.store
        came_at = this.came_at = await store.read(importing.begin, owner, self._services.now())
        await self._bring_in(this, found, came_at)
        pairs = await store.read(importing.pairs, owner, came_at)
        await self._tell(this, import_message.result(this.tally, found, pairs, came_at))

    async def _bring_in(self, this: _Import, found: FoundPeople, came_at: datetime) -> None:
        people, told = found.people, 0
        for start in range(0, len(people), CHUNK):
            chunk = people[start : start + CHUNK]
            this.tally += await self._services.store.write(
                importing.bring_in, this.request.owner, chunk, came_at
            )
            done = start + len(chunk)
            if len(people) > done >= told + max(len(people) // TOLD_TIMES, CHUNK):
                told = done
                await self._tell(this, import_message.progress(done, len(people)))

    async def _stopped(self, this: _Import, sentence: str) -> None:
        await self._tell(this, import_message.stopped(sentence, this.tally, this.came_at))

    async def _tell(self, this: _Import, message: Message) -> None:
        """In the one message, or in a new one where that is gone."""
        slack = this.request.slack
        if this.posted is NOWHERE or not await slack.update(this.posted, message):
            this.posted = await slack.post(this.request.owner.user_id, message)
