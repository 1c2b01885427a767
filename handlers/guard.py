"""From the warning above a draft to the cohort: an introduction is asked for, and the draft stays."""

from dataclasses import replace
from zlib import crc32

from core import drafting, guard
from core.errors import NotYours
from core.model import Member
from handlers.draft_entry import DraftEntry, next_view
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import cohort_ask
from views.ids import Do
from views.kit import modal_of


class Guarding:
    """The way from a warned draft to an introduction."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(actions={Do.DRAFT_INTRODUCE: self.introduce})

    async def introduce(self, action: Action) -> Reply:
        """Show on top of the draft what the cohort would be asked."""
        return go_on(self._services, action, self._introduce(action))

    async def _introduce(self, action: Action) -> None:
        member, now = await self._members.current(action), self._services.now()
        form = DraftEntry.read(action.values, action.private_metadata)
        whom = form.wanted().whom
        if whom is None:
            raise NotYours
        request_key = f"introduce:{action.view_id}:{crc32(str(whom).encode())}"
        answer = await self._services.store.write(
            guard.ask_for_introduction, member, whom, now, request_key=request_key
        )
        await show_modal(action, modal_of("Ask the cohort", cohort_ask.answer(answer, now)))
        if not isinstance(whom, int) and answer.ask.contact_id:
            await self._remember(action, member, form, answer.ask.contact_id)

    async def _remember(self, action: Action, member: Member, form: DraftEntry, contact_id: int) -> None:
        """Whoever was new is known by now: the draft is to them, and makes nobody new."""
        became = {**form.made.became, form.values["person"]: str(contact_id)}
        made = replace(form.made, became=became)
        known = DraftEntry.read(action.values, made.dump())
        composed = await self._services.store.read(
            drafting.compose, member, known.wanted(), self._services.now()
        )
        await action.slack.update_view(action.view_id, next_view(composed, known), seen=action.view_hash)
