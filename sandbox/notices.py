"""What Slack itself tells a person, such as that an app did not answer."""

from dataclasses import dataclass

from sandbox.ids import secret
from sandbox.workspace import Workspace

TROUBLE_CONNECTING = "We had some trouble connecting. Try again?"
SOMETHING_WRONG = "Oh no, something went wrong. Please try that again."


@dataclass(frozen=True)
class Notice:
    """One such sentence; `id` is for putting it away."""

    id: str
    text: str


class Notices:
    """The notices of everybody: all there ever were, and those still on the screen."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._given: dict[str, list[Notice]] = {}
        self._seen: set[str] = set()

    def give(self, user: str, text: str) -> None:
        """Tell this person something."""
        self._given.setdefault(user, []).append(Notice(secret(8), text))
        self._workspace.changes.touch(user)

    def all(self, user: str) -> list[Notice]:
        """All that this person was ever told, oldest first."""
        return list(self._given.get(user, ()))

    def unseen(self, user: str) -> list[Notice]:
        """What this person has not put away."""
        return [notice for notice in self.all(user) if notice.id not in self._seen]

    def put_away(self, user: str, notice_id: str) -> None:
        """Note that this person has seen it."""
        self._seen.add(notice_id)
        self._workspace.changes.touch(user)
