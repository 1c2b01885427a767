"""What can be done about an import: taking it back, and saying who is the same person."""

from datetime import datetime

from core import importing, people_changes
from core.errors import NotYours
from core.importing import Undone
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import answer, go_on, show_modal
from views import import_message, import_pairs
from views.ids import Do


class ImportResults:
    """The buttons of the message that tells what came of an import."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.IMPORT_UNDO: self.undo,
                Do.IMPORT_PAIRS: self.look_at_pairs,
                Do.IMPORT_SAME: self.merge,
                Do.IMPORT_DIFFERENT: self.next_pair,
            }
        )

    async def undo(self, action: Action) -> Reply:
        """Take everybody out again with whom nothing was done since. Raises TooLate."""
        undone = await self._services.store.write(
            importing.undo, action.owner, _instant(action.value), self._services.now()
        )
        return go_on(self._services, action, self._tell(action, undone))

    async def look_at_pairs(self, action: Action) -> Reply:
        """Open the first of those who may be the same as somebody else."""
        return go_on(self._services, action, self._open(action))

    async def merge(self, action: Action) -> Reply:
        """Make one of the two, and show the next pair."""
        member = await self._members.current(action)
        place, came_at, before, came = _pair(action.value)
        await self._services.store.write(people_changes.merge, member, before, came, self._services.now())
        return go_on(self._services, action, self._show(action, place, came_at))

    async def next_pair(self, action: Action) -> Reply:
        """They are two: show the next pair."""
        place, came_at, *_ = _pair(action.value)
        return go_on(self._services, action, self._show(action, place + 1, came_at))

    async def _tell(self, action: Action, undone: Undone) -> None:
        message = import_message.undone(undone)
        if not (action.message and await action.slack.update(action.message, message)):
            await answer(action, "Import", message)

    async def _open(self, action: Action) -> None:
        came_at = _instant(action.value)
        pairs = await self._services.store.read(importing.pairs, action.owner, came_at)
        await show_modal(action, import_pairs.pair_form(pairs, 0, came_at))

    async def _show(self, action: Action, place: int, came_at: datetime) -> None:
        pairs = await self._services.store.read(importing.pairs, action.owner, came_at)
        view = import_pairs.pair_form(pairs, place, came_at)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)


def _pair(value: str) -> tuple[int, datetime, int, int]:
    place, came_at, before, came = (*value.split("|"), "", "", "", "")[:4]
    return record_id(place), _instant(came_at), record_id(before), record_id(came)


def _instant(value: str) -> datetime:
    """The instant that a button carries. Raises NotYours for anything else."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise NotYours from None
    if instant.tzinfo is None:
        raise NotYours
    return instant
