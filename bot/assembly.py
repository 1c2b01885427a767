"""Builds the bot from its parts, and starts and stops them in the right order."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import aiohttp
import structlog

from bot.background import Tasks
from bot.calendar_feed import CalendarFeeds
from bot.cohort_refresh import CohortRefresh
from bot.connections import Connections, connect
from bot.departures import Departures
from bot.drawing import Drawing
from bot.http_server import Door, HttpServer
from bot.installation_upkeep import InstallationUpkeep
from bot.metrics import Metrics
from bot.operations import Operations
from bot.pacing import AT_ONCE
from bot.request_expiry import RequestExpiry
from bot.settings import Settings
from bot.slack_app import SlackApp
from bot.slack_calls import clients
from bot.socket_mode import Socket
from bot.threads import Threads
from bot.worker import Worker
from core.delivering import Timing
from handlers.adding import Adding
from handlers.asking import Asking
from handlers.calendar_address import CalendarAddress
from handlers.cohort import Cohorts
from handlers.cohort_members import CohortMembers
from handlers.cohort_setup import CohortSetup
from handlers.commands import Commands
from handlers.conversations import Conversations
from handlers.drafting import Drafting
from handlers.forgetting import Forgetting
from handlers.guard import Guarding
from handlers.home import Home
from handlers.import_results import ImportResults
from handlers.importing import Importing
from handlers.introductions import Introductions
from handlers.keep_in_touch import KeepingInTouch
from handlers.kept_drafts import KeptDrafts
from handlers.meetings import Meetings
from handlers.members import Members
from handlers.network import Network
from handlers.news import TellingNews
from handlers.note_records import NoteRecords
from handlers.notes import Notes
from handlers.outcome import Outcomes
from handlers.outreach import Outreaches
from handlers.own_words import OwnWords
from handlers.pace import USUAL, Pace, PacedRouter
from handlers.people import People
from handlers.person_changes import PersonChanges
from handlers.person_field import PersonField
from handlers.ports import Services
from handlers.practice import Practising
from handlers.preparation import Preparing
from handlers.referrals import Referrals
from handlers.reflection import Reflecting
from handlers.router import Feature
from handlers.schedule import Schedule
from handlers.settings import Settings as SettingsForm
from handlers.sharing import Sharing
from handlers.stats import Statistics
from handlers.takeaways import Takeaways
from handlers.taking_along import TakingAlong
from handlers.tasks import TaskSteps
from handlers.thank_you import ThankYous
from handlers.touch import Touches
from handlers.uninstalling import Uninstalling
from storage.database import Database

log = structlog.get_logger(__name__)

CONNECTIONS_FOR_PEOPLE = 100
"""For forms, Home and answers: who clicked never waits for somebody's reminder (our choice)."""

CONNECTIONS = AT_ONCE + CONNECTIONS_FOR_PEOPLE
"""To Slack at most: one for each message under way, and those."""

FINISH_WITHIN_S = 10


def _session(call: timedelta) -> aiohttp.ClientSession:
    """Its limit bounds every call: slack_sdk's own `timeout` does nothing with a session that it is given."""
    timeout = aiohttp.ClientTimeout(total=call.total_seconds())
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS), timeout=timeout)


def utc_now() -> datetime:
    """The clock of a real process."""
    return datetime.now(UTC)


