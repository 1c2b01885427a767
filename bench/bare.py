"""The peer: Bolt with listeners that only acknowledge, behind the same server and event loop as ours.

``python -m bench.bare PORT API_URL [--default] [--actions N] [--opens-form]``
"""

import argparse
from typing import Any

import uvicorn
import uvloop
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bench.payloads import BOT_TOKEN, SIGNING_SECRET

FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Log a conversation"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": name,
            "label": {"type": "plain_text", "text": name},
            "element": {"type": "plain_text_input", "action_id": name},
        }
        for name in ("Name", "Organisation", "When")
    ],
}


async def acknowledge(ack: AsyncAck) -> None:
    """Do nothing else."""
    await ack()


async def open_form(ack: AsyncAck, client: AsyncWebClient, body: dict[str, Any]) -> None:
    """Open a form that is always the same: what a tutorial does."""
    await ack()
    await client.views_open(trigger_id=body["trigger_id"], view=FORM)


def application(api_url: str, *, default: bool, actions: int, opens_form: bool) -> AsyncApp:
    """An app with so many listeners for buttons, or with one for the command."""
    app = AsyncApp(
        client=AsyncWebClient(BOT_TOKEN, api_url),
        signing_secret=SIGNING_SECRET,
        process_before_response=not default,
    )
    for number in range(actions):
        app.action(f"x-{number}")(acknowledge)
    if not actions:
        app.command("/interview")(open_form if opens_form else acknowledge)
    return app


async def serve(app: AsyncApp, port: int) -> None:
    """Serve with the settings of bot/http_server.py, until SIGTERM."""
    config = uvicorn.Config(
        AsyncSlackRequestHandler(app, path="/slack/events"),
        host="127.0.0.1",
        port=port,
        http="httptools",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
    )
    await uvicorn.Server(config).serve()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("api_url")
    parser.add_argument("--default", action="store_true", help="leave process_before_response off")
    parser.add_argument("--actions", type=int, default=0)
    parser.add_argument("--opens-form", action="store_true")
    given = parser.parse_args()
    app = application(
        given.api_url, default=given.default, actions=given.actions, opens_form=given.opens_form
    )
    uvloop.run(serve(app, given.port))


if __name__ == "__main__":
    main()
