"""Use cases about a draft that is kept and not sent yet: it is opened again, and written anew.

It stays a note to the same person for the same reason; what changes is the member's text.
"""

from dataclasses import replace

from core.draft_choice import Composed, Wanted
from core.drafting import refuse_text, unnamed
from core.errors import TooLate
from core.model import Contact, ContactDetails, Member
from core.outreach import ASKS, Draft, Situation
from core.outreach_text import names
from core.outreaches import Outreach, OutreachState, Permission, Referral
from core.ports import UnitOfWork, Uow
from core.profile import Profile


def open_again(uow: Uow, member: Member, outreach_id: int) -> Composed:
    """The draft as it was kept, with what its check has to know. Raises TooLate, NotYours."""
    with uow() as work:
        return _as_kept(work, member, _unsent(work, member, outreach_id))


def rewrite(uow: Uow, member: Member, outreach_id: int, subject: str, text: str) -> Outreach:
    """Keep the draft as it is written now.

    Raises InvalidFields for a text with a gap, and for one that may not be sent; TooLate for a draft that was
    sent or let go; NotYours.
    """
    with uow() as work:
        work.members.hold(member.owner)
        kept = _unsent(work, member, outreach_id)
        written = replace(kept.draft, subject=subject, text=text)
        refuse_text(_as_kept(work, member, kept), written)
        work.outreaches.rewrite(member.owner, outreach_id, subject, text)
        work.commit()
    return replace(kept, draft=written)


def _unsent(work: UnitOfWork, member: Member, outreach_id: int) -> Outreach:
    outreach = work.outreaches.get(member.owner, outreach_id)
    if outreach.state is not OutreachState.DRAFTED:
        raise TooLate("This note is not a draft any more: it was sent or let go. Start a new one.")
    return outreach


def _as_kept(work: UnitOfWork, member: Member, kept: Outreach) -> Composed:
    draft, contact = kept.draft, kept.contact
    referral = _named_in(draft, work.referrals.of(member.owner, contact.id))
    referrer = referral.referrer if referral else None
    permission = referral.permission if referral else Permission.YES
    wanted = Wanted(contact.id, draft.situation, draft.channel, referrer.id if referrer else None)
    return Composed(
        wanted=wanted,
        profile=work.profiles.get(member.owner) or Profile(),
        person=contact.details,
        referrer=referrer.details if referrer else None,
        permission=permission,
        draft=draft,
        known_person=contact,
        known_referrer=referrer,
        unnamed=_unnamed(work, member, wanted, referrer, permission),
    )


def _unnamed(
    work: UnitOfWork, member: Member, wanted: Wanted, referrer: Contact | None, permission: Permission
) -> tuple[str, ...]:
    if wanted.situation not in ASKS:
        return ()
    chosen = referrer.details if referrer else ContactDetails("")
    return unnamed(work, member, wanted, chosen, permission)


def _named_in(draft: Draft, named_by: list[Referral]) -> Referral | None:
    """Of those who referred the member, the one whom the text names, with their yes before without."""
    if draft.situation is not Situation.REFERRED:
        return None
    return min(
        named_by,
        key=lambda one: (
            not names(draft.text, one.referrer.details.name),
            one.permission is not Permission.YES,
        ),
        default=None,
    )
