"""What Slack sends, signed and serialised beforehand: a client that measures has nothing else to do."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

BOT_TOKEN = "xoxb-bench"  # noqa: S105 - of a workspace that exists for the length of a run
APP_TOKEN = "xapp-bench"  # noqa: S105
SIGNING_SECRET = "bench"  # noqa: S105
TEAM = "T0BENCH"
LOG = "log Dana Wu, Genentech, yesterday 3pm, 40 min"


def user(number: int) -> str:
    """The id of one of the members."""
    return f"U0BENCH{number:02}"


def command(text: str, *, number: int = 0, trigger_id: str = "1.2.bench") -> bytes:
    """The request for ``/interview <text>`` by a member, signed now: valid for five minutes."""
    return _request(
        {
            "token": "bench",
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": "D0BENCH",
            "channel_name": "directmessage",
            "user_id": user(number),
            "user_name": "maya",
            "command": "/interview",
            "text": text,
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/response",
            "trigger_id": trigger_id,
        }
    )


def click(action_id: str) -> bytes:
    """The request for a click on a button of a direct message, signed now: valid for five minutes."""
    button = {"type": "button", "action_id": action_id, "block_id": "buttons", "value": "1"}
    label = {"type": "plain_text", "text": "Sent it", "emoji": True}
    text = "Your thank-you to *Dana Wu, Genentech* is due at 3:40 pm. You wrote: “Start with the regulators.”"
    blocks = [
        {"type": "section", "block_id": "what", "text": {"type": "mrkdwn", "text": text, "verbatim": True}},
        {"type": "actions", "block_id": "buttons", "elements": [button | {"text": label}]},
    ]
    payload = {
        "type": "block_actions",
        "user": {"id": user(0), "username": "maya", "name": "maya", "team_id": TEAM},
        "api_app_id": "A0BENCH",
        "token": "bench",
        "container": {"type": "message", "message_ts": "1.2", "channel_id": "D0BENCH", "is_ephemeral": False},
        "trigger_id": "1.2.bench",
        "team": {"id": TEAM, "domain": "bench"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "D0BENCH", "name": "directmessage"},
        "message": {"user": "U0BOT", "type": "message", "ts": "1.2", "text": text, "blocks": blocks},
        "response_url": "http://127.0.0.1:9/response",
        "actions": [button | {"text": label, "action_ts": "1.3"}],
    }
    return _request({"payload": json.dumps(payload)})


def arrival(what: str) -> bytes:
    """The question to the fake Slack when this came; it answers once it has come."""
    return f"GET /arrived/{what} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _request(fields: dict[str, Any]) -> bytes:
    body = urlencode(fields)
    timestamp = str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    head = [
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: application/json,*/*",
        "Accept-Encoding: gzip,deflate",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {timestamp}",
        f"X-Slack-Signature: v0={digest}",
    ]
    return "\r\n".join([*head, "", body]).encode()
