"""A draft that was kept, opened again: its form, the check beside it, and keeping what is written now."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from core import kept_drafts, no_reply
from core.drafting import judge
from core.model import NOWHERE, Member
from core.no_reply import Noted
from handlers.home import Home
from handlers.live_form import LiveForm
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Interaction, Submission, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import explain, go_on
from views import kept_draft_form, outreach as outreach_views
from views.ids import Do, Form
from views.kit import View


class KeptDrafts:
    """Editing what is not sent yet."""

    def __init__(self, services: Services, members: Members, home: Home) -> None:
        self._services = services
        self._members = members
        self._home = home
        self._live = LiveForm(services, self._show)

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.OUTREACH_EDIT: self.edit,
                Do.KEPT_CHECK: self._live.changed,
                **dict.fromkeys((Do.KEPT_SUBJECT, Do.KEPT_TEXT), self._live.typed),
            },
            forms={Form.KEPT_DRAFT: self.save},
        )

    async def edit(self, action: Action) -> Reply:
        """Open the draft as it was kept."""
        return go_on(self._services, action, self._open(action))

    async def save(self, submission: Submission) -> Reply:
        """Keep the text as it is now, wherever it is shown. Raises InvalidFields, TooLate, NotYours."""
        member, outreach_id = await self._members.current(submission), record_id(submission.private_metadata)
        subject, text = submission.values.get("subject", ""), submission.values.get("text", "")
        await self._services.store.write(kept_drafts.rewrite, member, outreach_id, subject, text)
        noted = await self._services.store.read(no_reply.find, member.owner, outreach_id)
        if noted.outreach.posted != NOWHERE:
            work = self._tell(submission, member, noted)
            self._services.background.spawn(work, partial(explain, submission))
        self._home.refresh(submission)
        return Reply(view=outreach_views.form(noted, member, self._services.now()))

    async def _tell(self, request: Interaction, member: Member, noted: Noted) -> None:
        message = outreach_views.message(noted, member, self._services.now())
        await request.slack.update(noted.outreach.posted, message)

    async def _open(self, action: Action) -> None:
        view = await self._form(action, record_id(action.value))
        if action.view_type == "modal":
            # In place of the draft that is shown there, which would be outdated below.
            await action.slack.update_view(action.view_id, view)
        else:
            await action.slack.open_view(action.trigger_id, view)

    async def _show(self, action: Action) -> None:
        view = await self._form(action, record_id(action.private_metadata), action.values)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)

    async def _form(self, action: Action, outreach_id: int, typed: Mapping[str, str] | None = None) -> View:
        member = await self._members.current(action)
        composed = await self._services.store.read(kept_drafts.open_again, member, outreach_id)
        written = composed.draft
        if typed is not None:
            written = replace(written, subject=typed.get("subject", ""), text=typed.get("text", ""))
        return kept_draft_form.form(outreach_id, composed, written, judge(composed, written))
