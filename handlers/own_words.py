"""`/interview settings` → *My profile*, *My skeletons*: a member's own words."""

from core import own_words
from core.errors import InvalidFields, NotYours
from core.outreach import Channel, Situation
from core.profile import Profile
from core.skeleton_texts import DEFAULTS
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Submission, record_id
from handlers.router import Reply, Routes
from handlers.surfaces import go_on, show_modal
from views import profile_form, skeleton_form
from views.draft_form import by_name
from views.ids import Do, Form


class OwnWords:
    """The profile and the skeletons. The profile's form is saved by ``Drafting``, which may follow it."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.PROFILE_OPEN: self.profile,
                Do.SKELETON_LIST: self.list,
                Do.SKELETON_EDIT: self.edit,
                Do.SKELETON_RESET: self.reset,
            },
            forms={Form.SKELETON: self.save},
        )

    async def profile(self, action: Action) -> Reply:
        """Open what the member says about themselves."""
        return go_on(self._services, action, self._open_profile(action))

    async def list(self, action: Action) -> Reply:
        """Open the list of skeletons."""
        return go_on(self._services, action, self._open_list(action))

    async def edit(self, action: Action) -> Reply:
        """Open one skeleton."""
        return go_on(self._services, action, self._open_skeleton(action))

    async def reset(self, action: Action) -> Reply:
        """Let the default hold again, and show it."""
        return go_on(self._services, action, self._reset(action))

    async def save(self, submission: Submission) -> Reply:
        """Keep a changed skeleton. Raises InvalidFields for fields that there are not."""
        member = await self._members.current(submission)
        situation, channel = _which(submission.private_metadata)
        values = by_name(submission.values)
        try:
            own = await self._services.store.write(
                own_words.save_skeleton,
                member.owner,
                situation,
                channel,
                values.get("subject", ""),
                values.get("text", ""),
            )
        except InvalidFields as invalid:
            number = _number(submission.private_metadata)
            raise InvalidFields({f"{name}.{number}": why for name, why in invalid.problems.items()}) from None
        return Reply(view=skeleton_form.saved(own))

    async def _open_profile(self, action: Action) -> None:
        member = await self._members.current(action)
        known = await self._services.store.read(own_words.profile, member.owner)
        await show_modal(action, profile_form.profile_form(known or Profile()))

    async def _open_list(self, action: Action) -> None:
        member = await self._members.current(action)
        changed = await self._services.store.read(own_words.changed_skeletons, member.owner)
        await show_modal(action, skeleton_form.skeleton_list(changed))

    async def _open_skeleton(self, action: Action) -> None:
        member = await self._members.current(action)
        own = await self._services.store.read(own_words.skeleton, member.owner, *_which(action.value))
        await show_modal(action, skeleton_form.skeleton_form(own))

    async def _reset(self, action: Action) -> None:
        member = await self._members.current(action)
        own = await self._services.store.write(own_words.reset_skeleton, member.owner, *_which(action.value))
        view = skeleton_form.skeleton_form(own, _number(action.private_metadata) + 1)
        await action.slack.update_view(action.view_id, view)


def _which(value: str) -> tuple[Situation, Channel]:
    """Situation and channel out of a value such as ``cold:email:2``. Raises NotYours."""
    situation, _, rest = value.partition(":")
    channel = rest.partition(":")[0]
    known = {(str(each), str(by)): (each, by) for each, by in DEFAULTS}
    if (situation, channel) not in known:
        raise NotYours
    return known[situation, channel]


def _number(private_metadata: str) -> int:
    return record_id(private_metadata.rpartition(":")[2])
