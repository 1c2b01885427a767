"""What somebody sends to be imported, read: a file or pasted text, a table or vCards."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.import_csv import Columns, FoundPeople, Table, guessed_columns, people_of, read_table
from core.import_file import FileText, read_file
from core.import_person import Known
from core.import_vcard import is_vcards, people_of_cards


@dataclass(frozen=True, slots=True)
class Reading:
    """Who is in it. Of a table: what its columns are called, and which of them says what.

    ``name``: the file's, "" for pasted text. ``guessed``: the encoding, where the file does not tell it.
    """

    name: str
    found: FoundPeople
    column_names: tuple[str, ...] = ()
    columns: Columns = field(default_factory=dict)
    guessed: str = ""

    @property
    def is_table(self) -> bool:
        """Whether it has columns to choose from."""
        return bool(self.column_names)

    @property
    def knows_names(self) -> bool:
        """Whether it is known where the names stand."""
        return not self.is_table or Known.NAME in self.columns


def read_sent_file(name: str, content: bytes, columns: Columns | None = None) -> Reading:
    """Read a file. ``columns``: which says what, where somebody chose. Raises Unreadable."""
    return _reading(read_file(name, content), columns)


def read_pasted(text: str, columns: Columns | None = None) -> Reading:
    """The same with what was pasted into a form. Raises Unreadable."""
    return _reading(FileText("", text), columns)


def _reading(file: FileText, columns: Columns | None) -> Reading:
    if is_vcards(file.text):
        return Reading(file.name, people_of_cards(file.text), guessed=file.guessed)
    table = read_table(file.text)
    names = tuple(_name(table, at) for at in range(table.width))
    chosen: Mapping[Known, int] = guessed_columns(table) if columns is None else columns
    found = people_of(table, chosen) if Known.NAME in chosen else FoundPeople([], [])
    return Reading(file.name, found, names, chosen, file.guessed)


def _name(table: Table, at: int) -> str:
    """What stands in the header, or what the column is numbered and holds first."""
    header = table.header[at].strip() if at < len(table.header) else ""
    if header:
        return " ".join(header.split())
    example = next(
        (cells[at].strip() for _, cells in table.rows if at < len(cells) and cells[at].strip()), ""
    )
    numbered = f"Column {at + 1}"
    return f"{numbered}: {' '.join(example.split())}" if example else numbered
