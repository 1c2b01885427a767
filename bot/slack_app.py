"""Bolt and our router: few listeners, one for each kind of payload, and one error surface."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Tasks, sentence_for
from bot.identity import Recognised
from bot.slack_calls import SlackCalls, clients
from core.errors import InvalidFields, NotInCohort
from handlers.pace import TooFast
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

NOT_INSTALLED = (
    "Inroad is not installed in this workspace at the moment. Whoever looks after it can add Inroad again; "
    "what you wrote down is kept for 30 days."
)

ANY = re.compile(".*", re.DOTALL)


class SlackApp:
    """What Slack sends goes in here: over HTTP as ASGI requests, over a socket as envelopes."""

    def __init__(
        self,
        authorize: AsyncAuthorize,
        router: Router,
        tasks: Tasks,
        http: aiohttp.ClientSession,
        api_url: str,
        heard: Callable[[], None],
    ) -> None:
        self._heard = heard
        self._router = router
        self._tasks = tasks
        self._nobody = SlackCalls(clients(None, api_url, http), http)
        self.bolt = self._assemble(authorize, http, api_url)

    def _assemble(self, authorize: AsyncAuthorize, http: aiohttp.ClientSession, api_url: str) -> AsyncApp:
        app = AsyncApp(
            client=AsyncWebClient(base_url=api_url, session=http),
            authorize=authorize,  # type: ignore[arg-type] # Bolt takes one, and asks for less
            user_facing_authorize_error_message=NOT_INSTALLED,
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

    def _slack(self, context: AsyncBoltContext) -> SlackCalls:
        """The calls to the workspace; Bolt asks nobody who sends word that Inroad was taken out of one."""
        known = context.authorize_result
        return known.slack if isinstance(known, Recognised) else self._nobody

    async def _on_command(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        self._heard()
        command = parse_command(body, self._slack(context))
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

    async def _on_action(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        await self._do(parse_action(body, self._slack(context)), self._router.action)
        await ack()

    async def _on_shortcut(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        await self._do(parse_shortcut(body, self._slack(context)), self._router.shortcut)
        await ack()

    async def _do(self, action: Action, handle: Callable[[Action], Awaitable[Reply]]) -> None:
        self._heard()
        try:
            await handle(action)
        except Exception as error:  # noqa: BLE001 - the error surface of clicks and shortcuts
            self._tasks.spawn(explain(action, sentence_for(error, "action.failed")))

    async def _on_submission(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        self._heard()
        try:
            reply = await self._router.submission(parse_submission(body, self._slack(context)))
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

    async def _on_suggestion(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        self._heard()
        options: list[kit.Json] = []
        try:
            options = await self._router.suggestion(parse_suggestion(body, self._slack(context)))
        except Exception as error:  # noqa: BLE001 - a menu has no place for a sentence; the log has
            sentence_for(error, "suggestion.failed")
        await ack(options=options)

    async def _on_event(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        self._heard()
        event = parse_event(body, self._slack(context))
        try:
            await self._router.event(event)
        except TooFast as fast:
            self._tasks.spawn(event.slack.post(event.owner.user_id, kit.notice(fast.sentence)))
        except Exception as error:  # noqa: BLE001 - nobody is looking; the log is
            sentence_for(error, "event.failed")
        await ack()


def _refusal(body: Payload, sentence: str, problems: Mapping[str, str] | None = None) -> Reply:
    """In the fields that it is about, or the first; in place of a form that has no field."""
    fields = [str(block["block_id"]) for block in body["view"]["blocks"] if block["type"] == "input"]
    if not fields:
        return Reply(view=refused(sentence))
    return Reply(problems=problems or {fields[0]: sentence})
