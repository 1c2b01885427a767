"""Whether two descriptions may mean the same person: accents, case, titles and typos do not count."""

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from core.model import ContactDetails

SAME_EMAIL = 200.0
NEAR_NAME = 85.0
NEAR_AFFILIATION = 75.0
_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "phd", "md"}


def search_key(text: str) -> str:
    """The text without accents, case, punctuation and titles: ``Dr. José Núñez`` → ``jose nunez``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return " ".join([word for word in words if word not in _TITLES] or words)


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """What of a person is compared, made comparable. Stored with each contact."""

    name: str
    affiliation: str
    email: str

    @classmethod
    def of(cls, details: ContactDetails) -> "SearchKeys":
        return cls(search_key(details.name), search_key(details.affiliation), details.email.casefold())


def likeness(one: SearchKeys, other: SearchKeys) -> float:
    """How alike two people are described; 0 where they need not be offered as the same."""
    if one.email and one.email == other.email:
        return SAME_EMAIL
    if not one.name:
        return 0.0
    name_score = max(fuzz.ratio(one.name, other.name), fuzz.token_set_ratio(one.name, other.name))
    if name_score < NEAR_NAME:
        return 0.0
    affiliation_score = fuzz.token_set_ratio(one.affiliation, other.affiliation)
    same_full_name = one.name == other.name and " " in one.name
    return name_score + affiliation_score if same_full_name or affiliation_score >= NEAR_AFFILIATION else 0.0
