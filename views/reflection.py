"""After a talk: how it left the member, whether they want to know more, and the field it was in."""

from collections.abc import Sequence

from core.fit import Curiosity, Energy
from core.model import Contact, Interview
from views import inputs, kit
from views.ids import Do

ENERGIES = {
    Energy.DRAINED: "Drained",
    Energy.TIRED: "Rather tired",
    Energy.NEITHER: "Neither way",
    Energy.LIVELY: "Rather lively",
    Energy.ENERGISED: "Energised",
}
CURIOSITIES = {Curiosity.YES: "Yes", Curiosity.MAYBE: "Maybe", Curiosity.NO: "No"}
FIELD = "Their field of work"
_WHY = "For you alone. After three talks in a field, `/interview stats` tells you what they add up to."


def questions(interview: Interview, together: Sequence[Interview] = ()) -> list[kit.Block]:
    """The two questions and the field, each kept as soon as it is answered, and none of them needed.

    ``together``: where several were there, the talk with each of them. They may work in different fields.
    """
    there = {each.contact.id: each.contact for each in together}
    energies = [kit.option(label, str(int(energy))) for energy, label in ENERGIES.items()]
    curiosities = [kit.option(label, str(int(answer))) for answer, label in CURIOSITIES.items()]
    return [
        kit.divider(),
        _asked(
            f"energy.{interview.id}", "How did the talk leave you?", inputs.radio(energies), Do.FIT_ENERGY
        ),
        _asked(
            f"curiosity.{interview.id}",
            "Do you want to know more about this kind of work?",
            inputs.radio(curiosities),
            Do.FIT_CURIOSITY,
        ),
        *([_field_of(each) for each in there.values()] or [_field_of(interview.contact, FIELD)]),
        kit.context(_WHY),
    ]


def _field_of(person: Contact, label: str = "") -> kit.Block:
    asked = label or f"Field of work: {kit.typed(person.details.name, 100)}"
    return _asked(f"field.{person.id}", asked, _field_menu(person.details.field), Do.FIELD_CHOOSE)


def _asked(block_id: str, label: str, element: kit.Element, action_id: Do) -> kit.Block:
    """A question that no button has to be pressed for: fields of a form would need one."""
    return {**kit.section(f"*{label}*", {**element, "action_id": action_id}), "block_id": block_id}


def _field_menu(chosen: str) -> kit.Element:
    known = kit.option(chosen, chosen) if chosen else None
    return inputs.suggesting_input("Type a field", Do.FIELD_CHOOSE, known)


def field_field(chosen: str) -> kit.Block:
    """The field of work of a person: the member's own fields are suggested, or it is a new one."""
    return inputs.field("field", FIELD, _field_menu(chosen), optional=True)


def field_options(known: list[str], typed: str) -> list[kit.Json]:
    """What to offer: the member's own fields, and as the last one the words themselves."""
    options = [kit.option(field, field) for field in known]
    is_new = typed and typed.casefold() not in {field.casefold() for field in known}
    return [*options, *([kit.option(f"New: {typed}", typed)] if is_new else [])]


def record_in(block_id: str) -> str:
    """The record that a field of this form is about: ``energy.12`` is about talk 12."""
    return block_id.partition(".")[2]
