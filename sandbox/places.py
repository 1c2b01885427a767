"""Where an element stands: in a view or in a message."""

from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.modals import OpenView
from sandbox.workspace import Channel, Post


@dataclass(frozen=True)
class InView:
    """In a modal or a Home tab."""

    view: OpenView

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are there now."""
        return self.view.blocks

    @property
    def in_modal(self) -> bool:
        """Whether a trigger id from here may push a view."""
        return bool(self.view.content["type"] == "modal")


@dataclass(frozen=True)
class InMessage:
    """In a message of a channel."""

    channel: Channel
    post: Post
    in_modal = False

    @property
    def blocks(self) -> list[Json]:
        """The blocks that are there now."""
        return self.post.blocks or []


Place = InView | InMessage
