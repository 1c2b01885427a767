"""The workspaces behind the sandbox's address, and how the app comes into one and leaves it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sandbox.apps import Organisation
from sandbox.json_types import Json
from sandbox.person import Person
from sandbox.slack import Slack
from sandbox.tokens import Issued, Tokens
from sandbox.workspace import User, Workspace


class Team:
    """One workspace: its people, and the app in it once somebody has let it in."""

    def __init__(self, slack: Slack, teams: "Teams") -> None:
        self.slack = slack
        self.workspace: Workspace = slack.workspace
        self._teams = teams

    @property
    def id(self) -> str:
        """The team id."""
        return self.workspace.team_id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.workspace.team_name

    @property
    def organisation(self) -> Organisation | None:
        """The Enterprise Grid organisation that it belongs to."""
        return self.workspace.organisation

    @property
    def installed(self) -> bool:
        """Whether the app is in it."""
        return self.workspace.app.installed

    @property
    def bot_user_id(self) -> str:
        """The user id of the app's bot, the same after it was away."""
        return self.workspace.app.bot_user_id

    @property
    def bot_token(self) -> str:
        """The token that the app was given last; LookupError when none is good."""
        token = self._teams.tokens.newest(self._place)
        if token is None:
            raise LookupError(f"There is no good token for {self.name}.")
        return token

    def person(self, name: str) -> Person:
        """Somebody by handle ("maya") or id; LookupError when there is nobody."""
        user = self.workspace.find_user(name)
        if user is None or user.is_bot:
            raise LookupError(f"There is nobody called {name!r}.")
        return Person(self.slack, user)

    def let_in(self, installer: str, scopes: frozenset[str] | None, *, rotating: bool = False) -> Issued:
        """Install the app here, or again, with these scopes (None: whatever the manifest asks for)."""
        issued = self._teams.tokens.install(self.id, installer, scopes, rotating=rotating)
        self._welcome()
        return issued

    def let_in_everywhere(self, installer: str, scopes: frozenset[str], *, rotating: bool) -> Issued:
        """Install the app in the whole organisation; LookupError when the workspace belongs to none."""
        if self.organisation is None:
            raise LookupError(f"{self.name} belongs to no organisation.")
        tokens, place = self._teams.tokens, self.organisation.id
        issued = tokens.install(place, installer, scopes, rotating=rotating, is_org_wide=True)
        self.organisation.org_wide = True
        for team in self._teams.of(place):
            team._welcome()  # noqa: SLF001 - of the same class
        return issued

    async def uninstall(self, *, revoked_first: bool = False, told_after: timedelta = timedelta()) -> None:
        """Send the app away, as an administrator does: its tokens are worthless before it hears of it.

        It is told of both, one after the other: Slack promises no order. `told_after` so much time both come
        at once, perhaps when it is here again. LookupError when it is not here.
        """
        kinds = (
            ("tokens_revoked", "app_uninstalled") if revoked_first else ("app_uninstalled", "tokens_revoked")
        )
        self._send_away()
        for kind in kinds:
            self._tell(kind, told_after)
            await self.workspace.changes.until(lambda: not self.slack.events.under_way, 10, kind)
        self._forget_organisation()

    def revoke(self) -> None:
        """End it from the app's side: an app whose last token is revoked is uninstalled."""
        self._send_away()
        for kind in ("tokens_revoked", "app_uninstalled"):
            self._tell(kind)
        self._forget_organisation()

    @property
    def _place(self) -> str:
        organisation = self.organisation
        return organisation.id if organisation is not None and organisation.org_wide else self.id

    def _welcome(self) -> None:
        app, workspace = self.workspace.app, self.workspace
        installation = self._teams.tokens.installation(self._place)
        app.installed, app.granted = True, installation.scopes if installation else None
        bot = workspace.users[app.bot_user_id]
        workspace.users[bot.id] = replace(bot, deleted=False, updated=workspace.epoch())
        workspace.changes.touch()

    def _send_away(self) -> None:
        if not self.installed:
            raise LookupError(f"The app is not in {self.name}.")
        self._teams.tokens.revoke(self._place)
        for team in [self] if self._place == self.id else list(self._teams.of(self._place)):
            team._take_bot_out()  # noqa: SLF001 - of the same class

    def _take_bot_out(self) -> None:
        workspace, bot_id = self.workspace, self.bot_user_id
        workspace.app.installed = False
        workspace.users[bot_id] = replace(workspace.users[bot_id], deleted=True, updated=workspace.epoch())
        for channel in workspace.channels_of(bot_id):
            if not (channel.is_im or channel.is_mpim):
                channel.members.remove(bot_id)
        workspace.changes.touch()

    def _tell(self, kind: str, after: timedelta = timedelta()) -> None:
        event: Json = {"type": kind, "event_ts": self.workspace.next_ts()}
        if kind == "tokens_revoked":
            event["tokens"] = {"oauth": [], "bot": [self.bot_user_id]}
        self.slack.events.raise_event(event, after)

    def _forget_organisation(self) -> None:
        if self.organisation is not None:
            self.organisation.org_wide = False


class Teams:
    """All workspaces, the first one first, and the tokens for them."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._teams: list[Team] = []

    def __iter__(self) -> Iterator[Team]:
        return iter(self._teams)

    @property
    def first(self) -> Team:
        """The workspace that was there from the start."""
        return self._teams[0]

    def add(self, slack: Slack) -> Team:
        """One more."""
        team = Team(slack, self)
        self._teams.append(team)
        return team

    def find(self, team_id: str) -> Team | None:
        """By id."""
        return next((team for team in self if team.id == team_id), None)

    def of(self, organisation: str) -> Iterator[Team]:
        """The workspaces of the organisation with this id."""
        return (team for team in self if team.organisation and team.organisation.id == organisation)

    def with_member(self, user_id: str) -> tuple[Team, User]:
        """The workspace that this person belongs to; LookupError when there is none."""
        for team in self:
            user = team.workspace.users.get(user_id)
            if user is not None and not user.is_external:
                return team, user
        raise LookupError("There is nobody with that id in any workspace.")
