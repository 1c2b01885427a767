"""What bringing many people in at once needs of storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.import_person import NewPerson
from core.model import Contact, Owner


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who is there already, with the keys of their name and their role and organisation."""

    contact: Contact
    name_key: str
    affiliation_key: str


class Imports(Protocol):
    """Whole imports. All who came in together have the same instant, which is no other import's."""

    def unused_instant(self, owner: Owner, now: datetime) -> datetime:
        """The first from ``now`` on at which nobody of the owner's was written down."""

    def known(self, owner: Owner) -> list[KnownPerson]:
        """Everybody there is, in the order in which they were written down, archived ones included."""

    def add(self, owner: Owner, people: Sequence[NewPerson], came_at: datetime) -> None:
        """Write them down; nothing of them is shared, whatever the owner starts new people with."""

    def namesakes(self, owner: Owner, limit: int) -> list[KnownPerson]:
        """Those who have a name or an e-mail address with somebody else, the last ``limit`` of them."""

    def came(self, owner: Owner, came_at: datetime) -> set[int]:
        """Who came in by that import and is still there, by id."""

    def remove_untouched(self, owner: Owner, came_at: datetime) -> int:
        """Delete those of an import with whom nothing has been done since; how many they are."""
