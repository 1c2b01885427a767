"""What a question about an organisation finds: its other spellings, its parts, and its short name.

An organisation is compared by its key (core.match_keys.subject_key). A question finds the same key; a name
that goes on where the question ends (``NOAA``, ``NOAA Fisheries``); and a name of which it is the short form,
or the other way round (``NOAA``, ``National Oceanic and Atmospheric Administration``). Words that many
organisations share say too little to begin a name with, and a single letter is no short form.
"""

from dataclasses import dataclass

from core.match_keys import LEGAL_FORMS

SMALL = ("of", "for", "the", "in", "at", "on", "de", "la")
"""Words within a name that its short form often leaves out."""

GENERIC = {
    "academy", "administration", "agency", "america", "american", "association", "bank", "board",
    "bureau", "center", "city", "college", "commission", "committee", "consortium", "consulting",
    "council", "department", "division", "eu", "european", "faculty", "federal", "federation",
    "first", "foundation", "fund", "general", "global", "government", "group", "health", "hospital",
    "institute", "institutes", "institution", "international", "lab", "laboratories", "laboratory",
    "labs", "ministry", "museum", "national", "network", "new", "north", "office", "organisation",
    "organization", "program", "programme", "project", "public", "research", "royal", "saint",
    "school", "science", "sciences", "service", "services", "society", "south", "state", "states",
    "trust", "uk", "union", "united", "universities", "university", "us", "usa", "world",
    *SMALL, *LEGAL_FORMS,
}  # fmt: skip
"""Words with which too many names begin (our choice). One or two of these alone find the same name only."""

SHORTEST, LONGEST = 3, 8
"""Letters of a short form (our choice); a university's may have two: ``UW``."""

_OF_ORGANISATIONS = {
    "administration", "agency", "association", "bureau", "center", "commission", "council", "department",
    "federation", "foundation", "institute", "institutes", "institution", "laboratory", "ministry",
    "organisation", "organization", "service", "society", "university",
}  # fmt: skip
"""A name with one of these is an organisation's, and no field of work."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What of an organisation's key a question finds.

    ``same``: keys that are the organisation's. ``leading``: what its key goes on from, "" where that says too
    little. ``short``: what the words of its name may begin with, a letter each, "" where it is no short form.
    """

    same: tuple[str, ...]
    leading: str = ""
    short: str = ""

    @classmethod
    def of(cls, key: str) -> "Sought":
        """What a question with this key finds. Raises ValueError for an empty one, which is like no other."""
        words = key.split()
        if not words:
            raise ValueError("an empty key is like no other")
        is_short = len(words) == 1 and 2 <= len(key) <= LONGEST and key not in GENERIC and key.isalpha()
        return cls(
            same=tuple(dict.fromkeys([key, *_also_called(words), *_of_the_country(words)])),
            leading=key if _says_enough(words) else "",
            short=key if is_short else "",
        )

    def finds(self, key: str) -> bool:
        """Whether an organisation with this key is meant."""
        if not key:
            return False
        goes_on = bool(self.leading) and key.startswith(f"{self.leading} ")
        return key in self.same or goes_on or self._abbreviates(key)

    def _abbreviates(self, key: str) -> bool:
        words = key.split() if self.short else []
        if len(words) > 1 and words[-1] == self.short:
            words = words[:-1]
        return self.short in short_forms(words)


def _of_the_country(words: list[str]) -> list[str]:
    """``EPA`` is ``US EPA``, and the other way round: some say the country, and some do not."""
    named = words[1:] if words[0] == "us" else words
    if len(named) < 2 and not _says_enough(named):
        return []
    called = [" ".join(named), *_also_called(named)]
    return [*called, *(f"us {name}" for name in called)]


def short_forms(words: list[str]) -> set[str]:
    """The short forms of a name: its first letters, with the small words and without them."""
    bare = [word for word in words if word not in SMALL]
    forms = {"".join(word[0] for word in some) for some in (words, bare)}
    shortest = SHORTEST - 1 if words[:1] == ["university"] else SHORTEST
    return {form for form in forms if shortest <= len(form) <= LONGEST}


def _says_enough(words: list[str]) -> bool:
    """A word that is not everybody's, or three that together are not."""
    bare = [word for word in words if word not in SMALL and len(word) > 1]
    return len(bare) > 2 or any(word not in GENERIC for word in bare)


def _also_called(words: list[str]) -> list[str]:
    """What is asked for in full is found by its short name, and by both together."""
    has_both = len(words) > 2 and words[-1] in short_forms(words[:-1])
    full = words[:-1] if has_both else words
    if not any(word in _OF_ORGANISATIONS for word in full):
        return []
    name, forms = " ".join(full), sorted(short_forms(full))
    return [name, *forms, *(f"{name} {form}" for form in forms)]
