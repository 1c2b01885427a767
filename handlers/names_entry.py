"""Reading the form of people who were named, and filling it from what was written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.errors import InvalidFields
from core.model import Contact, ContactDetails, Interview
from core.named import EMAIL, NamedPerson, read_names
from core.outreaches import Permission
from core.people import tidied_name
from core.referral import Named
from core.referrals import Naming
from handlers.log_entry import details_of
from handlers.requests import record_id
from views.log_form import LogEntry
from views.names_form import NEW, ROWS, NameRow, block_id


def rows_of(interview: Interview, named: Sequence[Named]) -> tuple[list[NameRow], int]:
    """A row for each name that is not kept yet, at least one to write into; and how many had no room."""
    read = read_names(interview.debrief.referrals)
    kept = {one.contact.details.name.casefold() for one in named}
    rows = [_row(person) for person in read.people if person.name.casefold() not in kept]
    left = max(len(rows) - ROWS, 0)
    to_write_into = not rows or (read.rest and len(rows) < ROWS)
    return [*rows[:ROWS], *([NameRow()] if to_write_into else [])], left


def names_left(interview: Interview, named: Sequence[Named]) -> int:
    """How many of the names that were written down are not kept yet."""
    rows, left = rows_of(interview, named)
    return left + sum(bool(row.name) for row in rows)


def _row(person: NamedPerson) -> NameRow:
    return NameRow(person.name, ", ".join(part for part in (person.affiliation, person.email) if part))


def read_rows(values: Mapping[str, str]) -> list[NameRow]:
    """The form's rows as they stand, those that were emptied too."""
    count = sum(name.startswith("name.") for name in values)
    return [
        NameRow(
            tidied_name(values.get(block_id("name", place), "")),
            values.get(block_id("affiliation", place), ""),
            values.get(block_id("permission", place), "") or Permission.NOT_ASKED,
            values.get(block_id("same", place), ""),
        )
        for place in range(count)
    ]


def check(rows: Sequence[NameRow]) -> None:
    """Raises InvalidFields where nobody is named, or more is said of nobody."""
    problems = {
        block_id("name", place): "Write whose organisation this is, or empty both."
        for place, row in enumerate(rows)
        if row.affiliation and not row.name
    }
    if not problems and not any(row.name for row in rows):
        problems = {block_id("name", 0): "Write a name, or press Cancel."}
    if problems:
        raise InvalidFields(problems)


def described(row: NameRow) -> ContactDetails:
    """The person of a row; an e-mail address may stand among the rest."""
    found = EMAIL.search(row.affiliation)
    email = found["address"] if found else ""
    rest = EMAIL.sub("", row.affiliation, count=1) if found else row.affiliation
    affiliation = ", ".join(part for part in (part.strip() for part in rest.split(",")) if part)
    return details_of(LogEntry(name=row.name, affiliation=affiliation, email=email))


def naming(row: NameRow, similar: Sequence[Contact]) -> Naming:
    """What the row means. Raises NotYours."""
    known = record_id(row.same) if similar and row.same not in {"", NEW} else None
    return Naming(described(row) if known is None else known, Permission(row.permission))


def with_choice(row: NameRow, similar: Sequence[Contact]) -> NameRow:
    """The row, without a choice that is not offered any more."""
    offered = {NEW, *(str(contact.id) for contact in similar)}
    return row if row.same in offered else replace(row, same="")
