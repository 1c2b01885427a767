"""Use cases about bringing many people in at once, and about taking a whole import back.

Whoever has the same address at LinkedIn, or the same e-mail address and a name in common, is certainly the
same person: what was known stays, gaps are filled, and what differs goes to the notes. Whoever may be the
same is brought in, and asked about. Nobody who is brought in gets a cadence, nor is shared with the cohort.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.errors import TooLate
from core.import_person import NewPerson
from core.match_keys import linkedin_key, search_key
from core.model import Contact, ContactDetails, Owner
from core.people import completed, left_over
from core.ports import UnitOfWork, Uow
from core.ports.importing import KnownPerson

CHUNK = 1_000
"""People brought in by one transaction: nobody else's waits longer than for that (our choice)."""

UNDONE_FOR = timedelta(days=1)
"""For how long an import can be taken back (our choice)."""

MOST_PAIRS = 50
"""People who may be the same, of one import, who are asked about (our choice)."""

_LOOKED_THROUGH = 5_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How many came in, how many were there and are told more of, and how many were there as they are."""

    added: int = 0
    completed: int = 0
    known: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.added + other.added, self.completed + other.completed, self.known + other.known)


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who came in, and who may be the same as somebody who was there before."""

    before: Contact
    came: Contact


@dataclass(frozen=True, slots=True)
class Undone:
    """How many were taken out, and how many stay because something was done with them since."""

    removed: int
    kept: int


def begin(uow: Uow, owner: Owner, now: datetime) -> datetime:
    """The instant by which a new import is known."""
    with uow() as work:
        return work.imports.unused_instant(owner, now)


def bring_in(uow: Uow, owner: Owner, people: Sequence[NewPerson], came_at: datetime) -> Tally:
    """Bring a chunk of people in, each of them once however often they are in it."""
    with uow() as work:
        work.members.hold(owner)
        chunk = _Chunk(work.imports.known(owner))
        for person in people:
            chunk.take(person)
        work.imports.add(owner, [each.person for each in chunk.new], came_at)
        changed = [each for each in chunk.met.values() if _complete(work, owner, each)]
        work.commit()
    return Tally(len(chunk.new), len(changed), len(people) - len(chunk.new) - len(changed))


def undo(uow: Uow, owner: Owner, came_at: datetime, now: datetime) -> Undone:
    """Take out everybody of an import with whom nothing was done since. Raises TooLate after a day."""
    if now - came_at > UNDONE_FOR:
        raise TooLate("An import can be taken back for a day, and that is over.")
    with uow() as work:
        work.members.hold(owner)
        removed = work.imports.remove_untouched(owner, came_at)
        kept = len(work.imports.came(owner, came_at))
        work.commit()
    return Undone(removed, kept)


def pairs(uow: Uow, owner: Owner, came_at: datetime) -> list[Pair]:
    """Who of an import may be somebody else who is there, MOST_PAIRS at most."""
    with uow() as work:
        came = work.imports.came(owner, came_at)
        people = work.imports.namesakes(owner, _LOOKED_THROUGH)
    groups = defaultdict[str, list[KnownPerson]](list)
    found: dict[int, Pair] = {}
    for person in people:
        for key in filter(None, (f"n {person.name_key}", _email_key(person))):
            earlier = next((each for each in groups[key][:20] if _may_be(each, person)), None)
            groups[key].append(person)
            if earlier and person.contact.id in came:
                found.setdefault(person.contact.id, Pair(earlier.contact, person.contact))
    return [*found.values()][:MOST_PAIRS]


def _email_key(person: KnownPerson) -> str:
    email = person.contact.details.email.casefold()
    return f"e {email}" if email else ""


def _may_be(one: KnownPerson, other: KnownPerson) -> bool:
    """Two addresses at LinkedIn are two people."""
    first, second = (linkedin_key(each.contact.details.linkedin) for each in (one, other))
    return not (first and second and first != second)


@dataclass(eq=False)
class _Entry:
    """Somebody in the address book while a chunk is read. ``contact_id`` of None: new."""

    person: NewPerson
    contact_id: int | None = None
    more: list[NewPerson] = field(default_factory=list)


