"""Use cases that change what is known of a person: add, edit, archive, merge, delete."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import keep_in_touch, no_reply, people_choice, referrals, same_talks, thank_you
from core.errors import InvalidFields, NotYours
from core.model import Contact, ContactDetails, Member, Owner
from core.nudges import Keeping
from core.people import PersonRecord, completed, differences, left_over, merged_details
from core.people_list import PersonStory, read_story
from core.ports import UnitOfWork, Uow


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What a member wants to be known of a person. ``cadence_days`` of None: no nudges."""

    details: ContactDetails
    tags: tuple[str, ...]
    cadence_days: int | None
    notes: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge would make of two records: ``details`` and the notes ``kept`` beside those there are."""

    record: PersonRecord
    other: PersonRecord
    details: ContactDetails
    kept: list[str]


def record(uow: Uow, owner: Owner, contact_id: int) -> PersonRecord:
    """What is known of a person. Raises NotYours."""
    with uow() as work:
        return work.people.record(owner, contact_id)


def edit(uow: Uow, member: Member, contact_id: int, wanted: PersonEdit, now: datetime) -> PersonStory:
    """Describe a person anew. Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        work.contacts.change(member.owner, contact_id, wanted.details)
        _describe(work, member, contact_id, wanted, now)
        story = read_story(work, member, contact_id, now)
        work.commit()
    return story


def add(
    uow: Uow, member: Member, wanted: PersonEdit, same_as: int | None, request_key: str, now: datetime
) -> PersonStory:
    """Add a person with whom nothing happened yet, or note more of one who is known (``same_as``).

    Of one who is known what was written stays, gaps are filled, and the rest goes into the notes. What comes
    again with the same ``request_key`` changes nothing. Raises NotYours; InroadError where whoever was added
    with it cannot be told from others by their name.
    """
    owner = member.owner
    with uow() as work:
        work.members.hold(owner)
        is_new = work.receipts.first_time(f"person:{request_key}", now)
        if same_as is None:
            details = wanted.details
            known = None if is_new else people_choice.added_before(work, owner, details)
            contact_id = (known or work.contacts.add(owner, details, now)).id
        else:
            contact_id, wanted = same_as, _with_more(work.people.record(owner, same_as), wanted)
        if is_new:
            work.contacts.change(owner, contact_id, wanted.details)
            people_choice.bring_back(work, owner, contact_id)
            _describe(work, member, contact_id, wanted, now)
        story = read_story(work, member, contact_id, now)
        work.commit()
    return story


def _with_more(known: PersonRecord, wanted: PersonEdit) -> PersonEdit:
    details = completed(known.contact.details, wanted.details)
    said = left_over(details, wanted.details)
    notes = [known.notes, f"Also noted as: {said}" if said else "", wanted.notes]
    tags = tuple(sorted({*known.tags, *wanted.tags}))
    days = known.keeping.cadence_days if wanted.cadence_days is None else wanted.cadence_days
    return PersonEdit(details, tags, days, "\n".join(filter(None, notes)))


def _describe(work: UnitOfWork, member: Member, contact_id: int, wanted: PersonEdit, now: datetime) -> None:
    work.people.describe(member.owner, contact_id, wanted.tags, wanted.notes)
    days = wanted.cadence_days

    def often(keeping: Keeping) -> Keeping:
        return replace(
            keeping, cadence_days=days, is_chosen=keeping.is_chosen or days != keeping.cadence_days
        )

    keep_in_touch.change(work, member, contact_id, now, often)


def archive(uow: Uow, member: Member, contact_id: int, now: datetime) -> PersonStory:
    """Put a person away: no list shows them unless asked, and nothing reminds of them. Raises NotYours."""
    return _set_archived(uow, member, contact_id, now, at=now)


def bring_back(uow: Uow, member: Member, contact_id: int, now: datetime) -> PersonStory:
    """Undo that: the clock goes on from the last touch, and what is owed is reminded of. Raises NotYours."""
    return _set_archived(uow, member, contact_id, now, at=None)


