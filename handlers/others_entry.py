"""Reading who else was there: in the log form, one person per line."""

import re
from collections.abc import Mapping
from dataclasses import replace

from core.errors import InvalidFields
from core.model import ContactDetails
from core.panel import MOST_PEOPLE
from handlers.log_entry import EMAIL, details_of
from views.log_form import AFFILIATION_LIMIT, EMAIL_LIMIT, NAME_LIMIT, LogEntry
from views.others_field import Other, field_of

_MARK = re.compile(r"^\s*(?:[-–*•]|\d{1,2}[.)])\s+")


def read_others(values: Mapping[str, str], first: ContactDetails) -> list[Other]:
    """Each further person with what was chosen about them. ``first``: with whom they were.

    Raises InvalidFields where a line is too long, somebody stands there twice, or there are too many.
    """
    lines = [_MARK.sub("", line).strip() for line in values.get("others", "").splitlines()]
    named = list(filter(None, lines))
    if len(named) >= MOST_PEOPLE:
        raise _invalid(f"{MOST_PEOPLE - 1} people here at most: log a larger round in two parts.")
    others = [
        Other(line, _described(line, first), same_person=values.get(field_of(line), "")) for line in named
    ]
    _check(others, first)
    return others


def _described(line: str, first: ContactDetails) -> ContactDetails:
    """``Ben Ito, postdoc at Genentech``. Who is named without a place was where the first one is."""
    name, *parts = [part.strip() for part in line.split(",")]
    email = next((part for part in parts if EMAIL.fullmatch(part) and len(part) <= EMAIL_LIMIT), "")
    affiliation = ", ".join(part for part in parts if part not in {"", email})
    details = details_of(LogEntry(name=name, affiliation=affiliation, email=email))
    if details.role or (affiliation and not affiliation[0].islower()):
        return details
    # "postdoc" alone says what they do, not where.
    return replace(details, organisation=first.organisation, role=details.organisation)


def _check(others: list[Other], first: ContactDetails) -> None:
    known = [(first.name.casefold(), first.organisation.casefold())]
    for other in others:
        details = other.details
        if not details.name:
            raise _invalid(f"Write a name first: “{other.line[:60]}”.")
        if len(details.name) > NAME_LIMIT or len(details.affiliation) > AFFILIATION_LIMIT + NAME_LIMIT:
            raise _invalid(f"This line is too long for a name and a place: “{other.line[:60]}…”.")
        who = (details.name.casefold(), details.organisation.casefold())
        if who in known:
            raise _invalid(f"{details.name[:60]} is named twice. One line for each person is enough.")
        known.append(who)


def check_choices(others: list[Other], same_as: int | None) -> None:
    """Refuse two lines that mean one known person. Raises InvalidFields."""
    chosen = [same_as, *(other.same_as for other in others)]
    for other in others:
        if other.same_as is not None and chosen.count(other.same_as) > 1:
            raise _invalid(f"You chose one person twice: {other.details.name[:60]} is among the others.")


def _invalid(sentence: str) -> InvalidFields:
    return InvalidFields({"others": sentence})
