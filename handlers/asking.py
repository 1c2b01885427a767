"""`/interview ask`: what the cohort knows, asking it in private or in the channel, closing the question."""

from functools import partial

from core import cohort_access, cohort_asks
from core.cohort_asks import Answer
from core.introductions import Standing
from core.model import NOWHERE, Member
from handlers.members import Members
from handlers.ports import Services, Slack
from handlers.requests import Action, Command, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain, go_on, show_modal
from views import cohort_ask, introduction, kit
from views.ids import Do, Form
from views.kit import Message


class Asking:
    """The asker's side of a question to the cohort."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            commands={"ask": self.ask},
            actions={
                Do.ASK_SEND: self.send,
                Do.ASK_POST: self.preview,
                Do.ASK_CLOSE: self.close,
                Do.ASK_LATER: self.not_now,
            },
            forms={Form.ASK_POST: self.post},
        )

    async def ask(self, command: Command) -> Reply:
        """Answer how many know somebody there, or with what is open. Raises as `cohort_access.find` does."""
        # Asked first: who is not in the cohort is told where it is, and is not written down.
        await self._services.store.read(cohort_access.find, command.owner)
        if not command.rest:
            return await self._members.answer(command, self._open)
        return await self._members.answer(command, partial(self._ask, command))

    async def send(self, action: Action) -> Reply:
        """Ask the mates. The answer is the same whoever was asked, and does not wait for that."""
        return go_on(self._services, action, self._send(action))

    async def preview(self, action: Action) -> Reply:
        """Show what would be posted in the channel."""
        return go_on(self._services, action, self._preview(action))

    async def post(self, submission: Submission) -> Reply:
        """Post what was shown. Raises NotYours, TooLate."""
        member = await self._members.current(submission)
        shown = await self._services.store.write(
            cohort_asks.take_on_posting,
            member,
            record_id(submission.private_metadata),
            self._services.now(),
            request_key=submission.view_id,
        )
        if shown is None:
            return OK
        apology = partial(_say, submission.slack, member)
        self._services.background.spawn(self._post(submission.slack, shown), apology)
        return Reply(view=cohort_ask.posting(shown.channel))

    async def close(self, action: Action) -> Reply:
        """Nobody is to answer any more; the question goes from the channel."""
        self._services.background.spawn(self._close(action), partial(explain, action))
        return OK

    async def not_now(self, action: Action) -> Reply:
        """Leave it at the answer."""
        work = answer(action, "Ask the cohort", cohort_ask.not_now(), replace=True)
        return go_on(self._services, action, work)

    async def _ask(self, command: Command, member: Member) -> Message:
        now = self._services.now()
        told = await self._services.store.write(
            cohort_asks.ask, member, command.rest, now, request_key=command.trigger_id
        )
        return cohort_ask.answer(told, now)

    async def _open(self, member: Member) -> Message:
        asks = await self._services.store.read(cohort_asks.open_asks, member.owner, self._services.now())
        return cohort_ask.open_list(asks, member)

    async def _send(self, action: Action) -> None:
        member = await self._members.current(action)
        ask_id, is_sent = record_id(action.value), False
        while not is_sent:
            asked = await self._services.store.write(cohort_asks.send, member, ask_id, self._services.now())
            is_sent = asked.sent_at is not None
        await answer(action, "Ask the cohort", cohort_ask.sent(), replace=True)

    async def _preview(self, action: Action) -> None:
        shown = await self._services.store.read(cohort_asks.look, action.owner, record_id(action.value))
        await show_modal(action, cohort_ask.post_preview(shown))

    async def _post(self, slack: Slack, shown: Answer) -> None:
        asker, ask_id, where = shown.ask.asker, shown.ask.id, None
        try:
            where = await slack.post(shown.channel, cohort_ask.channel_post(shown.ask))
        finally:
            if where is None:
                await self._services.store.write(cohort_asks.not_posted, ask_id)
        if not await self._services.store.write(cohort_asks.posted, asker, ask_id, where):
            await slack.delete(where)

    async def _close(self, action: Action) -> None:
        member = await self._members.current(action)
        asked, waiting = await self._services.store.write(
            cohort_asks.close, member, record_id(action.value), self._services.now()
        )
        await answer(action, "Ask the cohort", cohort_ask.closed(asked), replace=True)
        if asked.posted != NOWHERE:
            await action.slack.delete(asked.posted)
            await self._services.store.write(cohort_asks.posted, member.owner, asked.id, NOWHERE)
        for each in waiting:
            self._services.background.spawn(_show_closed(action.slack, each))


async def _show_closed(slack: Slack, closed: Standing) -> None:
    for where in closed.posted:
        await slack.update(where, introduction.record(closed.introduction))


async def _say(slack: Slack, member: Member, _sentence: str) -> None:
    await slack.post(member.owner.user_id, kit.notice(cohort_ask.NOT_POSTED))
