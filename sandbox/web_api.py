"""The Web API's front door: tokens, scopes, rates, ordered faults, and the record of every call."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.access import ACCESS, Caller
from sandbox.apps import Registration
from sandbox.arguments import Arguments, read_call, read_object
from sandbox.clock import Clock
from sandbox.cutting import cut
from sandbox.downloads import file_response
from sandbox.errors import RateLimited, SlackError
from sandbox.faults import RESPONSE_URL, UPLOAD, Fault, Faults
from sandbox.json_types import Json
from sandbox.rate_limits import RateLimits
from sandbox.response_urls import WORN_OUT
from sandbox.teams import Team
from sandbox.tokens import Tokens
from sandbox.uploads import read_upload

Method = Callable[[Arguments], Json]
_TOKENS = frozenset({"access_token", "refresh_token"})


@dataclass(frozen=True)
class Call:
    """One call as it was made and answered. `status` is the HTTP status, 0 when the connection was cut.

    What is posted to a response URL is a call of "response_url", what is posted to an upload URL one of
    "upload", both without a token. Where a fault came after the call took effect, `answer` is the one that
    got lost. Neither it nor the arguments show secrets.
    """

    method: str
    token: str = field(repr=False)
    arguments: dict[str, Any]
    status: int
    answer: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Site:
    """What answers calls for one workspace. `limits` is None when none are enforced."""

    team: Team
    methods: Mapping[str, Method]
    limits: RateLimits | None


@dataclass(frozen=True)
class _Asked:
    """One call before it is answered, and by which workspace it would be."""

    request: web.Request
    method: str
    token: str
    arguments: Arguments
    site: Site


def _comes_first(fault: Fault) -> bool:
    return fault.kind not in ("latency", "drop_after") and not fault.takes_effect


class WebApi:
    """Answers /api/METHOD, response URLs and upload URLs, each by the workspace that it is about."""

    def __init__(self, registration: Registration, tokens: Tokens, faults: Faults, clock: Clock) -> None:
        self.calls: list[Call] = []
        self.in_flight = 0
        self._registration = registration
        self._tokens = tokens
        self._faults = faults
        self._clock = clock
        self._sites: dict[str, Site] = {}

    def add(self, site: Site) -> None:
        """Answer for one more workspace; the first one answers whatever belongs to none."""
        self._sites[site.team.id] = site

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        with self._counted():
            method = request.match_info["method"]
            try:
                token, given = await read_call(request)
            except SlackError as error:
                return self._answered(_Asked(request, method, "", Arguments({}), self._home), error.answer())
            arguments = Arguments(given, token)
            try:
                site = self._site(token, arguments)
            except SlackError as error:
                return self._answered(_Asked(request, method, token, arguments, self._home), error.answer())
            asked = _Asked(request, method, token, arguments, site)
            return await self._serve(asked, lambda: self._perform(asked))

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what the app posts to a response URL."""
        with self._counted():
            key = request.match_info["key"]
            site = self._sites.get(key.partition("/")[0], self._home)
            try:
                given = await read_object(request)
            except SlackError:
                asked = _Asked(request, RESPONSE_URL, "", Arguments({}), site)
                return self._answered(asked, {"ok": False, "error": "invalid_payload"})
            asked = _Asked(request, RESPONSE_URL, "", Arguments(given), site)
            return await self._serve(asked, lambda: _use_url(site, key, given))

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes that the app posts to an upload URL."""
        with self._counted():
            content, key = await read_upload(request), request.match_info["key"]
            owners = (site for site in self._sites.values() if site.team.slack.uploads.issued(key))
            site = next(owners, self._home)
            asked = _Asked(request, UPLOAD, "", Arguments({"length": len(content)}), site)
            return await self._serve(asked, lambda: site.team.slack.uploads.receive(key, content))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file at its url_private, to the bot itself; Slack shows everybody else its page to sign in."""
        team, _, file_id = request.match_info["file"].rpartition("-")
        site = self._sites.get(team, self._home)
        file = site.team.slack.uploads.readable(file_id)
        try:
            token, given = await read_call(request)
            self._check_token("bot", token)
            self._check_scope("files:read", site)
            is_theirs = self._site(token, Arguments({**given, "team_id": team})) is site
        except SlackError:
            is_theirs = False
        if file is not None and is_theirs:
            return file_response(file)
        return web.Response(text="Sign in", content_type="text/html")

    @property
    def _home(self) -> Site:
        return next(iter(self._sites.values()))

    def _site(self, token: str, arguments: Arguments) -> Site:
        """The workspace that a call is about: the token's, or one of the organisation that it is for."""
        installation = self._tokens.find(token)
        if installation is None:
            return self._home
        if not installation.is_org_wide:
            return self._sites[installation.place]
        named = arguments.given.get("team_id")
        organisation = [
            site
            for site in self._sites.values()
            if site.team.organisation and site.team.organisation.id == installation.place
        ]
        if named:
            found = next((site for site in organisation if site.team.id == named), None)
            if found is None:
                raise SlackError("team_access_not_granted")
            return found
        return next((site for site in organisation if _is_about(site, arguments)), organisation[0])

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1
            self._home.team.workspace.changes.stir()

    async def _serve(self, asked: _Asked, perform: Callable[[], Json]) -> web.StreamResponse:
        fault = None
        for fault in self._faults.take_call(asked.method, asked.site.team.id):
            if fault.kind == "latency":
                await asyncio.sleep(fault.seconds)
        if fault is not None and _comes_first(fault):
            return self._failed(asked, fault, {})
        try:
            answer = perform()
        except SlackError as error:
            return self._answered(asked, error.answer())
        except RateLimited as limited:
            return self._limited(asked, limited.retry_after)
        if fault is not None and fault.kind != "latency":
            return self._failed(asked, fault, answer)
        return self._answered(asked, answer)

    def _perform(self, asked: _Asked) -> Json:
        method, site = asked.site.methods.get(asked.method), asked.site
        if method is None:
            raise SlackError("unknown_method", req_method=asked.method)
        access = ACCESS[asked.method]
        self._check_token(access.caller, asked.token)
        self._check_scope(access.scope, site)
        if access.names_team and site.team.workspace.org_wide and not asked.arguments.given.get("team_id"):
            raise SlackError("missing_argument", ["[ERROR] missing required field: team_id"])
        if site.limits is not None:
            site.limits.count_call(asked.method)
        return {"ok": True, **method(asked.arguments)}

    def _check_token(self, caller: Caller, token: str) -> None:
        if caller == "anybody":
            return
        if not token:
            raise SlackError("not_authed")
        if token == self._registration.app_token:
            if caller != "app":
                raise SlackError("not_allowed_token_type")
            return
        self._tokens.check(token)
        if caller != "bot":
            raise SlackError("not_allowed_token_type")

    def _check_scope(self, needed: str, site: Site) -> None:
        provided = site.team.workspace.app.scopes
        if needed and needed not in provided:
            raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(provided)))

    def _failed(self, asked: _Asked, fault: Fault, answer: Json) -> web.StreamResponse:
        match fault.kind:
            case "rate_limited":
                return self._limited(asked, max(1, round(fault.seconds)))
            case "server_error":
                self._record(asked, fault.status, answer)
                return web.Response(status=fault.status, text="Server Error")
            case "error":
                return self._answered(asked, {"ok": False, "error": fault.error})
        self._record(asked, 0, answer)
        cut(asked.request)
        return web.Response(status=500)

    def _limited(self, asked: _Asked, retry_after: int) -> web.StreamResponse:
        response = self._answered(asked, {"ok": False, "error": "ratelimited"}, status=429)
        response.headers["Retry-After"] = str(retry_after)
        return response

    def _answered(self, asked: _Asked, answer: Json, *, status: int = 200) -> web.StreamResponse:
        is_url = asked.method in (RESPONSE_URL, UPLOAD)
        if is_url and not answer["ok"] and status == 200:
            status = 404 if answer["error"] in WORN_OUT else 400
        self._record(asked, status, answer)
        if is_url and answer["ok"]:
            return web.Response(text="ok")
        scopes = ",".join(sorted(asked.site.team.workspace.app.scopes))
        headers = {"X-OAuth-Scopes": scopes} if self._tokens.find(asked.token) else None
        return web.json_response(answer, status=status, headers=headers)

    def _record(self, asked: _Asked, status: int, answer: Json) -> None:
        at, arguments = self._clock.now(), asked.arguments.recorded()
        shown = {name: value for name, value in answer.items() if name not in _TOKENS}
        self.calls.append(Call(asked.method, asked.token, arguments, status, shown, at))
        self._home.team.workspace.changes.stir()


def _use_url(site: Site, key: str, given: dict[str, Any]) -> Json:
    if not site.team.installed:
        raise SlackError("invalid_url")
    site.team.slack.response_urls.respond(key, given)
    return {"ok": True}


def _is_about(site: Site, arguments: Arguments) -> bool:
    """Whether a call names somebody or something of this workspace."""
    slack, workspace = site.team.slack, site.team.workspace
    named = {one for value in arguments.given.values() for one in str(value).split(",")}
    if not named.isdisjoint({*workspace.users, *workspace.channels}):
        return True
    return any(slack.triggers.gave(each) or slack.screens.find(each) for each in named)
