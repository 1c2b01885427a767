"""What a member says about themselves, so that a draft can say it for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

LEADS: Mapping[str, str] = {
    "introduction": "I'm …",
    "doing": "I'm currently …",
    "looking_for": "I'd like to learn …",
}
"""How the sentence begins that a part completes: what a form asks, and what the skeletons say."""

_REPEATED = {
    "introduction": r"(?:i['’]m|i am|my name is [^,]+, and i['’]m)\s+",
    "doing": r"(?:i['’]m|i am)\s+(?:currently\s+)?|currently\s+",
    "looking_for": r"i(?:['’]d| would) (?:like|love) to (?:learn|hear|know)\s+|to learn\s+",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """The member's own words about themselves, all of them optional.

    ``introduction``: who I am ("a second-year PhD student in biology at UW"). ``doing``: what I do now
    ("studying how salmon find their way home"). ``looking_for``: what I want to learn ("how people move
    from the bench into policy"). ``link``: stands in the signature, in place of an attached résumé
    (opentextbooks.org.hk; defaults, section 1).
    """

    name: str = ""
    introduction: str = ""
    doing: str = ""
    looking_for: str = ""
    link: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that a draft needs and that are not known yet, in the order of asking."""
        return tuple(part for part in ("name", *LEADS) if not getattr(self, part).strip())


def tidied(profile: Profile) -> Profile:
    """The profile as its parts fit into a sentence: on one line, without the words they complete.

    "I'm a PhD student." becomes "a PhD student", so that no draft says "I'm I'm a PhD student.."
    """
    return replace(
        profile, **{part.name: _tidy(part.name, getattr(profile, part.name)) for part in fields(profile)}
    )


def _tidy(part: str, text: str) -> str:
    line = " ".join(text.split())
    if part in LEADS:
        line = re.sub(rf"^(?:{_REPEATED[part]})", "", line, flags=re.IGNORECASE)
        line = line.removeprefix("…").rstrip(" .,;")
    return line
