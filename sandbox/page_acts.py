"""What a person can do on the page, by the kind of act."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from sandbox.json_types import Json
from sandbox.modals import OpenView
from sandbox.own_commands import OWN_COMMANDS
from sandbox.page_state import PageState
from sandbox.places import Place, place_on_screen
from sandbox.slack import Slack
from sandbox.speech import open_tab, say, send_file
from sandbox.workspace import Channel, User


class Refused(Exception):
    """What the person asked for cannot be done; the sentence says why."""


class PageActs:
    """Does what the page asks for; Refused, LookupError or PermissionError say why not."""

    def __init__(self, slack: Slack, state: PageState) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._state = state
        self._looking_at: dict[str, str] = {}
        self._kinds: dict[str, Callable[[User, Json], Awaitable[Json]]] = {
            "say": self._say,
            "press": self._press,
            "shortcut": self._shortcut,
            "submit": self._submit,
            "close": self._close,
            "suggest": self._suggest,
            "home": self._home,
            "seen": self._seen,
            "jump": self._jump,
        }

    async def do(self, body: Json) -> Json:
        """Do one thing; the answer may hold `ok` false and an `error` for the person to read."""
        kind = self._kinds.get(str(body.get("kind")))
        if kind is None:
            raise Refused(f"The page cannot do {body.get('kind')!r}.")
        return await kind(self.user(body.get("user")), body)

    def user(self, name: object) -> User:
        """The person whose page it is."""
        user = self._workspace.find_user(str(name))
        if user is None or user.is_bot or user.deleted:
            raise Refused("There is no such person.")
        return user

    def channel(self, user: User, channel_id: object) -> Channel:
        """A channel that this person is in."""
        channel = self._workspace.channels.get(str(channel_id))
        if channel is None or user.id not in channel.members:
            raise Refused("You are not in that channel.")
        return channel

    async def _say(self, user: User, body: Json) -> Json:
        channel, text = self.channel(user, body.get("channel")), str(body.get("text", "")).strip()
        if not text:
            raise Refused("There is nothing to send.")
        if not text.startswith("/"):
            say(self._workspace, user, channel, text)
            return {}
        name = text.split()[0]
        if name not in OWN_COMMANDS and self._workspace.app.manifest.command(name) is None:
            raise Refused(f"{name} is not a valid command.")
        result = await self._slack.commands.run(user, channel, text)
        return {} if result.ok else self._failed(user)

    def upload(self, query: Mapping[str, str], content: bytes) -> Json:
        """Send a file from the page; ValueError for one with nothing in it."""
        user = self.user(query.get("user"))
        channel = self.channel(user, query.get("channel"))
        name, text = query.get("name", ""), query.get("text", "")
        send_file(self._workspace, self._slack.uploads, user, channel, name, content, text=text)
        return {}

    async def _press(self, user: User, body: Json) -> Json:
        pressed = await self._slack.actions.press(
            user,
            self._place(user, body),
            block_id=body.get("block_id"),
            action_id=str(body.get("action_id")),
            held=body.get("element"),
            state=body.get("state"),
        )
        return {} if pressed.ok else self._failed(user)

    async def _shortcut(self, user: User, body: Json) -> Json:
        name, shortcuts = str(body.get("name")), self._slack.shortcuts
        if not body.get("ts"):
            return {} if not await shortcuts.run(user, name) else self._failed(user)
        channel = self.channel(user, body.get("channel"))
        posts = self._workspace.visible_posts(channel, user.id)
        post = next((post for post in posts if post.ts == body["ts"]), None)
        if post is None:
            raise Refused("That message is gone.")
        return {} if not await shortcuts.run_on(user, channel, post, name) else self._failed(user)

    async def _submit(self, user: User, body: Json) -> Json:
        result = await self._slack.forms.submit(user, self._modal(user, body), body.get("state"))
        return {"errors": result.errors, **(self._failed(user) if result.trouble else {})}

    async def _close(self, user: User, body: Json) -> Json:
        await self._slack.forms.close(user, self._modal(user, body), clear=bool(body.get("clear")))
        return {}

    async def _suggest(self, user: User, body: Json) -> Json:
        offered = await self._slack.actions.suggest(
            user,
            self._place(user, body),
            block_id=body.get("block_id"),
            action_id=str(body.get("action_id")),
            query=str(body.get("value", "")),
            state=body.get("state"),
        )
        return {"options": [], "option_groups": [], **offered}

    async def _home(self, user: User, _body: Json) -> Json:
        self._looking_at[user.id] = "home"
        open_tab(self._workspace, self._slack.screens, user, "home")
        return {}

    async def _seen(self, user: User, body: Json) -> Json:
        if body.get("notice"):
            self._slack.notices.put_away(user.id, str(body["notice"]))
            return {}
        channel = self.channel(user, body.get("channel"))
        self._state.mark_read(user, channel)
        if channel.is_im and self._looking_at.get(user.id) != channel.id:
            open_tab(self._workspace, self._slack.screens, user, "messages")
        self._looking_at[user.id] = channel.id
        return {}

    async def _jump(self, user: User, body: Json) -> Json:
        target, clock = self._state.target(user, str(body.get("to"))), self._workspace.clock
        if target is None:
            raise Refused("No reminder is planned.")
        clock.advance(max(target - clock.now(), timedelta()))
        return {"clock": self._state.clock(user)}

    def _failed(self, user: User) -> Json:
        return {"ok": False, "error": self._slack.notices.all(user.id)[-1].text}

    def _modal(self, user: User, body: Json) -> OpenView:
        stack = self._slack.screens.stack(user.id)
        if not stack or stack[-1].id != body.get("view_id"):
            raise Refused("That form is not open any more.")
        return stack[-1]

    def _place(self, user: User, body: Json) -> Place:
        container = body.get("container") or {"type": "view", "view_id": body.get("view_id")}
        is_message = container.get("type") == "message"
        names = ("channel", "ts") if is_message else ("view_id",)
        key = ("message" if is_message else "view", *(str(container.get(name)) for name in names))
        place = place_on_screen(self._workspace, self._slack.screens, user, *key)
        if place is None:
            raise Refused("That message is gone." if is_message else "That view is not open any more.")
        return place
