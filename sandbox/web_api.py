"""The Web API's front door: tokens, scopes, rates, ordered faults, and the record of every call."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.access import ACCESS, Caller
from sandbox.arguments import Arguments, read_call
from sandbox.errors import RateLimited, SlackError
from sandbox.faults import Fault, Faults
from sandbox.json_types import Json
from sandbox.rate_limits import RateLimits
from sandbox.workspace import Workspace

Method = Callable[[Arguments], Json]


@dataclass(frozen=True)
class Call:
    """One call as it was made and answered. `status` is the HTTP status, 0 when the connection was cut."""

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


class WebApi:
    """Answers /api/METHOD. `limits` is None when rate limits are not enforced."""

    def __init__(
        self, workspace: Workspace, methods: Mapping[str, Method], faults: Faults, limits: RateLimits | None
    ) -> None:
        self.calls: list[Call] = []
        self.in_flight = 0
        self._workspace = workspace
        self._methods = methods
        self._faults = faults
        self._limits = limits

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        self.in_flight += 1
        try:
            return await self._serve(request, request.match_info["method"])
        finally:
            self.in_flight -= 1
            self._workspace.changes.stir()

    async def _serve(self, request: web.Request, method: str) -> web.StreamResponse:
        try:
            token, given = await read_call(request)
        except SlackError as error:
            return self._answered(_Asked(request, method, "", Arguments({})), error.answer())
        asked = _Asked(request, method, token, Arguments(given))
        fault = self._faults.take_call(method, self._workspace.team_id)
        if fault is not None and fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.kind != "drop_after":
            return self._failed(asked, fault)
        try:
            answer = self._perform(asked)
        except SlackError as error:
            answer = error.answer()
        except RateLimited as limited:
            return self._limited(asked, limited.retry_after)
        dropped = fault is not None and fault.kind == "drop_after"
        return self._dropped(asked, answer) if dropped else self._answered(asked, answer)

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

    def _failed(self, asked: _Asked, fault: Fault) -> web.StreamResponse:
        match fault.kind:
            case "rate_limited":
                return self._limited(asked, max(1, round(fault.seconds)))
            case "server_error":
                self._record(asked, 500, {})
                return web.Response(status=500, text="Internal Server Error")
            case "error":
                return self._answered(asked, {"ok": False, "error": fault.error})
        return self._dropped(asked, {})

    def _limited(self, asked: _Asked, retry_after: int) -> web.StreamResponse:
        response = self._answered(asked, {"ok": False, "error": "ratelimited"}, status=429)
        response.headers["Retry-After"] = str(retry_after)
        return response

    def _dropped(self, asked: _Asked, answer: Json) -> web.StreamResponse:
        self._record(asked, 0, answer)
        if asked.request.transport is not None:
            asked.request.transport.abort()
        return web.Response(status=500)

    def _answered(self, asked: _Asked, answer: Json, *, status: int = 200) -> web.StreamResponse:
        self._record(asked, status, answer)
        return web.json_response(answer, status=status)

    def _record(self, asked: _Asked, status: int, answer: Json) -> None:
        at, arguments = self._workspace.clock.now(), asked.arguments.recorded()
        self.calls.append(Call(asked.method, asked.token, arguments, status, answer, at))
        self._workspace.changes.stir()
