"""What a member chooses in the draft's form, and the note that follows from it."""

from dataclasses import dataclass

from core.guard import Collision
from core.model import Contact, ContactDetails
from core.outreach import Channel, Draft, Situation
from core.outreaches import Outreach, Permission
from core.people_choice import Whom
from core.profile import Profile
from core.reasons import Reason

OFFERED = tuple(each for each in Situation if each not in {Situation.PERMISSION, Situation.THANK_YOU})
"""What a member may choose: the thank-you has its own form, and asking for a permission follows by itself."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member chose in the draft's form. ``permission`` of None: as it is known.

    ``referrer``: who named the person or, in a note to a referrer, whom they named. ``reason``: the place of
    the one to write for among those that there are, the best first. ``knowingly``: the member asks although
    as many of the cohort as agreed are in touch with the person.
    """

    whom: Whom | None = None
    situation: Situation = Situation.COLD
    channel: Channel = Channel.EMAIL
    referrer: Whom | None = None
    permission: Permission | None = None
    why_you: str = ""
    school: str = ""
    reason: int = 0
    knowingly: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """What follows from it. ``situation`` and ``channel``: of the note that may be written now.

    ``person`` is whom the member wants to talk with, ``referrer`` who named them; each as known so far.
    ``asked``: when the open ask to this person was sent, such as ``on 3 November``; empty without one.
    ``followed_up``: whether it was followed up before. ``reasons``: why to write to
    somebody who is kept in touch with. ``about``: of whom a note to a referrer tells. ``unnamed``: who named
    the person without having said that their name may be used in an ask. ``collision``: whether others of the
    cohort are in touch with the person, before a new ask.
    """

    wanted: Wanted
    profile: Profile
    person: ContactDetails
    referrer: ContactDetails | None
    permission: Permission
    draft: Draft
    known_person: Contact | None = None
    known_referrer: Contact | None = None
    asked: str = ""
    followed_up: bool = False
    reasons: tuple[Reason, ...] = ()
    about: Contact | None = None
    unnamed: tuple[str, ...] = ()
    collision: Collision = Collision.CLEAR

    @property
    def situation(self) -> Situation:
        return self.draft.situation

    @property
    def channel(self) -> Channel:
        return self.draft.channel

    @property
    def addressee(self) -> ContactDetails:
        """To whom the note goes: the referrer, while they have to be asked."""
        return self.referrer if self.situation is Situation.PERMISSION and self.referrer else self.person


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that is stored; ``is_new``: by this very request, and not by one before it."""

    outreach: Outreach
    is_new: bool


def may_be_written(situation: Situation, permission: Permission) -> Situation:
    """The situation in which the member may write, as far as the referrer's permission allows."""
    if situation is not Situation.REFERRED:
        return situation
    allowed = {
        Permission.YES: Situation.REFERRED,
        Permission.NO: Situation.COLD,
        Permission.NOT_ASKED: Situation.PERMISSION,
    }
    return allowed[permission]
