"""Tables as text: which character parts the cells, where the header stands, which column says what.

Rows are numbered as a spreadsheet numbers them. LinkedIn's ``Connections.csv`` begins with a few lines of
notes; what other address books call their columns is in ``core.import_headers``.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from core.import_file import Unreadable
from core.import_headers import by_header, meant
from core.import_person import Amiss, Known, NewPerson, read_person
from core.match_keys import linkedin_key

MOST_PEOPLE = 30_000
"""As many connections as LinkedIn allows (LinkedIn Help, "Network size limit")."""

MOST_COLUMNS = 99
"""A menu of Slack's has a hundred choices, and one of them is none of these."""

_LONGEST_LINE = 1_000_000
_MOST_LINES = 400_000
_LINES_OF_ROW = 200
"""Our choice: notes may have many lines; an open quotation mark makes one cell of all rows below it."""

_SEPARATORS = (",", ";", "\t", "|")
_HEADER_WITHIN = 30
"""Rows among which the header is looked for (our choice): LinkedIn puts three lines of notes before it."""

_ADDRESSES = (Known.EMAIL, Known.LINKEDIN)
_ONLY_IN_HEADERS = frozenset({Known.NAME, Known.LAST_NAME, Known.EMAIL, Known.ORGANISATION})

Columns = Mapping[Known, int]
"""Which column says what."""

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What parts the cells, how many most rows have (0: not known), and the lines before the table."""

    separator: str
    width: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the header, with their numbers. ``header`` is empty where there is none."""

    header: tuple[str, ...]
    rows: list[Row]
    amiss: list[Amiss] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns there are, MOST_COLUMNS at most."""
        widest = max((len(cells) for _, cells in self.rows), default=0)
        return min(max(len(self.header), widest), MOST_COLUMNS)


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Who is in a file, each with the number of their row or card, and what is amiss with which.

    ``unit``: "row" or "card".
    """

    people: list[NewPerson]
    amiss: list[Amiss] = field(default_factory=list)
    unit: str = "row"


def read_table(text: str) -> Table:
    """The table in a text. Raises Unreadable where there is none, or too much."""
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise Unreadable("There are too many lines in that file. Send me the people in parts.")
    layout = _layout(text)
    amiss: list[Amiss] = []
    rows = [*islice(_rows(text, layout, amiss), MOST_PEOPLE + _HEADER_WITHIN + 1)]
    if not rows:
        raise Unreadable("I can't make out any row in that. Is it a CSV file?")
    place = _header_place(rows)
    header = () if place is None else rows[place][1]
    below = rows if place is None else rows[place + 1 :]
    if place is not None:
        amiss = [each for each in amiss if each.number > rows[place][0]]
    if len(below) > MOST_PEOPLE:
        raise Unreadable(f"There are more than {MOST_PEOPLE:,} people in that. Send me them in parts.")
    if not below and not amiss:
        raise Unreadable("There is a header in that, and nobody below it.")
    return Table(header, below, amiss)


def guessed_columns(table: Table) -> dict[Known, int]:
    """Which column seems to say what, by the header, or by what stands in the columns where there is none."""
    if not table.header:
        return _by_content(table)
    # An address is known as one whatever its column is called.
    addresses = {known: at for known, at in _by_content(table).items() if known in _ADDRESSES}
    columns = by_header(table.header)
    return {known: at for known, at in addresses.items() if at not in columns.values()} | columns


def people_of(table: Table, columns: Columns) -> FoundPeople:
    """Who is in the table, when its columns say this."""
    people: list[NewPerson] = []
    amiss = [*table.amiss]
    for number, cells in table.rows:
        said = {known: cells[at] for known, at in columns.items() if at < len(cells)}
        person, wrong = read_person(number, said)
        amiss += wrong
        people += [person] if person else []
    return FoundPeople(people, sorted(amiss, key=lambda each: each.number))


