"""App Home: drawn when it is opened, and again after every change to what it shows."""

from core import conversations
from core.model import Owner
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Event, Interaction
from handlers.router import Routes
from views import home


class Home:
    """The Home tab of each member."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members
        self._drawing: set[Owner] = set()
        self._outdated: set[Owner] = set()

    def routes(self) -> Routes:
        return Routes(events={"app_home_opened": self.opened})

    async def opened(self, event: Event) -> None:
        """Draw the tab for whoever opened it."""
        if event.body.get("tab") == "home":
            self.refresh(event)

    def refresh(self, request: Interaction) -> None:
        """Draw the tab again, in the background. Asked while it is being drawn, it is drawn once more."""
        if request.owner in self._drawing:
            self._outdated.add(request.owner)
        else:
            self._drawing.add(request.owner)
            self._services.background.spawn(self._draw(request))

    async def _draw(self, request: Interaction) -> None:
        try:
            await self._publish(request)
        finally:
            self._drawing.discard(request.owner)
            if request.owner in self._outdated:
                self._outdated.discard(request.owner)
                self.refresh(request)

    async def _publish(self, request: Interaction) -> None:
        member = await self._members.current(request)
        now = self._services.now()
        overview = await self._services.store.read(conversations.where_i_stand, member.owner, now)
        await request.slack.publish_home(member.owner.user_id, home.home(overview, member, now))
