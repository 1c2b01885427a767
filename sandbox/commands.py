"""What happens when a person runs a slash command."""

from dataclasses import dataclass

from sandbox import payloads
from sandbox.delivery import Answer, Delivery, Parcel
from sandbox.errors import SlackError
from sandbox.json_types import Json
from sandbox.mentions import escape, typed
from sandbox.notices import Notices
from sandbox.own_commands import OWN_COMMANDS, run_own_command
from sandbox.response_urls import ResponseUrls, answer_in
from sandbox.triggers import Triggers
from sandbox.workspace import Channel, User, Workspace


@dataclass(frozen=True)
class CommandResult:
    """How a command went: `error` is Slack's code ("operation_timeout", "dispatch_failed" …) or empty."""

    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the app took it."""
        return not self.error

    @property
    def timed_out(self) -> bool:
        """Whether the app did not acknowledge in time."""
        return self.error == "operation_timeout"


class Commands:
    """Runs the app's slash commands, and Slack's own about channels."""

    def __init__(
        self,
        workspace: Workspace,
        delivery: Delivery,
        notices: Notices,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._notices = notices
        self._triggers = triggers
        self._response_urls = response_urls

    async def run(self, user: User, channel: Channel, line: str) -> CommandResult:
        """Run what the person typed ("/interview log Dana") in that channel."""
        name, _, text = line.strip().partition(" ")
        text = text.strip()
        if name in OWN_COMMANDS:
            return self._run_own(user, channel, name, text)
        command, is_here = self._workspace.app.manifest.command(name), self._workspace.app.installed
        if command is None or not is_here:
            self._notices.give(user.id, f"{name} is not a valid command.")
            return CommandResult("unknown_command")
        text = typed(text, self._workspace.find_id) if command.should_escape else escape(text)
        fields = payloads.slash_command(
            self._workspace,
            user,
            channel,
            name,
            text,
            trigger_id=self._triggers.issue(user.id),
            response_url=self._response_urls.issue(user.id, channel.id),
        )
        names = frozenset({"slash_commands", "slash_command", name})
        answer = await self._delivery.send(Parcel("slash_commands", fields, names, command.url))
        return self._finish(user, channel, name, answer)

    def _finish(self, user: User, channel: Channel, name: str, answer: Answer) -> CommandResult:
        error = "operation_timeout" if answer.timed_out else "dispatch_failed" if answer.failure else ""
        if not error and answer.body:
            error = self._show(user, channel, name, answer.body)
        if error:
            self._notices.give(user.id, f'{name} failed with the error "{error}"')
        return CommandResult(error)

    def _show(self, user: User, channel: Channel, name: str, body: Json) -> str:
        try:
            answer_in(self._workspace, channel, user.id, body)
        except SlackError as error:
            self._workspace.complain(f"answer to {name} is not valid: {error}")
            return "invalid_command_response"
        return ""

    def _run_own(self, user: User, channel: Channel, name: str, text: str) -> CommandResult:
        try:
            run_own_command(self._workspace, user, channel, name, text)
        except (LookupError, PermissionError) as refused:
            self._notices.give(user.id, str(refused.args[0]))
            return CommandResult("not_allowed" if isinstance(refused, PermissionError) else "not_found")
        return CommandResult()
