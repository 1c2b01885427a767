"""The workspace with everything that makes it live, without its web server."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Line:
    """The ways to the app, which all its workspaces share, and what goes wrong on them."""

    sockets: Sockets
    http: HttpDelivery
    faults: Faults

    async def stop(self) -> None:
        """Close all connections to the app."""
        await self.sockets.stop()
        await self.http.stop()


class Slack:
    """Assembles the parts; the web server, the page and the Person driver work on it."""

    def __init__(
        self,
        workspace: Workspace,
        ack_timeout: float,
        line: Line,
        populate: Callable[[Workspace], None] = seed,
    ) -> None:
        populate(workspace)
        self.workspace = workspace
        self.sockets, self.faults = line.sockets, line.faults
        self.notices = Notices(workspace)
        self.screens = Screens(workspace)
        self.triggers = Triggers(workspace.clock)
        self.response_urls = ResponseUrls(workspace)
        self.uploads = Uploads(workspace)
        self.delivery = Delivery(workspace, line.sockets, line.http, line.faults, ack_timeout)
        self.events = Events(workspace, self.delivery)
        ways_back = (self.triggers, self.response_urls)
        self.commands = Commands(workspace, self.delivery, self.notices, *ways_back)
        self.actions = Actions(workspace, self.screens, self.delivery, self.notices, *ways_back)
        self.shortcuts = Shortcuts(workspace, self.delivery, self.notices, *ways_back)
        self.forms = Forms(workspace, self.screens, self.delivery, self.notices, self.triggers)
        workspace.event_listener = self.events.raise_event
        workspace.clock.when_moved(workspace.changes.touch)

    async def stop(self) -> None:
        """End all work in the background."""
        await self.events.stop()
        await self.delivery.stop()
