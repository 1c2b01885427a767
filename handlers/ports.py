"""What the handlers need of the running bot."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from core.model import PostedMessage
from core.network import Network
from core.ports import Uow
from views.kit import Message, View

P = ParamSpec("P")
T = TypeVar("T")

Apology = Callable[[str], Awaitable[None]]
"""Shows a sentence where the person is looking."""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message of ours, and the names of the files in it by their ids."""

    posted: PostedMessage
    files: Mapping[str, str]


class Slack(Protocol):
    """The calls to one workspace. Each may raise the client's own errors."""

    async def open_view(self, trigger_id: str, view: View) -> str:
        """Open a view; its id."""

    async def push_view(self, trigger_id: str, view: View) -> None: ...

    async def update_view(self, view_id: str, view: View, *, seen: str = "") -> None:
        """Replace a view. ``seen``: its hash; where the view has changed since, it stays as it is."""

    async def publish_home(self, user_id: str, view: View) -> None: ...

    async def post(self, channel: str, message: Message) -> PostedMessage: ...

    async def update(self, posted: PostedMessage, message: Message) -> bool:
        """Replace a message. False if it is not there any more or may not be edited."""

    async def open_group(self, user_ids: Sequence[str]) -> str:
        """The group conversation of these people with the bot, by its channel; the same one each time."""

    async def upload(
        self,
        user_id: str,
        filename: str,
        content: bytes,
        title: str,
        comment: str,
        *,
        alternative: str = "",
    ) -> None:
        """Send a file into the person's direct messages, with a line beside it.

        ``alternative``: a picture in words.
        """

    async def file(self, file_id: str) -> Mapping[str, Any]:
        """A file as Slack tells of it (``files.info``)."""

    async def download(self, url: str, most: int) -> bytes | None:
        """What is in a file, at its private address; None where that is more than so many bytes."""

    async def respond(self, response_url: str, message: Message, *, replace: bool = False) -> None:
        """Answer in private through a response URL, beside or instead of what was clicked."""

    async def zone_of(self, user_id: str) -> str:
        """The IANA zone in the person's Slack profile."""

    async def person(self, user_id: str) -> Mapping[str, Any]:
        """The person as Slack tells of them (``users.info``)."""

    async def conversation(self, channel: str) -> Mapping[str, Any]:
        """A channel as Slack tells of it (``conversations.info``)."""

    async def members_of(self, channel: str) -> list[str]:
        """Everybody in a channel, by id, bots and guests included."""

    async def delete(self, posted: PostedMessage) -> bool:
        """Take out a message of ours. False if it is not there any more or may not be deleted."""

    async def own_messages(self, user_id: str) -> Sequence[OwnMessage]:
        """Every message of ours in the person's direct messages, the newest first."""

    async def take_out(self, message: OwnMessage) -> bool:
        """Take one of them out, with the files in it. False if Slack refuses; one that is gone is fine."""


Draw = Callable[[Network], Awaitable[bytes]]
"""Makes a PNG of who led to whom."""


class Store(Protocol):
    """Carries a use case to a thread, with a unit of work to open."""

    async def read(
        self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...

    async def write(
        self, use_case: Callable[Concatenate[Uow, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T: ...

    async def aside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Carries what takes long, and needs no storage, to a thread; one at a time."""


class Background(Protocol):
    """Work that goes on after the answer; shutdown waits for it."""

    def spawn(self, work: Coroutine[Any, Any, object], apology: Apology | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Services:
    """What every handler is built from. ``now``: the clock, aware UTC."""

    store: Store
    background: Background
    now: Callable[[], datetime]
