"""Who uses Inroad, and the professionals of each member."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from core.model import Contact, ContactDetails, Member, Nudging, Owner, QuietHours, ReminderKind
from core.next_action import Plans
from core.people import PersonRecord
from core.people_query import PeopleQuery
from core.timeline import Moment


class Members(Protocol):
    """Who uses Inroad, and in which zone they live."""

    def get(self, owner: Owner) -> Member | None: ...

    def seen(self, owner: Owner, now: datetime) -> Member | None:
        """Note that the member did something now; None for one who is not known yet."""

    def hold(self, owner: Owner) -> None:
        """Let nobody else change this member's records until the unit of work ends."""

    def of_reminders(self, ids: Sequence[int]) -> dict[Owner, Member]:
        """Whom these waiting reminders are for."""

    def count(self, team_id: str) -> int:
        """How many there are in a workspace."""

    def set_preferences(
        self, owner: Owner, quiet_hours: QuietHours, paused_until: date | None, nudging: Nudging
    ) -> Member:
        """What a member chose for their reminders."""

    def set_zone(self, owner: Owner, zone: str, now: datetime) -> Member:
        """Remember the zone that Slack gave at ``now``; a new member begins to exist with it."""


class Contacts(Protocol):
    """The professionals of a member."""

    def add(self, owner: Owner, details: ContactDetails, now: datetime) -> Contact: ...

    def get(self, owner: Owner, contact_id: int) -> Contact:
        """Raises NotYours."""

    def change(self, owner: Owner, contact_id: int, details: ContactDetails) -> Contact:
        """Describe a contact anew. Raises NotYours."""

    def similar(self, owner: Owner, details: ContactDetails) -> list[Contact]:
        """Those who may be the same person: same e-mail, or near name and organisation; likeliest first."""

    def suggest(self, owner: Owner, typed: str, limit: int, *, typos: bool = True) -> list[Contact]:
        """Those in whose name, affiliation or e-mail each typed word is found, best first.

        ``typos``: words of about the same letters count as well.
        """


class People(Protocol):
    """What is stored about people beyond their description, to look them up and to put them in order."""

    def find(self, owner: Owner, query: PeopleQuery, quiet_since: datetime | None) -> list[int]:
        """The contacts of whom all of the query but ``due`` holds, by id.

        Best match first where there are words, else longest not in touch first where the query asks for that
        (nobody whose last touch, or else first mention, is after ``quiet_since``), else by name.
        """

    def plans(self, owner: Owner, contact_ids: Sequence[int], now: datetime) -> dict[int, Plans]:
        """What follows from what is stored about each of them; without those of whom nothing does."""

    def record(self, owner: Owner, contact_id: int) -> PersonRecord:
        """Raises NotYours."""

    def records(self, owner: Owner, contact_ids: Sequence[int]) -> list[PersonRecord]:
        """In this order; without those that are not the owner's."""

    def describe(self, owner: Owner, contact_id: int, tags: Sequence[str], notes: str) -> None:
        """Store tags and notes in place of those before. Raises NotYours."""

    def archive(self, owner: Owner, contact_id: int, at: datetime | None) -> None:
        """Put a person away, or (None) bring them back. Raises NotYours."""

    def reminded_of(self, owner: Owner, contact_id: int) -> list[tuple[ReminderKind, int]]:
        """What a reminder may be about that is about this person: its kind and subject."""

    def merge(self, owner: Owner, contact_id: int, other_id: int) -> list[str]:
        """Give the first all that belongs to the other, who then is no more. Raises NotYours.

        Returns what the member wrote that had no room there.
        """

    def remove(self, owner: Owner, contact_id: int) -> None:
        """Delete a person with all that belongs to them. Raises NotYours."""


class Timeline(Protocol):
    """What happened between a member and their people."""

    def of_contact(self, owner: Owner, contact_id: int) -> list[Moment]:
        """Everything with one person, newest first. Raises NotYours."""
