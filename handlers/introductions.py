"""The mate's answer to a request for an introduction. Only a yes is ever seen by anybody else."""

from functools import partial

from core import introductions
from core.introduction import Introduction
from core.introduction_draft import IntroductionDraft
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, record_id
from handlers.router import OK, Reply, Routes
from handlers.surfaces import explain
from views import introduction as introduction_views
from views.ids import Do


class Introductions:
    """*Yes, introduce us* and *Not this time*."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.INTRODUCTION_YES: self.accept,
                Do.INTRODUCTION_NO: self.decline,
                Do.INTRODUCTION_WHOM: self.choose,
            }
        )

    async def accept(self, action: Action) -> Reply:
        """Open the conversation of the two, once."""
        member = await self._members.current(action)
        accepted = await self._services.store.write(
            introductions.accept, member, record_id(action.value), self._services.now()
        )
        if accepted.draft is None:
            self._show(action, accepted.introduction)
        else:
            work = self._bring_together(action, accepted.introduction, accepted.draft)
            self._services.background.spawn(work, partial(self._not_opened, action, accepted.introduction))
        return OK

    async def decline(self, action: Action) -> Reply:
        """Nobody hears of it."""
        member = await self._members.current(action)
        declined = await self._services.store.write(
            introductions.decline, member, record_id(action.value), self._services.now()
        )
        self._show(action, declined)
        return OK

    async def choose(self, action: Action) -> Reply:
        """Let it be about somebody else whom they know there."""
        member = await self._members.current(action)
        introduction_id, _, contact_id = action.value.partition(":")
        chosen = await self._services.store.write(
            introductions.choose,
            member,
            record_id(introduction_id),
            record_id(contact_id),
            self._services.now(),
        )
        self._show(action, chosen)
        return OK

    async def _bring_together(self, action: Action, about: Introduction, draft: IntroductionDraft) -> None:
        channel = await action.slack.open_group([about.ask.asker.user_id, about.mate.user_id])
        await action.slack.post(channel, introduction_views.together(about, draft))
        self._show(action, await self._services.store.write(introductions.opened, about, channel))

    async def _not_opened(self, action: Action, about: Introduction, _sentence: str) -> None:
        """The mate may say yes again, and is told so."""
        await self._services.store.write(introductions.not_opened, about)
        await action.slack.post(action.owner.user_id, introduction_views.could_not_open(about))

    def _show(self, action: Action, about: Introduction) -> None:
        if action.message:
            said = introduction_views.request(about, self._services.now())
            work = action.slack.update(action.message, said)
            self._services.background.spawn(work, partial(explain, action))
