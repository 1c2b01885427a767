"""The methods about people, bots and the team."""

from collections.abc import Callable

from sandbox import time_zones
from sandbox.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.paging import page_of
from sandbox.workspace import User, Workspace


class PeopleMethods:
    """Who is who."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "api.test": self.api_test,
            "bots.info": self.bots_info,
            "team.info": self.team_info,
            "users.info": self.users_info,
            "users.list": self.users_list,
        }

    def api_test(self, arguments: Arguments) -> Json:
        """Answer with what was sent, or fail as asked."""
        error = arguments.optional_text("error")
        if error:
            raise SlackError(error, args=arguments.given)
        return {"args": arguments.recorded()}

    def bots_info(self, arguments: Arguments) -> Json:
        """The app's bot."""
        app = self._workspace.app
        if arguments.text("bot") != app.bot_id:
            raise SlackError("bot_not_found")
        about = {"id": app.bot_id, "deleted": False, "name": app.manifest.bot_name, "updated": 0, "icons": {}}
        return {"bot": {**about, "app_id": app.id, "user_id": app.bot_user_id}}

    def team_info(self, _arguments: Arguments) -> Json:
        """The workspace."""
        team, domain = self._workspace.team_id, self._workspace.team_domain
        about = {"id": team, "name": self._workspace.team_name, "domain": domain, "email_domain": ""}
        if (organisation := self._workspace.organisation) is not None:
            about |= {"enterprise_id": organisation.id, "enterprise_name": organisation.name}
        return {"team": {**about, "url": f"https://{domain}.slack.com/", "icon": {"image_default": True}}}

    def users_info(self, arguments: Arguments) -> Json:
        """One person."""
        user = self._workspace.users.get(arguments.text("user"))
        if user is None:
            raise SlackError("user_not_found")
        about = user_json(self._workspace, user)
        if arguments.flag("include_locale"):
            about["locale"] = "en-US"
        return {"user": about}

    def users_list(self, arguments: Arguments) -> Json:
        """Everybody of this workspace, deactivated people, guests and bots included, in pages."""
        own = (user for user in self._workspace.users.values() if not user.is_external)
        people = sorted(own, key=lambda user: user.id)
        page, cursor = page_of(people, arguments, most=1000, default=1000)
        members = [user_json(self._workspace, user) for user in page]
        more = {"response_metadata": {"next_cursor": cursor}}
        return {"members": members, "cache_ts": self._workspace.epoch(), **more}


def user_json(workspace: Workspace, user: User) -> Json:
    """A person as users.info and user_change show them."""
    now = workspace.clock.now()
    shown = user.handle if user.display_name is None else user.display_name
    first_name, _, last_name = user.real_name.partition(" ")
    profile = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": shown,
        "display_name_normalized": shown,
        "first_name": first_name,
        "last_name": last_name,
        "title": "",
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "team": user.team_id,
    }
    if user.is_bot:
        profile |= {"bot_id": user.bot_id, "api_app_id": workspace.app.id}
    elif "users:read.email" in workspace.app.scopes:
        profile["email"] = user.email
    about: Json = {"id": user.id, "team_id": user.team_id, "name": user.handle, "deleted": user.deleted}
    about |= {"profile": profile, "is_bot": user.is_bot, "is_app_user": False, "updated": user.updated}
    if user.deleted:
        return about
    if user.is_external:
        about["is_stranger"] = workspace.is_stranger(user)
    return about | {
        "color": "3c989f",
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": time_zones.label(user.tz, now),
        "tz_offset": time_zones.offset(user.tz, now),
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
