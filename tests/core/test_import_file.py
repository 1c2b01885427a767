"""From bytes to text: encodings, zip files, and what is neither."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, strategies as st

from core.import_file import MOST_BYTES, Unreadable, read_file
from core.import_reading import read_sent_file

LIST = "Name,Company\nJosé Núñez,Größe\n"


def _zip(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _said(name: str, content: bytes) -> str:
    """Why a file is not read; a full stop where it is."""
    try:
        read_sent_file(name, content)
    except Unreadable as unreadable:
        return unreadable.sentence
    return "."


@pytest.mark.parametrize(
    ("content", "guessed"),
    [
        (LIST.encode(), ""),
        (LIST.encode("utf-8-sig"), ""),
        (LIST.encode("utf-16"), ""),
        (LIST.encode("utf-32"), ""),
        (LIST.encode("utf-16-le"), "UTF-16"),
        (LIST.encode("utf-16-be"), "UTF-16"),
        (LIST.encode("cp1252"), "Windows-1252"),
    ],
)
def test_every_usual_encoding_is_read_and_a_guess_is_said(content: bytes, guessed: str) -> None:
    reading = read_sent_file("a.csv", content)
    assert reading.guessed == guessed
    assert reading.found.people[0].details.name == "José Núñez"
    assert reading.found.people[0].details.organisation == "Größe"


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    assert _said("a.csv", content).endswith((".", "?"))


@given(st.binary(max_size=300))
def test_a_broken_zip_file_is_refused_with_a_sentence(content: bytes) -> None:
    whole = _zip(**{"a.csv": LIST.encode()})
    for broken in (b"PK\x03\x04" + content, whole[: len(whole) // 2] + content, whole + content):
        assert _said("a.zip", broken).endswith((".", "?"))


def test_linkedins_export_is_unpacked_and_its_connections_found() -> None:
    packed = _zip(**{"Basic/Connections.csv": LIST.encode(), "Basic/messages.csv": b"FROM,TO\n"})
    assert read_file("export.zip", packed).name == "Connections.csv"
    assert read_sent_file("export.zip", packed).found.people[0].details.name == "José Núñez"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"a.csv": bytes(MOST_BYTES + 1)}, "more than 10 MB"),
        ({f"{number}.txt": b"" for number in range(1_001)}, "too many files"),
        ({"a.csv": b"x", "b.csv": b"y"}, "several CSV files"),
        ({"a.txt": b"x"}, "no CSV file"),
        ({"xl/workbook.xml": b"x"}, "That is an Excel file."),
        ({"Index/Document.iwa": b"x"}, "That is a Numbers file."),
        ({"a.csv": _zip(**{"a.csv": b"x"})}, "a zip file in that zip file"),
        ({}, "no CSV file"),
    ],
)
def test_what_is_wrong_with_a_zip_file_is_said(files: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_file("a.zip", _zip(**files))


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = _zip(**{"a.csv": bytes(200_000_000)})
    assert len(bomb) < MOST_BYTES
    with pytest.raises(Unreadable, match="more than 10 MB"):
        read_file("a.zip", bomb)


def test_packings_that_may_take_gigabytes_are_not_opened() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", LIST)
    with pytest.raises(Unreadable, match="can't open that zip file"):
        read_file("a.zip", packed.getvalue())


def test_a_directory_that_claims_to_be_of_another_size_is_refused() -> None:
    whole = bytearray(_zip(**{"a.csv": LIST.encode()}))
    whole[-12:-10] = (60_000).to_bytes(2, "little")
    with pytest.raises(Unreadable, match="too many files"):
        read_file("a.zip", bytes(whole))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)) * 10, "not text"),
        (bytes(MOST_BYTES + 1), "10 MB at most"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_file("a.csv", content)
