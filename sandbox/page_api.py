"""The page's web face: its files, its state, a stream of changes, and what the person does."""

import json
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from sandbox.downloads import file_response
from sandbox.page_acts import PageActs, Refused
from sandbox.page_state import Jumps, PageState
from sandbox.seed import REGULAR
from sandbox.slack import Slack
from sandbox.workspace import User

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0  # seconds
_NOT_KEPT = {"Cache-Control": "no-store"}


class PageApi:
    """Serves the page and what it asks for, until `stop`."""

    def __init__(self, slack: Slack, jumps: Jumps) -> None:
        self._workspace = slack.workspace
        self._changes = slack.workspace.changes
        self._state = PageState(slack, jumps)
        self._acts = PageActs(slack, self._state)
        self._stopping = False

    def routes(self) -> list[web.RouteDef]:
        """What the page may ask for."""
        return [
            web.get("/", self.index),
            web.get("/page/state", self.state),
            web.get("/page/stream", self.stream),
            web.post("/page/act", self.act),
            web.post("/page/upload", self.upload),
            web.get("/page/download/{file}", self.download),
            web.get("/page/{file:.+}", self.file),
        ]

    def stop(self) -> None:
        """End all streams."""
        self._stopping = True
        self._changes.stir()

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return _file("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A part of the page."""
        return _file(request.match_info["file"])

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that was shared where this person can see it."""
        try:
            user = self._acts.user(request.query.get("user"))
        except Refused as refused:
            raise web.HTTPNotFound(text=str(refused)) from None
        file = self._workspace.visible_file(user.id, request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        return file_response(file)

    async def state(self, request: web.Request) -> web.StreamResponse:
        """What one person sees."""
        try:
            user = self._acts.user(request.query.get("user") or REGULAR[0])
            place = request.query.get("channel") or "home"
            channel = None if place == "home" else self._acts.channel(user, place)
        except Refused as refused:
            return web.json_response({"ok": False, "error": str(refused)}, status=404, headers=_NOT_KEPT)
        return web.json_response(self._state.of(user, channel), headers=_NOT_KEPT)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the number of every change that this person may see."""
        try:
            user = self._acts.user(request.query.get("user"))
        except Refused as refused:
            raise web.HTTPNotFound(text=str(refused)) from None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_NOT_KEPT})
        await response.prepare(request)
        with suppress(ConnectionError):  # the page was closed
            await self._tell_changes(user, response)
        return response

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do what a person did on the page."""
        # A form of another website can post here, but not with this content type.
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="The page sends application/json.")
        try:
            answer = await self._acts.do(await request.json())
        except (ValueError, AttributeError):
            return web.json_response({"ok": False, "error": "That is not what the page sends."}, status=400)
        except (Refused, LookupError, PermissionError) as refused:
            answer = {"ok": False, "error": str(refused.args[0])}
        return web.json_response({"ok": True, **answer}, headers=_NOT_KEPT)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file that a person sends, as the body of the request."""
        # As above: no form of another website can send this content type.
        if request.content_type != "application/octet-stream":
            raise web.HTTPUnsupportedMediaType(text="The page sends application/octet-stream.")
        try:
            answer = self._acts.upload(request.query, await request.read())
        except web.HTTPRequestEntityTooLarge:
            answer = {
                "ok": False,
                "error": "That file is too large for the sandbox, which keeps it in memory.",
            }
        except (Refused, PermissionError, ValueError) as refused:
            answer = {"ok": False, "error": str(refused.args[0])}
        return web.json_response({"ok": True, **answer}, headers=_NOT_KEPT)

    async def _tell_changes(self, user: User, response: web.StreamResponse) -> None:
        sent = 0
        while not self._stopping:
            version = self._changes.version_for(user.id)
            if version > sent:
                sent = version
                await response.write(f"data: {json.dumps({'version': version})}\n\n".encode())
            elif not await self._changes.next(HEARTBEAT):
                await response.write(b": still here\n\n")


def _file(name: str) -> web.StreamResponse:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="There is no such file.")
    return web.FileResponse(path, headers=_NOT_KEPT)
