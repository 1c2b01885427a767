"""Bolt and our router: few listeners, one for each kind of payload, and one error surface."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Tasks, sentence_for
from bot.identity import OneWorkspace
from bot.settings import Settings
from bot.slack_calls import SlackCalls, clients
from core.errors import InvalidFields, NotInCohort
from handlers.requests import (
    Action,
    Payload,
    parse_action,
    parse_command,
    parse_event,
    parse_shortcut,
    parse_submission,
    parse_suggestion,
)
from handlers.router import Reply, Router
from handlers.surfaces import explain, refused
from views import cohort, kit

log = structlog.get_logger(__name__)

ANY = re.compile(".*", re.DOTALL)


class SlackApp:
    """What Slack sends goes in here: over HTTP as ASGI requests, over a socket as envelopes."""

    def __init__(
        self,
        settings: Settings,
        router: Router,
        tasks: Tasks,
        http: aiohttp.ClientSession,
        heard: Callable[[], None],
    ) -> None:
        self._heard = heard
        self._router = router
        self._tasks = tasks
        slack = clients(settings.bot_token, settings.slack_api_url, http)
        self._slack = SlackCalls(slack, http)
        self._identity = OneWorkspace(slack.repeating, settings.bot_token)
        self.bolt = self._assemble(settings, http)

    def _assemble(self, settings: Settings, http: aiohttp.ClientSession) -> AsyncApp:
        app = AsyncApp(
            client=AsyncWebClient(base_url=settings.slack_api_url, session=http),
            authorize=self._identity,
            process_before_response=True,
            logger=logging.getLogger("slack_bolt"),
            request_verification_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
        )
        app.command(ANY)(self._on_command)
        app.action(ANY)(self._on_action)
        app.shortcut(ANY)(self._on_shortcut)
        app.view(ANY)(self._on_submission)
        app.options(ANY)(self._on_suggestion)
        app.event(ANY)(self._on_event)
        return app

    async def identify(self) -> None:
        """Learn which bot the token belongs to. Raises SlackApiError for a token that Slack refuses."""
        await self._identity.learn()

    async def _on_command(self, ack: AsyncAck, body: Payload) -> None:
        self._heard()
        command = parse_command(body, self._slack)
        try:
            reply = await self._router.command(command)
        except NotInCohort as outside:
            reply = Reply(message=cohort.elsewhere(outside.channel))
        except Exception as error:  # noqa: BLE001 - the error surface of commands
            sentence = sentence_for(error, "command.failed")
            reply = Reply(message=kit.notice(f"{sentence}\nYou typed: {command.typed}"))
        if reply.message:
            await ack(text=reply.message.text, blocks=reply.message.blocks, response_type="ephemeral")
        else:
            await ack()

    async def _on_action(self, ack: AsyncAck, body: Payload) -> None:
        await self._do(parse_action(body, self._slack), self._router.action)
        await ack()

    async def _on_shortcut(self, ack: AsyncAck, body: Payload) -> None:
        await self._do(parse_shortcut(body, self._slack), self._router.shortcut)
        await ack()

    async def _do(self, action: Action, handle: Callable[[Action], Awaitable[Reply]]) -> None:
        self._heard()
        try:
            await handle(action)
        except Exception as error:  # noqa: BLE001 - the error surface of clicks and shortcuts
            self._tasks.spawn(explain(action, sentence_for(error, "action.failed")))

    async def _on_submission(self, ack: AsyncAck, body: Payload) -> None:
        self._heard()
        try:
            reply = await self._router.submission(parse_submission(body, self._slack))
        except InvalidFields as invalid:
            reply = _refusal(body, invalid.sentence, invalid.problems)
        except Exception as error:  # noqa: BLE001 - the error surface of forms
            reply = _refusal(body, sentence_for(error, "form.failed"))
        if reply.problems:
            await ack(response_action="errors", errors=dict(reply.problems))
        elif reply.view:
            await ack(response_action="update", view=reply.view)
        else:
            await ack()
        if reply.then:
            reply.then()

    async def _on_suggestion(self, ack: AsyncAck, body: Payload) -> None:
        self._heard()
        options: list[kit.Json] = []
        try:
            options = await self._router.suggestion(parse_suggestion(body, self._slack))
        except Exception as error:  # noqa: BLE001 - a menu has no place for a sentence; the log has
            sentence_for(error, "suggestion.failed")
        await ack(options=options)

    async def _on_event(self, ack: AsyncAck, body: Payload) -> None:
        self._heard()
        try:
            await self._router.event(parse_event(body, self._slack))
        except Exception as error:  # noqa: BLE001 - nobody is looking; the log is
            sentence_for(error, "event.failed")
        await ack()


def _refusal(body: Payload, sentence: str, problems: Mapping[str, str] | None = None) -> Reply:
    """In the fields that it is about, or the first; in place of a form that has no field."""
    fields = [str(block["block_id"]) for block in body["view"]["blocks"] if block["type"] == "input"]
    if not fields:
        return Reply(view=refused(sentence))
    return Reply(problems=problems or {fields[0]: sentence})
