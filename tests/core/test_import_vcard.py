"""vCards of all versions: every person is found, and every card of which nobody can be made is told."""

import quopri

import pytest
from hypothesis import given, strategies as st

from core.import_person import NewPerson
from core.import_reading import read_pasted
from core.import_vcard import is_vcards, people_of_cards

QUOTED = "ENCODING=QUOTED-PRINTABLE"
PHONE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Wu;D=C3=A1na;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:D=C3=A1na =
Wu
TEL;CELL;VOICE:+1 555 0100
EMAIL;INTERNET;PREF:dana@x.example
ORG:Genentech;Lab
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ
 SkZJRgABAQ
NOTE;ENCODING=QUOTED-PRINTABLE:Met at=0D=0Athe poster=3B twice
END:VCARD"""
APPLE = r"""BEGIN:VCARD
VERSION:3.0
N:Wu;Dana;;Dr.;
FN:Dana Wu
item1.EMAIL;type=INTERNET:old@x.example
item1.X-ABLabel:_$!<Other>!$_
EMAIL;type=INTERNET;type=pref:dana@x.example
ORG:Genentech\, Inc.;
TITLE:Scientist\, senior
item2.URL;type=pref:https\://www.linkedin.com/in/danawu
NOTE:one\ntwo
CATEGORIES:policy,oceans
END:VCARD"""
NEWEST = """BEGIN:VCARD
VERSION:4.0
FN:Dana Wu
EMAIL;PREF=2:old@x.example
EMAIL;PREF=1:dana@x.example
TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-0100
SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/danawu
ROLE:Scientist
END:VCARD"""


def one(text: str) -> NewPerson:
    [person] = people_of_cards(text).people
    return person


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_phones_card_of_version_2_1_is_read(line_end: str) -> None:
    person = one(PHONE.replace("\n", line_end))
    assert (person.details.name, person.details.organisation) == ("Dána Wu", "Genentech, Lab")
    assert (person.details.phone, person.details.email) == ("+1 555 0100", "dana@x.example")
    assert person.notes == "Met at\nthe poster; twice"


def test_a_card_of_version_3_0_is_read_with_its_escapes_and_groups() -> None:
    person = one(APPLE)
    details = person.details
    assert (details.name, details.organisation) == ("Dana Wu", "Genentech, Inc.")
    assert (details.role, details.email) == ("Scientist, senior", "dana@x.example")
    assert details.linkedin == "https://www.linkedin.com/in/danawu"
    assert (person.notes, person.tags) == ("one\ntwo", ("policy", "oceans"))


def test_a_card_of_version_4_0_is_read_with_its_preferences() -> None:
    details = one(NEWEST).details
    assert (details.email, details.phone, details.role) == ("dana@x.example", "+1-555-0100", "Scientist")
    assert details.linkedin == "https://www.linkedin.com/in/danawu"


def test_a_card_without_a_name_goes_by_its_organisation_or_is_told() -> None:
    cards = "BEGIN:VCARD\nORG:Woods Hole\nEND:VCARD\nBEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Lost\n"
    found = people_of_cards(cards)
    assert [person.details.name for person in found.people] == ["Woods Hole"]
    assert [(each.number, each.what) for each in found.amiss] == [
        (2, "there is no name"),
        (3, "it has no end"),
    ]


_WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=60
)


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text


def _folded(line: str, width: int) -> str:
    return "\n ".join(line[at : at + width] for at in range(0, len(line), width))


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=8), st.integers(3, 80))
def test_what_was_written_as_cards_is_read_again(people: list[tuple[str, str]], width: int) -> None:
    cards = [
        "\n".join(
            [
                "BEGIN:VCARD",
                "VERSION:4.0",
                _folded(f"FN:A{_escaped(name)}", width),
                _folded(f"NOTE:{_escaped(note)}", width),
                "END:VCARD",
            ]
        )
        for name, note in people
    ]
    read = people_of_cards("\n".join(cards)).people
    assert [person.details.name for person in read] == [" ".join(f"A{name}".split()) for name, _ in people]
    assert [person.notes for person in read] == [
        "" if note.strip().startswith("=") else note.strip() for _, note in people
    ]


@given(_WORDS)
def test_quoted_printable_is_read_again(note: str) -> None:
    value = quopri.encodestring(note.encode()).decode().replace("\n", "\r\n")
    card = f"BEGIN:VCARD\r\nFN:Dana\r\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{value}\r\nEND:VCARD\r\n"
    if "\\" not in note and not note.strip().startswith("="):
        assert one(card).notes == note.strip()


@given(st.text(max_size=300))
def test_any_text_in_a_card_is_read_or_told(text: str) -> None:
    found = people_of_cards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n" * 2)
    assert found.people or found.amiss


_LINES = ("BEGIN:VCARD", "END:VCARD", "FN:A", "N:;;", " =", "=", ";:", '"', "\t", f"NOTE;{QUOTED}:=")


@given(st.lists(st.sampled_from(_LINES), max_size=40))
def test_lines_in_any_order_never_hurt(lines: list[str]) -> None:
    people_of_cards("\n".join(["BEGIN:VCARD", *lines, "BEGIN:VCARD"]))


def test_cards_are_told_from_tables() -> None:
    assert is_vcards("\ufeff\n  begin:vcard\r\nFN:A")
    assert not is_vcards("Name,Card\nA,BEGIN:VCARD")
    assert read_pasted(NEWEST).is_table is False
