"""What a member shares with the cohort: the list, the form of one person, and what new people start with."""

from collections.abc import Iterable
from functools import partial

from core import people_list, sharing
from core.introductions import Standing
from core.model import Member
from core.shares import Shares, as_ticked, read_shares
from handlers.members import Members
from handlers.ports import Services, Slack
from handlers.requests import Action, Submission, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain, go_on, show_modal
from views import introduction, person_story, sharing as sharing_views
from views.ids import Do, Form
from views.sharing import ShareForm


class Sharing:
    """*What I share*, in a person's story and for everybody at once."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.SHARES_SHOW: self.show,
                Do.SHARES_BACK: self.turn_page,
                Do.SHARES_MORE: self.turn_page,
                Do.SHARE_OPEN: self.open,
                Do.SHARE_FIELDS: self.tick,
                Do.SHARES_STOP: self.stop,
                Do.SHARES_START: self.open_start,
            },
            forms={Form.SHARE: self.save, Form.SHARES_START: self.save_start},
        )

    async def show(self, action: Action) -> Reply:
        """Show what is shared, person by person."""
        return go_on(self._services, action, self._show(action))

    async def turn_page(self, action: Action) -> Reply:
        """Show another page in place of this one."""
        work = self._show_page(action, action.view_id, record_id(action.value))
        return go_on(self._services, action, work)

    async def open(self, action: Action) -> Reply:
        """Open the form of one person."""
        return go_on(self._services, action, self._open(action))

    async def tick(self, action: Action) -> Reply:
        """Show what others are told with the boxes as they are now."""
        about = ShareForm.load(action.private_metadata)
        person = await self._services.store.read(sharing.look, action.owner, about.contact_id)
        view = sharing_views.share_form(person, _ticked(action), about)
        work = action.slack.update_view(action.view_id, view, seen=action.view_hash)
        return go_on(self._services, action, work)

    async def save(self, submission: Submission) -> Reply:
        """Share this and nothing else, from now on. Raises NotYours."""
        member = await self._members.current(submission)
        about = ShareForm.load(submission.private_metadata)
        changed = await self._services.store.write(
            sharing.change, member, about.contact_id, _ticked(submission), self._services.now()
        )
        if about.below:
            self._services.background.spawn(self._show_below(submission, member, about))
        self._take_back(submission.slack, changed.withdrawn)
        return Reply(view=sharing_views.saved(changed.person))

    async def stop(self, action: Action) -> Reply:
        """Share nothing any more; the button has asked whether that is meant."""
        member = await self._members.current(action)
        page, withdrawn = await self._services.store.write(sharing.stop, member, self._services.now())
        work = action.slack.update_view(action.view_id, sharing_views.overview(page))
        self._services.background.spawn(work, partial(explain, action))
        self._take_back(action.slack, withdrawn)
        return OK

    async def open_start(self, action: Action) -> Reply:
        """Ask what new people start with."""
        self._services.background.spawn(self._open_start(action), partial(explain, action))
        return OK

    async def save_start(self, submission: Submission) -> Reply:
        """Remember it."""
        member = await self._members.current(submission)
        shares, known_too = read_shares(submission.values.get("shares", "")), submission.values.get("known")
        page = await self._services.store.write(
            sharing.start_with, member, shares, self._services.now(), known_too=bool(known_too)
        )
        overview, below = sharing_views.overview(page), submission.private_metadata
        if not below:
            return Reply(view=overview)
        self._services.background.spawn(submission.slack.update_view(below, overview))
        return OK

    async def _show(self, action: Action) -> None:
        page = await self._services.store.read(sharing.page, action.owner)
        await show_modal(action, sharing_views.overview(page))

    async def _show_page(self, request: Action | Submission, view_id: str, offset: int) -> None:
        page = await self._services.store.read(sharing.page, request.owner, offset)
        await request.slack.update_view(view_id, sharing_views.overview(page))

    async def _open(self, action: Action) -> None:
        contact_id, is_list, offset = action.value.partition(":")
        person = await self._services.store.read(sharing.look, action.owner, record_id(contact_id))
        about = ShareForm(person.contact.id, action.view_id, record_id(offset) if is_list else None)
        await show_modal(action, sharing_views.share_form(person, person.shares, about))

    async def _open_start(self, action: Action) -> None:
        page = await self._services.store.read(sharing.page, action.owner)
        await show_modal(action, sharing_views.start_form(page, action.view_id))

    async def _show_below(self, submission: Submission, member: Member, about: ShareForm) -> None:
        if about.offset is not None:
            await self._show_page(submission, about.below, about.offset)
            return
        now = self._services.now()
        story = await self._services.store.read(people_list.story, member, about.contact_id, now)
        await submission.slack.update_view(about.below, person_story.person(story, member))

    def _take_back(self, slack: Slack, withdrawn: Iterable[Standing]) -> None:
        """Let the requests that are withdrawn say so, wherever they stand."""
        for each in withdrawn:
            for where in each.posted:
                said = introduction.record(each.introduction)
                self._services.background.spawn(slack.update(where, said))


def _ticked(request: Action | Submission) -> Shares:
    """The boxes as they are meant. Their block's id says how they were."""
    for block_id, ticked in request.values.items():
        name, _, before = block_id.partition(":")
        if name == "shares":
            return as_ticked(before, ticked)
    return frozenset()
