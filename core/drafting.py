"""Use cases about drafts: what is written to whom from which skeleton, the check, and keeping it.

A referrer's name is used with their yes and not without (Drexel; K-State: name it first): until then the note
is one to the referrer, asking for it, and after a no it is a first ask that stands on its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core import guard, outreach_check, referrals, skeletons
from core.draft_choice import Composed, Kept, Wanted, may_be_written
from core.errors import InvalidFields
from core.guard import Collision, Sought
from core.keep_in_touch import reasons_of
from core.meeting_note import agreed_day
from core.model import Contact, ContactDetails, Member, Owner
from core.outreach import ASKS, FIRST_ASKS, Draft, Situation
from core.outreach_rules import Finding
from core.outreach_text import GAP, first_named
from core.outreaches import Outreach, Permission, Referral
from core.people_choice import Whom, find_or_add
from core.ports import UnitOfWork, Uow
from core.profile import Profile
from core.reasons import Reason
from core.skeletons import WHY_GAP
from core.tell_referrer import TELLING, Told, on_day, told_of


def to_start_with(uow: Uow, owner: Owner, wanted: Wanted) -> Wanted:
    """The choice to open the form with. Raises NotYours.

    Somebody who still waits to answer gets the one follow-up, and somebody who was named is written to as
    referred.
    """
    if not isinstance(wanted.whom, int) or wanted.situation is not Situation.COLD or wanted.permission:
        return wanted
    with uow() as work:
        asked = work.outreaches.open_asks(owner, wanted.whom)
        named_by = work.referrals.of(owner, wanted.whom)
    if asked and not asked[0].followed_up_at:
        return replace(wanted, situation=Situation.FOLLOW_UP)
    if not named_by:
        return wanted
    return replace(wanted, situation=Situation.REFERRED, referrer=named_by[0].referrer.id)


def compose(uow: Uow, member: Member, wanted: Wanted, now: datetime) -> Composed:
    """The note that follows from what was chosen. Raises NotYours."""
    with uow() as work:
        return _composed(work, member, wanted, now)


def _composed(work: UnitOfWork, member: Member, wanted: Wanted, now: datetime) -> Composed:
    owner = member.owner
    known_person, person = _described(work, owner, wanted.whom)
    is_referred = wanted.situation is Situation.REFERRED
    known_referrer, by = _described(work, owner, wanted.referrer if is_referred else None)
    permission = _permission(work, owner, wanted) if by.name else Permission.YES
    situation = may_be_written(wanted.situation, permission)
    channels = skeletons.channels(situation)
    channel = wanted.channel if wanted.channel in channels else channels[0]
    profile = work.profiles.get(owner) or Profile()
    addressee = by if situation is Situation.PERMISSION else person
    asked = work.outreaches.open_asks(owner, known_person.id) if known_person else []
    asked_on = on_day(asked[0].sent_at or now, member.zone, now) if asked else ""
    reasons = _reasons(work, member, situation, known_person, now)
    told = _told(work, member, wanted, known_person, now)
    fields = {
        **skeletons.known_fields(profile, addressee),
        **_chosen_fields(wanted, reasons),
        "referrer": by.name,
        "referred": person.name if situation is Situation.PERMISSION else "",
        "asked": asked_on,
        "when": agreed_day(work, member, known_person, now) if known_person else "",
        **(told.fields if told else {}),
    }
    own = work.skeletons.get(owner, situation, channel)
    return Composed(
        wanted=wanted,
        profile=profile,
        person=person,
        referrer=by if by.name else None,
        permission=permission,
        draft=skeletons.drafted(situation, channel, fields, own),
        known_person=known_person,
        known_referrer=known_referrer,
        asked=asked_on,
        followed_up=bool(asked and asked[0].followed_up_at),
        about=told.contact if told else None,
        reasons=tuple(reasons),
        unnamed=unnamed(work, member, wanted, by, permission) if situation in ASKS else (),
        collision=_collision(work, member.owner, wanted, person, now),
    )


def _collision(
    work: UnitOfWork, owner: Owner, wanted: Wanted, person: ContactDetails, now: datetime
) -> Collision:
    """Only a new ask to somebody may be one too many."""
    if wanted.situation not in FIRST_ASKS or not person.name:
        return Collision.CLEAR
    known = isinstance(wanted.whom, int) and work.nudges.keeping(owner, wanted.whom).touched_at
    return guard.look(work, owner, Sought(person, known or None), now)


def _chosen_fields(wanted: Wanted, reasons: Sequence[Reason]) -> dict[str, str]:
    """What the member gives the note themselves: their own words, and the reason to write."""
    reason = reasons[min(wanted.reason, len(reasons) - 1)].sentence if reasons else ""
    return {"why_you": wanted.why_you, "school": wanted.school, "reason": reason}


def unnamed(
    work: UnitOfWork, member: Member, wanted: Wanted, chosen: ContactDetails, permission: Permission
) -> tuple[str, ...]:
    """Who named the person without a yes: as chosen in the form, and as stored of everybody else."""
    named_by = work.referrals.of(member.owner, wanted.whom) if isinstance(wanted.whom, int) else []
    stored = [
        one.referrer.details.name
        for one in named_by
        if one.permission is not Permission.YES and not (chosen.name and one.referrer.id == wanted.referrer)
    ]
    return (chosen.name, *stored) if chosen.name and permission is not Permission.YES else tuple(stored)


def _reasons(
    work: UnitOfWork, member: Member, situation: Situation, person: Contact | None, now: datetime
) -> list[Reason]:
    if person is None or situation is not Situation.KEEP_IN_TOUCH:
        return []
    return reasons_of(work, member, [person.id], now)[person.id]


def _described(work: UnitOfWork, owner: Owner, whom: Whom | None) -> tuple[Contact | None, ContactDetails]:
    if isinstance(whom, int):
        known = work.contacts.get(owner, whom)
        return known, known.details
    return None, whom or ContactDetails("")


def _told(
    work: UnitOfWork, member: Member, wanted: Wanted, referrer: Contact | None, now: datetime
) -> Told | None:
    if wanted.situation not in TELLING or referrer is None:
        return None
    about_id = wanted.referrer if isinstance(wanted.referrer, int) else None
    return told_of(work, member.owner, referrer.id, about_id, member.zone, now)


def _permission(work: UnitOfWork, owner: Owner, wanted: Wanted) -> Permission:
    if wanted.permission:
        return wanted.permission
    if isinstance(wanted.whom, int) and isinstance(wanted.referrer, int):
        return work.referrals.permission(owner, wanted.whom, wanted.referrer)
    return Permission.NOT_ASKED


def with_reason(text: str, why_you: str) -> str:
    """A text that the member has changed, with the specific sentence where it still has the gap for it."""
    sentence = why_you.strip()
    return text.replace(WHY_GAP, sentence) if sentence else text


def judge(composed: Composed, draft: Draft) -> list[Finding]:
    """The check of a text as it stands in the form."""
    return outreach_check.check(
        draft,
        contact_name=composed.addressee.name,
        referrer=composed.referrer.name if composed.referrer else "",
        permission_held=composed.referrer is not None and composed.permission is Permission.YES,
        without_yes=_named_without_yes(composed, draft),
        profile=composed.profile,
        organisation=composed.addressee.organisation,
    )


def keep(
    uow: Uow, member: Member, wanted: Wanted, written: Draft, *, request_key: str, now: datetime
) -> Kept:
    """Store a draft as it was written, with its people and its referral, once for each request key.

    Raises NotYours; InvalidFields for a text with a gap, and for one that may not be sent.
    """
    owner = member.owner
    with uow() as work:
        work.members.hold(owner)
        known = work.outreaches.by_request(owner, request_key)
        if known:
            return Kept(known, is_new=False)
        composed = _composed(work, member, wanted, now)
        _refuse(composed, written)
        stored = _stored(work, member, composed, written, request_key, now)
        work.commit()
    return Kept(stored, is_new=True)


def _stored(
    work: UnitOfWork, member: Member, composed: Composed, written: Draft, request_key: str, now: datetime
) -> Outreach:
    owner, wanted = member.owner, composed.wanted
    if wanted.whom is None:
        raise InvalidFields({"person": "Type a name, then choose the person, or “Someone new” below."})
    contact = find_or_add(work, owner, wanted.whom, now)
    addressee = contact
    if composed.referrer and wanted.referrer is not None:
        referrer = find_or_add(work, owner, wanted.referrer, now)
        if referrer.id == contact.id:
            raise InvalidFields({"referrer": "Nobody is referred by themselves. Choose who named them."})
        referrals.refer(work, member, contact.id, referrer.id, composed.permission, now)
        addressee = referrer if composed.situation is Situation.PERMISSION else contact
    draft = replace(written, situation=composed.situation, channel=composed.channel)
    about_id = composed.about.id if composed.about else None
    return work.outreaches.add(owner, addressee, draft, request_key=request_key, now=now, about_id=about_id)


def _refuse(composed: Composed, written: Draft) -> None:
    """Raises InvalidFields for what must not be kept as ready to be sent."""
    if composed.collision is Collision.FULL and not composed.wanted.knowingly:
        raise InvalidFields({"knowingly": "Tick this if you want to write to them all the same."})
    if composed.wanted.situation is Situation.REFERRED and composed.referrer is None:
        raise InvalidFields({"referrer": "Choose who referred you, or choose another situation."})
    if Situation.PERMISSION in {written.situation, composed.situation} and (
        written.situation is not composed.situation
    ):
        raise InvalidFields({"text": "This text is meant for somebody else by now. Press “Start it anew”."})
    refuse_text(composed, written)


def refuse_text(composed: Composed, written: Draft) -> None:
    """Raises InvalidFields for a text with a gap, and for one that names somebody without their yes."""
    for name, text in (("subject", written.subject), ("text", written.text)):
        if gap := GAP.search(text):
            raise InvalidFields({name: f"Something is still yours to write: {gap[0]}"})
    if name := _named_without_yes(composed, written):
        raise InvalidFields({"text": f"{name} has not said that you may use their name: write it without."})


def _named_without_yes(composed: Composed, draft: Draft) -> str:
    # Namesakes share a part of their name, an organisation may be called so, and the member signs.
    allowed = [composed.addressee.name, composed.addressee.organisation, composed.profile.name]
    if composed.referrer and composed.permission is Permission.YES:
        allowed.append(composed.referrer.name)
    return first_named(f"{draft.subject}\n{draft.text}", composed.unnamed, allowed)


def answer_permission(
    uow: Uow, member: Member, contact_id: int, referrer_id: int, said: Permission, now: datetime
) -> Referral:
    """What the referrer said to "May I use your name?". Raises NotYours."""
    with uow() as work:
        work.members.hold(member.owner)
        referral = work.referrals.record(member.owner, contact_id, referrer_id, said, now)
        work.commit()
    return referral