def _set_archived(
    uow: Uow, member: Member, contact_id: int, now: datetime, *, at: datetime | None
) -> PersonStory:
    with uow() as work:
        work.members.hold(member.owner)
        work.people.archive(member.owner, contact_id, at)
        keep_in_touch.recount(work, member, contact_id, now)
        if at is None:
            referrals.resume(work, member, contact_id, now)
            thank_you.resume(work, member, contact_id, now)
        story = read_story(work, member, contact_id, now)
        work.commit()
    return story


def compare(uow: Uow, owner: Owner, contact_id: int, other_id: int) -> Merge:
    """What merging the other into the first gives. Raises NotYours; InvalidFields for one and the same."""
    with uow() as work:
        return _compared(work, owner, contact_id, other_id)


def _compared(work: UnitOfWork, owner: Owner, contact_id: int, other_id: int) -> Merge:
    if contact_id == other_id:
        raise InvalidFields({"person": "That is the same entry. Choose the other one."})
    first, other = (work.people.record(owner, each) for each in (contact_id, other_id))
    return Merge(first, other, merged_details(first, other), differences(first, other))


def merge(uow: Uow, member: Member, contact_id: int, other_id: int, now: datetime) -> PersonStory:
    """Make one person of two; all that belongs to either is kept, and their reminders go on.

    Where the other is gone already, as after a second click, nothing changes. Raises NotYours; InvalidFields
    for one and the same.
    """
    owner = member.owner
    with uow() as work:
        work.members.hold(owner)
        keep_in_touch.hold(work, owner)
        if work.people.records(owner, [other_id]):
            _merge(work, member, _compared(work, owner, contact_id, other_id), now)
        story = read_story(work, member, contact_id, now)
        work.commit()
    return story


def _merge(work: UnitOfWork, member: Member, planned: Merge, now: datetime) -> None:
    owner, first, other = member.owner, planned.record, planned.other
    contact_id, other_id = first.contact.id, other.contact.id
    referrals.carry_over(work, member, contact_id, other_id, now)
    same_talks.join(work, owner, contact_id, other_id, now)
    had_no_room = work.people.merge(owner, contact_id, other_id)
    same_talks.settle(work, owner, contact_id, now)
    no_reply.keep_newest(work, member, contact_id, now)
    work.contacts.change(owner, contact_id, planned.details)
    if first.archived_at and not other.archived_at:
        work.people.archive(owner, contact_id, None)
    if other.keeping.is_chosen:
        work.nudges.keep(owner, contact_id, replace(first.keeping, is_chosen=True))
    wanted = PersonEdit(
        planned.details,
        tuple(sorted({*first.tags, *other.tags})),
        first.keeping.cadence_days or other.keeping.cadence_days,
        _joined([first.notes, *planned.kept, *had_no_room]),
    )
    _describe(work, member, contact_id, wanted, now)


def _joined(notes: Sequence[str]) -> str:
    return "\n".join(dict.fromkeys(note for note in notes if note))


def remove(uow: Uow, member: Member, contact_id: int, now: datetime) -> Contact | None:
    """Delete a person with all that is theirs and the reminders about them.

    None: that was done lately, by the first of two clicks. Raises NotYours.
    """
    owner = member.owner
    receipt = f"deleted:{owner.team_id}:{owner.user_id}:{contact_id}"
    with uow() as work:
        work.members.hold(owner)
        keep_in_touch.hold(work, owner)
        try:
            contact = work.contacts.get(owner, contact_id)
        except NotYours:
            if work.receipts.first_time(receipt, now):
                raise
            return None
        work.receipts.first_time(receipt, now)
        for kind, subject_id in work.people.reminded_of(owner, contact_id):
            work.reminders.cancel_pending(owner, kind, subject_id, now, reason="deleted")
        work.people.remove(owner, contact_id)
        keep_in_touch.replan(work, member, now)
        work.commit()
    return contact
