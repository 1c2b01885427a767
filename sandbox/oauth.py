"""OAuth: what people agree to on Slack's page, and what the app gets for it.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from yarl import URL

from sandbox.apps import Registration
from sandbox.arguments import Arguments
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.ids import secret
from sandbox.json_types import Json
from sandbox.teams import Team, Teams
from sandbox.tokens import Installation, Issued
from sandbox.workspace import User

CODE_LIFETIME = timedelta(minutes=10)
PATH = "/oauth/v2/authorize"


@dataclass(frozen=True)
class Request:
    """What the app asks for with the address that it sends somebody to. Build one with `OAuth.read`."""

    scopes: frozenset[str]
    redirect_uri: str  # empty when the address names none
    state: str
    team: str


@dataclass
class _Code:
    request: Request
    team: Team
    installer: User
    whole_organisation: bool
    given_at: datetime
    used: bool = False


class OAuth:
    """Takes what people answer on the page of consent, and gives out tokens for the codes."""

    def __init__(self, registration: Registration, teams: Teams, clock: Clock) -> None:
        self._registration = registration
        self._teams = teams
        self._clock = clock
        self._codes: dict[str, _Code] = {}

    def read(self, query: Mapping[str, str]) -> Request:
        """The request in an address; ValueError with what Slack's page says of a wrong one."""
        manifest = self._registration.manifest
        if query.get("client_id") != self._registration.client_id:
            raise ValueError("Invalid client_id parameter.")
        redirect_uri = query.get("redirect_uri", "")
        if not manifest.redirect_urls:
            raise ValueError("The app has no redirect URLs in its manifest.")
        if redirect_uri and not any(_is_below(redirect_uri, known) for known in manifest.redirect_urls):
            raise ValueError(f"redirect_uri did not match any configured URIs. Passed URI: {redirect_uri}")
        scopes = frozenset(filter(None, query.get("scope", "").replace(" ", ",").split(",")))
        if not scopes:
            raise ValueError("The app asks for no permissions: scope is missing.")
        if query.get("user_scope") or (unknown := scopes - manifest.bot_scopes):
            wrong = query.get("user_scope") or ", ".join(sorted(unknown))
            raise ValueError(f"Invalid permissions requested: {wrong} is not in the app's manifest.")
        return Request(scopes, redirect_uri, query.get("state", ""), query.get("team", ""))

    def allow(self, request: Request, user_id: str, *, whole_organisation: bool = False) -> str:
        """Press Allow as this person: where their browser goes. PermissionError when they may not."""
        team, user = self._teams.with_member(user_id)
        if user.deleted or user.is_bot or user.is_restricted:
            raise PermissionError(f"{user.real_name} may not install apps in {team.name}.")
        if request.team not in ("", team.id):
            raise PermissionError(f"The app asks for another workspace than {team.name}.")
        if whole_organisation and not (team.organisation and self._registration.manifest.org_deploy):
            raise PermissionError(f"The app cannot be installed in an organisation from {team.name}.")
        code = f"{secrets.randbelow(10**10):010d}.{secrets.randbelow(10**13):013d}.{secret(64)}"
        self._codes[code] = _Code(request, team, user, whole_organisation, self._clock.now())
        return self._back(request, code=code)

    def cancel(self, request: Request) -> str:
        """Press Cancel: where the browser goes."""
        return self._back(request, error="access_denied")

    def access(self, arguments: Arguments) -> Json:
        """oauth.v2.access: tokens for a code or for a refresh token."""
        given = arguments.given
        if given.get("client_id") != self._registration.client_id:
            raise SlackError("invalid_client_id")
        if given.get("client_secret") != self._registration.client_secret:
            raise SlackError("bad_client_secret")
        match given.get("grant_type") or "authorization_code":
            case "authorization_code":
                return self._exchange(arguments)
            case "refresh_token":
                return self._refresh(arguments)
        raise SlackError("invalid_grant_type")

    def _exchange(self, arguments: Arguments) -> Json:
        code = self._codes.get(str(arguments.given.get("code")))
        if code is None or self._clock.now() - code.given_at > CODE_LIFETIME:
            raise SlackError("invalid_code")
        if code.used:
            raise SlackError("code_already_used")
        if (arguments.given.get("redirect_uri") or "") != code.request.redirect_uri:
            raise SlackError("bad_redirect_uri")
        code.used = True
        scopes, rotating = code.request.scopes, self._registration.manifest.token_rotation
        let_in = code.team.let_in_everywhere if code.whole_organisation else code.team.let_in
        issued = let_in(code.installer.id, scopes, rotating=rotating)
        return self._answer(issued)

    def _refresh(self, arguments: Arguments) -> Json:
        refresh_token = str(arguments.given.get("refresh_token"))
        return self._answer(self._teams.tokens.refresh(refresh_token))

    def _answer(self, issued: Issued) -> Json:
        installation = self._teams.tokens.check(issued.access)
        team = self._team_of(installation)
        organisation = team.organisation
        rotated = {"refresh_token": issued.refresh, "expires_in": issued.expires_in} if issued.refresh else {}
        return {
            "app_id": self._registration.id,
            "authed_user": {"id": installation.installer},
            "scope": ",".join(sorted(team.workspace.app.scopes)),
            "token_type": "bot",
            "access_token": issued.access,
            "bot_user_id": team.bot_user_id,
            "team": None if installation.is_org_wide else {"id": team.id, "name": team.name},
            "enterprise": {"id": organisation.id, "name": organisation.name} if organisation else None,
            "is_enterprise_install": installation.is_org_wide,
            **rotated,
        }

    def _team_of(self, installation: Installation) -> Team:
        return self._teams.find(installation.place) or next(self._teams.of(installation.place))

    def _back(self, request: Request, **answer: str) -> str:
        base = request.redirect_uri or self._registration.manifest.redirect_urls[0]
        separator = "&" if URL(base).query_string else "?"
        return f"{base}{separator}{urlencode({**answer, 'state': request.state})}"


def _is_below(redirect_uri: str, configured: str) -> bool:
    """Whether an address is the one in the manifest, or one in its folder, as Slack compares them."""
    asked, known = URL(redirect_uri), URL(configured)
    folder = known.path.rstrip("/") + "/"
    return (
        asked.absolute
        and asked.origin() == known.origin()
        and (asked.path == known.path or asked.path.startswith(folder))
    )
