"""The person whom a message tells of, such as *Talk to Dana Wu at Genentech (dana@gene.com)*."""

import re

from core.match_keys import linkedin_key
from core.named import EMAIL, NamedPerson, read_names

_LEAD = re.compile(
    r"\b(?:(?:talk|speak|spoke|talked|write|reach\s+out|introduce\s+you|say\s+hi)\s+(?:to|with)"
    r"|contact|meet|met|ask|e-?mail|message|this\s+is)\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]+(?=\s+[A-Z\"“(]|\s*$)|[\n\r;]+")
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/[^\s,;|<>()]+", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)")
"""Slack's marks around words that are bold, slanted, struck or code."""

_LONGEST = 3000
"""Characters that are looked at: a longer message is no introduction."""


def person_in(text: str) -> tuple[NamedPerson, str]:
    """The first person of a message, and their LinkedIn page. Whatever is not found is empty."""
    looked_at = _EMPHASIS.sub("", text[:_LONGEST])
    page = _LINKEDIN.search(looked_at)
    linkedin = page[0].rstrip(".") if page and linkedin_key(page[0]) else ""
    address = EMAIL.search(looked_at)
    email = address["address"] if address else ""
    named = _first_named(looked_at.replace(linkedin, " ") if linkedin else looked_at)
    return NamedPerson(named.name, _without_clauses(named.affiliation), named.email or email), linkedin


def _without_clauses(affiliation: str) -> str:
    """``NOAA, she works on tides`` is NOAA: a message goes on where a list would end."""
    first, *more = affiliation.split(",")
    kept = [part for part in more if part.strip()[:1].isupper()]
    return ",".join([first, *kept]) if len(kept) == len(more) else first.strip()


def _first_named(text: str) -> NamedPerson:
    for sentence in _SENTENCE.split(text):
        # Whoever follows "talk to" is meant before whoever the sentence begins with.
        for passage in (*_LEAD.split(sentence)[1:], sentence):
            if found := read_names(passage).people:
                return found[0]
    return NamedPerson("")
