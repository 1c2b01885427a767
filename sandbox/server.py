"""The sandbox: a small Slack workspace on this machine, with its web server."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from aiohttp import web
from yarl import URL

from sandbox.apps import App, Organisation, Registration
from sandbox.changes import PATIENCE
from sandbox.clock import Clock
from sandbox.consent import Consent
from sandbox.faults import Faults
from sandbox.http_delivery import HttpDelivery
from sandbox.loopback import is_loopback, refuse_other_hosts
from sandbox.manifest import Manifest
from sandbox.methods import methods
from sandbox.oauth import PATH, OAuth
from sandbox.page_api import PageApi
from sandbox.person import Person
from sandbox.rate_limits import RateLimits
from sandbox.seed import seed_beside
from sandbox.slack import Line, Slack
from sandbox.sockets import Sockets
from sandbox.teams import Team, Teams
from sandbox.tokens import Tokens
from sandbox.web_api import Call, Site, WebApi
from sandbox.workspace import Workspace

T = TypeVar("T")
QUIET = 0.02  # seconds without any change after which nothing more is expected
MOST_BODY = 4 * 1024 * 1024  # bytes; the limits of Slack are far below and have errors of their own
NEIGHBOURS = ("Nadia Rahimi", "Omar Haddad", "Elin Berg")
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
        installed: bool = True,
    ) -> None:
        """`manifest` is a Slack app manifest; ValueError when it is not valid. `ack_timeout`: real seconds.

        With `installed` the app is in the first workspace from the start, with a token that lasts; without,
        only OAuth gets it in. `jumps` are further buttons of the page's clock: a label, and what gives the
        instant to go to or None.
        """
        self.clock = clock or Clock()
        self.url = ""
        self._registration = Registration(Manifest.read(manifest))
        self._tokens = Tokens(self.clock)
        self._teams = Teams(self._tokens)
        self._oauth = OAuth(self._registration, self._teams, self.clock)
        self._ack_timeout, self._enforce_rate_limits = ack_timeout, enforce_rate_limits
        self._workspace = Workspace(App(self._registration, installed), self.clock)
        self._line = Line(Sockets(self._workspace), HttpDelivery(self._registration), Faults())
        self._web_api = WebApi(self._registration, self._tokens, self._line.faults, self.clock)
        self._slack = Slack(self._workspace, ack_timeout, self._line)
        self._settle(self._slack)
        if installed:
            self.team.let_in(self.team.person("ruth").id, None)
        self._jumps = jumps
        self._page: PageApi | None = None
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        """The base URL of the Web API, with its slash."""
        return f"{self.url}/api/"

    @property
    def authorize_url(self) -> str:
        """Where the app sends those who install it."""
        return f"{self.url}{PATH}"

    @property
    def team(self) -> Team:
        """The first workspace, which is also what `person` and `bot_token` are about."""
        return self._teams.first

    @property
    def teams(self) -> list[Team]:
        """All workspaces, the first one first."""
        return list(self._teams)

    @property
    def bot_token(self) -> str:
        """The xoxb- token for the first workspace; LookupError when the app is not in it."""
        return self.team.bot_token

    @property
    def app_token(self) -> str:
        """The xapp- token of this run."""
        return self._registration.app_token

    @property
    def client_id(self) -> str:
        """The app's public id in OAuth."""
        return self._registration.client_id

    @property
    def client_secret(self) -> str:
        """What the app proves with that it is itself."""
        return self._registration.client_secret

    @property
    def signing_secret(self) -> str:
        """What HTTP deliveries are signed with."""
        return self._registration.signing_secret

    @property
    def bot_user_id(self) -> str:
        """The user id of the app's bot in the first workspace."""
        return self.team.bot_user_id

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
        return self._line.faults

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on `host` (ValueError unless loopback) and `port` (0: any free one; OSError when taken)."""
        if not is_loopback(host):
            raise ValueError(f"The sandbox listens on this machine only, not on {host!r}.")
        self._page = PageApi(self._slack, self._jumps)
        server = web.Application(middlewares=[refuse_other_hosts], client_max_size=MOST_BODY)
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
        self.url = f"http://{place}"
        self._line.sockets.start(f"ws://{place}/socket")
        for team in self._teams:
            self._place(team.slack)

    async def stop(self) -> None:
        """Close everything; the workspace keeps what happened in it."""
        if self._page is not None:
            self._page.stop()
        for team in self._teams:
            await team.slack.stop()
        await self._line.stop()
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
        self._registration.manifest = Manifest.read(manifest)
        self._workspace.changes.touch()

    def person(self, name: str) -> Person:
        """Somebody by handle ("maya") or id; LookupError when there is nobody."""
        return self.team.person(name)

    def add_workspace(
        self,
        name: str,
        people: Iterable[str] = NEIGHBOURS,
        *,
        tz: str = "America/New_York",
        organisation: Organisation | None = None,
    ) -> Team:
        """A further workspace behind the same address, without the app: with these people in this zone.

        Each is known by the first name, in lower case. There are the channels #general and #cohort.
        """
        app = App(self._registration, installed=False)
        if organisation is not None:
            app.bot_id, app.bot_user_id = organisation.bot_id, organisation.bot_user_id
        workspace = Workspace.beside(self._workspace, app, name, organisation)
        populate = partial(seed_beside, names=people, tz=tz)
        return self._settle(Slack(workspace, self._ack_timeout, self._line, populate))

    def add_organisation(self, name: str) -> Organisation:
        """An Enterprise Grid organisation, for workspaces to be added to."""
        return Organisation(name)

    def allow(self, where: str, person: Person, *, whole_organisation: bool = False) -> str:
        """Go where the app sent this person and press Allow: the address at which their browser comes back.

        ValueError with what the page says when the app asks in a wrong way, PermissionError when this person
        may not install it.
        """
        request = self._oauth.read(self._asked(where))
        return self._oauth.allow(request, person.id, whole_organisation=whole_organisation)

    def cancel(self, where: str) -> str:
        """As `allow`, but with Cancel."""
        return self._oauth.cancel(self._oauth.read(self._asked(where)))

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    async def app_connected(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - its purpose
        """Wait until the app has a socket open (or is in HTTP mode); TimeoutError in the end."""
        await self.until(lambda: self._slack.delivery.connected, timeout)

    async def until(self, predicate: Callable[[], T], timeout: float = PATIENCE) -> T:  # noqa: ASYNC109 - its purpose
        """The first truthy result of `predicate`, asked again on every change; TimeoutError in the end."""
        return await self._workspace.changes.until(predicate, timeout, "the awaited state")

    async def settled(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - its purpose
        """Wait until nothing is on its way to the app or from it, retries that wait for the clock apart."""
        while True:
            await self.until(lambda: not self.busy, timeout)
            if not await self._workspace.changes.next(QUIET):
                return

    async def disconnect_sockets(self, *, abruptly: bool = False) -> None:
        """Close the app's sockets: with Slack's warning and refresh_requested, or just cut."""
        await self._line.sockets.disconnect(abruptly=abruptly)

    def refuse_tickets_for(self, seconds: float) -> None:
        """Let no socket be opened for this many real seconds: tickets are given out, and spent in vain."""
        self._line.sockets.refuse_for(seconds)

    @property
    def busy(self) -> bool:
        """Whether anything is on its way to the app or from it."""
        under_way = (team.slack.delivery.in_flight or team.slack.events.under_way for team in self._teams)
        return bool(self._web_api.in_flight) or any(under_way)

    def _settle(self, slack: Slack) -> Team:
        team = self._teams.add(slack)
        limits = RateLimits(self.clock) if self._enforce_rate_limits else None
        self._web_api.add(Site(team, methods(team, self._teams, self._oauth, limits), limits))
        self._place(slack)
        return team

    def _place(self, slack: Slack) -> None:
        slack.workspace.url = self.url
        slack.response_urls.base = f"{self.url}/response/"

    def _asked(self, where: str) -> Mapping[str, str]:
        address = URL(where)
        if str(address.with_query(None)) != self.authorize_url:
            raise ValueError(
                f"Apps are installed at {self.authorize_url}, not at {address.with_query(None)}."
            )
        return address.query

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._web_api.handle),
            web.get("/socket", self._line.sockets.handle),
            web.post("/response/{key:.+}", self._web_api.respond),
            web.post("/upload/v1/{key}", self._web_api.upload),
            web.get("/files-pri/{file}/{name:.+}", self._web_api.download),
            *Consent(self._registration, self._teams, self._oauth).routes(),
        ]
