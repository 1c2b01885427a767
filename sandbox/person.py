"""A person at a screen: what they can do in the workspace and what they see."""

from collections.abc import Iterator

from sandbox.actions import Pressed
from sandbox.commands import CommandResult
from sandbox.entries import chosen_option, entered_value
from sandbox.forms import Submitted
from sandbox.json_types import Json
from sandbox.modals import OpenView
from sandbox.places import InMessage, InView, Place
from sandbox.screen import Message, View, message_of, view_of
from sandbox.slack import Slack
from sandbox.speech import leave, move_to_zone, open_tab, say
from sandbox.view_state import HOLDINGS, elements, state_of
from sandbox.workspace import Channel, User


class Person:
    """Someone in the workspace. Gets through the screen only: LookupError for what is not on it."""

    def __init__(self, slack: Slack, user: User) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._user = user

    @property
    def id(self) -> str:
        """The user id."""
        return self._user.id

    @property
    def handle(self) -> str:
        """The short name."""
        return self._user.handle

    @property
    def real_name(self) -> str:
        """The full name."""
        return self._user.real_name

    @property
    def tz(self) -> str:
        """The IANA time zone."""
        return self._user.tz

    @property
    def dm(self) -> str:
        """The id of this person's direct messages with the bot."""
        return self._workspace.dm(self.id).id

    async def command(self, text: str, channel: str | None = None) -> CommandResult:
        """Run a slash command ("/interview log Dana"), by default in the direct messages with the bot."""
        return await self._slack.commands.run(self._user, self._channel(channel), text)

    async def say(self, text: str, channel: str | None = None) -> Message:
        """Post a message, by default to the bot. PermissionError where this person cannot write."""
        return message_of(say(self._workspace, self._user, self._channel(channel), text))

    async def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        await self.command(f"/invite @{self._workspace.app.manifest.bot_name}", channel)

    async def open_home(self) -> None:
        """Look at the app's Home tab; the app hears of it."""
        open_tab(self._workspace, self._slack.screens, self._user, "home")

    async def open_messages(self) -> None:
        """Look at the app's Messages tab; the app hears of it."""
        open_tab(self._workspace, self._slack.screens, self._user, "messages")

    @property
    def home(self) -> View | None:
        """What the app published to this person's Home tab."""
        home = self._slack.screens.home(self.id)
        return view_of(self._slack.screens, home) if home else None

    @property
    def modals(self) -> list[View]:
        """The open modals, the one on top last."""
        return [view_of(self._slack.screens, view) for view in self._slack.screens.stack(self.id)]

    async def modal(self, timeout: float = 5) -> View:  # noqa: ASYNC109 - waiting is its purpose
        """The modal on top, waited for if none is open; TimeoutError after `timeout` seconds."""
        await self._workspace.changes.until(lambda: self.modals, timeout, f"a modal for {self.handle}")
        return self.modals[-1]

    def fill(self, **values: object) -> None:
        """Enter values into the top modal by block_id: text, ISO dates, values or labels of options, lists.

        None empties an input. LookupError when there is no such input or option.
        """
        view = self._top()
        for block_id, entry in values.items():
            element = self._input(view, block_id)
            key = (block_id, element["action_id"])
            value = entered_value(self._workspace, element, entry, view.suggested.get(key, ()))
            view.typed[key] = state_of(element, value)

    async def submit(self) -> Submitted:
        """Submit the top modal. Its `errors` are the client's own first, then the app's."""
        return await self._slack.forms.submit(self._user, self._top())

    async def close(self, *, clear: bool = False) -> None:
        """Close the top modal, or all of them."""
        await self._slack.forms.close(self._user, self._top(), clear=clear)

    async def press(
        self,
        action_id: str,
        *,
        value: str | None = None,
        message: Message | None = None,
        option: str | None = None,
    ) -> Pressed:
        """Use an element: a button, an input with its `value`, a menu with the `option` to choose.

        Looked for in `message`, or in the top modal, the newest messages with the bot, then Home. Of several
        buttons with the same action_id it is the one with this `value`.
        """
        place, block, element = self._find(action_id, value, message)
        held = None
        if element["type"] == "overflow":
            held = {"selected_option": chosen_option(element, option)}
        elif element["type"] in HOLDINGS:
            key, entry = (block["block_id"], action_id), value if option is None else option
            known = place.view.suggested.get(key, ()) if isinstance(place, InView) else ()
            held = state_of(element, entered_value(self._workspace, element, entry, known))
        return await self._slack.actions.press(
            self._user, place, block_id=block["block_id"], action_id=action_id, held=held
        )

    async def suggest(self, action_id: str, query: str) -> list[Json]:
        """Type into an external menu and see what the app offers."""
        place, block, _element = self._find(action_id, None, None)
        offered = await self._slack.actions.suggest(
            self._user, place, block_id=block["block_id"], action_id=action_id, query=query
        )
        groups = [option for group in offered.get("option_groups", ()) for option in group["options"]]
        return [*offered.get("options", ()), *groups]

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person sees in a channel (default: with the bot), oldest first, ephemerals included."""
        place = self._channel(channel)
        return [message_of(post) for post in self._workspace.visible_posts(place, self.id)]

    async def message(
        self,
        containing: str,
        *,
        channel: str | None = None,
        timeout: float = 5,  # noqa: ASYNC109 - waiting is its purpose
    ) -> Message:
        """The newest message with this in its visible text; TimeoutError when none comes in time."""

        def found() -> list[Message]:
            return [message for message in self.messages(channel) if containing in message.plain_text]

        matches = await self._workspace.changes.until(found, timeout, f"a message with {containing!r}")
        return matches[-1]

    def set_tz(self, tz: str) -> None:
        """Move to another time zone; the app hears of it."""
        move_to_zone(self._workspace, self._user, tz)

    def deactivate(self) -> None:
        """Leave the workspace for good; the app hears of it."""
        leave(self._workspace, self._user)

    @property
    def notices(self) -> list[str]:
        """All that Slack itself told this person, oldest first."""
        return [notice.text for notice in self._slack.notices.all(self.id)]

    def _channel(self, name: str | None) -> Channel:
        channel = self._workspace.dm(self.id) if name is None else self._workspace.find_channel(name)
        if channel is None or self.id not in channel.members:
            raise LookupError(f"{self.handle} is in no channel {name!r}.")
        return channel

    def _top(self) -> OpenView:
        stack = self._slack.screens.stack(self.id)
        if not stack:
            raise LookupError(f"{self.handle} has no modal open.")
        return stack[-1]

    def _input(self, view: OpenView, block_id: str) -> Json:
        held = [(block, element) for block, element in elements(view.blocks) if element["type"] in HOLDINGS]
        for block, element in held:
            if block["block_id"] == block_id:
                return element
        there = ", ".join(dict.fromkeys(block["block_id"] for block, _element in held))
        raise LookupError(f"There is no input {block_id!r} in this form; there is {there or 'none'}.")

    def _find(self, action_id: str, value: str | None, message: Message | None) -> tuple[Place, Json, Json]:
        for place in self._places(message):
            for block, element in elements(place.blocks):
                told_apart = (
                    value is not None and element["type"] == "button" and element.get("value") != value
                )
                if element["action_id"] == action_id and not told_apart:
                    return place, block, element
        raise LookupError(f"There is no {action_id!r} on {self.handle}'s screen.")

    def _places(self, message: Message | None) -> Iterator[Place]:
        if message is not None:
            channel = self._workspace.channels[message.channel]
            post = channel.post(message.ts)
            if post is not None:
                yield InMessage(channel, post)
            return
        stack, home = self._slack.screens.stack(self.id), self._slack.screens.home(self.id)
        if stack:
            yield InView(stack[-1])
        channel = self._workspace.dm(self.id)
        for post in reversed(self._workspace.visible_posts(channel, self.id)):
            yield InMessage(channel, post)
        if home:
            yield InView(home)
