"""One person as a row of a table or a vCard describes them: tidied, checked, and told what is amiss."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.cells import unguarded
from core.fit import FIELD_LIMIT, tidied_field
from core.match_keys import linkedin_key
from core.model import ContactDetails
from core.people import tidied_name
from core.people_query import tag_of

NAME_LIMIT, AFFILIATION_LIMIT, EMAIL_LIMIT, PHONE_LIMIT = 120, 160, 254, 60
TAG_LIMIT, MOST_TAGS = 40, 20
NOTES_LIMIT = 3000
"""Characters of each, as in the form of a person."""

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_LINKEDIN = re.compile(r"(?:https?://)?(?P<site>(?:[a-z]{2,3}\.)?linkedin\.com/[^\s,;]+)", re.IGNORECASE)
_EXCEL_TEXT = re.compile(r'="(?P<text>[^"]*)"')
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SEVERAL = re.compile(r"\s*(?::::|;|,|\n)\s*")


class Known(StrEnum):
    """What can be known of a person from a file. The name is in one field, or in two."""

    NAME = "name"
    LAST_NAME = "last_name"
    ORGANISATION = "organisation"
    ROLE = "role"
    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    FIELD = "field"
    TAGS = "tags"
    NOTES = "notes"


LABELS = {
    Known.NAME: "Name, or first name",
    Known.LAST_NAME: "Last name",
    Known.ORGANISATION: "Organisation",
    Known.ROLE: "Role",
    Known.EMAIL: "E-mail",
    Known.PHONE: "Phone",
    Known.LINKEDIN: "LinkedIn",
    Known.FIELD: "Field of work",
    Known.TAGS: "Tags",
    Known.NOTES: "Notes",
}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody out of a file."""

    details: ContactDetails
    tags: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Amiss:
    """What is amiss with the row (or card) of this number, in words that go on after a colon.

    ``left_out``: the person is not taken; else only what is named is not.
    """

    number: int
    what: str
    left_out: bool = True


def read_person(
    number: int, said: Mapping[Known, str], *, from_sheet: bool = True
) -> tuple[NewPerson | None, list[Amiss]]:
    """The person whom a row describes, and what is amiss; None where nobody can be made of it.

    ``from_sheet``: a spreadsheet may compute what it says; else it is text, whatever it begins with.
    """
    reading = _Reading(number, said, from_sheet=from_sheet)
    name = reading.name()
    if not name:
        return None, reading.amiss
    details = ContactDetails(
        name=name,
        organisation=reading.short(Known.ORGANISATION, AFFILIATION_LIMIT),
        role=reading.short(Known.ROLE, AFFILIATION_LIMIT),
        email=reading.email(),
        phone=reading.short(Known.PHONE, PHONE_LIMIT),
        linkedin=reading.linkedin(),
        field=tidied_field(reading.short(Known.FIELD, FIELD_LIMIT)),
    )
    return NewPerson(details, reading.tags(), reading.notes()), reading.amiss


class _Reading:
    """Reads one row, and notes what is amiss on the way."""

    def __init__(self, number: int, said: Mapping[Known, str], *, from_sheet: bool) -> None:
        self.amiss: list[Amiss] = []
        self._from_sheet = from_sheet
        self._number = number
        self._said = said

    def name(self) -> str:
        parts = [self._text(known) for known in (Known.NAME, Known.LAST_NAME)]
        name = _tidied(" ".join(part for part in parts if part))
        if len(name) > NAME_LIMIT:
            self._note(f"the name has {len(name):,} characters, and {NAME_LIMIT} are the most", left_out=True)
            return ""
        if not any(char.isalnum() for char in name):
            formula = any(_is_formula(self._said.get(known, "")) for known in (Known.NAME, Known.LAST_NAME))
            self._note("the name is a formula" if formula else "there is no name", left_out=True)
            return ""
        return name

    def short(self, known: Known, limit: int) -> str:
        text = _tidied(self._text(known))
        if len(text) > limit:
            self._note(f"{_called(known)} is left out: it has {len(text):,} characters")
            return ""
        return text

    def email(self) -> str:
        text = self._text(Known.EMAIL).removeprefix("mailto:")
        found = next((each for each in _SEVERAL.split(text) if _EMAIL.fullmatch(each)), "")
        if text and not (found and len(found) <= EMAIL_LIMIT):
            self._note("the e-mail address is left out: it does not look like one")
            return ""
        return found

    def linkedin(self) -> str:
        found = _LINKEDIN.match(self._text(Known.LINKEDIN))
        address = f"https://{found['site']}" if found else ""
        return address if len(address) <= EMAIL_LIMIT and linkedin_key(address) else ""

    def tags(self) -> tuple[str, ...]:
        tags = (tag_of(_tidied(each)) for each in _SEVERAL.split(self._text(Known.TAGS, keep_lines=True)))
        return tuple(dict.fromkeys(tag for tag in tags if tag and len(tag) <= TAG_LIMIT))[:MOST_TAGS]

    def notes(self) -> str:
        text = self._text(Known.NOTES, keep_lines=True)
        if len(text) > NOTES_LIMIT:
            self._note(f"the notes are cut: they have {len(text):,} characters")
        return text[:NOTES_LIMIT].strip()

    def _text(self, known: Known, *, keep_lines: bool = False) -> str:
        said = self._said.get(known, "").strip()
        if not said:
            return ""
        if self._from_sheet:
            if _is_formula(said):
                if known not in {Known.NAME, Known.LAST_NAME}:
                    self._note(f"{_called(known)} is left out: it is a formula")
                return ""
            as_text = _EXCEL_TEXT.fullmatch(said)
            said = unguarded(as_text["text"] if as_text else said)
        said = _CONTROL.sub("", said)
        return said.strip() if keep_lines else " ".join(said.split())

    def _note(self, what: str, *, left_out: bool = False) -> None:
        self.amiss.append(Amiss(self._number, what, left_out))


def _is_formula(said: str) -> bool:
    """What a spreadsheet would compute. Excel writes a text that looks like a number as ``="0123"``."""
    said = said.strip()
    return said.startswith("=") and not _EXCEL_TEXT.fullmatch(said)


def _tidied(text: str) -> str:
    # None of the marks that nobody sees is in ASCII, and telling that is far quicker than looking for them.
    return text.strip() if text.isascii() else tidied_name(text)


def _called(known: Known) -> str:
    return f"“{LABELS[known]}”"


def first_address(values: Iterable[str]) -> str:
    """The first of these that is the address of a person at LinkedIn; empty where none is."""
    return next((value for value in values if _LINKEDIN.match(value.strip()) and linkedin_key(value)), "")
