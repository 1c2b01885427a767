"""The views on people's screens: one stack of modals and one Home tab each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.completion import completed, completed_text
from sandbox.errors import SlackError
from sandbox.ids import secret, slack_id
from sandbox.json_types import Json
from sandbox.view_state import Entered, carried_over, values
from sandbox.workspace import Workspace

MOST_STACKED = 3


@dataclass
class OpenView:
    """A view on somebody's screen. Its id stays over updates; its hash does not."""

    user: str
    content: Json
    id: str = field(default_factory=lambda: slack_id("V"))
    hash: str = ""
    root_id: str = ""
    previous_id: str | None = None
    entered: Entered = field(default_factory=Entered)

    @property
    def blocks(self) -> list[Json]:
        """The blocks shown."""
        blocks: list[Json] = self.content["blocks"]
        return blocks

    def values(self) -> dict[str, dict[str, Json]]:
        """What a submission would carry now."""
        return values(self.blocks, self.entered.typed)


class Screens:
    """What is open on whose screen. Views given to it were checked before."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def stack(self, user: str) -> list[OpenView]:
        """The person's modals, the one on top last."""
        return list(self._stacks.get(user, ()))

    def top_id(self, user: str) -> str | None:
        """The id of the person's modal on top."""
        stack = self._stacks.get(user)
        return stack[-1].id if stack else None

    def home(self, user: str) -> OpenView | None:
        """What was published to the person's Home tab."""
        return self._homes.get(user)

    def find(self, view_id: str) -> OpenView | None:
        """An open modal or a Home tab by id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> OpenView | None:
        """An open modal or a Home tab by the id that the app gave it."""
        known = (view for view in self._all() if view.content["external_id"] == external_id)
        return next(known, None) if external_id else None

    def open(self, user: str, content: Json) -> OpenView:
        """Start a new stack; what was open before goes away."""
        self._refuse_taken(content, besides=[])
        self._stacks[user] = []
        return self._put_on_top(user, content)

    def push(self, user: str, content: Json) -> OpenView:
        """Put a view on the stack; SlackError("push_limit_reached") on the fourth."""
        if len(self._stacks.get(user, ())) >= MOST_STACKED:
            raise SlackError("push_limit_reached")
        self._refuse_taken(content, besides=[])
        return self._put_on_top(user, content)

    def update(self, view: OpenView, content: Json, expected_hash: str | None = None) -> None:
        """Replace a view's content; SlackError("hash_conflict") when it is not the one that the app knows."""
        if expected_hash and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        self._refuse_taken(content, besides=[view])
        shown = view.values()
        view.content = self._completed(content)
        view.entered.typed = carried_over(shown, view.blocks)
        view.hash = self._hash()
        self._workspace.changes.touch(view.user)

    def publish(self, user: str, content: Json, expected_hash: str | None = None) -> OpenView:
        """Set a person's Home tab."""
        home = self._homes.get(user)
        if home is None:
            if expected_hash:
                raise SlackError("hash_conflict")
            self._refuse_taken(content, besides=[])
            home = self._homes[user] = self._new(user, content)
            self._workspace.changes.touch(user)
        else:
            self.update(home, content, expected_hash)
        return home

    def close(self, view: OpenView) -> None:
        """Take one modal away; the one below shows again."""
        self._stacks[view.user] = [other for other in self._stacks.get(view.user, ()) if other is not view]
        self._workspace.changes.touch(view.user)

    def clear(self, user: str) -> list[OpenView]:
        """Take all of a person's modals away and say which they were."""
        gone = self._stacks.pop(user, [])
        self._workspace.changes.touch(user)
        return gone

    def as_json(self, view: OpenView) -> Json:
        """A view as Slack shows it in answers and payloads."""
        app = self._workspace.app
        return {
            "id": view.id,
            "team_id": self._workspace.team_id,
            **view.content,
            "state": {"values": view.values()},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
            "app_id": app.id,
            "app_installed_team_id": self._workspace.team_id,
            "bot_id": app.bot_id,
        }

    def _all(self) -> Iterator[OpenView]:
        for stack in self._stacks.values():
            yield from stack
        yield from self._homes.values()

    def _put_on_top(self, user: str, content: Json) -> OpenView:
        view = self._new(user, content)
        stack = self._stacks.setdefault(user, [])
        if stack:
            view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._workspace.changes.touch(user)
        return view

    def _new(self, user: str, content: Json) -> OpenView:
        view = OpenView(user, self._completed(content), hash=self._hash())
        view.root_id = view.id
        return view

    def _completed(self, content: Json) -> Json:
        return {
            "type": content["type"],
            "blocks": completed(content["blocks"]),
            "private_metadata": content.get("private_metadata") or "",
            "callback_id": content.get("callback_id") or "",
            "external_id": content.get("external_id") or "",
            "title": completed_text(content.get("title")),
            "submit": completed_text(content.get("submit")),
            "close": completed_text(content.get("close")),
            "clear_on_close": content.get("clear_on_close") or False,
            "notify_on_close": content.get("notify_on_close") or False,
            "submit_disabled": content.get("submit_disabled") or False,
        }

    def _refuse_taken(self, content: Json, besides: list[OpenView]) -> None:
        other = self.find_external(content.get("external_id") or "")
        if other is not None and other not in besides:
            raise SlackError("duplicate_external_id")

    def _hash(self) -> str:
        return f"{self._workspace.epoch()}.{secret(8)}"
