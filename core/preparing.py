"""Use cases about preparing a conversation: the sheet for one person, and the answers to its questions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core import people_choice, preparation as rules
from core.model import Contact, ContactDetails, Owner
from core.people_choice import Whom
from core.ports import UnitOfWork, Uow
from core.preparation import Preparation


@dataclass(frozen=True, slots=True)
class Sheet:
    """A person and what is prepared for the conversation with them."""

    contact: Contact
    preparation: Preparation


def begun() -> Preparation:
    """A sheet before anything is written: the suggested questions."""
    return Preparation(questions=rules.suggested())


def next_person(uow: Uow, owner: Owner, now: datetime) -> Contact | None:
    """With whom the next scheduled conversation is."""
    with uow() as work:
        upcoming = work.scheduled.open(owner, now)
    return upcoming[0].contact if upcoming else None


def sheet_for(uow: Uow, owner: Owner, contact_id: int) -> Sheet:
    """What is prepared for this person, or a sheet to begin with. Raises NotYours."""
    with uow() as work:
        known = work.preparations.get(owner, contact_id)
        return Sheet(work.contacts.get(owner, contact_id), known or begun())


def save(
    uow: Uow, owner: Owner, whom: Whom, written: Preparation, *, request_key: str, now: datetime
) -> Sheet:
    """Keep a sheet as it was written; the answers stay those that are known.

    A new person begins to exist, once for each request key. Raises NotYours, InvalidFields.
    """
    rules.check_questions(written.questions)
    with uow() as work:
        work.members.hold(owner)
        contact = _whose(work, owner, whom, request_key, now)
        known = work.preparations.get(owner, contact.id) or Preparation()
        kept = replace(written, answers=known.answers)
        work.preparations.save(owner, contact.id, kept, now)
        work.commit()
    return Sheet(contact, kept)


def answer(uow: Uow, owner: Owner, contact_id: int, answers: Mapping[str, str], now: datetime) -> Sheet:
    """Keep what was answered, by question; "" takes an answer away. Raises NotYours."""
    with uow() as work:
        work.members.hold(owner)
        known = work.preparations.get(owner, contact_id) or begun()
        kept = rules.with_answers(known, answers)
        work.preparations.save(owner, contact_id, kept, now)
        contact = work.contacts.get(owner, contact_id)
        work.commit()
    return Sheet(contact, kept)


def _whose(work: UnitOfWork, owner: Owner, whom: Whom, request_key: str, now: datetime) -> Contact:
    """The contact; one that this request made before is found again."""
    if isinstance(whom, ContactDetails) and not work.receipts.first_time(f"prep:{request_key}", now):
        made = [each for each in work.contacts.similar(owner, whom) if each.details == whom]
        if made:
            return made[-1]
    return people_choice.find_or_add(work, owner, whom, now)
