"""From the bytes of a file that somebody sends to its text: zip files opened, encodings told apart."""

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from core.errors import InroadError

MOST_BYTES = 10_000_000
"""Of a file, and of what is in a zip file (our choice): 30,000 people take about four million."""

MOST_IN_ZIP = 1_000
"""Files in a zip file (our choice); LinkedIn's whole export has about fifty."""

_NAMED = ("connections.csv", "people.csv")
"""What the list of people is called among other files: in LinkedIn's export, and in our own."""

_ZIP_END, _ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_ZIP_END_BYTES, _LONGEST_COMMENT = 22, 65_535
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_KINDS = {
    b"\xd0\xcf\x11\xe0": "That is an old Excel or Outlook file. Save it as CSV, and send me that.",
    b"%PDF": "That is a PDF. I can read CSV files and vCards.",
    b"\x89PNG": "That is a picture. I can read CSV files and vCards.",
    b"\xff\xd8\xff": "That is a picture. I can read CSV files and vCards.",
    b"GIF8": "That is a picture. I can read CSV files and vCards.",
    b"\x1f\x8b": "That file is packed with gzip. Unpack it, and send me what is in it.",
    b"7z\xbc\xaf": "That file is packed with 7-Zip. Unpack it, and send me what is in it.",
    b"Rar!": "That file is packed with RAR. Unpack it, and send me what is in it.",
}
# Windows-1252 leaves five bytes open; Latin-1 reads those.
_WINDOWS = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256))
_PLAIN_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_NOT_TEXT = "I can't read that file: it is not text. I can read CSV files and vCards."
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(InroadError):
    """A file or text in which no people can be read; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class FileText:
    """What a file says. ``guessed``: the encoding's name where the file does not tell which one it is."""

    name: str
    text: str
    guessed: str = ""


def too_large(size: int) -> Unreadable:
    """The refusal of a file of so many bytes."""
    return Unreadable(
        f"That file has {size / 1_000_000:,.0f} MB, and I read {MOST_BYTES // 1_000_000} MB at most. "
        "If there are pictures in it, export it without them; or send it in parts."
    )


def read_file(name: str, content: bytes) -> FileText:
    """The text of a file, or of the one in a zip file that lists people. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise too_large(len(content))
    if content.startswith((b"PK\x03\x04", _ZIP_END)):
        name, content = _unpacked(content)
    for beginning, sentence in _KNOWN_KINDS.items():
        if content.startswith(beginning):
            raise Unreadable(sentence)
    text, guessed = _decoded(content)
    if not text.strip():
        raise Unreadable("That file is empty.")
    if len(_BINARY.findall(text[:4000])) > len(text[:4000]) // 100:
        raise Unreadable(_NOT_TEXT)
    return FileText(name, text, guessed)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), ""
    if wide := _utf16_without_mark(content):
        return content.decode(wide, errors="replace"), "UTF-16"
    try:
        return content.decode(), ""
    except UnicodeDecodeError:
        return codecs.charmap_decode(content, "strict", _WINDOWS)[0], "Windows-1252"


def _utf16_without_mark(content: bytes) -> str:
    """Which half of the bytes is nearly all zero tells the order; neither, that it is not UTF-16."""
    beginning = content[:2000]
    if len(beginning) < 4 or b"\0" not in beginning:
        return ""
    first, second = beginning[::2].count(0), beginning[1::2].count(0)
    if second > len(beginning) * 0.3 and not first:
        return "utf-16-le"
    return "utf-16-be" if first > len(beginning) * 0.3 and not second else ""


def _unpacked(content: bytes) -> tuple[str, bytes]:
    """The one file in a zip file that lists people: LinkedIn's export comes packed with much else."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            entry = _listing(packed.infolist())
            with packed.open(entry) as file:
                unpacked = file.read(MOST_BYTES + 1)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
    ):
        raise Unreadable("I can't open that zip file. Unpack it, and send me the CSV file in it.") from None
    if len(unpacked) > MOST_BYTES:
        raise Unreadable(
            f"What is in that zip file has more than {MOST_BYTES // 1_000_000} MB, which I don't read. "
            "Send me the CSV file in it, in parts."
        )
    if unpacked.startswith(b"PK"):
        raise Unreadable("There is a zip file in that zip file. Unpack both, and send me the CSV file.")
    return entry.filename.rpartition("/")[2], unpacked


def _check_directory(content: bytes) -> None:
    """Refuse a directory of a million entries before anything reads it."""
    at = len(content) - _ZIP_END_BYTES
    if at < 0 or content[at : at + 4] != _ZIP_END or content[-2:] != b"\0\0":
        at = content.rfind(_ZIP_END, max(0, len(content) - _ZIP_END_BYTES - _LONGEST_COMMENT))
    entries = int.from_bytes(content[at + 10 : at + 12], "little")
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    is_zip64 = content[max(0, at - 20) : max(0, at - 16)] == _ZIP64_LOCATOR
    if at >= 0 and (is_zip64 or entries > MOST_IN_ZIP or size > MOST_IN_ZIP * 1_000):
        raise Unreadable("There are too many files in that zip file. Send me only the CSV file in it.")


def _listing(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    names = {entry.filename.casefold() for entry in entries}
    if "xl/workbook.xml" in names:
        raise Unreadable("That is an Excel file. Save it as CSV (File, Save as), and send me that.")
    if any(name.endswith(".iwa") for name in names):
        raise Unreadable("That is a Numbers file. Export it as CSV (File, Export to), and send me that.")
    lists = [entry for entry in entries if _is_list(entry)]
    named = ([entry for entry in lists if _own_name(entry) == name] for name in _NAMED)
    found = next(filter(None, named), lists)
    if len(found) != 1:
        told = "are several CSV files" if found else "is no CSV file"
        raise Unreadable(f"There {told} in that zip file. Send me the one with your people by itself.")
    if found[0].compress_type not in _PLAIN_PACKING:
        # What other packings ask for in memory is told by the file, up to gigabytes.
        raise Unreadable("I can't open that zip file. Unpack it, and send me the CSV file in it.")
    return found[0]


def _is_list(entry: zipfile.ZipInfo) -> bool:
    # A Mac adds a shadow of every file.
    return _own_name(entry).endswith((".csv", ".tsv", ".vcf")) and not entry.filename.startswith("__MACOSX")


def _own_name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.rpartition("/")[2].casefold()
