"""The other people of a conversation in the log form: a line each, and whether somebody known is meant."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from core.model import Contact, ContactDetails
from views import inputs, kit
from views.same_person import chosen_contact, same_person_field

TEXT_LIMIT = 3000
_LABEL_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Other:
    """One further person: the line that was typed, how it reads, whom it may mean, and what was chosen."""

    line: str
    details: ContactDetails
    similar: tuple[Contact, ...] = ()
    same_person: str = ""

    @property
    def same_as(self) -> int | None:
        """The known contact that was chosen, or None for someone new."""
        return chosen_contact(self.same_person)


def field_of(line: str) -> str:
    """The field that asks who is meant by a line: another line is another question."""
    return f"same.{sha256(line.encode()).hexdigest()[:16]}"


def shown(others: Sequence[Other]) -> str:
    """What tells apart what was shown about them; "" for nobody."""
    said = [[other.line, [contact.id for contact in other.similar]] for other in others]
    return sha256(json.dumps(said).encode()).hexdigest()[:16] if said else ""


def others_field(typed: str) -> kit.Block:
    """The field of the log form."""
    return inputs.field(
        "others",
        "Others who were there",
        inputs.text_input(typed, TEXT_LIMIT, multiline=True, example="Ben Ito, postdoc at Genentech"),
        hint="One person per line. Each gets a thank-you note of their own.",
        optional=True,
    )


def everybody(first: str, others: Sequence[Other]) -> list[kit.Block]:
    """Who was there, as it is about to be saved, and the questions about who is meant."""
    if not others:
        return []
    labels = [first, *(Contact(0, other.details).label for other in others)]
    label = f"{len(labels)} people, each with a thank-you note of their own:"
    lines = [kit.shorten(each, _LABEL_LIMIT) for each in labels]
    return [kit.numbered(label, lines), *(_same_person(other) for other in others if other.similar)]


def _same_person(other: Other) -> kit.Block:
    label = f"You know somebody like {kit.shorten(other.details.name, 60)}. Is it the same person?"
    affiliation = other.details.affiliation
    return same_person_field(field_of(other.line), label, other.similar, affiliation, other.same_person)
