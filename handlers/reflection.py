"""What a member says of a talk and of its field, kept at every tap."""

from core import counting
from core.errors import NotYours
from core.fit import Curiosity, Energy, tidied_field
from handlers.members import Members
from handlers.ports import Services
from handlers.requests import Action, Suggestion, record_id
from handlers.router import OK, Reply, Routes
from views import reflection
from views.ids import Do
from views.kit import Json


class Reflecting:
    """The questions after a talk. Slack shows by itself what was chosen: nothing has to be drawn again."""

    def __init__(self, services: Services, members: Members) -> None:
        self._services = services
        self._members = members

    def routes(self) -> Routes:
        return Routes(
            actions={
                Do.FIT_ENERGY: self.energy,
                Do.FIT_CURIOSITY: self.curiosity,
                Do.FIELD_CHOOSE: self.field,
            },
            suggestions={Do.FIELD_CHOOSE: self.suggest},
        )

    async def energy(self, action: Action) -> Reply:
        """How the talk left the member."""
        if action.value:
            talk = about(action, "energy")
            energy = Energy(record_id(action.value))
            await self._services.store.write(counting.reflect, action.owner, talk, energy=energy)
        return OK

    async def curiosity(self, action: Action) -> Reply:
        """Whether they want to know more."""
        if action.value:
            talk = about(action, "curiosity")
            answer = Curiosity(record_id(action.value))
            await self._services.store.write(counting.reflect, action.owner, talk, curiosity=answer)
        return OK

    async def field(self, action: Action) -> Reply:
        """The field in which the person works."""
        person = about(action, "field")
        await self._services.store.write(counting.set_field, action.owner, person, action.value)
        return OK

    async def suggest(self, suggestion: Suggestion) -> list[Json]:
        """The member's own fields, and what they typed as the last one."""
        typed = tidied_field(suggestion.query)
        known = await self._services.store.read(counting.fields, suggestion.owner, typed)
        return reflection.field_options(known, typed)


def about(action: Action, question: str) -> int:
    """The record that the question was about: of several people each has their own. Raises NotYours."""
    if not action.block_id.startswith(f"{question}."):
        raise NotYours
    return record_id(reflection.record_in(action.block_id))
