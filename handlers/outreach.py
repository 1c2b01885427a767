"""What became of a draft: sent, not yet, answered, away, closed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from core import no_reply, no_reply_reminders
from core.model import Member, PostedMessage
from core.no_reply import Noted
from core.ports import Uow
from handlers.home import Home
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import no_reply as no_reply_views, outreach
from views.ids import Do, Form

Change = Callable[[Uow, Member, int, datetime], list[Noted]]

NOT_YET = "It waits for you here, and on Home under “Drafts not sent yet”; Edit opens it again."


class Outreaches:
    """The buttons of a draft, of an ask that waits for a reply, and of its reminders."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.OUTREACH_SENT: self.sent,
                Do.OUTREACH_WAIT: self.not_yet,
                Do.OUTREACH_SHOW: self.show,
                Do.OUTREACH_REPLIED: self.replied,
                Do.OUTREACH_CLOSE: self.close,
                Do.OUTREACH_AWAY: self.away,
            },
            forms={Form.ABSENCE: self.save_absence},
        )

    async def sent(self, action: Action) -> Reply:
        """The member sent it: the clock starts."""
        return await self._change(action, no_reply.sent)

    async def replied(self, action: Action) -> Reply:
        """They answered."""
        return await self._change(action, no_reply.replied)

    async def close(self, action: Action) -> Reply:
        """Nobody waits any longer."""
        return await self._change(action, no_reply.close)

    async def not_yet(self, action: Action) -> Reply:
        """Say where the draft is found again."""
        return go_on(self._services, action, self._show_again(action, NOT_YET))

    async def show(self, action: Action) -> Reply:
        """Open the text and where it stands."""
        return go_on(self._services, action, self._open(action))

    async def away(self, action: Action) -> Reply:
        """Ask until when they are away."""
        return go_on(self._services, action, self._ask_until(action))

    async def save_absence(self, submission: Submission) -> Reply:
        """Let what is left come after their return. Raises InvalidFields, NotYours."""
        member = await self._members.current(submission)
        changed = await self._services.store.write(
            no_reply.away,
            member,
            record_id(submission.private_metadata),
            date.fromisoformat(submission.values["away_until"]),
            self._services.now(),
        )
        self._tell(submission, member, changed)
        return Reply(view=outreach.form(changed[0], member, self._services.now()))

    async def _change(self, action: Action, change: Change) -> Reply:
        member = await self._members.current(action)
        changed = await self._services.store.write(
            change, member, record_id(action.value), self._services.now()
        )
        self._tell(action, member, changed, [action.message] if action.message else [])
        if action.view_type == "modal":
            view = outreach.form(changed[0], member, self._services.now())
            work = action.slack.update_view(action.view_id, view)
            return go_on(self._services, action, work)
        return OK

    def _tell(
        self,
        request: Interaction,
        member: Member,
        changed: Sequence[Noted],
        here: Sequence[PostedMessage] = (),
    ) -> None:
        """Let every message about what changed say how it stands now, and draw Home again."""
        told: set[PostedMessage] = set()
        for noted in changed:
            messages = {*noted.posted, *here} - told
            told |= messages
            for posted in messages:
                self._services.background.spawn(_replace(self._services, request, member, posted, noted))
        self._home.refresh(request)

    async def _show_again(self, action: Action, remark: str) -> None:
        member, noted, now = await self._noted(action)
        if action.view_type == "modal":
            view = outreach.form(noted, member, now, remark=remark)
            await action.slack.update_view(action.view_id, view)
        elif action.message:
            message = outreach.message(noted, member, now, remark=remark)
            await action.slack.update(action.message, message)

    async def _open(self, action: Action) -> None:
        member, noted, now = await self._noted(action)
        await show_modal(action, outreach.form(noted, member, now))

    async def _ask_until(self, action: Action) -> None:
        _member, noted, _now = await self._noted(action)
        await show_modal(action, outreach.away_form(noted.outreach))

    async def _noted(self, action: Action) -> tuple[Member, Noted, datetime]:
        member = await self._members.current(action)
        noted = await self._services.store.read(no_reply.find, member.owner, record_id(action.value))
        return member, noted, self._services.now()


async def tell_answered(
    services: Services, request: Interaction, member: Member, contact_id: int, since: datetime
) -> None:
    """Let the messages about what a talk has answered, when it was agreed or logged at ``since``, say so."""
    for noted in await services.store.read(no_reply.answered_since, member.owner, contact_id, since):
        for posted in noted.posted:
            await _replace(services, request, member, posted, noted)


async def _replace(
    services: Services, request: Interaction, member: Member, posted: PostedMessage, noted: Noted
) -> None:
    now = services.now()
    if posted == noted.outreach.posted:
        message = outreach.message(noted, member, now)
    elif told := await services.store.read(
        no_reply_reminders.suggested_with, member, noted.outreach.id, posted
    ):
        message = no_reply_views.reminder(told, member, now)
    else:
        message = outreach.record(noted, member, now)
    await request.slack.update(posted, message)
