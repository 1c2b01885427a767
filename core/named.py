"""Whom somebody named, read out of what a member wrote down: ``Sam Reyes, scientist at NOAA; Kim Lee``.

A name is two to five words with capitals, as in a list. A sentence ("she will think about it") is no name: a
person is never made of words that may not be one, and what is not read as a name is given back as it was.
"""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody as they were named. ``affiliation``: organisation, role or both, as written."""

    name: str
    affiliation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ReadNames:
    """Those who were named, in order, and the passages in which nobody was."""

    people: tuple[NamedPerson, ...] = ()
    rest: tuple[str, ...] = ()


_ENTRY = re.compile(r"[\n\r;•]+")
_BULLET = re.compile(r"^\s*(?:[-–—*·]|\d{1,2}[.)])\s+")
# It begins only where a word does, and each part ends at an "@": otherwise 3,000 of them take minutes.
EMAIL = re.compile(r"[<(]?(?<![^\s<>(),;:])(?P<address>[^\s<>(),;:@]+@[^\s<>(),;:@]+\.[^\s<>(),;:@.]+)[>)]?")
_AFFILIATED = re.compile(
    r"^(?P<name>[^(]+?)(?:\s+(?:at|from|@|[-–—])\s+|\s*\()(?P<affiliation>.+?)\)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:also|maybe|perhaps|and|ask|contact|email|meet|see|try|(?:talk|speak|write)\s+(?:to|with))\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-\u0300-\u036f])*")
_PARTICLE = re.compile(r"al|bin|d[aeiou]|das|del|della|den|der|dos|du|e|el|la|le|ten|ter|van|von|y|zu")
_TITLE = re.compile(r"(?:dr|prof|professor|mr|mrs|ms|mx)\.?", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:an?|all|and|any(?:body|one)?|but|congrats|every(?:body|one)|he|hello|hers?|hey|hi|him|his|how|if?|its?|"
    r"just|look|maybe|my|no|nobody|none|not|nothing|one|our|people|perhaps|she|so|some(?:body|one)|thanks?|that|"
    r"the|their|them|there|they|think|this|unsure|we|welcome|what|when|who|will|yes|your?)(?:['’][a-z]{1,2})?",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:agency|association|center|centre|college|company|department|dept|foundation|inc|institute|"
    r"institution|lab|laboratory|labs|llc|ltd|ministry|school|society|team|university)\b\.?",
    re.IGNORECASE,
)
_LONGEST = 5


def read_names(text: str) -> ReadNames:
    """The people that were named, one in a line or parted by commas and semicolons."""
    people: list[NamedPerson] = []
    rest: list[str] = []
    for entry in _ENTRY.split(text):
        passage = _BULLET.sub("", entry).strip(" \t,.")
        found = _named_in(passage)
        people += found
        if passage and not found:
            rest.append(entry.strip())
    return ReadNames(tuple(people), tuple(rest))


def is_name(text: str) -> bool:
    """Whether the words look like the full name of a person."""
    words = [word for word in text.split() if not _TITLE.fullmatch(word)]
    if not 1 < len(words) <= _LONGEST:
        return len(words) == 1 and _is_unspaced(words[0])
    if _NO_NAME.fullmatch(words[0]) or _PLACES.search(text):
        return False
    return all(_is_part(word) or _PARTICLE.fullmatch(word) for word in words) and _is_part(words[-1])


def _is_part(word: str) -> bool:
    """Capitalised, and no acronym; in a script without capitals any word."""
    if not _WORD.fullmatch(word):
        return False
    acronym = word.isupper() and len(word.strip(".")) > 1 and "." not in word
    return not word[0].islower() and not acronym


def _is_unspaced(word: str) -> bool:
    """A whole name in a script that parts no words, such as 王小明."""
    return 2 <= len(word) <= 4 and all("\u3040" <= char <= "\ud7ff" for char in word)


def _named_in(passage: str) -> list[NamedPerson]:
    """The people of one line: what stands between its commas is a name, or says more of the last one."""
    people: list[NamedPerson] = []
    for part in (part.strip() for part in passage.split(",")):
        if not part:
            continue
        named = _in_part(part)
        if named:
            people += named
        elif people:
            people[-1] = _with_more(people[-1], part)
        else:
            return _first_name_only(passage)
    return people


def _in_part(part: str) -> list[NamedPerson]:
    bare = _BEFORE.sub("", part)
    if both := [_person(half) for half in _AND.split(bare)]:
        people = [person for person in both if person]
        if len(people) == len(both):
            return people
    person = _person(bare)
    return [person] if person else []


def _person(text: str) -> NamedPerson | None:
    """``Sam Reyes``, ``Sam Reyes at NOAA``, ``Sam (NOAA)``, ``Sam Reyes <sam@noaa.gov>``, or nobody."""
    email = EMAIL.search(text)
    address = email["address"] if email else ""
    bare = EMAIL.sub(" ", text).strip(" ,") if email else text.strip()
    if is_name(bare):
        return NamedPerson(bare, email=address)
    said = _AFFILIATED.match(bare)
    if said and (is_name(said["name"]) or _is_first_name(said["name"], said["affiliation"])):
        return NamedPerson(said["name"].strip(), said["affiliation"].strip(), address)
    return NamedPerson(bare, email=address) if address and _is_one_part(bare) else None


def _is_first_name(name: str, affiliation: str) -> bool:
    """A single name counts where it is said in the same breath where they are."""
    return _is_one_part(name) and not affiliation.strip()[:1].islower()


def _is_one_part(text: str) -> bool:
    word = text.strip()
    return _is_part(word) and len(word) > 1 and not _NO_NAME.fullmatch(word) and not _PLACES.search(word)


def _first_name_only(passage: str) -> list[NamedPerson]:
    """``Sam, NOAA``: one name and one organisation written in capitals."""
    name, _, affiliation = (part.strip() for part in passage.partition(","))
    bare = _BEFORE.sub("", name)
    organisation = affiliation.isupper() and len(affiliation.split()) == 1
    return [NamedPerson(bare, affiliation)] if _is_one_part(bare) and organisation else []


def _with_more(person: NamedPerson, part: str) -> NamedPerson:
    email = EMAIL.fullmatch(part)
    if email and not person.email:
        return replace(person, email=email["address"])
    more = ", ".join(known for known in (person.affiliation, part) if known)
    # "Sam (analyst, NOAA)" was parted within its brackets.
    return replace(person, affiliation=more if "(" in more else more.rstrip(")"))
