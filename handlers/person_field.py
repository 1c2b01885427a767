"""The person field of a form: its suggestions while one types, and reading what was chosen.

How a form uses it::

    # views: the block; ``known`` or ``typed`` fills it in, and ``similar`` are named below it
    person_field("Whom do you want to ask?", known=meant.known, typed=typed, similar=meant.similar)

    # handlers: opening a form from `/interview draft Dana Wu`
    meant = await services.store.read(people_choice.meant, member.owner, command.rest)

    # handlers: the submitted form
    whom = read_person(submission.values)  # InvalidFields if nobody is chosen; `chosen_person` allows that

    # core: in the use case's unit of work, after its request key was found to be new
    contact = people_choice.find_or_add(work, member.owner, whom, now)

Two fields in one form have two names (block ids): ``person_field(…, name="referrer")`` is read by
``chosen_person(values, "referrer")``.
"""

from collections.abc import Mapping

from core import people_choice
from core.errors import InvalidFields
from core.model import ContactDetails
from core.people_choice import Whom
from handlers.log_entry import details_of
from handlers.ports import Services
from handlers.requests import Suggestion, record_id
from handlers.router import Routes
from views import person_field
from views.ids import Do
from views.kit import Json
from views.log_form import LogEntry


class PersonField:
    """Suggests known people to every person field."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def routes(self) -> Routes:
        return Routes(suggestions={Do.PERSON_CHOOSE: self.suggest})

    async def suggest(self, suggestion: Suggestion) -> list[Json]:
        """Those who may be meant, and someone new as the last one."""
        people = await self._services.store.read(
            people_choice.suggestions, suggestion.owner, suggestion.query
        )
        return person_field.options(people, suggestion.query)


def chosen_person(values: Mapping[str, str], name: str = "person") -> Whom | None:
    """Whom the field names: a contact's id, a new person as described, or None. Raises NotYours."""
    value = values.get(name, "")
    if value.startswith(person_field.NEW):
        new = described(value.removeprefix(person_field.NEW))
        return new if new.name else None
    return record_id(value) if value else None


def read_person(values: Mapping[str, str], name: str = "person") -> Whom:
    """The same for a field that must not be empty. Raises InvalidFields, NotYours."""
    whom = chosen_person(values, name)
    if whom is None:
        raise InvalidFields({name: "Type a name, then choose the person, or “Someone new” below."})
    return whom


def described(typed: str) -> ContactDetails:
    """A new person: ``Dana Wu, scientist at Genentech`` is a name, a role and an organisation."""
    person, _, affiliation = (part.strip() for part in typed.partition(","))
    return details_of(LogEntry(name=person or typed, affiliation=affiliation))
