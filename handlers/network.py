"""`/interview network`: who led to whom, as a list at once and as a picture in the direct messages."""

from functools import partial

from core import networking
from core.model import Member
from core.network import Network as Led
from handlers.members import Members
from handlers.ports import Draw, Services
from handlers.requests import Action, Command, Interaction, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import answer, explain, go_on
from views import network as views
from views.ids import Do
from views.kit import Message


class Network:
    """The command and the pages of its list."""

    def __init__(self, services: Services, members: Members, draw: Draw) -> None:
        self._services = services
        self._members = members
        self._draw = draw

    def routes(self) -> Routes:
        return Routes(
            commands={"network": self.show},
            actions={Do.NETWORK_MORE: self.turn_page, Do.NETWORK_BACK: self.turn_page},
        )

    async def show(self, command: Command) -> Reply:
        """Answer with the list, and draw the picture beside it."""
        return await self._members.answer(command, partial(self._first, command))

    async def turn_page(self, action: Action) -> Reply:
        """Show other people of the list, in place of these."""
        return go_on(self._services, action, self._turn(action))

    async def _first(self, command: Command, member: Member) -> Message:
        network = await self._services.store.read(networking.network, member.owner)
        if network.people:
            self._services.background.spawn(self._send(command, network), partial(explain, command))
        return views.network_list(network)

    async def _turn(self, action: Action) -> None:
        member = await self._members.current(action)
        network = await self._services.store.read(networking.network, member.owner)
        message = views.network_list(network, record_id(action.value))
        await answer(action, "Who led to whom", message, replace=True)

    async def _send(self, request: Interaction, network: Led) -> None:
        picture = await self._draw(network)
        await request.slack.upload(
            request.owner.user_id,
            views.picture_name(),
            picture,
            views.picture_title(network),
            views.picture_comment(network),
            alternative=views.alternative(network),
        )
