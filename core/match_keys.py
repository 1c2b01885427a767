"""What two members type about one professional, one organisation or one field of work, made comparable.

Accents, case, punctuation, titles, a leading "the", the legal form of a company and how a common word is
shortened do not count. An empty key is like no other: nothing is ever matched by it. What a question about an
organisation finds beyond its own key: core.organisation_names.
"""

import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import unquote

from core.model import ContactDetails

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "phd", "md"}
LEGAL_FORMS = {
    "ag", "bv", "co", "company", "corp", "corporation", "eg", "ev", "gmbh", "inc", "incorporated", "limited",
    "llc", "llp", "lp", "ltd", "nv", "oy", "plc", "pte", "pty", "sa", "sarl", "sas", "srl",
}  # fmt: skip
_IN_FULL = {
    "assn": "association",
    "assoc": "association",
    "centre": "center",
    "ctr": "center",
    "dept": "department",
    "inst": "institute",
    "intl": "international",
    "natl": "national",
    "univ": "university",
}
_PROFILES = {"in", "pub"}
"""What stands before a person's own part of an address at LinkedIn."""


@dataclass(frozen=True, slots=True)
class MatchKeys:
    """What of a person is compared with what others share.

    ``name`` is that of a person at an organisation: a name alone is too common. Each is "" where it is not
    known.
    """

    organisation: str = ""
    field: str = ""
    name: str = ""
    email: str = ""
    linkedin: str = ""

    @classmethod
    def of(cls, details: ContactDetails) -> "MatchKeys":
        organisation, name = subject_key(details.organisation), search_key(details.name)
        return cls(
            organisation=organisation,
            field=subject_key(details.field),
            name=f"{name} @ {organisation}" if name and organisation else "",
            email=details.email.strip().casefold(),
            linkedin=linkedin_key(details.linkedin),
        )


def search_key(text: str) -> str:
    """The text without accents, case, punctuation and titles: ``Dr. José Núñez`` → ``jose nunez``."""
    words = _words(text)
    return " ".join([word for word in words if word not in _TITLES] or words)


def subject_key(text: str) -> str:
    """An organisation or a field of work: ``The N.O.A.A., Inc.`` → ``noaa``."""
    said = _words(text)
    words = _with_initials_joined([word for word in said if word != "and"] or said)
    words = named = [_IN_FULL.get(word, word) for word in words]
    while named[:1] == ["the"]:
        named = named[1:]
    while named and named[-1] in LEGAL_FORMS:
        named = named[:-1]
    return " ".join(named or words)


def linkedin_key(text: str) -> str:
    """The person's own part of an address: ``https://www.linkedin.com/in/dana-wu/`` → ``dana-wu``.

    Empty for what is no person's address, such as a company's.
    """
    address = unquote(text.strip()).casefold().partition("?")[0].partition("#")[0].strip()
    parts = [part for part in address.split("/") if part]
    own = [after for before, after in pairwise(parts) if before in _PROFILES]
    found = own[0] if own else (parts[0] if len(parts) == 1 else "")
    # Left after reading it as an address, these stand in none.
    is_broken = any(char.isspace() or char == "%" for char in found)
    is_address = not is_broken and (bool(own) or not any(char in found for char in ".:"))
    return unicodedata.normalize("NFC", found) if is_address else ""


def _words(text: str) -> list[str]:
    # A letter in a fancy style becomes a plain one, capital or not, only by taking it apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in plain).split()


def _with_initials_joined(words: list[str]) -> list[str]:
    """``n o a a`` is one word, as it is without the full stops."""
    joined: list[str] = []
    for is_initial, alike in groupby(words, key=lambda word: len(word) == 1):
        run = list(alike)
        joined += ["".join(run)] if is_initial else run
    return joined
