"""A Slack that answers at once and notes when a form arrived. It checks nothing, so that it costs little.

``python -m bench.fake_slack PORT``
"""

import asyncio
import sys
from time import perf_counter_ns
from typing import Any

import uvloop
from aiohttp import web

from bench.payloads import TEAM

Arrivals = dict[str, asyncio.Future[int]]

ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {
        "url": "https://bench.slack.com/",
        "team": "Bench",
        "user": "inroad",
        "team_id": TEAM,
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "is_enterprise_install": False,
    },
    "users.info": {"user": {"id": "U0BENCH00", "tz": "America/New_York"}},
    "views.open": {"view": {"id": "V0BENCH", "hash": "1.bench"}},
    "views.publish": {"view": {"id": "V0BENCH", "hash": "1.bench"}},
    "chat.postMessage": {"channel": "D0BENCH", "ts": "1.2", "message": {}},
    "chat.update": {"channel": "D0BENCH", "ts": "1.2", "message": {}},
}


class FakeSlack:
    """The Web API, a socket to connect to, and ``/arrived/<what>`` to ask when something came."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._arrivals: Arrivals = {}

    def application(self) -> web.Application:
        """The server's routes."""
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_get("/socket", self._socket)
        app.router.add_get("/arrived/{what}", self._arrived)
        return app

    async def _call(self, request: web.Request) -> web.Response:
        arrived = perf_counter_ns()
        method = request.match_info["method"]
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{self._port}/socket"})
        if method == "views.open":
            self._note((await request.json())["trigger_id"], arrived)
        return web.json_response({"ok": True, **ANSWERS[method]})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self._note("socket", perf_counter_ns())
        await connection.send_json({"type": "hello", "num_connections": 1})
        async for _message in connection:
            pass
        return connection

    async def _arrived(self, request: web.Request) -> web.Response:
        what = request.match_info["what"]
        instant = await self._place(what)
        del self._arrivals[what]
        return web.Response(text=str(instant))

    def _note(self, what: str, instant: int) -> None:
        place = self._place(what)
        if not place.done():
            place.set_result(instant)

    def _place(self, what: str) -> asyncio.Future[int]:
        return self._arrivals.setdefault(what, asyncio.get_running_loop().create_future())


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    runner = web.AppRunner(FakeSlack(port).application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
