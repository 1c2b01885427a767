"""Who comes into the cohort's channel and who leaves it: told by Slack, and read anew once a day."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from core import cohort_members, cohorts, receipts
from core.cohort import NOTHING, Withdrawn
from handlers.ports import Services, Slack, Store
from handlers.requests import Event
from handlers.router import Routes
from views import cohort as views

SLACKBOT = "USLACKBOT"
"""It says of itself that it is no bot."""


class CohortMembers:
    """Follows who is in the cohort."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(
            events={
                "member_joined_channel": self.joined,
                "member_left_channel": self.left,
                "user_change": self.changed,
                "channel_left": self.taken_out,
                "group_left": self.taken_out,
            }
        )

    async def joined(self, event: Event) -> None:
        """Take in whoever comes into the cohort's channel; where the bot comes, offer to set one up."""
        if not await self._services.store.write(receipts.first_time, event.id, self._services.now()):
            return
        arrived = self._arrived if event.owner.user_id == event.bot_id else self._take_in
        self._services.background.spawn(arrived(event))

    async def left(self, event: Event) -> None:
        """Whoever leaves the channel is out at once."""
        withdrawn = await self._services.store.write(
            cohort_members.leave, event.owner, self._services.now(), event.body["channel"]
        )
        self._services.background.spawn(take_back(event.slack, withdrawn))

    async def changed(self, event: Event) -> None:
        """Whoever is no full member of the workspace any more is out at once."""
        if is_full_member(event.body["user"], event.owner.team_id):
            return
        withdrawn = await self._services.store.write(cohort_members.leave, event.owner, self._services.now())
        self._services.background.spawn(take_back(event.slack, withdrawn))

    async def taken_out(self, event: Event) -> None:
        """Tell who facilitates that the bot is not in the channel any more."""
        cohort, leading = await self._services.store.write(
            cohorts.away, event.owner.team_id, event.body["channel"], self._services.now()
        )
        if cohort:
            message = views.away(cohort, leads=True)
            for owner in leading:
                self._services.background.spawn(event.slack.post(owner.user_id, message))

    async def _take_in(self, event: Event) -> None:
        cohort = await self._services.store.read(cohorts.look, event.owner.team_id)
        if cohort is None or cohort.channel != event.body["channel"]:
            return
        if is_full_member(await event.slack.person(event.owner.user_id), event.owner.team_id):
            await self._services.store.write(
                cohort_members.join, event.owner, cohort.channel, self._services.now()
            )

    async def _arrived(self, event: Event) -> None:
        team_id, channel, inviter = event.owner.team_id, event.body["channel"], event.body.get("inviter")
        if await self._services.store.write(cohorts.back, team_id, channel, self._services.now()):
            await sync(self._services.store, event.slack, team_id, channel, self._services.now)
            return
        if inviter:
            known = await self._services.store.read(cohorts.look, team_id)
            message = views.invited_beside(channel) if known else views.invited(channel)
            await event.slack.post(inviter, message)


async def sync(store: Store, slack: Slack, team_id: str, channel: str, now: Callable[[], datetime]) -> None:
    """Read anew who is in the channel, and take back what those share who are not.

    Whoever leaves between the reading and its being stored is found by the next reading.
    """
    full: dict[str, bool] = {}
    withdrawn, added = NOTHING, True
    while added:
        read_at = now()
        present = await full_members_of(slack, team_id, channel, full)
        synced = await store.write(cohort_members.sync, team_id, channel, present, read_at, now())
        withdrawn, added = withdrawn + synced.withdrawn, bool(synced.added)
    await take_back(slack, withdrawn)


async def full_members_of(slack: Slack, team_id: str, channel: str, known: dict[str, bool]) -> list[str]:
    """Those in the channel who are full members of the workspace; ``known``: of whom that has been asked."""
    present = await slack.members_of(channel)
    for user_id in present:
        if user_id not in known:
            known[user_id] = is_full_member(await slack.person(user_id), team_id)
    return [user_id for user_id in present if known[user_id]]


def is_full_member(person: Mapping[str, Any], team_id: str) -> bool:
    """Neither a bot, nor a guest, nor of another workspace (Slack Connect), nor deactivated."""
    flags = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    is_own = person.get("team_id", team_id) == team_id
    return is_own and person.get("id") != SLACKBOT and not any(person.get(flag) for flag in flags)


async def take_back(slack: Slack, withdrawn: Withdrawn) -> None:
    """Take out of Slack what stands there of somebody who left."""
    for posted in withdrawn.posts:
        await slack.delete(posted)
