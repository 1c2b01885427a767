"""The app, as its developer has it and as it is in one workspace; and organisations of workspaces."""

from dataclasses import dataclass, field

from sandbox.ids import client_id, secret, slack_id, token
from sandbox.manifest import Manifest


@dataclass
class Registration:
    """The app as its developer has it, the same everywhere: its manifest and the secrets of this run."""

    manifest: Manifest
    id: str = field(default_factory=lambda: slack_id("A"))
    client_id: str = field(default_factory=client_id)
    client_secret: str = field(default_factory=secret, repr=False)
    app_token: str = field(default_factory=lambda: token("xapp-1"), repr=False)
    signing_secret: str = field(default_factory=secret, repr=False)
    verification_token: str = field(default_factory=lambda: secret(24), repr=False)


@dataclass
class App:
    """The app in one workspace: its bot there. Until it is `installed` Slack tells it nothing from there.

    `granted` are the scopes that somebody there agreed to, None for whatever the manifest asks for.
    """

    registration: Registration
    installed: bool = True
    granted: frozenset[str] | None = None
    bot_id: str = field(default_factory=lambda: slack_id("B"))
    bot_user_id: str = field(default_factory=lambda: slack_id("U"))

    @property
    def manifest(self) -> Manifest:
        """What the app may do and where it wants to be told."""
        return self.registration.manifest

    @property
    def scopes(self) -> frozenset[str]:
        """What the app may do here."""
        return self.manifest.bot_scopes if self.granted is None else self.granted

    @property
    def id(self) -> str:
        """The same in every workspace."""
        return self.registration.id

    @property
    def verification_token(self) -> str:
        """The old token in every payload, which nobody should rely on."""
        return self.registration.verification_token


@dataclass
class Organisation:
    """An Enterprise Grid organisation of several workspaces, with one bot of the app in all of them.

    It is `org_wide` once the app is installed in all of it.
    """

    name: str
    id: str = field(default_factory=lambda: slack_id("E"))
    bot_id: str = field(default_factory=lambda: slack_id("B"))
    bot_user_id: str = field(default_factory=lambda: slack_id("U"))
    org_wide: bool = False
