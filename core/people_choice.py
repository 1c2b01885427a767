"""Whom a person field names: somebody known, or somebody new as they were typed."""

from datetime import datetime
from typing import TypeAlias

from core.model import Contact, ContactDetails, Owner
from core.ports import UnitOfWork, Uow

OFFERED = 20
"""How many known people a person field offers at most (our choice: more is no list to choose from)."""

Whom: TypeAlias = int | ContactDetails
"""The id of a known contact, or the description of a new one."""


def suggestions(uow: Uow, owner: Owner, typed: str) -> list[Contact]:
    """The known people who may be meant by what is being typed, best first."""
    with uow() as work:
        return work.contacts.suggest(owner, typed, OFFERED)


def meant_by(uow: Uow, owner: Owner, typed: str) -> Contact | None:
    """The one known person whom these words mean without a typo; None for nobody and for several people."""
    with uow() as work:
        found = work.contacts.suggest(owner, typed, OFFERED, typos=False)
    named = [contact for contact in found if contact.details.name.casefold() == typed.casefold()]
    candidates = named or found
    return candidates[0] if len(candidates) == 1 else None


def find_or_add(work: UnitOfWork, owner: Owner, whom: Whom, now: datetime) -> Contact:
    """The contact, which begins to exist if it is new. Raises NotYours."""
    if isinstance(whom, ContactDetails):
        return work.contacts.add(owner, whom, now)
    return work.contacts.get(owner, whom)
