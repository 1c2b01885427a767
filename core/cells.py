"""Cells of a CSV file that no spreadsheet computes, and how they are read again.

Excel, Sheets and Calc take a cell that begins with one of these marks for a formula, whoever wrote it: also
the phone number +1 206 555 0100, and a note that somebody pasted (OWASP, "CSV Injection"). An apostrophe
before it makes it text.
"""

import re

_MARKS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_COMPUTED = re.compile(f"'*[{_MARKS}]")
_GUARDED = re.compile(f"'+[{_MARKS}]")


def guarded(text: str) -> str:
    """The text as a cell. What begins with apostrophes before such a mark gets one more: none is lost."""
    return f"'{text}" if _COMPUTED.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell; others' spreadsheets put the same apostrophe there."""
    return cell[1:] if _GUARDED.match(cell) else cell
