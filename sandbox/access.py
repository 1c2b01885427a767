"""Which token, scope and rate each Web API method asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Caller = Literal["bot", "app", "anybody"]
# Calls a minute by tier; 0 stands for the methods with limits of their own.
PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 0: 600}


@dataclass(frozen=True)
class Access:
    """What a method asks for: its rate tier, a bot scope, and who may call it.

    One that `names_team` asks for a team_id where the token is that of a whole organisation.
    Scopes that depend on the kind of conversation are the method's own business.
    """

    tier: int
    scope: str = ""
    caller: Caller = "bot"
    names_team: bool = False


ACCESS: Mapping[str, Access] = {
    "api.test": Access(4, caller="anybody"),
    "apps.connections.open": Access(1, caller="app"),
    "auth.revoke": Access(3),
    "auth.test": Access(0),
    "bots.info": Access(3, "users:read", names_team=True),
    "chat.delete": Access(3, "chat:write"),
    "chat.getPermalink": Access(0),
    "chat.postEphemeral": Access(4, "chat:write"),
    "chat.postMessage": Access(0, "chat:write"),
    "chat.update": Access(3, "chat:write"),
    "conversations.history": Access(3),
    "conversations.info": Access(3),
    "conversations.list": Access(2, names_team=True),
    "conversations.members": Access(4),
    "conversations.open": Access(3),
    "conversations.replies": Access(3),
    "files.completeUploadExternal": Access(4, "files:write"),
    "files.delete": Access(3, "files:write"),
    "files.getUploadURLExternal": Access(4, "files:write"),
    "files.info": Access(4, "files:read"),
    "oauth.v2.access": Access(4, caller="anybody"),
    "team.info": Access(3, "team:read"),
    "users.info": Access(4, "users:read"),
    "users.list": Access(2, "users:read", names_team=True),
    "views.open": Access(4),
    "views.publish": Access(4),
    "views.push": Access(4),
    "views.update": Access(4),
}
# The scope that each kind of event asks for, by the name of its subscription.
EVENT_SCOPES: Mapping[str, str] = {
    "app_home_opened": "",
    "app_uninstalled": "",
    "tokens_revoked": "",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.mpim": "mpim:history",
    "app_mention": "app_mentions:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "channel_left": "channels:read",
    "group_left": "groups:read",
    "channel_archive": "channels:read",
    "group_archive": "groups:read",
}
# What an app is told about a workspace that it is no longer in.
GOODBYES = frozenset({"app_uninstalled", "tokens_revoked"})
# One subscription for both kinds of channel: which of these scopes it takes is told by `channel_type`.
MEMBER_EVENTS = ("member_joined_channel", "member_left_channel")
MEMBER_SCOPES: Mapping[str, str] = {"C": "channels:read", "G": "groups:read"}
