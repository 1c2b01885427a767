"""`/interview export`: everything of a member, as a zip file in their direct messages."""

from functools import partial

from core import exporting, forgetting
from core.exporting import NOTHING_YET
from core.model import Owner
from handlers.ports import Apology, Services
from handlers.requests import Action, Command, Interaction
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain
from views import export_message, forget_form, kit
from views.export_archive import archive
from views.ids import Do


class TakingAlong:
    """Gathers and sends, once at a time for each member."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._under_way: set[Owner] = set()

    def routes(self) -> Routes:
        return Routes(commands={"export": self.export}, actions={Do.EXPORT_SEND: self.send})

    async def export(self, command: Command) -> Reply:
        """Say that it is under way, and send it."""
        found = await self._services.store.read(forgetting.look, command.owner)
        if found is None or found.holdings.is_nothing:
            return Reply(message=kit.notice(NOTHING_YET))
        self._begin(command, partial(explain, command))
        return Reply(message=export_message.gathering())

    async def send(self, action: Action) -> Reply:
        """The same from a button; in the form that deletes everything, the form says so."""
        self._begin(action, partial(explain, action))
        self._services.background.spawn(self._say(action), partial(explain, action))
        return OK

    def _begin(self, request: Interaction, apology: Apology) -> None:
        if request.owner not in self._under_way:
            self._under_way.add(request.owner)
            self._services.background.spawn(self._send(request), apology)

    async def _send(self, request: Interaction) -> None:
        owner, store = request.owner, self._services.store
        try:
            gathered = await store.read(exporting.gather, owner, self._services.now())
            packed = await store.aside(archive, gathered)
            await request.slack.upload(
                owner.user_id, packed.filename, packed.content, packed.title, packed.comment
            )
        finally:
            self._under_way.discard(owner)

    async def _say(self, action: Action) -> None:
        found = await self._services.store.read(forgetting.look, action.owner)
        if action.block_id == forget_form.EXPORT_BLOCK and action.view_id and found:
            await action.slack.update_view(action.view_id, forget_form.form(found, sent=True))
        elif not (found is None or found.holdings.is_nothing):
            await answer(action, "Export", export_message.gathering())
