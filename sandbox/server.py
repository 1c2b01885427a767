"""The sandbox: a small Slack workspace on this machine, with its web server."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from aiohttp import web

from sandbox.api_chat import ChatMethods
from sandbox.api_conversations import ConversationMethods
from sandbox.api_files import FileMethods
from sandbox.api_people import PeopleMethods
from sandbox.api_views import ViewMethods
from sandbox.arguments import Arguments
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.faults import Faults
from sandbox.json_types import Json
from sandbox.loopback import is_loopback
from sandbox.manifest import Manifest
from sandbox.page_api import PageApi
from sandbox.person import Person
from sandbox.rate_limits import RateLimits
from sandbox.slack import Slack
from sandbox.web_api import Call, Method, WebApi
from sandbox.workspace import App, Workspace

T = TypeVar("T")
QUIET = 0.02  # seconds without any change after which nothing more is expected
MOST_BODY = 4 * 1024 * 1024  # bytes; the limits of Slack are far below and have errors of their own
NO_JUMPS: Mapping[str, Callable[[], datetime | None]] = MappingProxyType({})


class Sandbox:
    """A Slack workspace with one app in it, served on loopback between `start` and `stop`."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        clock: Clock | None = None,
        enforce_rate_limits: bool = False,
        jumps: Mapping[str, Callable[[], datetime | None]] = NO_JUMPS,
        ack_timeout: float = 3.0,
    ) -> None:
        """`manifest` is a Slack app manifest; ValueError when it is not valid. `ack_timeout`: real seconds.

        `jumps` are further buttons of the page's clock: a label, and what gives the instant to go to or None.
        """
        self.clock = clock or Clock()
        self._app = App(Manifest.read(manifest))
        self._workspace = Workspace(self._app, self.clock)
        self._slack = Slack(self._workspace, ack_timeout)
        self._limits = RateLimits(self.clock) if enforce_rate_limits else None
        urls = (self._slack.response_urls, self._slack.uploads)
        self._web_api = WebApi(self._workspace, self._methods(), *urls, self._slack.faults, self._limits)
        self._jumps = jumps
        self._page: PageApi | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def api_url(self) -> str:
        """The base URL of the Web API, with its slash."""
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        """The xoxb- token of this run."""
        return self._app.bot_token

    @property
    def app_token(self) -> str:
        """The xapp- token of this run."""
        return self._app.app_token

    @property
    def signing_secret(self) -> str:
        """What HTTP deliveries are signed with."""
        return self._app.signing_secret

    @property
    def bot_user_id(self) -> str:
        """The user id of the app's bot."""
        return self._app.bot_user_id

    @property
    def calls(self) -> list[Call]:
        """Every Web API call so far."""
        return self._web_api.calls

    @property
    def problems(self) -> list[str]:
        """What the app did wrong where Slack would say nothing, such as an invalid answer to a form."""
        return self._workspace.problems

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self._slack.faults

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on `host` (ValueError unless loopback) and `port` (0: any free one; OSError when taken)."""
        if not is_loopback(host):
            raise ValueError(f"The sandbox listens on this machine only, not on {host!r}.")
        self._page = PageApi(self._slack, self._jumps)
        server = web.Application(middlewares=[_refuse_other_hosts], client_max_size=MOST_BODY)
        server.router.add_routes([*self._page.routes(), *self._routes()])
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=1, handle_signals=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self.stop()
            raise
        name, bound = self._runner.addresses[0][:2]
        place = f"[{name}]:{bound}" if ":" in name else f"{name}:{bound}"
        self.url = self._workspace.url = f"http://{place}"
        self._slack.sockets.start(f"ws://{place}/socket")
        self._slack.response_urls.base = f"{self.url}/response/"

    async def stop(self) -> None:
        """Close everything; the workspace keeps what happened in it."""
        if self._page is not None:
            self._page.stop()
        await self._slack.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.stop()

    def install(self, manifest: Mapping[str, Any]) -> None:
        """Replace the app's manifest; ValueError when it is not valid."""
        self._app.manifest = Manifest.read(manifest)
        self._workspace.changes.touch()

    def person(self, name: str) -> Person:
        """Somebody by handle ("maya") or id; LookupError when there is nobody."""
        user = self._workspace.find_user(name)
        if user is None or user.is_bot:
            raise LookupError(f"There is nobody called {name!r}.")
        return Person(self._slack, user)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    async def app_connected(self, timeout: float = 10) -> None:  # noqa: ASYNC109 - its purpose
        """Wait until the app has a socket open (or is in HTTP mode); TimeoutError in the end."""
        await self.until(lambda: self._slack.delivery.connected, timeout)

    async def until(self, predicate: Callable[[], T], timeout: float = 5) -> T:  # noqa: ASYNC109 - its purpose
        """The first truthy result of `predicate`, asked again on every change; TimeoutError in the end."""
        return await self._workspace.changes.until(predicate, timeout, "the awaited state")

    async def settled(self, timeout: float = 5) -> None:  # noqa: ASYNC109 - its purpose
        """Wait until nothing is on its way to the app or from it, retries that wait for the clock apart."""
        while True:
            await self.until(lambda: not self.busy, timeout)
            if not await self._workspace.changes.next(QUIET):
                return

    async def disconnect_sockets(self, *, abruptly: bool = False) -> None:
        """Close the app's sockets: with Slack's warning and refresh_requested, or just cut."""
        await self._slack.sockets.disconnect(abruptly=abruptly)

    def refuse_tickets_for(self, seconds: float) -> None:
        """Let no socket be opened for this many real seconds: tickets are given out, and spent in vain."""
        self._slack.sockets.refuse_for(seconds)

    @property
    def busy(self) -> bool:
        """Whether anything is on its way to the app or from it."""
        return bool(self._slack.delivery.in_flight or self._slack.events.under_way or self._web_api.in_flight)

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._web_api.handle),
            web.get("/socket", self._slack.sockets.handle),
            web.post("/response/{key:.+}", self._web_api.respond),
            web.post("/upload/v1/{key}", self._web_api.upload),
            web.get("/files-pri/{file}/{name:.+}", self._web_api.download),
        ]

    def _methods(self) -> dict[str, Method]:
        workspace = self._workspace
        count = self._limits.count_message if self._limits else lambda _channel: None
        return {
            "apps.connections.open": self._open_connection,
            **PeopleMethods(workspace).table(),
            **ConversationMethods(workspace).table(),
            **ChatMethods(workspace, count).table(),
            **FileMethods(workspace, self._slack.uploads, count).table(),
            **ViewMethods(workspace, self._slack.screens, self._slack.triggers).table(),
        }

    def _open_connection(self, _arguments: Arguments) -> Json:
        if not self._app.manifest.socket_mode:
            raise SlackError("not_allowed")
        return {"url": self._slack.sockets.issue_url()}


@web.middleware
async def _refuse_other_hosts(
    request: web.Request, handler: Callable[[web.Request], Any]
) -> web.StreamResponse:
    # A website whose name was made to point here must not drive the workspace.
    if not is_loopback(request.url.host):
        raise web.HTTPForbidden(text="The sandbox answers to this machine only.")
    response: web.StreamResponse = await handler(request)
    return response
