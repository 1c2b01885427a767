"""`/interview forget`: everything of a member is deleted, here and, as far as it can be, in Slack."""

from functools import partial

from core import forgetting
from core.errors import InvalidFields
from core.model import PostedMessage
from handlers.cohort_members import take_back
from handlers.ports import Services
from handlers.requests import Action, Command, Event, Interaction, Submission
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain
from views import forget_form
from views.ids import Do, Form

LOOKS = 2
"""How often the DM is looked through."""


class Forgetting:
    """The form, the deletion, and what becomes of whoever leaves the workspace."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(
            commands={"forget": self.open},
            actions={Do.FORGET_FILES: self.delete_files},
            forms={Form.FORGET: self.forget},
            events={"user_change": self.changed},
        )

    async def open(self, command: Command) -> Reply:
        """Open the form with what there is."""
        found = await self._services.store.read(forgetting.look, command.owner)
        if found is None:
            return Reply(message=forget_form.nothing())
        opening = command.slack.open_view(command.trigger_id, forget_form.form(found))
        self._services.background.spawn(opening, partial(explain, command))
        return OK

    async def forget(self, submission: Submission) -> Reply:
        """Delete everything. Raises InvalidFields where it is not confirmed."""
        if not forget_form.is_confirmed(submission.values.get("confirm", "")):
            raise InvalidFields({"confirm": f"Type {forget_form.WORD}, or press Keep everything."})
        withdrawn = await self._services.store.write(
            forgetting.forget, submission.owner, self._services.now()
        )
        slack, spawn = submission.slack, self._services.background.spawn
        spawn(take_back(slack, withdrawn))
        spawn(slack.publish_home(submission.owner.user_id, forget_form.home()))
        spawn(self._clear(submission), partial(_offer_again, submission))
        return Reply(view=forget_form.gone())

    async def delete_files(self, action: Action) -> Reply:
        """Take out the zip files that were left to be saved, and what else is still there."""
        self._services.background.spawn(self._clear_files(action), partial(_offer_again, action))
        return OK

    async def changed(self, event: Event) -> None:
        """Note that an account was deactivated, and that it is active again."""
        owner, gone = event.owner, bool(event.body["user"].get("deleted"))
        if not await self._services.store.read(forgetting.is_news, owner, gone=gone):
            return
        if gone:
            await self._services.store.write(forgetting.left, owner, self._services.now())
        else:
            await self._services.store.write(forgetting.returned, owner)

    async def _clear(self, request: Interaction) -> None:
        """Take out what stands in the DM; zip files stay until they are saved."""
        exports, left = await self._take_out(request, keeps_exports=True)
        last = forget_form.last_line(exports=exports, left=left)
        await request.slack.post(request.owner.user_id, last)

    async def _clear_files(self, action: Action) -> None:
        _, left = await self._take_out(action, keeps_exports=False)
        last = forget_form.last_line(exports=0, left=left)
        await action.slack.post(action.owner.user_id, last)

    async def _take_out(self, request: Interaction, *, keeps_exports: bool) -> tuple[int, int]:
        """How many exports are kept, and how many messages could not be taken out.

        What was on its way at the beginning is found by looking once more.
        """
        seen: dict[PostedMessage, bool] = {}
        exports = 0
        for _ in range(LOOKS):
            for message in await request.slack.own_messages(request.owner.user_id):
                if message.posted in seen:
                    continue
                is_export = any(name.endswith(forget_form.EXPORT_ENDING) for name in message.files.values())
                is_kept = keeps_exports and is_export
                exports += is_kept
                seen[message.posted] = is_kept or await request.slack.take_out(message)
        return exports, sum(not is_done for is_done in seen.values())


async def _offer_again(request: Interaction, sentence: str) -> None:
    await request.slack.post(request.owner.user_id, forget_form.still_there(sentence))
