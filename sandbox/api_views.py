"""The views.* methods."""

from collections.abc import Callable

from sandbox.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.modals import OpenView, Screens
from sandbox.triggers import Triggers
from sandbox.view_rules import check_view
from sandbox.workspace import Workspace


class ViewMethods:
    """Opening, stacking and changing modals, and publishing Home tabs."""

    def __init__(self, workspace: Workspace, screens: Screens, triggers: Triggers) -> None:
        self._workspace = workspace
        self._screens = screens
        self._triggers = triggers

    def table(self) -> dict[str, Callable[[Arguments], Json]]:
        """The methods by name."""
        return {
            "views.open": self.open,
            "views.push": self.push,
            "views.update": self.update,
            "views.publish": self.publish,
        }

    def open(self, arguments: Arguments) -> Json:
        """Open a modal for the person behind the trigger id."""
        trigger_id, view = arguments.text("trigger_id"), check_view(arguments.json("view"), "modal")
        return self._answer(self._screens.open(self._triggers.exchange(trigger_id), view))

    def push(self, arguments: Arguments) -> Json:
        """Put a modal on top of the one that the trigger id came from."""
        trigger_id, view = arguments.text("trigger_id"), check_view(arguments.json("view"), "modal")
        user = self._triggers.exchange_for_push(trigger_id, self._screens.top_id)
        return self._answer(self._screens.push(user, view))

    def update(self, arguments: Arguments) -> Json:
        """Change a modal that is open, or a Home tab."""
        view = self._find(arguments)
        content = check_view(arguments.json("view"), view.content["type"])
        self._screens.update(view, content, arguments.optional_text("hash"))
        return self._answer(view)

    def publish(self, arguments: Arguments) -> Json:
        """Set somebody's Home tab."""
        user = self._workspace.users.get(arguments.text("user_id"))
        if user is None or user.deleted or not user.takes_messages:
            raise SlackError("user_not_found" if user is None else "not_enabled")
        if not self._workspace.app.manifest.home_tab:
            raise SlackError("not_enabled")
        content = check_view(arguments.json("view"), "home")
        return self._answer(self._screens.publish(user.id, content, arguments.optional_text("hash")))

    def _find(self, arguments: Arguments) -> OpenView:
        external_id = arguments.optional_text("external_id")
        if external_id:
            view = self._screens.find_external(external_id)
        else:
            view = self._screens.find(arguments.text("view_id"))
        if view is None:
            raise SlackError("not_found")
        return view

    def _answer(self, view: OpenView) -> Json:
        return {"view": self._screens.as_json(view)}
