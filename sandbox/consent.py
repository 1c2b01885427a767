"""The page on which somebody lets the app into their workspace, or does not."""

from collections.abc import Mapping
from html import escape

from aiohttp import web

from sandbox.apps import Registration
from sandbox.oauth import PATH, OAuth, Request
from sandbox.teams import Team, Teams

_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'"}


class Consent:
    """Serves the page that an app sends people to."""

    def __init__(self, registration: Registration, teams: Teams, oauth: OAuth) -> None:
        self._registration = registration
        self._teams = teams
        self._oauth = oauth

    def routes(self) -> list[web.RouteDef]:
        """The page, and where its buttons lead."""
        return [web.get(PATH, self.show), web.post(PATH, self.answer)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """What the app asks for, or what is wrong with how it asks."""
        try:
            asked = self._oauth.read(request.query)
        except ValueError as wrong:
            return _page(f"<h1>Something went wrong</h1><p>{escape(str(wrong))}</p>", status=400)
        return _page(self._question(asked))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Allow or Cancel was pressed."""
        # A form of another website can post here, but says where it comes from.
        if request.headers.get("Origin", str(request.url.origin())) != str(request.url.origin()):
            raise web.HTTPForbidden(text="This is answered on the page itself.")
        fields = {name: str(value) for name, value in (await request.post()).items()}
        try:
            asked = self._oauth.read(request.query)
            where = self._decide(asked, fields)
        except (ValueError, LookupError, PermissionError) as wrong:
            return _page(f"<h1>Something went wrong</h1><p>{escape(str(wrong.args[0]))}</p>", status=400)
        raise web.HTTPFound(where)

    def _decide(self, asked: Request, fields: Mapping[str, str]) -> str:
        if fields.get("decision") != "allow":
            return self._oauth.cancel(asked)
        whole = fields.get("whole_organisation") == "on"
        return self._oauth.allow(asked, fields.get("user", ""), whole_organisation=whole)

    def _question(self, asked: Request) -> str:
        name = escape(self._registration.manifest.app_name)
        scopes = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in sorted(asked.scopes))
        teams = [team for team in self._teams if asked.team in ("", team.id)]
        people = "".join(_people(team) for team in teams)
        whole = self._registration.manifest.org_deploy and any(team.organisation for team in teams)
        box = '<input type="checkbox" name="whole_organisation"> In all workspaces of the organisation'
        return (
            f"<h1>{name} would like to join a workspace</h1>"
            f"<p>It asks for:</p><ul>{scopes}</ul>"
            f'<form method="post"><p><label>As <select name="user">{people}</select></label></p>'
            f"{f'<p><label>{box}</label></p>' if whole else ''}"
            '<p><button name="decision" value="cancel">Cancel</button> '
            '<button name="decision" value="allow">Allow</button></p></form>'
        )


def _people(team: Team) -> str:
    users = (user for user in team.workspace.users.values() if user.takes_messages)
    able = [user for user in users if not (user.deleted or user.is_restricted or user.is_external)]
    named = ((user.id, escape(f"{user.real_name}, {team.name}")) for user in able)
    return "".join(f'<option value="{user_id}">{name}</option>' for user_id, name in named)


def _page(body: str, *, status: int = 200) -> web.Response:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Let an app in</title>'
    style = "<style>body{font:16px/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style>"
    return web.Response(
        text=f"{head}{style}<body>{body}", content_type="text/html", status=status, headers=_HEADERS
    )
