"""The app's tokens: where each of them is good, for what, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.ids import secret, token

# https://docs.slack.dev/authentication/using-token-rotation
LIFETIME = timedelta(hours=12)
MOST_ACTIVE = 2
GRACE = timedelta(
    minutes=1
)  # for which a refresh token works on after its use; Slack only says that it is short


@dataclass
class AccessToken:
    """One token to call with; without `expires_at` it is good until it is revoked."""

    secret: str = field(repr=False)
    expires_at: datetime | None = None


@dataclass
class Installation:
    """What a workspace, or a whole organisation, allows the app; `place` is the id of either.

    `scopes` are those that somebody agreed to, None for whatever the manifest asks for at the time.
    """

    place: str
    installer: str
    scopes: frozenset[str] | None
    is_org_wide: bool = False
    tokens: list[AccessToken] = field(default_factory=list)


@dataclass(frozen=True)
class Issued:
    """What the app gets; `refresh` and `expires_in` (seconds) only when its tokens are rotated."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    expires_in: int = 0


@dataclass
class _Refresh:
    installation: Installation
    good_until: datetime | None = None  # None: until it is used


class Tokens:
    """Gives out tokens, and knows what became of each."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._installations: dict[str, Installation] = {}
        self._by_secret: dict[str, Installation] = {}
        self._dead: dict[str, str] = {}  # the error that a token answers with
        self._refresh: dict[str, _Refresh] = {}

    def installation(self, place: str) -> Installation | None:
        """The app as it is installed in that workspace or organisation."""
        return self._installations.get(place)

    def install(
        self,
        place: str,
        installer: str,
        scopes: frozenset[str] | None,
        *,
        rotating: bool = False,
        is_org_wide: bool = False,
    ) -> Issued:
        """Let the app in, with these scopes besides those it was given there before.

        Tokens that are not rotated stay the same however often the app is installed.
        """
        known = self._installations.get(place)
        if known is not None and known.scopes is not None and scopes is not None:
            scopes |= known.scopes
        installation = known or Installation(place, installer, scopes, is_org_wide)
        installation.installer, installation.scopes = installer, scopes
        self._installations[place] = installation
        if rotating:
            return self._rotate(installation)
        lasting = [each for each in installation.tokens if each.expires_at is None]
        return Issued((lasting[0] if lasting else self._give(installation, token("xoxb"), None)).secret)

    def refresh(self, refresh_token: str) -> Issued:
        """New tokens for a refresh token; SlackError when it is unknown, or was used a while ago."""
        known, now = self._refresh.get(refresh_token), self._clock.now()
        if known is None or (known.good_until is not None and known.good_until < now):
            raise SlackError("invalid_refresh_token")
        known.good_until = known.good_until or now + GRACE
        for each in known.installation.tokens:
            if each.expires_at is None:
                self._end(known.installation, each, "token_revoked")
        return self._rotate(known.installation)

    def check(self, secret_: str) -> Installation:
        """The installation that this token stands for; SlackError when it is none, or none any more."""
        if secret_ in self._dead:
            raise SlackError(self._dead[secret_])
        installation = self._by_secret.get(secret_)
        if installation is None:
            raise SlackError("invalid_auth")
        if (expires_at := self._token(installation, secret_).expires_at) and expires_at <= self._clock.now():
            raise SlackError("token_expired")
        return installation

    def find(self, secret_: str) -> Installation | None:
        """The installation that this token stands for or stood for."""
        return self._by_secret.get(secret_)

    def expires_in(self, secret_: str) -> int | None:
        """The seconds for which a token is good yet; None when it does not expire."""
        expires_at = self._token(self._by_secret[secret_], secret_).expires_at
        return None if expires_at is None else int((expires_at - self._clock.now()).total_seconds())

    def newest(self, place: str) -> str | None:
        """The token that was given out last for that workspace or organisation, if it is good."""
        installation = self._installations.get(place)
        active = [] if installation is None else list(self._active(installation))
        return active[-1].secret if active else None

    def revoke(self, place: str) -> None:
        """Make every token for that workspace or organisation worthless at once."""
        installation = self._installations.pop(place)
        for each in list(installation.tokens):
            self._end(installation, each, "account_inactive")
        self._refresh = {
            key: each for key, each in self._refresh.items() if each.installation is not installation
        }

    def _rotate(self, installation: Installation) -> Issued:
        access = self._give(installation, f"xoxe.{token('xoxb-1')}", self._clock.now() + LIFETIME)
        for superfluous in list(self._active(installation))[:-MOST_ACTIVE]:
            self._end(installation, superfluous, "token_revoked")
        refresh = f"xoxe-1-{secret(48)}"
        self._refresh[refresh] = _Refresh(installation)
        return Issued(access.secret, refresh, int(LIFETIME.total_seconds()))

    def _give(self, installation: Installation, key: str, expires_at: datetime | None) -> AccessToken:
        given = AccessToken(key, expires_at)
        installation.tokens.append(given)
        self._by_secret[key] = installation
        return given

    def _end(self, installation: Installation, ended: AccessToken, error: str) -> None:
        installation.tokens.remove(ended)
        self._dead[ended.secret] = error

    def _active(self, installation: Installation) -> Iterator[AccessToken]:
        now = self._clock.now()
        return (each for each in installation.tokens if each.expires_at is None or each.expires_at > now)

    def _token(self, installation: Installation, key: str) -> AccessToken:
        return next(each for each in installation.tokens if each.secret == key)