class Bot:
    """Receives from Slack, sends reminders, or both. The database is the caller's to open and close."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        receives: bool = True,
        reminds: bool = True,
        now: Callable[[], datetime] = utc_now,
        timing: Timing | None = None,
        pace: Pace = USUAL,
    ) -> None:
        self._timing = timing or Timing()
        self._pace = pace
        self._settings = settings
        self._now = now
        self._store = Threads(database)
        self._receives = receives
        self._reminds = reminds
        self.tasks = Tasks()
        self._http: aiohttp.ClientSession | None = None
        self._door: Socket | HttpServer | None = None
        self._operations: HttpServer | None = None
        self.metrics = Metrics(now)
        self.worker: Worker | None = None

    @property
    def port(self) -> int | None:
        """The port on which Slack's requests are taken, in HTTP mode."""
        return self._door.port if isinstance(self._door, HttpServer) else None

    async def start(self) -> None:
        """Connect to Slack and begin. Raises SlackApiError for refused tokens, OSError for a taken port."""
        self._http = _session(self._timing.call)
        connections = connect(self._settings, self._store, self._http, self._now, self.tasks)
        workspaces = connections.workspaces
        await workspaces.start()
        if self._receives:
            self._door = self._open_door(connections, self._http)
            await self._door.start()
            if isinstance(self._door, Socket):
                self.metrics.socket_connected.set_function(partial(getattr, self._door, "connected"))
        if self._reminds:
            chores: list[Callable[[], Awaitable[None]]] = [
                CohortRefresh(self._store, workspaces, self._now),
                RequestExpiry(self._store, workspaces, self._now),
                Departures(self._store, workspaces, self._now),
            ]
            if not workspaces.is_one:
                chores.append(InstallationUpkeep(self._store, self._now))
            self.worker = Worker(self._store, workspaces, self._now, self.metrics, self._timing, chores)
            self.worker.start()
        await self._open_operations()
        log.info("bot.started", socket_mode=self._settings.socket_mode, port=self.port, reminds=self._reminds)

    async def stop(self) -> None:
        """Take nothing more in, finish what is in hand, and let go of everything."""
        for server in (self._door, self._operations):
            if server:
                await server.stop()
        self._door = self._operations = None
        if self.worker:
            await self.worker.stop()
            self.worker = None
        await self.tasks.finish(FINISH_WITHIN_S)
        self._store.close()
        if self._http:
            await self._http.close()
        log.info("bot.stopped")

    def _open_door(self, connections: Connections, http: aiohttp.ClientSession) -> Socket | HttpServer:
        router = PacedRouter(
            self.features(Services(self._store, self.tasks, self._now)), self._pace, time.monotonic
        )
        api_url, heard = self._settings.slack_api_url, self.metrics.heard
        app = SlackApp(connections.workspaces, router, self.tasks, http, api_url, heard)
        token = self._settings.slack_app_token
        if token:
            return Socket(app.bolt, token.get_secret_value(), clients(None, api_url, http).repeating)
        secret = self._settings.slack_signing_secret
        if secret is None:
            raise ValueError("HTTP needs a signing secret")
        calendars = CalendarFeeds(self._store, self._now)
        door = Door(app, secret.get_secret_value(), connections.installs, calendars)
        return HttpServer(door, self._settings.host, self._settings.port)

    async def _open_operations(self) -> None:
        if self._settings.operations_port:
            application = Operations(self._store, self.metrics, self._now, self.slack_trouble)
            host, port = self._settings.operations_host, self._settings.operations_port
            self._operations = HttpServer(application, host, port)
            await self._operations.start()

    def slack_trouble(self) -> str:
        """Why Slack cannot be used at the moment, or nothing."""
        if isinstance(self._door, Socket) and not self._door.connected:
            return "The socket to Slack is down."
        return self.worker.trouble if self.worker else ""

    def features(self, services: Services) -> list[Feature]:
        """What this bot answers to."""
        members = Members(services)
        home = Home(services, members)
        meetings, person_field = Meetings(services), PersonField(services)
        records, setup = NoteRecords(services, home), CohortSetup(services, members)
        return [
            members,
            home,
            Commands(services, members),
            Conversations(services, members, home, meetings),
            Schedule(services, members, home, meetings),
            Outcomes(services, members, home, meetings),
            ThankYous(services, members, records),
            Notes(services, members, records),
            People(services, members, home),
            PersonChanges(services, members, home),
            Adding(services, members, home),
            Importing(services, members),
            ImportResults(services, members),
            TakingAlong(services),
            Forgetting(services),
            self._calendar_address(services, members),
            person_field,
            Drafting(services, members, home, person_field),
            KeptDrafts(services, members, home),
            Guarding(services, members),
            Outreaches(services, members, home),
            Referrals(services, members, home),
            Network(services, members, Drawing()),
            OwnWords(services, members),
            Preparing(services, members),
            KeepingInTouch(services, members, home),
            Touches(services, members, home),
            TaskSteps(services, members, home),
            TellingNews(services, members, home),
            Statistics(services, members),
            Reflecting(services, members),
            Takeaways(services, members),
            SettingsForm(services, members, home),
            CohortMembers(services),
            setup,
            Cohorts(services, members, setup),
            Practising(services),
            Sharing(services, members),
            Asking(services, members),
            Introductions(services, members),
            Uninstalling(services),
        ]

    def _calendar_address(self, services: Services, members: Members) -> CalendarAddress:
        by_socket = self._settings.socket_mode
        return CalendarAddress(
            services, members, None if by_socket else self._settings.public_url, by_socket=by_socket
        )
