"""Use cases about takeaways: what would stand in the cohort's channel, and posting or withdrawing it.

Who and where is taken out of a text unless the member chose otherwise, and they see it first as others will
(product, "The cohort"). Notes are never shared.
"""

from dataclasses import dataclass
from datetime import datetime

from core import cohort_access
from core.cohort import Withdrawn
from core.errors import InvalidFields, TooLate
from core.model import NOWHERE, Interview, Member, Owner, PostedMessage
from core.name_removal import Removal, without_names
from core.ports import UnitOfWork, Uow
from core.receipts import POSTING_TAKES
from core.takeaway import Takeaway, Wanted, removal_of_talk, removal_of_typed

OFFERED = 50
"""Conversations to choose from, the latest (our choice: as many as one finds something in)."""

LOOKED_AT = 200
"""Conversations in which these are looked for."""

LISTED = 3
"""Takeaways that stand in the channel, listed to be changed or withdrawn (our choice)."""

TEXT_LIMIT = 3000
"""Characters of a takeaway, as in the log's form."""

WITHDRAWN = "You have withdrawn this one. Type /interview share to share it anew."


@dataclass(frozen=True, slots=True)
class ToShare:
    """What the form opens with: the cohort's channel, talks with a takeaway, and what stands there."""

    channel: str
    talks: tuple[Interview, ...] = ()
    standing: tuple[Takeaway, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """What would stand in the channel. ``changed``: something was taken out of the text."""

    wanted: Wanted
    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A takeaway that is stored; ``is_new``: by this very request, and not by one before it."""

    takeaway: Takeaway
    channel: str
    is_new: bool


def to_start_with(uow: Uow, owner: Owner) -> ToShare:
    """The member's talks with a takeaway, the latest first. Raises NoCohort, CohortAway, NotInCohort."""
    with uow() as work:
        membership = cohort_access.of_member(work, owner)
        talks = _with_takeaway(work.interviews.latest(owner, LOOKED_AT))
        standing = work.takeaways.standing(owner, LISTED)
    return ToShare(membership.cohort.channel, tuple(talks[:OFFERED]), tuple(standing))


def _with_takeaway(talks: list[Interview]) -> list[Interview]:
    """Of several people who were met at once there is one."""
    told = [talk for talk in talks if talk.debrief.takeaway.strip()]
    return [talk for talk in told if not talk.panel or talk.panel_place == 0]


def compose(uow: Uow, owner: Owner, wanted: Wanted) -> Composed:
    """The text as it would stand there. Raises NotYours."""
    with uow() as work:
        return _composed(work, owner, wanted)


def _composed(work: UnitOfWork, owner: Owner, wanted: Wanted) -> Composed:
    text = wanted.text.strip()
    left = without_names(text, _removal(work, owner, wanted)) if text else ""
    return Composed(wanted, left, changed=left != text)


def _removal(work: UnitOfWork, owner: Owner, wanted: Wanted) -> Removal:
    known = work.takeaways.names(owner)
    if wanted.interview_id is None:
        return removal_of_typed(wanted, known)
    talk = work.interviews.get(owner, wanted.interview_id)
    there = work.interviews.of_panels([talk.id]).get(talk.id) or [talk]
    return removal_of_talk(wanted, there, known)


def share(uow: Uow, member: Member, wanted: Wanted, *, request_key: str, now: datetime) -> Shared:
    """Store what is to be posted, once for each request key.

    Raises NotYours, NoCohort, CohortAway, NotInCohort; InvalidFields for no text and for one too long.
    """
    owner = member.owner
    with uow() as work:
        _hold(work, owner)
        channel = cohort_access.of_member(work, owner).cohort.channel
        known = work.takeaways.by_request(owner, request_key)
        if known:
            return Shared(known, channel, is_new=False)
        text = _checked(_composed(work, owner, wanted).text)
        takeaway = work.takeaways.add(
            owner,
            text,
            signed=wanted.is_signed,
            interview_id=wanted.interview_id,
            request_key=request_key,
            now=now,
        )
        work.commit()
    return Shared(takeaway, channel, is_new=True)


def _hold(work: UnitOfWork, owner: Owner) -> None:
    """Nobody leaves the cohort while they share something with it."""
    work.cohorts.hold(owner.team_id)
    work.members.hold(owner)


def change(uow: Uow, owner: Owner, takeaway_id: int, wanted: Wanted) -> Takeaway:
    """Store what it is to say from now on.

    Raises NotYours, NoCohort, CohortAway, NotInCohort, TooLate for one withdrawn; InvalidFields as ``share``.
    """
    with uow() as work:
        _hold(work, owner)
        cohort_access.of_member(work, owner)
        if not work.takeaways.get(owner, takeaway_id).stands:
            raise TooLate(WITHDRAWN)
        text = _checked(_composed(work, owner, wanted).text)
        work.takeaways.change(owner, takeaway_id, text, signed=wanted.is_signed)
        takeaway = work.takeaways.get(owner, takeaway_id)
        work.commit()
    return takeaway


def _checked(text: str) -> str:
    if not text:
        raise InvalidFields({"text": "Write what you took away, in a sentence or two."})
    if len(text) > TEXT_LIMIT:
        raise InvalidFields(
            {"text": f"This would be longer than {TEXT_LIMIT} characters. Shorten it a little."}
        )
    return text


def withdraw(uow: Uow, owner: Owner, takeaway_id: int, now: datetime) -> Takeaway:
    """Take it back; a second time changes nothing, and whoever left the cohort may. Raises NotYours."""
    with uow() as work:
        work.members.hold(owner)
        if work.takeaways.get(owner, takeaway_id).stands:
            work.takeaways.withdraw(owner, takeaway_id, now)
        takeaway = work.takeaways.get(owner, takeaway_id)
        work.commit()
    return takeaway


def taken_back(work: UnitOfWork, owner: Owner, now: datetime) -> Withdrawn:
    """Of somebody who leaves the cohort: everything that they shared."""
    return Withdrawn(tuple(work.takeaways.withdraw_all(owner, now)))


def find(uow: Uow, owner: Owner, takeaway_id: int) -> Takeaway:
    """One of the member's own. Raises NotYours."""
    with uow() as work:
        return work.takeaways.get(owner, takeaway_id)


def to_post(uow: Uow, owner: Owner, takeaway_id: int) -> Shared:
    """One that is to be posted now, as the channel is by now.

    Raises NotYours, NoCohort, CohortAway, NotInCohort; TooLate for one withdrawn.
    """
    with uow() as work:
        return _to_post(work, owner, takeaway_id)


def take_on_posting(uow: Uow, owner: Owner, takeaway_id: int, now: datetime) -> Shared | None:
    """The same to whoever posts it; None where it stands there, or somebody is at it. Raises as `to_post`.

    `posted` or `not_posted` follows.
    """
    with uow() as work:
        _hold(work, owner)
        shared = _to_post(work, owner, takeaway_id)
        is_there = shared.takeaway.posted != NOWHERE
        if is_there or not work.receipts.take_on(_posting(takeaway_id), now, POSTING_TAKES):
            return None
        work.commit()
    return shared


def not_posted(uow: Uow, takeaway_id: int) -> None:
    """Slack did not take it: it may be posted at once again."""
    with uow() as work:
        work.receipts.give_up(_posting(takeaway_id))
        work.commit()


def _to_post(work: UnitOfWork, owner: Owner, takeaway_id: int) -> Shared:
    channel = cohort_access.of_member(work, owner).cohort.channel
    takeaway = work.takeaways.get(owner, takeaway_id)
    if not takeaway.stands:
        raise TooLate(WITHDRAWN)
    return Shared(takeaway, channel, is_new=False)


def _posting(takeaway_id: int) -> str:
    return f"takeaway:{takeaway_id}"


def posted(uow: Uow, owner: Owner, takeaway_id: int, where: PostedMessage) -> Takeaway:
    """Remember where it stands in the channel; gives it as it is by now. Raises NotYours."""
    with uow() as work:
        work.takeaways.posted_at(owner, takeaway_id, where)
        takeaway = work.takeaways.get(owner, takeaway_id)
        work.commit()
    return takeaway


def told(uow: Uow, owner: Owner, takeaway_id: int, where: PostedMessage) -> Takeaway:
    """Remember where the sharer's own message is; gives it as it is by now. Raises NotYours."""
    with uow() as work:
        work.takeaways.told_at(owner, takeaway_id, where)
        takeaway = work.takeaways.get(owner, takeaway_id)
        work.commit()
    return takeaway
