"""What is known about one person, when they are described again."""

from dataclasses import replace

from core.model import ContactDetails, Debrief


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
    )
    return ", ".join(new for old, new in pairs if new and new.casefold() not in old.casefold())


def with_remark(debrief: Debrief, remark: str) -> Debrief:
    """The debrief with a further line in its notes."""
    if not remark:
        return debrief
    line = f"Described here as: {remark}"
    return replace(debrief, notes=f"{debrief.notes}\n{line}" if debrief.notes else line)
