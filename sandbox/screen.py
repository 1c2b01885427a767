"""What is on a person's screen, as frozen values for tests to look at."""

from dataclasses import dataclass, field

from sandbox.files import File
from sandbox.json_types import Json
from sandbox.mentions import unescape
from sandbox.modals import OpenView, Screens
from sandbox.visible_text import Names, plain_text, visible
from sandbox.workspace import Post


@dataclass(frozen=True)
class Attached:
    """A file in a message, with the bytes that one would save."""

    name: str
    title: str
    mimetype: str
    content: bytes = field(repr=False)
    alt_text: str = ""


@dataclass(frozen=True)
class Message:
    """A message as one person sees it at one moment."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    ephemeral: bool = False
    edited: bool = False
    metadata: Json | None = None
    pings: list[str] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    names: Names = field(default_factory=dict, repr=False, compare=False)

    @property
    def plain_text(self) -> str:
        """All the text a reader sees: of the blocks, or without any the message's own; then files' titles.

        Whoever is mentioned stands there by name, as on the screen.
        """
        text = plain_text(self.blocks, self.names) if self.blocks else visible(self.text, self.names)
        return "\n".join(part for part in (text, *(file.title for file in self.files)) if part)


@dataclass(frozen=True)
class View:
    """A modal or a Home tab as it is at one moment; `values` is what a submission would carry."""

    id: str
    hash: str
    type: str
    callback_id: str
    title: str
    blocks: list[Json]
    private_metadata: str
    values: dict[str, dict[str, Json]]
    raw: Json = field(repr=False)
    names: Names = field(default_factory=dict, repr=False, compare=False)

    @property
    def plain_text(self) -> str:
        """All the text a reader sees, title included."""
        return "\n".join(part for part in (self.title, plain_text(self.blocks, self.names)) if part)


def message_of(post: Post, names: Names) -> Message:
    """The message as it is now, to a reader who sees these names of people and channels, by id."""
    return Message(
        ts=post.ts,
        channel=post.channel,
        user=post.user,
        text=post.text,
        blocks=post.blocks or [],
        ephemeral=post.only_for is not None,
        edited=post.edited is not None,
        metadata=post.metadata,
        pings=list(post.pings),
        files=[attached(file) for file in post.files],
        names=names,
    )


def attached(file: File) -> Attached:
    """The file as it is seen."""
    return Attached(file.name, file.title, file.mimetype, file.content, file.alt_text)


def view_of(screens: Screens, view: OpenView, names: Names) -> View:
    """The view as it is now, to a reader who sees these names."""
    raw = screens.as_json(view)
    return View(
        id=view.id,
        hash=view.hash,
        type=raw["type"],
        callback_id=raw["callback_id"],
        title=unescape((raw["title"] or {}).get("text", "")),
        blocks=raw["blocks"],
        private_metadata=raw["private_metadata"],
        values=raw["state"]["values"],
        raw=raw,
        names=names,
    )
