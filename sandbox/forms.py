"""What happens when a person submits or closes a modal."""

from dataclasses import dataclass, field

from sandbox import payloads
from sandbox.actions import State
from sandbox.delivery import Delivery, interactive
from sandbox.errors import SlackError
from sandbox.form_checks import form_errors
from sandbox.json_types import Json
from sandbox.modals import OpenView, Screens
from sandbox.notices import TROUBLE_CONNECTING, Notices
from sandbox.triggers import Triggers
from sandbox.view_rules import check_view
from sandbox.view_state import accepted
from sandbox.workspace import User, Workspace


@dataclass(frozen=True)
class Submitted:
    """How a submission went. `errors` stand under their blocks; `closed` says that this view is gone."""

    errors: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    timed_out: bool = False
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether the app took it and could use its answer."""
        return not (self.errors or self.trouble)


class Forms:
    """Submits and closes modals for people."""

    def __init__(
        self, workspace: Workspace, screens: Screens, delivery: Delivery, notices: Notices, triggers: Triggers
    ) -> None:
        self._workspace = workspace
        self._screens = screens
        self._delivery = delivery
        self._notices = notices
        self._triggers = triggers

    async def submit(self, user: User, view: OpenView, state: State | None = None) -> Submitted:
        """Check the form as the client does, then hand it to the app and do what it answers.

        LookupError when it has no submit button.
        """
        if not view.content["submit"]:
            raise LookupError("This form has nothing to submit it with.")
        view.entered.typed |= accepted(view.blocks, state or {})
        if errors := form_errors(view.blocks, view.entered.typed):
            return Submitted(errors)
        payload = payloads.interaction(self._workspace, "view_submission", user) | {
            "trigger_id": self._triggers.issue(user.id, view.id),
            "view": self._screens.as_json(view),
            "response_urls": [],
        }
        answer = await self._delivery.send(interactive(self._workspace.app.manifest, payload))
        if answer.failure:
            self._notices.give(user.id, TROUBLE_CONNECTING)
            return Submitted(timed_out=answer.timed_out, trouble=answer.failure)
        if view not in self._screens.stack(user.id):
            return Submitted(closed=True)
        try:
            return self._obey(view, answer.body or {})
        except SlackError as error:
            self._workspace.complain(
                f"answer to the form {view.content['callback_id']} is not valid: {error}"
            )
            self._notices.give(user.id, TROUBLE_CONNECTING)
            return Submitted(trouble=str(error))

    async def close(self, user: User, view: OpenView, *, clear: bool = False) -> None:
        """Close one modal, or with `clear` (and where the view asks for it) the whole stack."""
        everything = clear or view.content["clear_on_close"]
        gone = self._screens.clear(user.id) if everything else [view]
        if not everything:
            self._screens.close(view)
        for closed in reversed(gone):
            if closed.content["notify_on_close"]:
                payload = payloads.interaction(self._workspace, "view_closed", user)
                payload |= {"view": self._screens.as_json(closed), "is_cleared": everything}
                await self._delivery.send(interactive(self._workspace.app.manifest, payload))

    def _obey(self, view: OpenView, body: Json) -> Submitted:
        match body.get("response_action"):
            case None if not body:
                self._screens.close(view)
                return Submitted(closed=True)
            case "errors":
                return Submitted(_checked_errors(view, body.get("errors")))
            case "update":
                self._screens.update(view, check_view(body.get("view"), "modal"))
                return Submitted()
            case "push":
                self._screens.push(view.user, check_view(body.get("view"), "modal"))
                return Submitted()
            case "clear":
                self._screens.clear(view.user)
                return Submitted(closed=True)
        raise _unusable("must be a valid enum value", "/response_action")


def _checked_errors(view: OpenView, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise _unusable("must be an object", "/errors")
    for block_id, error in errors.items():
        if block_id not in inputs:
            raise _unusable("no input block has this id", f"/errors/{block_id}")
        if not isinstance(error, str) or not error:
            raise _unusable("must be a string", f"/errors/{block_id}")
    return dict(errors)


def _unusable(what: str, where: str) -> SlackError:
    return SlackError("invalid_arguments", [f"[ERROR] {what} [json-pointer:{where}]"])
