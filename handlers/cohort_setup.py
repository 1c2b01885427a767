"""Setting the cohort up and changing it: what those who facilitate do."""

from functools import partial

from core import cohorts, digests
from core.cohort import Cohort, check
from core.errors import InroadError, InvalidFields
from core.local_time import in_zone
from core.model import Member, Owner
from handlers.cohort_entry import read_cohort
from handlers.cohort_members import full_members_of, is_full_member, sync, take_back
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import answer, explain, go_on, show_modal
from views import cohort as views, cohort_form, digest as digest_views, kit
from views.ids import Do, Form

NOT_INVITED = "I am not in that channel. Type /invite @inroad there, then set the cohort up again."
GUEST = "Only a full member of this workspace can set up the cohort."


class CohortSetup:
    """The cohort as its facilitators set it up."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.COHORT_SET_UP: self.begin,
                Do.COHORT_SETTINGS: self.begin,
                Do.COHORT_HAND_OVER: self.choose_person,
                Do.COHORT_OFF: self.turn_off,
                Do.DIGEST_AGAIN: self.post_again,
            },
            forms={Form.COHORT: self.save, Form.COHORT_ROLE: self.hand_over},
        )

    async def open(self, command: Command) -> None:
        """Open the form for a cohort in the channel where the command was typed."""
        channel = command.channel if command.channel.startswith(("C", "G")) else ""
        await command.slack.open_view(command.trigger_id, await self._form(command, channel))

    async def begin(self, action: Action) -> Reply:
        """Open the form, for the channel that the button is about if it is about one."""
        return go_on(self._services, action, self._open(action))

    async def save(self, submission: Submission) -> Reply:
        """Store what the form says, once Slack has told who is in the channel. Raises InvalidFields."""
        wanted = read_cohort(submission)
        check(wanted)
        return Reply(view=cohort_form.saving(), then=partial(self._finish, submission, wanted))

    async def choose_person(self, action: Action) -> Reply:
        """Open the form that shares the role or hands it over."""
        shown = show_modal(action, cohort_form.role_form())
        return go_on(self._services, action, shown)

    async def hand_over(self, submission: Submission) -> Reply:
        """Share the role or hand it over, and tell whoever has it now. Raises InvalidFields."""
        person, stays = submission.values["person"], submission.values["how"] == "share"
        to = Owner(submission.owner.team_id, person)
        mine = await self._services.store.write(
            cohorts.hand_over, submission.owner, to, self._services.now(), stays=stays
        )
        told = cohort_form.asked_to_lead(submission.owner.user_id, mine.cohort.channel)
        self._services.background.spawn(submission.slack.post(person, told))
        return Reply(view=cohort_form.role_saved(person, stays=stays))

    async def turn_off(self, action: Action) -> Reply:
        """End the cohort; the button has asked whether that is meant."""
        await self._services.store.write(cohorts.turn_off, action.owner, self._services.now())
        shown = answer(action, "The cohort", views.turned_off(), replace=True)
        self._services.background.spawn(shown, partial(explain, action))
        return OK

    async def post_again(self, action: Action) -> Reply:
        """Post a digest once more that may not have arrived."""
        await self._services.store.write(
            digests.again, action.owner, record_id(action.value), self._services.now()
        )
        return go_on(self._services, action, self._said_again(action))

    async def _said_again(self, action: Action) -> None:
        if action.message and not action.ephemeral:
            await action.slack.update(action.message, digest_views.posted_again())
        else:
            await answer(action, "The digest", digest_views.posted_again())

    async def _open(self, action: Action) -> None:
        await show_modal(action, await self._form(action, action.value))

    async def _form(self, request: Interaction, channel: str) -> kit.View:
        if not is_full_member(await request.slack.person(request.owner.user_id), request.owner.team_id):
            raise InroadError(GUEST)
        member, now = await self._members.current(request), self._services.now()
        known = await self._services.store.read(cohorts.to_change, member.owner)
        proposed = known or cohort_form.blank(
            member.owner.team_id, channel, member.zone, in_zone(now, member.zone).date()
        )
        return cohort_form.cohort_form(proposed, now, is_new=known is None)

    def _finish(self, submission: Submission, wanted: Cohort) -> None:
        work = self._set_up(submission, wanted)
        self._services.background.spawn(work, partial(self._not_saved, submission))

    async def _set_up(self, submission: Submission, wanted: Cohort) -> None:
        member = await self._members.current(submission)
        try:
            cohort = await self._stored(submission, member, wanted)
        except InvalidFields as invalid:
            await self._not_saved(submission, invalid.sentence)
            return
        told = await submission.slack.conversation(cohort.channel)
        shown = cohort_form.saved(cohort, is_shared=bool(told.get("is_ext_shared")))
        await submission.slack.update_view(submission.view_id, shown)
        await self._announce(submission, cohort)
        await sync(self._services.store, submission.slack, cohort.team_id, cohort.channel, self._services.now)

    async def _stored(self, submission: Submission, member: Member, wanted: Cohort) -> Cohort:
        known = await self._services.store.read(cohorts.look, wanted.team_id)
        if known and known.channel == wanted.channel and not known.away_since:
            return await self._services.store.write(
                cohorts.change, member.owner, wanted, self._services.now()
            )
        told = await submission.slack.conversation(wanted.channel)
        if not told.get("is_member"):
            raise InvalidFields({"channel": NOT_INVITED})
        read_at = self._services.now()
        present = await full_members_of(submission.slack, wanted.team_id, wanted.channel, {})
        cohort, withdrawn = await self._services.store.write(
            cohorts.set_up, member.owner, wanted, present, read_at, self._services.now()
        )
        self._services.background.spawn(take_back(submission.slack, withdrawn))
        return cohort

    async def _announce(self, request: Interaction, cohort: Cohort) -> None:
        """Tell the channel once what is posted there; where that fails, the next save tries again."""
        mine = await self._services.store.write(
            cohorts.announce, cohort.team_id, cohort.channel, self._services.now()
        )
        if mine is None:
            return
        posted = None
        try:
            posted = await request.slack.post(cohort.channel, views.announcement(mine))
        finally:
            if posted is None:
                await self._services.store.write(cohorts.not_announced, cohort.team_id)

    async def _not_saved(self, submission: Submission, sentence: str) -> None:
        await submission.slack.update_view(submission.view_id, cohort_form.not_saved(sentence))
