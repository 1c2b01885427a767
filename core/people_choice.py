"""Whom a person field names: somebody known, or somebody new as they were typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from core.errors import InroadError
from core.model import Contact, ContactDetails, Owner
from core.ports import UnitOfWork, Uow

OFFERED = 20
"""How many known people a person field offers at most (our choice: more is no list to choose from)."""

Whom: TypeAlias = int | ContactDetails
"""The id of a known contact, or the description of a new one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words mean: somebody ``known``, or perhaps one of those who are ``similar``, best first."""

    known: Contact | None = None
    similar: tuple[Contact, ...] = ()


def suggestions(uow: Uow, owner: Owner, typed: str) -> list[Contact]:
    """The known people who may be meant by what is being typed, best first."""
    with uow() as work:
        return work.contacts.suggest(owner, typed, OFFERED)


def meant(uow: Uow, owner: Owner, typed: str) -> Meant:
    """The one whom these words mean, or those who may be meant, by a typo or as one of several."""
    found = candidates(uow, owner, typed)
    if len(found) == 1:
        return Meant(found[0])
    return Meant(similar=tuple(found or suggestions(uow, owner, typed)))


def candidates(uow: Uow, owner: Owner, typed: str) -> list[Contact]:
    """Those whom these words may mean without a typo, best first: everybody of that name if there is one."""
    with uow() as work:
        found = work.contacts.suggest(owner, typed, OFFERED, typos=False)
    named = [contact for contact in found if contact.details.name.casefold() == typed.casefold()]
    return named or found


def find_or_add(work: UnitOfWork, owner: Owner, whom: Whom, now: datetime) -> Contact:
    """The contact, which begins to exist if it is new. Raises NotYours."""
    if isinstance(whom, ContactDetails):
        return work.contacts.add(owner, whom, now)
    return work.contacts.get(owner, whom)


def added_before(work: UnitOfWork, owner: Owner, details: ContactDetails) -> Contact:
    """Whom the first of two clicks has added. Raises InroadError: a single word may be anybody's name."""
    found = work.contacts.similar(owner, details)
    if not found:
        raise InroadError("They are among your people already: /interview people shows them.")
    return found[0]


def bring_back(work: UnitOfWork, owner: Owner, contact_id: int) -> bool:
    """Whoever is asked, met or agreed with is archived no longer, or nothing would be reminded of.

    Whether they were. Raises NotYours.
    """
    was_archived = work.people.record(owner, contact_id).archived_at is not None
    if was_archived:
        work.people.archive(owner, contact_id, None)
    return was_archived
