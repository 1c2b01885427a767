"""The question whether somebody who was typed is somebody known, in a form's check before saving."""

from collections.abc import Sequence

from core.model import Contact
from views import inputs, kit

NEW_PERSON = "new"
QUESTION = "You know somebody like that. Is it the same person?"


def same_person_field(
    name: str, label: str, similar: Sequence[Contact], affiliation: str, chosen: str = ""
) -> kit.Block:
    """One of these, or someone new. The likeliest is chosen beforehand where the affiliation fits too."""
    options = [kit.option(contact.label, str(contact.id)) for contact in similar]
    alike = affiliation.casefold() in similar[0].label.casefold()
    options.append(kit.option("Someone new", NEW_PERSON))
    return inputs.field(name, label, inputs.radio(options, chosen or (options[0]["value"] if alike else "")))


def chosen_contact(value: str) -> int | None:
    """The known contact that was chosen, or None for someone new."""
    return int(value) if value not in {"", NEW_PERSON} else None
