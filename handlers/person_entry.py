"""Reading what a member typed into the form of a person."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from core import zones
from core.errors import InvalidFields
from core.fit import tidied_field
from core.message_person import person_in
from core.model import Contact, ContactDetails, Nudging
from core.nudges import Keeping
from core.people import PersonRecord, tidied_name
from core.people_changes import PersonEdit
from core.people_query import tag_of
from handlers.cadence_entry import read_cadence
from handlers.log_entry import EMAIL, details_of
from views.log_form import AFFILIATION_LIMIT, EMAIL_LIMIT, NAME_LIMIT, TEXT_LIMIT, LogEntry
from views.person_form import LINKEDIN_LIMIT

T = TypeVar("T")

TAG_LIMIT = 40
MOST_TAGS = 20
_LINKEDIN = re.compile(r"(?:https?://)?(?P<site>(?:[a-z]{2,3}\.)?linkedin\.com/\S+)", re.IGNORECASE)


def read_person_form(values: Mapping[str, str], known: PersonRecord, nudging: Nudging) -> PersonEdit:
    """What is to be known. Raises InvalidFields with a sentence for each field that cannot be saved."""
    problems = _malformed(values)
    linkedin = _collected(problems, "linkedin", _linkedin, values)
    zone = _collected(problems, "zone", _zone, values)
    tags = _collected(problems, "tags", _tags, values)
    days = _collected(problems, "cadence_days", partial(read_cadence, nudging=nudging), values)
    if problems:
        raise InvalidFields(problems)
    name, organisation, role, email, phone = (
        tidied_name(values.get(field, "")) for field in ("name", "organisation", "role", "email", "phone")
    )
    field_of_work = tidied_field(values.get("field", ""))
    details = ContactDetails(
        name, organisation, role, email, phone, linkedin or "", zone or "", field_of_work
    )
    notes = values.get("notes", "") + known.notes[TEXT_LIMIT:]
    return PersonEdit(details, tags or (), days, notes)


def read_message(text: str) -> PersonRecord:
    """Somebody to be added, as a message tells of them; the message itself goes into the notes."""
    named, linkedin = person_in(text)
    described = details_of(LogEntry(name=named.name[:NAME_LIMIT], affiliation=named.affiliation))
    fitting = replace(
        described,
        organisation=described.organisation[:AFFILIATION_LIMIT],
        role=described.role[:AFFILIATION_LIMIT],
        email=named.email if len(named.email) <= EMAIL_LIMIT else "",
        linkedin=linkedin if len(linkedin) <= LINKEDIN_LIMIT else "",
    )
    return newcomer(fitting, text.strip()[:TEXT_LIMIT])


def newcomer(
    details: ContactDetails, notes: str = "", tags: tuple[str, ...] = (), keeping: Keeping | None = None
) -> PersonRecord:
    """Somebody who is not stored yet."""
    return PersonRecord(Contact(0, details), tags, keeping or Keeping(), notes)


def _malformed(values: Mapping[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    email = values.get("email", "")
    if not tidied_name(values.get("name", "")):
        problems["name"] = "Write their name."
    if email and not (EMAIL.fullmatch(email) and len(email) <= EMAIL_LIMIT):
        problems["email"] = "This does not look like an e-mail address. Mend it, or leave it empty."
    return problems


def _collected(
    problems: dict[str, str], name: str, read: Callable[[Mapping[str, str]], T], values: Mapping[str, str]
) -> T | None:
    """What a field says, or None with its problem noted: all of them are shown at once."""
    try:
        return read(values)
    except InvalidFields as invalid:
        problems[name] = invalid.sentence
        return None


def _linkedin(values: Mapping[str, str]) -> str:
    typed = values.get("linkedin", "")
    if not typed:
        return ""
    match = _LINKEDIN.fullmatch(typed)
    if not match:
        raise InvalidFields({"linkedin": "Paste the address of their page: linkedin.com/in/…"})
    return f"https://{match['site']}"


def _zone(values: Mapping[str, str]) -> str:
    return zones.check_zone(values.get("zone", ""))


def _tags(values: Mapping[str, str]) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(filter(None, map(tag_of, values.get("tags", "").split(",")))))
    if long := next((tag for tag in tags if len(tag) > TAG_LIMIT), ""):
        raise InvalidFields(
            {"tags": f"“{long[:TAG_LIMIT]}…” is too long: a tag has {TAG_LIMIT} characters at most."}
        )
    if len(tags) > MOST_TAGS:
        raise InvalidFields({"tags": f"{MOST_TAGS} tags at most, parted by commas."})
    return tags
