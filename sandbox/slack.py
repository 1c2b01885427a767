"""The workspace with everything that makes it live, without its web server."""

from sandbox.actions import Actions
from sandbox.commands import Commands
from sandbox.delivery import Delivery
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.forms import Forms
from sandbox.http_delivery import HttpDelivery
from sandbox.modals import Screens
from sandbox.notices import Notices
from sandbox.response_urls import ResponseUrls
from sandbox.seed import seed
from sandbox.shortcuts import Shortcuts
from sandbox.sockets import Sockets
from sandbox.triggers import Triggers
from sandbox.uploads import Uploads
from sandbox.workspace import Workspace


class Slack:
    """Assembles the parts; the web server, the page and the Person driver work on it."""

    def __init__(self, workspace: Workspace, ack_timeout: float) -> None:
        seed(workspace)
        self.workspace = workspace
        self.faults = Faults()
        self.notices = Notices(workspace)
        self.screens = Screens(workspace)
        self.triggers = Triggers(workspace.clock)
        self.response_urls = ResponseUrls(workspace)
        self.uploads = Uploads(workspace)
        self.sockets = Sockets(workspace)
        self.http = HttpDelivery(workspace.app)
        self.delivery = Delivery(workspace, self.sockets, self.http, self.faults, ack_timeout)
        self.events = Events(workspace, self.delivery)
        ways_back = (self.triggers, self.response_urls)
        self.commands = Commands(workspace, self.delivery, self.notices, *ways_back)
        self.actions = Actions(workspace, self.screens, self.delivery, self.notices, *ways_back)
        self.shortcuts = Shortcuts(workspace, self.delivery, self.notices, *ways_back)
        self.forms = Forms(workspace, self.screens, self.delivery, self.notices, self.triggers)
        workspace.event_listener = self.events.raise_event
        workspace.clock.when_moved(workspace.changes.touch)

    async def stop(self) -> None:
        """End all work in the background and all connections to the app."""
        await self.events.stop()
        await self.delivery.stop()
        await self.sockets.stop()
        await self.http.stop()
