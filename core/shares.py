"""The fields in which a person is shared with the cohort, and what is compared of a person so shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.match_keys import MatchKeys
from core.model import Contact, ContactDetails


class Share(StrEnum):
    """One field of what is shared about a person. None of them ever says whose person it is.

    ``guard``: a cohort mate who is about to write to them is warned. ``organisation``: that somebody in the
    cohort knows somebody there, and in that field of work. ``name``: their name, and that an introduction is
    offered; that implies the other two. What talks left behind is shared by itself (core.takeaways).
    """

    GUARD = "guard"
    ORGANISATION = "organisation"
    NAME = "name"


Shares = frozenset[Share]

NOTHING: Shares = frozenset()
_IMPLIED = {Share.NAME: frozenset({Share.GUARD, Share.ORGANISATION})}
TO_START_WITH = (Share.GUARD, Share.ORGANISATION)
"""What may be chosen for people who are still to come: no name is given away beforehand (our choice)."""


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """One of a member's people, and what is shared about them."""

    contact: Contact
    shares: Shares


def with_implied(shares: Iterable[Share]) -> Shares:
    """The same with what follows from each."""
    chosen = frozenset(shares)
    return chosen.union(*(_IMPLIED.get(share, NOTHING) for share in chosen))


def as_ticked(before: str, ticked: str) -> Shares:
    """What is meant by boxes that were ticked as ``before`` says: whoever drops what a name implies drops it.

    Both as submitted, parted by commas.
    """
    chosen = _read(ticked)
    dropped = _IMPLIED[Share.NAME] & (_read(before) - chosen)
    return with_implied(chosen - {Share.NAME} if dropped else chosen)


def read_shares(text: str) -> Shares:
    """As stored or submitted, parted by commas. Words that are no field mean nothing."""
    return with_implied(_read(text))


def _read(text: str) -> Shares:
    known = {share.value: share for share in Share}
    return frozenset(known[word] for word in text.split(",") if word in known)


def written_shares(shares: Iterable[Share]) -> str:
    """To be stored: always in the same order."""
    chosen = with_implied(shares)
    return ",".join(share.value for share in Share if share in chosen)


def of_both(one: Shares, other: Shares) -> Shares:
    """Two entries become one: the more private choice wins in each field."""
    return one & other


def shared_keys(details: ContactDetails, shares: Shares) -> MatchKeys:
    """What of a person others' questions may be compared with: the keys of what is shared and no others.

    By name, e-mail and LinkedIn page the guard finds them; by organisation and field, whoever asks.
    """
    keys = MatchKeys.of(details)
    found = MatchKeys()
    if Share.GUARD in shares:
        found = MatchKeys(name=keys.name, email=keys.email, linkedin=keys.linkedin)
    if Share.ORGANISATION in shares:
        found = MatchKeys(keys.organisation, keys.field, found.name, found.email, found.linkedin)
    return found
