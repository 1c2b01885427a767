"""Where Inroad is installed, with which (sealed) tokens, where it runs for many workspaces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.installation import Installation, NewTokens


class Installations(Protocol):
    """One for each workspace, or for an organisation, with the workspaces that one serves."""

    def put(self, installation: Installation) -> None:
        """Store it in the place of whatever was there; an exchange that is under way counts no more."""

    def serving(self, workspace_id: str) -> Installation | None:
        """The workspace's own, with a token; else that of the organisation which is known to serve it."""

    def all(self) -> list[Installation]: ...

    def drop(self, workspace_id: str) -> None:
        """Delete one. The workspaces that it served are served no more."""

    def serve(self, team_id: str, enterprise_id: str) -> None:
        """Remember that an organisation's installation is for this workspace too."""

    def serve_no_more(self, team_id: str) -> None: ...

    def served_by(self, enterprise_id: str) -> Sequence[str]: ...

    def uninstalled_in(self, enterprise_id: str) -> Sequence[str]:
        """The workspaces of an organisation that Inroad was taken out of."""

    def uninstalled_before(self, instant: datetime) -> list[str]: ...

    def lock_uninstalled(self, team_id: str, before: datetime) -> bool:
        """Whether Inroad was taken out of it before then; if so, nobody installs it until the work ends."""

    def begin_refresh(self, workspace_id: str, by: str, now: datetime, until: datetime) -> bool:
        """Whether the exchange of its token is this process's ``until`` then."""

    def end_refresh(self, workspace_id: str, by: str, tokens: NewTokens) -> bool:
        """Store the new tokens, if the exchange is still this process's."""

    def reseal(self, installation: Installation, token: str, refresh_token: str) -> bool:
        """Store the same tokens, sealed anew, unless they have changed meanwhile."""

    def forget_everything(self, team_id: str) -> None:
        """Delete every row of a workspace, in every table."""
