"""Taking people and organisations out of a text, so that it can be shown to others.

Rather a word too much than one too few (our choice): who shares sees the text first, and can word it anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.folding import folded_words
from core.name_words import ARTICLES, SMALL
from core.passages import Passage, What, addresses, apart, in_full, organisation, person

_SOMEBODY = ("someone I talked with", "somebody", "a person", "…")
_THEM = ("this person", "that person", "somebody", "…")
_SOMEBODY_ELSE = ("someone else", "another person", "…")
_PLACE = ("their organisation", "that place", "there", "…")
_SOME_PLACE = ("an organisation", "a place", "somewhere", "…")
_ADDRESS = ("(address left out)", "…")
_POSSESSIVE = ("their", "that", "…")
_LONGEST_ROLE = 30


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to be taken out. ``people``: names of those the text is about; ``others``: of everybody else
    who may be named in full; ``places``: names of organisations; ``role``: what to call the person instead.
    """

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    role: str = ""


def without_names(text: str, removal: Removal) -> str:
    """The text with plain words in place of what is removed, and of any address of a person."""
    words = folded_words(text)
    passages = [
        *(passage for name in removal.people for passage in person(text, words, name)),
        *(passage for name in removal.others for passage in in_full(text, words, name, What.OTHER)),
        *(passage for name in removal.places for passage in organisation(text, words, name)),
        *addresses(text),
    ]
    return _replaced(text, apart(passages), _Wording.of(removal))


@dataclass(frozen=True, slots=True)
class _Wording:
    """What stands for whom: none of it says what was to be removed."""

    first: str
    again: str
    other: str
    place: str
    address: str
    their: str

    @classmethod
    def of(cls, removal: Removal) -> "_Wording":
        role = _role(removal)
        return cls(
            _harmless([f"{_article(role)} {role}" if role else "", *_SOMEBODY], removal),
            _harmless([f"the {role}" if role else "", *_THEM], removal),
            _harmless(_SOMEBODY_ELSE, removal),
            _harmless(_PLACE if removal.people else _SOME_PLACE, removal),
            _harmless(_ADDRESS, removal),
            _harmless(_POSSESSIVE, removal),
        )


def _role(removal: Removal) -> str:
    """What the person is, in a few plain words, where that names nobody."""
    role = " ".join(removal.role.split())
    is_plain = role.replace(" ", "").replace("-", "").isalpha() and len(role) <= _LONGEST_ROLE
    if not is_plain or not (role.isascii() and role):
        return ""
    return role if role.isupper() else " ".join(w if w.isupper() else w.lower() for w in role.split())


def _article(role: str) -> str:
    return "an" if role[:1].lower() in "aeiou" and not role.lower().startswith(("uni", "use", "eu")) else "a"


def _harmless(choices: Sequence[str], removal: Removal) -> str:
    """The first of them in which nothing is to be removed."""
    names = Removal(removal.people, (), removal.places)
    for words in filter(None, choices):
        said = folded_words(words)
        found = [*(p for name in names.people for p in person(words, said, name))]
        found += [p for name in names.places for p in organisation(words, said, name)]
        parts = {word.text for name in (*names.people, *names.places) for word in folded_words(name)}
        if not found and not parts & {word.text for word in said} - SMALL - ARTICLES:
            return words
    return "…"


def _replaced(text: str, passages: Sequence[Passage], wording: _Wording) -> str:
    parts, at, spoken_of = [], 0, False
    for passage in passages:
        parts.append(text[at : passage.start])
        stand_in = _stand_in(passage, wording, again=spoken_of)
        begins = not "".join(parts).rstrip(" \t\"'“(").rstrip() or re.search(
            r"[.!?\n]\s*$", "".join(parts[-1:])
        )
        parts.append(stand_in[:1].upper() + stand_in[1:] if begins else stand_in)
        spoken_of = spoken_of or passage.what is What.PERSON
        at = passage.end
    return "".join([*parts, text[at:]])


def _stand_in(passage: Passage, wording: _Wording, *, again: bool) -> str:
    match passage.what:
        case What.OTHER:
            words = wording.other
        case What.PLACE:
            words = wording.place
        case What.ADDRESS:
            words = wording.address
        case _ if passage.owns and wording.first in _SOMEBODY:
            return wording.their
        case _:
            words = wording.again if again else wording.first
    return f"{words}'s" if passage.owns and words != "…" else words