class _Chunk:
    """Tells for each person whether they are there already."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self.new: list[_Entry] = []
        self.met: dict[int, _Entry] = {}
        self._by_email = defaultdict[str, list[_Entry]](list)
        self._by_linkedin: dict[str, _Entry] = {}
        self._by_name = defaultdict[tuple[str, str], list[_Entry]](list)
        for each in known:
            entry = _Entry(NewPerson(each.contact.details), each.contact.id)
            self._file(entry, (each.name_key, each.affiliation_key))

    def take(self, person: NewPerson) -> None:
        details = person.details
        names = search_key(details.name), search_key(details.affiliation)
        entry = self._certain(person, names)
        if entry is None:
            entry = _Entry(person)
            self.new.append(entry)
            self._file(entry, names)
        elif entry.contact_id is None:
            entry.person = _joined(entry.person, person)
            self._file_addresses(entry)
        else:
            entry.more.append(person)
            self.met[entry.contact_id] = entry
            entry.person = replace(entry.person, details=completed(entry.person.details, details))
            self._file_addresses(entry)

    def _certain(self, person: NewPerson, names: tuple[str, str]) -> _Entry | None:
        details = person.details
        linkedin, email = linkedin_key(details.linkedin), details.email.casefold()
        found = [self._by_linkedin[linkedin]] if linkedin in self._by_linkedin and linkedin else []
        for entry in self._by_email.get(email, ()) if email else ():
            if entry not in found and _same_owner_of_address(entry.person.details, details, linkedin):
                found.append(entry)
        if len(found) == 1:
            return found[0]
        is_telling = bool(names[1]) or " " in names[0]  # "Sam" may be anybody
        if found or not is_telling:
            return None
        return next((each for each in self._by_name.get(names, ()) if _says_no_more(each, person)), None)

    def _file(self, entry: _Entry, names: tuple[str, str]) -> None:
        if names[0]:
            self._by_name[names].append(entry)
        self._file_addresses(entry)

    def _file_addresses(self, entry: _Entry) -> None:
        details = entry.person.details
        if details.email and entry not in self._by_email[details.email.casefold()]:
            self._by_email[details.email.casefold()].append(entry)
        if details.linkedin and (key := linkedin_key(details.linkedin)):
            self._by_linkedin.setdefault(key, entry)


def _same_owner_of_address(known: ContactDetails, new: ContactDetails, linkedin: str) -> bool:
    """One address may be an office's: so the names share a word too, and LinkedIn does not differ."""
    known_linkedin = linkedin_key(known.linkedin)
    if linkedin and known_linkedin and linkedin != known_linkedin:
        return False
    words = {*search_key(known.name).split()}
    return bool(words & {*search_key(new.name).split()})


def _says_no_more(known: _Entry, person: NewPerson) -> bool:
    details = known.person.details
    is_told = not person.notes and not person.tags
    return (
        is_told and completed(details, person.details) == details and not left_over(details, person.details)
    )


def _joined(one: NewPerson, other: NewPerson) -> NewPerson:
    details = completed(one.details, other.details)
    notes = _with(one.notes, [_remark(details, other.details), other.notes])
    return NewPerson(details, tuple(dict.fromkeys([*one.tags, *other.tags])), notes)


def _complete(work: UnitOfWork, owner: Owner, entry: _Entry) -> bool:
    """Fill what is not known yet of somebody who is there; whether that changed anything."""
    assert entry.contact_id is not None  # noqa: S101 - it is what `met` holds
    before = work.contacts.get(owner, entry.contact_id).details
    details = before
    remarks: list[str] = []
    tags: dict[str, None] = {}
    for person in entry.more:
        details = completed(details, person.details)
        remarks += [_remark(details, person.details), person.notes]
        tags |= dict.fromkeys(person.tags)
    if details != before:
        work.contacts.change(owner, entry.contact_id, details)
    return _describe(work, owner, entry.contact_id, remarks, tags) or details != before


def _describe(
    work: UnitOfWork, owner: Owner, contact_id: int, remarks: Sequence[str], tags: Iterable[str]
) -> bool:
    if not any(remarks) and not tags:
        return False
    record = work.people.record(owner, contact_id)
    notes = _with(record.notes, remarks)
    every = tuple(sorted({*record.tags, *tags}))
    if (notes, every) == (record.notes, record.tags):
        return False
    work.people.describe(owner, contact_id, every, notes)
    return True


def _remark(kept: ContactDetails, new: ContactDetails) -> str:
    said = left_over(kept, new)
    return f"Also noted as: {said}" if said else ""


def _with(notes: str, remarks: Iterable[str]) -> str:
    """The notes with what they do not say yet: an import that comes again adds nothing."""
    for remark in remarks:
        if remark and remark not in notes:
            notes = f"{notes}\n{remark}" if notes else remark
    return notes
