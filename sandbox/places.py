"""What is on a person's screen: the places where an element can stand, in a view or in a message."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.modals import OpenView, Screens
from sandbox.view_state import Entered
from sandbox.workspace import Channel, Post, User, Workspace


@dataclass(frozen=True)
class InView:
    """In a modal or a Home tab."""

    view: OpenView

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this place from all others."""
        return ("view", self.view.id)

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are there now."""
        return self.view.blocks

    @property
    def entered(self) -> Entered:
        """What the person did with the inputs here."""
        return self.view.entered

    @property
    def modal(self) -> str | None:
        """The id of the modal onto which a trigger id from here may push a view."""
        return self.view.id if self.view.content["type"] == "modal" else None


@dataclass(frozen=True)
class InMessage:
    """In a message of a channel, as one person (an id) sees it."""

    channel: Channel
    post: Post
    user: str
    modal = None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this place from all others."""
        return ("message", self.channel.id, self.post.ts)

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are there now."""
        return self.post.blocks or []

    @property
    def entered(self) -> Entered:
        """What the person did with the inputs here; nobody else sees it."""
        return self.post.entered.setdefault(self.user, Entered())


Place = InView | InMessage


def on_screen(workspace: Workspace, screens: Screens, user: User) -> Iterator[Place]:
    """All that this person can see and use, nearest first.

    The modal on top, the messages with the bot from the newest, the Home tab, then the messages of channels.
    """
    if stack := screens.stack(user.id):
        yield InView(stack[-1])
    dm = workspace.dm(user.id)
    yield from _messages(workspace, dm, user)
    if home := screens.home(user.id):
        yield InView(home)
    for channel in workspace.channels_of(user.id):
        if channel is not dm:
            yield from _messages(workspace, channel, user)


def place_on_screen(workspace: Workspace, screens: Screens, user: User, *key: str) -> Place | None:
    """The place with this key ("view" and an id, or "message" with channel and ts), if the person sees it."""
    return next((place for place in on_screen(workspace, screens, user) if place.key == key), None)


def is_still(seen: Json, now: Json) -> bool:
    """Whether the element that is there now is the very one that was seen, whatever its label says."""
    return all(seen.get(name) == now.get(name) for name in _TOLD_APART_BY)


_TOLD_APART_BY = ("type", "action_id", "value", "options", "option_groups")


def _messages(workspace: Workspace, channel: Channel, user: User) -> Iterator[Place]:
    for post in reversed(workspace.visible_posts(channel, user.id)):
        yield InMessage(channel, post, user.id)
