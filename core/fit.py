"""How talks left the member, and whether they want to know more about the field of work.

It is about the member and never about a person, it is optional, and nobody else sees it. Five steps and three
answers, and that a field has to have three talks, are our choice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum

AFTER_TALKS = 3
"""How many talks it takes before anything is said of a field."""

FIELD_LIMIT = 60
"""Characters of a field of work: it has to fit into a menu."""


class Energy(IntEnum):
    """How a talk left the member."""

    DRAINED = 1
    TIRED = 2
    NEITHER = 3
    LIVELY = 4
    ENERGISED = 5


class Curiosity(IntEnum):
    """Whether they want to know more about that field of work."""

    NO = 1
    MAYBE = 3
    YES = 5


class Mood(Enum):
    """What most of the talks in a field have in common."""

    ENERGISING = "energising"
    DRAINING = "draining"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Reflection:
    """What was said of one talk; None: not said."""

    energy: Energy | None = None
    curiosity: Curiosity | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What the talks in one field add up to.

    ``talks``: how many something was said of. ``energy``: how many say how they left the member, and
    ``energising`` and ``draining`` of them; ``curiosity``: the same for "want to know more", ``more``: yes.
    """

    field: str
    talks: int
    energy: int = 0
    energising: int = 0
    draining: int = 0
    curiosity: int = 0
    more: int = 0

    @property
    def mood(self) -> Mood | None:
        """None where too few say it. More than half of them make a mood, all else is mixed."""
        if self.energy < AFTER_TALKS:
            return None
        if self.energising * 2 > self.energy:
            return Mood.ENERGISING
        return Mood.DRAINING if self.draining * 2 > self.energy else Mood.MIXED


def fits(said: Iterable[tuple[str, Reflection]]) -> list[Fit]:
    """Of the talks by their field, those fields that have enough; the most talks first, then by name."""
    by_field = defaultdict[str, list[Reflection]](list)
    for field, reflection in said:
        if field and reflection != Reflection():
            by_field[field].append(reflection)
    found = [_fit(field, each) for field, each in by_field.items() if len(each) >= AFTER_TALKS]
    return sorted(found, key=lambda fit: (-fit.talks, fit.field.casefold()))


def _fit(field: str, talks: list[Reflection]) -> Fit:
    energies = [talk.energy for talk in talks if talk.energy is not None]
    curious = [talk.curiosity for talk in talks if talk.curiosity is not None]
    return Fit(
        field=field,
        talks=len(talks),
        energy=len(energies),
        energising=sum(energy > Energy.NEITHER for energy in energies),
        draining=sum(energy < Energy.NEITHER for energy in energies),
        curiosity=len(curious),
        more=curious.count(Curiosity.YES),
    )


def tidied_field(typed: str, known: Iterable[str] = ()) -> str:
    """A field of work on one line, spelt as the member spelt it before."""
    field = " ".join(typed.split())[:FIELD_LIMIT].strip()
    return next((one for one in known if one.casefold() == field.casefold()), field)