def _rows(text: str, layout: _Layout, amiss: list[Amiss]) -> Iterator[Row]:
    """The rows that say something. One that cannot be read is noted; reading goes on in the line below it."""
    lines = StringIO(text, newline="").readlines()
    start = number = layout.skipped
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=layout.separator)
        ended = before = 0
        for number, cells in enumerate(_each(reader), number + 1):  # noqa: B020 - it counts on
            before, ended = ended, reader.line_num
            if cells is None or not _is_whole(cells, lines, start + before, start + ended, layout):
                amiss.append(Amiss(number, "a cell is too long, or a quotation mark in it is never closed"))
                start += before + 1
                break
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells[:MOST_COLUMNS])
        else:
            return


def _each(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """What the reader gives, and None where it gives up."""
    try:
        yield from reader
    except csv.Error:
        yield None


def _is_whole(cells: Sequence[str], lines: Sequence[str], first: int, end: int, layout: _Layout) -> bool:
    """Whether a row is no longer than one can be, and is none that an open quotation mark made of several."""
    if any(len(line) > _LONGEST_LINE for line in lines[first:end]):
        return False
    if end - first < 2:
        return True
    is_closed = sum(line.count('"') for line in lines[first:end]) % 2 == 0
    return is_closed and end - first <= _LINES_OF_ROW and layout.width in {0, len(cells)}


def _layout(text: str) -> _Layout:
    """The separator is that by which most rows have the same number of cells. Excel may name it itself."""
    first = text[:40].partition("\n")[0].strip()
    is_named = first.casefold().startswith("sep=") and len(first) == len("sep=;")
    sample = StringIO(text[:100_000], newline="").readlines()[:60]
    widths = {separator: _width(sample, separator) for separator in _SEPARATORS}
    best = first[-1] if is_named else max(_SEPARATORS, key=lambda each: widths[each][0])
    return _Layout(best, widths.get(best, (0, 0))[1], 1 if is_named else 0)


def _width(sample: Sequence[str], separator: str) -> tuple[int, int]:
    """How even the rows are by this separator, and how many cells most of them have; (0, 0) for one."""
    try:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
    except csv.Error:
        widths = [line.count(separator) + 1 for line in sample if line.strip()]
    common = Counter(width for width in widths if width > 1).most_common(1)
    return (common[0][0] * common[0][1], common[0][0]) if common else (0, 0)


def _header_place(rows: Sequence[Row]) -> int | None:
    """Which row is the header: the first in which two cells are known, or its only one is."""
    for place, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
        known = {meant(cell) for cell in cells if cell.strip()}
        is_only_one = len(known) == 1 and len(rows) > 1
        if known & _ONLY_IN_HEADERS and (len(known - {None}) > 1 or is_only_one):
            return place
    return 0 if _looks_like_header(rows) else None


def _looks_like_header(rows: Sequence[Row]) -> bool:
    """Whether the first row names columns of which none is known: below it are addresses, in it are none."""
    first, below = rows[0][1], rows[1:6]
    return not _has_address(first) and any(_has_address(cells) for _, cells in below)


def _has_address(cells: Sequence[str]) -> bool:
    return any("@" in cell or "linkedin.com/" in cell.casefold() for cell in cells)


def _by_content(table: Table) -> dict[Known, int]:
    columns: dict[Known, int] = {}
    words = []
    for at in range(table.width):
        cells = [cells[at].strip() for _, cells in table.rows[:50] if at < len(cells) and cells[at].strip()]
        if not cells:
            continue
        if 2 * sum("@" in cell for cell in cells) > len(cells):
            columns.setdefault(Known.EMAIL, at)
        elif 2 * sum("linkedin.com/" in cell and bool(linkedin_key(cell)) for cell in cells) > len(cells):
            columns.setdefault(Known.LINKEDIN, at)
        elif 2 * sum(any(char.isalpha() for char in cell) for cell in cells) > len(cells):
            words.append(at)
    columns |= dict(zip((Known.NAME, Known.ORGANISATION, Known.ROLE), words, strict=False))
    return columns
