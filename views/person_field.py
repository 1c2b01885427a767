"""The field that names a person: known people are suggested while one types, or it is somebody new."""

from collections.abc import Sequence

from core.model import Contact
from views import inputs, kit
from views.ids import Do

NEW = "new:"
TYPED_LIMIT = 71
"""What fits into an option's value beside the mark of a new person (Slack: 75 characters in all)."""
SHOWN_OF_TYPED = 58
NAMED = 3
"""How many of those who may be meant are named below the field (our choice)."""


def person_field(
    label: str,
    *,
    name: str = "person",
    known: Contact | None = None,
    typed: str = "",
    similar: Sequence[Contact] = (),
    hint: str = "",
    optional: bool = False,
) -> kit.Block:
    """The field, empty or with somebody ``known`` or ``typed`` in it. ``name`` is its block id.

    Where those who are ``similar`` may be meant by what was typed, it is empty and names them.
    """
    if similar:
        typed, hint = "", _perhaps(typed, similar)
    chosen = option_for(known) if known else new_option(typed) if typed else None
    menu = inputs.suggesting_input("Type a name", Do.PERSON_CHOOSE, chosen)
    return inputs.field(name, label, menu, hint=hint, optional=optional)


def _perhaps(typed: str, similar: Sequence[Contact]) -> str:
    people = "; ".join(kit.shorten(contact.label, SHOWN_OF_TYPED) for contact in similar[:NAMED])
    return f"You typed “{kit.shorten(typed, SHOWN_OF_TYPED)}”. Perhaps you mean {people}. Type, then choose."


def options(people: Sequence[Contact], typed: str) -> list[kit.Json]:
    """What to offer: the known people, and as the last one the words themselves."""
    return [*map(option_for, people), new_option(typed)]


def option_for(contact: Contact) -> kit.Json:
    """A known person."""
    return kit.option(" ".join(contact.label.split()), str(contact.id))


def new_option(typed: str) -> kit.Json:
    """Somebody who is not known yet."""
    words = " ".join(typed.split())[:TYPED_LIMIT]
    return kit.option(f"Someone new: “{kit.shorten(words, SHOWN_OF_TYPED)}”", f"{NEW}{words}")
