"""From the draft to the answer: what a member says of themselves, asks and referrals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.model import Contact, Owner, PostedMessage
from core.network import Network
from core.outreach import Channel, Draft, Situation, Skeleton
from core.outreaches import Outreach, Permission, Referral, Unanswered
from core.profile import Profile
from core.referral import Named, Tie


class Profiles(Protocol):
    """What members say about themselves."""

    def get(self, owner: Owner) -> Profile | None:
        """None for a member who has not been asked yet."""

    def save(self, owner: Owner, profile: Profile) -> None: ...


class Skeletons(Protocol):
    """The skeletons that members changed."""

    def get(self, owner: Owner, situation: Situation, channel: Channel) -> Skeleton | None:
        """The member's own, or None where the default holds."""

    def changed(self, owner: Owner) -> set[tuple[Situation, Channel]]:
        """Which ones are the member's own."""

    def save(self, owner: Owner, situation: Situation, channel: Channel, skeleton: Skeleton) -> None: ...

    def remove(self, owner: Owner, situation: Situation, channel: Channel) -> None:
        """Let the default hold again."""


class Outreaches(Protocol):
    """The asks of a member, and the notes around them."""

    def add(
        self,
        owner: Owner,
        contact: Contact,
        draft: Draft,
        *,
        request_key: str,
        now: datetime,
        about_id: int | None = None,
    ) -> Outreach: ...

    def get(self, owner: Owner, outreach_id: int) -> Outreach:
        """Raises NotYours."""

    def by_request(self, owner: Owner, request_key: str) -> Outreach | None:
        """The one that this request stored already."""

    def change(self, owner: Owner, outreach: Outreach) -> None:
        """Store where it stands: its state, its instants and its absence. Raises NotYours."""

    def rewrite(self, owner: Owner, outreach_id: int, subject: str, text: str) -> None:
        """Store what it says by now. Raises NotYours."""

    def posted_at(self, owner: Owner, outreach_id: int, where: PostedMessage) -> None:
        """Remember where its text stands in the member's DM. Raises NotYours."""

    def drafts(self, owner: Owner, limit: int) -> list[Outreach]:
        """Those not sent yet, newest first."""

    def waiting(self, owner: Owner, limit: int | None = None) -> list[Outreach]:
        """The asks that are sent, to people who are not archived, and that no talk has answered; oldest
        first.
        """

    def open_asks(self, owner: Owner, contact_id: int) -> list[Outreach]:
        """Those to one person that are sent and neither answered nor closed, newest first."""

    def answered(self, owner: Owner, contact_id: int, since: datetime) -> list[Outreach]:
        """Those to one person that were answered at that instant or later."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Unanswered]:
        """What each of these waiting no-reply reminders is about, by the reminder's id."""

    def with_others(self, owner: Owner, ids: Sequence[int]) -> dict[int, Unanswered]:
        """Those of these that are the member's, by their id, with whom else they may ask."""

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, Outreach]:
        """Those that exist, of any member, by their id."""


class Referrals(Protocol):
    """Who named whom, and whether their name may be used. NotYours for people of somebody else."""

    def permission(self, owner: Owner, contact_id: int, referrer_id: int) -> Permission:
        """What the referrer said; NOT_ASKED where nothing is known of a referral."""

    def of(self, owner: Owner, contact_id: int) -> list[Referral]:
        """Those who named this person, the earliest first."""

    def unasked(self, owner: Owner, referrer_id: int) -> list[Referral]:
        """Whom this referrer named without having said whether their name may be used."""

    def record(
        self, owner: Owner, contact_id: int, referrer_id: int, permission: Permission, now: datetime
    ) -> Referral:
        """Store the referral, or what its referrer says now."""

    def change(self, owner: Owner, contact_id: int, tie: Tie) -> None:
        """Store where a referral stands: its days, what was told, and what came of it. Raises NotYours."""

    def named(self, owner: Owner, contact_id: int) -> Named:
        """A person with all who named them. Raises NotYours."""

    def named_by(self, owner: Owner, referrer_id: int) -> list[Named]:
        """Whom this person named, the earliest first. Raises NotYours."""

    def to_ask(self, owner: Owner, limit: int) -> list[Named]:
        """Those who were named, are not archived and not asked yet, the earliest named first."""

    def open(self, owner: Owner) -> list[Named]:
        """Those who are to be asked or of whom somebody is to be told."""

    def of_reminders(self, ids: Sequence[int]) -> dict[int, Named]:
        """What each of these waiting reminders is about, by the reminder's id."""

    def as_they_stand(self, ids: Sequence[int]) -> dict[int, Named]:
        """Those of these contacts that exist, of any member, by their id."""

    def network(self, owner: Owner) -> Network:
        """Everybody who named somebody or was named."""
