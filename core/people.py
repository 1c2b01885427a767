"""What is known about one person, and what becomes of it when they are described again."""

from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import category

from core.model import Contact, ContactDetails, Debrief
from core.nudges import Keeping

_JOINERS = "\u200c\u200d"
"""Persian and Indic names are spelt with them."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is stored about a person beside what happened: ``notes`` are about them, as typed."""

    contact: Contact
    tags: tuple[str, ...]
    keeping: Keeping
    notes: str
    archived_at: datetime | None = None


def tidied_name(typed: str) -> str:
    """A name of a person or a place without marks that nobody sees; empty where nothing else was typed."""
    seen = "".join(char for char in typed if category(char) != "Cf" or char in _JOINERS).strip()
    return seen if seen.strip(_JOINERS) else ""


def completed(known: ContactDetails, typed: ContactDetails) -> ContactDetails:
    """What was written before stays; what was still empty is taken over.

    Role and organisation belong together: the role in one place is not the role in another.
    """
    same_place = known.organisation == typed.organisation
    fits = not known.affiliation or same_place or not (known.organisation or typed.role)
    here = typed if fits else known
    return ContactDetails(
        name=known.name,
        organisation=known.organisation or here.organisation,
        role=known.role or here.role,
        email=known.email or typed.email,
        phone=known.phone or typed.phone,
        linkedin=known.linkedin or typed.linkedin,
        zone=known.zone or typed.zone,
        field=known.field or typed.field,
    )


def left_over(kept: ContactDetails, typed: ContactDetails) -> str:
    """What was typed and is not kept, in one phrase: nothing that a member types is lost."""
    pairs = (
        (kept.name, typed.name),
        (kept.affiliation, typed.affiliation),
        (kept.email, typed.email),
        (kept.phone, typed.phone),
        (kept.linkedin, typed.linkedin),
        (kept.zone, typed.zone),
        (kept.field, typed.field),
    )
    return ", ".join(new for old, new in pairs if new and new.casefold() not in old.casefold())


def merged_details(kept: PersonRecord, other: PersonRecord) -> ContactDetails:
    """How two records of one person read as one: what the first says stays, its gaps are filled."""
    return completed(kept.contact.details, other.contact.details)


def differences(kept: PersonRecord, other: PersonRecord) -> list[str]:
    """What the other says of the person and the first does not, for the notes: so a merge loses nothing."""
    said = left_over(merged_details(kept, other), other.contact.details)
    every = other.keeping.cadence_days
    cadence = (
        f"in touch every {every} days" if every and kept.keeping.cadence_days not in {None, every} else ""
    )
    also = ", ".join(part for part in (said, cadence) if part)
    return [text for text in (f"Also noted as: {also}" if also else "", other.notes) if text]


def with_remark(debrief: Debrief, remark: str) -> Debrief:
    """The debrief with a further line in its notes."""
    if not remark:
        return debrief
    line = f"Described here as: {remark}"
    return replace(debrief, notes=f"{debrief.notes}\n{line}" if debrief.notes else line)
