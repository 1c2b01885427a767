"""What is said of people out of a file, in the forms and in the messages alike."""

from collections.abc import Sequence

from core.import_csv import FoundPeople
from core.import_person import Amiss, NewPerson
from core.import_reading import Reading
from views import kit

_SHOWN, _AMISS_SHOWN = 3, 8
_NAME_SHOWN, _WHERE_SHOWN = 80, 120
"""Our choice: enough to see whether the columns are right, and where to look in the file."""


def people(count: int) -> str:
    """``1 person``, ``12 people``."""
    return f"{count:,} {'person' if count == 1 else 'people'}"


def preview(reading: Reading) -> str:
    """How many there are, and the first of them."""
    found = reading.found.people
    source = f" in {kit.bold(reading.name, 100)}" if reading.name else ""
    if not found:
        return f"*I can't make out anybody*{source}."
    lines = [f"• {_line(person)}" for person in found[:_SHOWN]]
    which = "" if len(found) == 1 else f" The first {'two' if len(found) == 2 else 'three'}:"
    return "\n".join([f"*{people(len(found))}*{source}.{which if len(found) > 2 else ''}", *lines])


def _line(person: NewPerson) -> str:
    details = person.details
    parts = [kit.bold(details.name, _NAME_SHOWN), kit.typed(details.affiliation, _WHERE_SHOWN)]
    addresses = [details.email, details.linkedin.removeprefix("https://").removeprefix("www.")]
    return ", ".join(part for part in [*parts, *(kit.typed(each, 80) for each in addresses)] if part)


def amiss_blocks(found: FoundPeople, *, is_done: bool = False) -> list[kit.Block]:
    """Which rows are left out and why, and what of others is."""
    return [kit.section(text) for text in amiss_words(found, is_done=is_done)]


def amiss_words(found: FoundPeople, *, is_done: bool = False) -> list[str]:
    """The same in words."""
    out = [each for each in found.amiss if each.left_out]
    partly = [each for each in found.amiss if not each.left_out]
    told = []
    if out:
        will = "is" if len(out) == 1 else "are"
        count = f"1 {found.unit}" if len(out) == 1 else f"{len(out):,} {found.unit}s"
        told.append("\n".join([f"*{count} {will} left out:*", *_lines(out, found.unit)]))
    if partly:
        came = "Came in" if is_done else "Comes in"
        told.append("\n".join([f"*{came}, but not with all of it:*", *_lines(partly, found.unit)]))
    return told


def _lines(amiss: Sequence[Amiss], unit: str) -> list[str]:
    lines = [f"• {unit} {each.number:,}: {kit.escape(each.what)}" for each in amiss[:_AMISS_SHOWN]]
    more = len(amiss) - _AMISS_SHOWN
    return [*lines, f"• and {more:,} more"] if more > 0 else lines


def how_it_was_read(reading: Reading) -> list[kit.Block]:
    """Where the file does not tell its encoding, which one was taken."""
    if not reading.guessed:
        return []
    told = (
        f"I read the file as {reading.guessed}. If letters look wrong above, save it as CSV in UTF-8 and "
        "send it again."
    )
    return [kit.context(told)]
