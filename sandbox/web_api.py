"""The Web API's front door: tokens, scopes, rates, ordered faults, and the record of every call."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.access import ACCESS, Caller
from sandbox.arguments import Arguments, read_call, read_object
from sandbox.cutting import cut
from sandbox.downloads import file_response
from sandbox.errors import RateLimited, SlackError
from sandbox.faults import RESPONSE_URL, UPLOAD, Fault, Faults
from sandbox.json_types import Json
from sandbox.rate_limits import RateLimits
from sandbox.response_urls import WORN_OUT, ResponseUrls
from sandbox.uploads import Uploads, read_upload
from sandbox.workspace import Workspace

Method = Callable[[Arguments], Json]


@dataclass(frozen=True)
class Call:
    """One call as it was made and answered. `status` is the HTTP status, 0 when the connection was cut.

    What is posted to a response URL is a call of "response_url", what is posted to an upload URL one of
    "upload", both without a token. Where a fault came after the call took effect, `answer` is the one that
    got lost.
    """

    method: str
    token: str = field(repr=False)
    arguments: dict[str, Any]
    status: int
    answer: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class _Asked:
    """One call before it is answered."""

    request: web.Request
    method: str
    token: str
    arguments: Arguments


def _comes_first(fault: Fault) -> bool:
    return fault.kind not in ("latency", "drop_after") and not fault.takes_effect


class WebApi:
    """Answers /api/METHOD, response URLs and upload URLs. `limits` is None when none are enforced."""

    def __init__(
        self,
        workspace: Workspace,
        methods: Mapping[str, Method],
        response_urls: ResponseUrls,
        uploads: Uploads,
        faults: Faults,
        limits: RateLimits | None,
    ) -> None:
        self.calls: list[Call] = []
        self.in_flight = 0
        self._workspace = workspace
        self._methods = methods
        self._response_urls = response_urls
        self._uploads = uploads
        self._faults = faults
        self._limits = limits

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        with self._counted():
            method = request.match_info["method"]
            try:
                token, given = await read_call(request)
            except SlackError as error:
                return self._answered(_Asked(request, method, "", Arguments({})), error.answer())
            asked = _Asked(request, method, token, Arguments(given))
            return await self._serve(asked, lambda: self._perform(asked))

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what the app posts to a response URL."""
        with self._counted():
            try:
                given = await read_object(request)
            except SlackError:
                asked = _Asked(request, RESPONSE_URL, "", Arguments({}))
                return self._answered(asked, {"ok": False, "error": "invalid_payload"})
            asked = _Asked(request, RESPONSE_URL, "", Arguments(given))
            return await self._serve(asked, lambda: self._use_url(request.match_info["key"], given))

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes that the app posts to an upload URL."""
        with self._counted():
            content, key = await read_upload(request), request.match_info["key"]
            asked = _Asked(request, UPLOAD, "", Arguments({"length": len(content)}))
            return await self._serve(asked, lambda: self._uploads.receive(key, content))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file at its url_private, to the bot itself; Slack shows everybody else its page to sign in."""
        file = self._uploads.readable(request.match_info["file"].rpartition("-")[2])
        try:
            token, _given = await read_call(request)
            self._check_token("bot", token)
            self._check_scope("files:read")
        except SlackError:
            file = None
        return web.Response(text="Sign in", content_type="text/html") if file is None else file_response(file)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1
            self._workspace.changes.stir()

    async def _serve(self, asked: _Asked, perform: Callable[[], Json]) -> web.StreamResponse:
        fault = None
        for fault in self._faults.take_call(asked.method, self._workspace.team_id):
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

    def _use_url(self, key: str, given: dict[str, Any]) -> Json:
        self._response_urls.respond(key, given)
        return {"ok": True}

    def _perform(self, asked: _Asked) -> Json:
        method = self._methods.get(asked.method)
        if method is None:
            raise SlackError("unknown_method", req_method=asked.method)
        self._check_token(ACCESS[asked.method].caller, asked.token)
        self._check_scope(ACCESS[asked.method].scope)
        if self._limits is not None:
            self._limits.count_call(asked.method)
        return {"ok": True, **method(asked.arguments)}

    def _check_token(self, caller: Caller, token: str) -> None:
        app = self._workspace.app
        if caller == "anybody":
            return
        if not token:
            raise SlackError("not_authed")
        if token not in (app.bot_token, app.app_token):
            raise SlackError("invalid_auth")
        if token != (app.app_token if caller == "app" else app.bot_token):
            raise SlackError("not_allowed_token_type")

    def _check_scope(self, needed: str) -> None:
        provided = self._workspace.app.manifest.bot_scopes
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
        scopes = ",".join(sorted(self._workspace.app.manifest.bot_scopes))
        headers = {"X-OAuth-Scopes": scopes} if asked.token == self._workspace.app.bot_token else None
        return web.json_response(answer, status=status, headers=headers)

    def _record(self, asked: _Asked, status: int, answer: Json) -> None:
        at, arguments = self._workspace.clock.now(), asked.arguments.recorded()
        self.calls.append(Call(asked.method, asked.token, arguments, status, answer, at))
        self._workspace.changes.stir()
