"""A person at a screen: what they can do in the workspace and what they see."""

from sandbox.actions import Pressed
from sandbox.changes import PATIENCE
from sandbox.commands import CommandResult
from sandbox.entries import chosen_option, entered_value
from sandbox.forms import Submitted
from sandbox.json_types import Json
from sandbox.membership import archive, dismiss, enter, go, invite
from sandbox.modals import OpenView
from sandbox.places import Place, is_still, on_screen, place_on_screen
from sandbox.screen import Attached, Message, View, message_of, view_of
from sandbox.slack import Slack
from sandbox.speech import leave, move_to_zone, open_tab, say, send_file
from sandbox.view_state import HOLDINGS, elements, find_element, state_of
from sandbox.workspace import Channel, User


class Person:
    """Someone in the workspace. Gets through the screen only: LookupError for what is not on it.

    LookupError too for whatever somebody deactivated would do.
    """

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
        return await self._slack.commands.run(self._actor, self._channel(channel), text)

    async def shortcut(self, name: str, message: Message | None = None) -> str:
        """Use a shortcut of the app, on a message that is seen or from anywhere; why it failed, or nothing.

        LookupError when there is none of that name.
        """
        if message is None:
            return await self._slack.shortcuts.run(self._actor, name)
        channel = self._channel(message.channel)
        posts = self._workspace.visible_posts(channel, self.id)
        post = next((post for post in posts if post.ts == message.ts), None)
        if post is None:
            raise LookupError(f"{self.handle} does not see that message any more.")
        return await self._slack.shortcuts.run_on(self._actor, channel, post, name)

    async def say(self, text: str, channel: str | None = None) -> Message:
        """Post a message, by default to the bot. PermissionError where this person cannot write."""
        post = say(self._workspace, self._actor, self._channel(channel), text)
        return message_of(post, self._names)

    async def upload(self, name: str, content: bytes, text: str = "", channel: str | None = None) -> Message:
        """Send a file, by default to the bot. PermissionError where this person cannot write."""
        place = self._channel(channel)
        post = send_file(self._workspace, self._slack.uploads, self._actor, place, name, content, text=text)
        return message_of(post, self._names)

    async def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        await self.command(f"/invite @{self._workspace.app.manifest.bot_name}", channel)

    async def remove_bot(self, channel: str) -> None:
        """Take the bot out of a channel; LookupError when it is not in it."""
        bot = self._workspace.users[self._workspace.app.bot_user_id]
        dismiss(self._workspace, self._channel(channel), self._actor, bot)

    async def join(self, channel: str) -> None:
        """Join a public channel. LookupError for what only an invitation opens: private, or to a guest."""
        found = self._workspace.find_channel(channel)
        if found is None:
            raise LookupError(f"There is no channel {channel!r}.")
        enter(self._workspace, found, self._actor)

    async def leave(self, channel: str) -> None:
        """Leave a channel; PermissionError for #general and direct messages."""
        go(self._workspace, self._channel(channel), self._actor)

    async def invite(self, person: "Person", channel: str) -> None:
        """Bring somebody into a channel, public or private, that this person is in."""
        invite(self._workspace, self._channel(channel), self._actor, self._workspace.users[person.id])

    async def create_channel(self, name: str, *, private: bool = False) -> str:
        """Start a channel with this person as its only member; its id. ValueError when the name is taken."""
        return self._workspace.create_channel(name, self._actor.id, private=private).id

    async def archive(self, channel: str) -> None:
        """Archive a channel that this person is in."""
        archive(self._workspace, self._channel(channel), self._actor)

    def is_in(self, channel: str) -> bool:
        """Whether this person is a member of that channel."""
        found = self._workspace.find_channel(channel)
        return found is not None and self.id in found.members

    def group_dm(self, *others: "Person") -> str:
        """The id of the direct messages of this person, these others and the bot; LookupError for none."""
        channel = self._workspace.group_dm([self.id, *(other.id for other in others)])
        if channel is None:
            raise LookupError(f"{self.handle} has no such group of direct messages.")
        return channel.id

    async def open_home(self) -> None:
        """Look at the app's Home tab; the app hears of it."""
        open_tab(self._workspace, self._slack.screens, self._actor, "home")

    async def open_messages(self) -> None:
        """Look at the app's Messages tab; the app hears of it."""
        open_tab(self._workspace, self._slack.screens, self._actor, "messages")

    @property
    def home(self) -> View | None:
        """What the app published to this person's Home tab."""
        home = self._slack.screens.home(self.id)
        return view_of(self._slack.screens, home, self._names) if home else None

    @property
    def modals(self) -> list[View]:
        """The open modals, the one on top last."""
        screens, names = self._slack.screens, self._names
        return [view_of(screens, view, names) for view in screens.stack(self.id)]

    async def modal(self, timeout: float = PATIENCE) -> View:  # noqa: ASYNC109 - waiting is its purpose
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
            value = entered_value(
                self._workspace, self._user, element, entry, view.entered.suggested.get(key, ())
            )
            view.entered.typed[key] = state_of(element, value)

    async def submit(self) -> Submitted:
        """Submit the top modal. Its `errors` are the client's own first, then the app's.

        LookupError when it has no submit button.
        """
        return await self._slack.forms.submit(self._actor, self._top())

    async def close(self, *, clear: bool = False) -> None:
        """Close the top modal, or all of them."""
        await self._slack.forms.close(self._actor, self._top(), clear=clear)

    async def press(
        self,
        action_id: str,
        *,
        value: str | None = None,
        message: Message | None = None,
        option: str | None = None,
    ) -> Pressed:
        """Use an element: a button, an input with its `value`, a menu with the `option` to choose.

        Looked for in `message` as seen, or in the top modal, the newest messages with the bot, Home and
        the channels. Of several buttons with the same action_id it is the one with this `value`.
        """
        place, block, element = self._find(action_id, value, message)
        held = None
        if element["type"] == "overflow":
            held = {"selected_option": chosen_option(element, option)}
        elif element["type"] in HOLDINGS:
            key, entry = (block["block_id"], action_id), value if option is None else option
            known = place.entered.suggested.get(key, ())
            held = state_of(element, entered_value(self._workspace, self._user, element, entry, known))
        return await self._slack.actions.press(
            self._actor, place, block_id=block["block_id"], action_id=action_id, held=held
        )

    async def suggest(self, action_id: str, query: str) -> list[Json]:
        """Type into an external menu and see what the app offers."""
        place, block, _element = self._find(action_id, None, None)
        offered = await self._slack.actions.suggest(
            self._actor, place, block_id=block["block_id"], action_id=action_id, query=query
        )
        groups = [option for group in offered.get("option_groups", ()) for option in group["options"]]
        return [*offered.get("options", ()), *groups]

    def messages(self, channel: str | None = None) -> list[Message]:
        """What this person sees in a channel (default: with the bot), oldest first, ephemerals included."""
        place = self._channel(channel)
        names = self._names
        return [message_of(post, names) for post in self._workspace.visible_posts(place, self.id)]

    def files(self, channel: str | None = None) -> list[Attached]:
        """The files that this person sees in a channel (default: with the bot), oldest first."""
        return [file for message in self.messages(channel) for file in message.files]

    async def message(
        self,
        containing: str,
        *,
        channel: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - waiting is its purpose
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

    @property
    def _names(self) -> dict[str, str]:
        return self._workspace.names_for(self._user)

    @property
    def _actor(self) -> User:
        if self._user.deleted:
            raise LookupError(f"{self.real_name} was deactivated and can do nothing here.")
        return self._user

    def _channel(self, name: str | None) -> Channel:
        channel = self._workspace.dm(self.id) if name is None else self._workspace.find_channel(name)
        if channel is None or self.id not in channel.members:
            raise LookupError(f"{self.handle} is in no channel {name!r}.")
        return channel

    def _top(self) -> OpenView:
        stack = self._slack.screens.stack(self._actor.id)
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
        if message is not None:
            return self._seen_in(message, action_id, value)
        for place in on_screen(self._workspace, self._slack.screens, self._actor):
            if found := _usable(place.blocks, action_id, value):
                return place, *found
        raise LookupError(f"There is no {action_id!r} on {self.handle}'s screen.")

    def _seen_in(self, message: Message, action_id: str, value: str | None) -> tuple[Place, Json, Json]:
        # A click lands on what was drawn. What took its place meanwhile was not clicked.
        seen = _usable(message.blocks, action_id, value)
        key = ("message", message.channel, message.ts)
        place = place_on_screen(self._workspace, self._slack.screens, self._actor, *key)
        if seen is None or place is None:
            raise LookupError(f"There is no {action_id!r} in that message on {self.handle}'s screen.")
        block, element = seen
        now = find_element(place.blocks, action_id, block["block_id"])
        if now is None or not is_still(element, now[1]):
            raise LookupError(f"That message no longer has the {action_id!r} that {self.handle} saw.")
        return place, *now


def _usable(blocks: list[Json], action_id: str, value: str | None) -> tuple[Json, Json] | None:
    """The first element with this action_id; of buttons that with this value, if one is given."""
    for block, element in elements(blocks):
        is_other = value is not None and element["type"] == "button" and element.get("value") != value
        if element["action_id"] == action_id and not is_other:
            return block, element
    return None
