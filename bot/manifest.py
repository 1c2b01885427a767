"""The Slack app manifest: what is pasted into Slack to create the app."""

from typing import Any

from bot.http_server import PATH, REDIRECT_PATH

SCOPES = {
    "commands": "to offer /interview",
    "chat:write": "to send reminders in your direct messages",
    "users:read": "to read your time zone, and to tell members of the workspace from guests",
    "im:history": "to hear what you write to the bot, and to find its own reminders again",
    "im:write": "to find its direct messages with you, when Slack's answer to a reminder was lost",
    "files:write": "to send you the calendar file of a conversation that you schedule",
    "files:read": "to read the address book that you send to the bot to be imported",
    "channels:read": "to see who is in the cohort's channel, where that is a public one",
    "groups:read": "to see who is in the cohort's channel, where that is a private one",
    "mpim:write": "to bring two cohort mates together for an introduction that both agreed to",
}
EVENTS = (
    "app_home_opened",
    "message.im",
    "user_change",
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
)


UNINSTALLED_EVENTS = ("app_uninstalled", "tokens_revoked", "team_access_revoked")
"""What a bot in many workspaces has to hear, or tokens would outlast their use."""


def manifest(
    url: str | None = None, *, rotation: bool = False, organisations: bool = False
) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP when the public ``url`` of the server is given.

    ``rotation``: whether tokens are to expire; Slack does not let that be switched off again.
    ``organisations``: whether a whole organisation (Enterprise Grid) may install it at once.
    """
    base = url.rstrip("/") if url else None
    address = f"{base}{PATH}" if base else None
    redirect = [f"{base}{REDIRECT_PATH}"] if base else []
    events = [*EVENTS, *UNINSTALLED_EVENTS] if base else list(EVENTS)
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Inroad",
            "description": "Informational interviews: log the talk, thank in time, keep in touch",
            "background_color": "#1d4d4f",
        },
        "features": _features(address),
        "oauth_config": {
            **({"redirect_urls": redirect} if redirect else {}),
            "scopes": {"bot": list(SCOPES)},
        },
        "settings": {
            "event_subscriptions": {"bot_events": events, **_only({"request_url": address})},
            "interactivity": {
                "is_enabled": True,
                **_only({"request_url": address, "message_menu_options_url": address}),
            },
            "org_deploy_enabled": organisations,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": rotation,
        },
    }


def _features(address: str | None) -> dict[str, Any]:
    """What of Inroad there is to be seen in Slack."""
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "inroad", "always_online": True},
        "slash_commands": [
            {
                "command": "/interview",
                "description": "Log a conversation, see what is due",
                "usage_hint": "log Dana Wu, Genentech, yesterday 3pm, 40 min | people | help",
                "should_escape": False,
                **_only({"url": address}),
            }
        ],
        "shortcuts": [
            {
                "name": "Log a conversation",
                "type": "global",
                "callback_id": "conversation.log",
                "description": "Log a talk that you had, and be reminded of the thank-you note",
            },
            {
                "name": "Log this person",
                "type": "message",
                "callback_id": "person.log",
                "description": "Add the person whom this message tells of to your people",
            },
        ],
    }


def _only(fields: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value is not None}
