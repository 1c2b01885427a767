"""`/interview share`: the form with its preview, the post in the channel, and taking it back."""

from dataclasses import replace

from core import cohort_access, takeaways
from core.errors import InvalidFields
from core.model import NOWHERE, Member
from core.takeaway import Takeaway, Wanted
from core.takeaways import TEXT_LIMIT, Composed, ToShare
from handlers.live_form import LiveForm
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Command, Interaction, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import takeaways as takeaway_views
from views.draft_form import digest_of
from views.ids import Do, Form
from views.kit import Message, View
from views.takeaways import Made, seen, wanted_from

LOOK_AGAIN = "This is what it says by now. Press the button once more to post it."


class Takeaways:
    """Takeaways of a member in the cohort's channel."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members
        self._live = LiveForm(services, self._show)

    def routes(self) -> Routes:
        return Routes(
            commands={"share": self.share},
            actions={
                Do.TAKEAWAY_TALK: self._live.changed,
                Do.TAKEAWAY_BOXES: self._live.changed,
                Do.TAKEAWAY_TEXT: self._live.typed,
                Do.TAKEAWAY_EDIT: self.edit,
                Do.TAKEAWAY_WITHDRAW: self.withdraw,
                Do.TAKEAWAY_POST: self.post_again,
            },
            forms={Form.TAKEAWAY: self.save},
        )

    async def share(self, command: Command) -> Reply:
        """Open the form, with what was typed after the command. Raises NoCohort, CohortAway, NotInCohort."""
        await self._services.store.read(cohort_access.find, command.owner)
        return go_on(self._services, command, self._open(command))

    async def edit(self, action: Action) -> Reply:
        """Open the form with a takeaway that stands in the channel."""
        return go_on(self._services, action, self._open_edit(action))

    async def withdraw(self, action: Action) -> Reply:
        """Take it out of the channel. Raises NotYours."""
        member = await self._members.current(action)
        takeaway = await self._services.store.write(
            takeaways.withdraw, member.owner, record_id(action.value), self._services.now()
        )
        return go_on(self._services, action, self._take_out(action, member, takeaway))

    async def post_again(self, action: Action) -> Reply:
        """Post one that is not known to be in the channel. Raises NotYours, TooLate, NotInCohort."""
        member = await self._members.current(action)
        shared = await self._services.store.read(takeaways.to_post, member.owner, record_id(action.value))
        if shared.takeaway.posted == NOWHERE:
            work = self._post(action, member, shared.takeaway)
            return go_on(self._services, action, work)
        return OK

    async def save(self, submission: Submission) -> Reply:
        """Post it, or change what stands there. Raises InvalidFields, NotYours, NotInCohort, TooLate.

        What the member has not seen as it would stand there is shown first.
        """
        member = await self._members.current(submission)
        made = Made.load(submission.private_metadata)
        wanted = wanted_from(submission.values, made)
        composed = await self._services.store.read(takeaways.compose, member.owner, wanted)
        if composed.text and made.seen != seen(composed.text, signed=wanted.is_signed):
            to_share = await self._services.store.read(takeaways.to_start_with, member.owner)
            return Reply(view=_view(to_share, composed, made, member, LOOK_AGAIN))
        try:
            channel = await self._keep(submission, member, wanted, made)
        except InvalidFields as invalid:
            problems = {takeaway_views.block_id_of(each, made): why for each, why in invalid.problems.items()}
            raise InvalidFields(problems) from None
        return Reply(view=takeaway_views.done(channel, changed=bool(made.takeaway_id)))

    async def _keep(self, submission: Submission, member: Member, wanted: Wanted, made: Made) -> str:
        """Store it and see to the channel; which channel that is."""
        store, owner = self._services.store, member.owner
        if made.takeaway_id:
            was = await store.read(takeaways.find, owner, made.takeaway_id)
            takeaway = await store.write(takeaways.change, owner, made.takeaway_id, wanted)
            self._services.background.spawn(self._follow(submission, member, was, takeaway))
            return takeaway.posted.channel or (await store.read(takeaways.to_start_with, owner)).channel
        shared = await store.write(
            takeaways.share, member, wanted, request_key=submission.view_id, now=self._services.now()
        )
        if shared.is_new:
            self._services.background.spawn(self._post(submission, member, shared.takeaway))
        return shared.channel

    async def _open(self, command: Command) -> None:
        member = await self._members.current(command)
        to_share = await self._services.store.read(takeaways.to_start_with, member.owner)
        wanted = Wanted(command.rest[:TEXT_LIMIT])
        if not wanted.text and to_share.talks:
            wanted = _of_talk(to_share, to_share.talks[0].id, wanted)
        composed = await self._services.store.read(takeaways.compose, member.owner, wanted)
        view = _view(to_share, composed, Made(given=digest_of("", wanted.text)), member)
        await command.slack.open_view(command.trigger_id, view)

    async def _open_edit(self, action: Action) -> None:
        member = await self._members.current(action)
        store = self._services.store
        shared = await store.read(takeaways.to_post, member.owner, record_id(action.value))
        to_share = ToShare(shared.takeaway.posted.channel or shared.channel)
        text = shared.takeaway.text
        plainest = Wanted(text, shared.takeaway.interview_id, is_signed=shared.takeaway.is_signed)
        composed = await store.read(takeaways.compose, member.owner, plainest)
        if composed.changed:
            # It holds names because they were chosen: it is not to lose them by being edited.
            wanted = replace(plainest, names_people=True, names_places=True)
            composed = await store.read(takeaways.compose, member.owner, wanted)
        talk_id = shared.takeaway.interview_id or 0
        made = Made(given=digest_of("", text), takeaway_id=shared.takeaway.id, talk_id=talk_id)
        await show_modal(action, _view(to_share, composed, made, member))

    async def _show(self, action: Action) -> None:
        member = await self._members.current(action)
        made = Made.load(action.private_metadata)
        wanted = wanted_from(action.values, made)
        to_share = await self._services.store.read(takeaways.to_start_with, member.owner)
        is_unchanged = made.given == digest_of("", wanted.text) or not wanted.text
        if action.action_id == Do.TAKEAWAY_TALK and is_unchanged:
            wanted = _of_talk(to_share, wanted.interview_id, wanted)
            made = replace(made, number=made.number + 1, given=digest_of("", wanted.text))
        composed = await self._services.store.read(takeaways.compose, member.owner, wanted)
        view = _view(to_share, composed, made, member)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)

    async def _post(self, request: Interaction, member: Member, takeaway: Takeaway) -> None:
        """Tell the member first: a post that Slack does not take is not lost without a word."""
        store, owner, now, where = self._services.store, member.owner, self._services.now(), None
        shared = await store.write(takeaways.take_on_posting, owner, takeaway.id, now)
        if shared is None:
            return
        try:
            if shared.takeaway.told == NOWHERE:
                await self._tell(request, member, shared.takeaway, takeaway_views.on_its_way(shared.takeaway))
            where = await request.slack.post(shared.channel, takeaway_views.post_of(shared.takeaway))
            await store.write(takeaways.posted, owner, takeaway.id, where)
        finally:
            if where is None:
                await store.write(takeaways.not_posted, takeaway.id)
            by_now = await store.read(takeaways.find, owner, takeaway.id)
            await self._follow(request, member, shared.takeaway, by_now)

    async def _tell(self, request: Interaction, member: Member, takeaway: Takeaway, message: Message) -> None:
        """Leave the member's own message, with which it is changed and taken back."""
        where = await request.slack.post(member.owner.user_id, message)
        await self._services.store.write(takeaways.told, member.owner, takeaway.id, where)

    async def _follow(self, request: Interaction, member: Member, was: Takeaway, by_now: Takeaway) -> None:
        """Let the channel and the member's own message say what it says by now."""
        if not by_now.stands:
            await self._take_out(request, member, by_now)
            return
        if by_now.posted != NOWHERE and (was.text, was.is_signed) != (by_now.text, by_now.is_signed):
            await request.slack.update(by_now.posted, takeaway_views.post_of(by_now))
        await self._tell_anew(request, member, by_now)

    async def _take_out(self, request: Interaction, member: Member, takeaway: Takeaway) -> None:
        if takeaway.posted != NOWHERE:
            await request.slack.delete(takeaway.posted)
        await self._tell_anew(request, member, takeaway)

    async def _tell_anew(self, request: Interaction, member: Member, takeaway: Takeaway) -> None:
        message = takeaway_views.message(takeaway, member)
        if takeaway.told == NOWHERE:
            await self._tell(request, member, takeaway, message)
        else:
            await request.slack.update(takeaway.told, message)
        if isinstance(request, Action) and request.view_type == "modal":
            await self._redraw(request, member)

    async def _redraw(self, action: Action, member: Member) -> None:
        made = Made.load(action.private_metadata)
        to_share = await self._services.store.read(takeaways.to_start_with, member.owner)
        wanted = wanted_from(action.values, made)
        composed = await self._services.store.read(takeaways.compose, member.owner, wanted)
        view = _view(to_share, composed, made, member)
        await action.slack.update_view(action.view_id, view, seen=action.view_hash)


def _of_talk(to_share: ToShare, interview_id: int | None, wanted: Wanted) -> Wanted:
    """With the takeaway of that talk, or empty for none."""
    said = {talk.id: talk.debrief.takeaway for talk in to_share.talks}
    return replace(wanted, text=said.get(interview_id or 0, ""), interview_id=interview_id)


def _view(to_share: ToShare, composed: Composed, made: Made, member: Member, remark: str = "") -> View:
    shown = seen(composed.text, signed=composed.wanted.is_signed)
    return takeaway_views.share_form(to_share, composed, replace(made, seen=shown), member, remark)
