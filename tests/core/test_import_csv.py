"""Tables however they were written: every person in them is found, and every bad row is told."""

import csv
import time
from collections.abc import Sequence
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from core.import_csv import MOST_PEOPLE, FoundPeople, guessed_columns, people_of, read_table
from core.import_file import Unreadable
from core.import_person import Known
from core.import_reading import read_pasted

NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that, of some,\naddresses are missing."\n\n'
)


def found(text: str) -> FoundPeople:
    table = read_table(text)
    return people_of(table, guessed_columns(table))


def names(text: str) -> list[str]:
    return [person.details.name for person in found(text).people]


def told(text: str) -> list[tuple[int, str]]:
    return [(each.number, each.what) for each in found(text).amiss]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt am",
        "Nombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Fecha",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Data",
        "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Data",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Datum",
    ],
)
@pytest.mark.parametrize("notes", ["", NOTES])
def test_linkedins_file_is_read_in_seven_languages_with_and_without_its_notes(
    header: str, notes: str
) -> None:
    row = "Dana,Wu,https://www.linkedin.com/in/danawu,dana@x.example,Genentech,Scientist,12 Mar 2024"
    [person] = found(f"{notes}{header}\n{row}\n").people
    details = person.details
    assert (details.name, details.organisation, details.role) == ("Dana Wu", "Genentech", "Scientist")
    assert (details.email, details.linkedin) == ("dana@x.example", "https://www.linkedin.com/in/danawu")


GOOGLE_ONCE = "Name,Given Name,Family Name,Organization 1 - Name,Organization 1 - Title,E-mail 1 - Value"
GOOGLE = "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value"
OUTLOOK = "Title,First Name,Last Name,Company,Job Title,E-mail Address"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (GOOGLE_ONCE, "Dana Wu,Dana,Wu,X,Y,d@x.example"),
        (GOOGLE, "Dana,,Wu,X,Y,d@x.example ::: e@x.example"),
        (OUTLOOK, "Dr.,Dana,Wu,X,Y,d@x.example"),
    ],
)
def test_the_address_books_of_google_and_outlook_are_read(header: str, row: str) -> None:
    [person] = found(f"{header}\n{row}\n").people
    details = person.details
    assert (details.name, details.organisation, details.role, details.email) == (
        "Dana Wu",
        "X",
        "Y",
        "d@x.example",
    )


_CELL = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=' ,;\t|"\n', exclude_characters="="),
    max_size=40,
)
_NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=30)


@given(
    st.lists(st.tuples(_NAMES, _CELL, _CELL), min_size=1, max_size=20),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", NOTES]),
)
def test_what_was_written_as_a_table_is_read_again(
    rows: Sequence[tuple[str, str, str]], separator: str, line_end: str, notes: str
) -> None:
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["Name", "Organisation", "Notes"])
    writer.writerows(rows)
    text = notes.replace("\n", line_end) + written.getvalue()
    people = found(text).people
    assert [person.details.name for person in people] == [name for name, _, _ in rows]
    assert [person.details.organisation for person in people] == [
        " ".join(organisation.split()) for _, organisation, _ in rows
    ]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        people = read_pasted(text).found.people
    except Unreadable as unreadable:
        said = unreadable.sentence
    else:
        said = "."
        assert all(person.details.name.strip() for person in people)
    assert said.endswith((".", "?"))


@given(st.lists(st.text(st.sampled_from('a",;\n=@\t| '), max_size=12), max_size=30))
def test_quotes_and_separators_in_any_order_never_hurt(pieces: list[str]) -> None:
    try:
        people = found("Name,Company\n" + "".join(pieces)).people
    except Unreadable:
        return
    assert all(person.details.name for person in people)


def test_an_open_quotation_mark_costs_its_own_row_and_no_other() -> None:
    rows = [f'P{number},"Org, Inc."' for number in range(200)]
    rows[50] = 'Lost,"open'
    text = "\n".join(["Name,Company", *rows])
    assert len(names(text)) == 199
    assert "Lost" not in names(text)
    assert told(text) == [(52, "a cell is too long, or a quotation mark in it is never closed")]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row() -> None:
    assert names('Name,Company\nA,X\n"B,X\nC,X\n') == ["A", "C"]
    assert told('Name,Company\nA,X\n"B,X\nC,X\n')[0][0] == 3


def test_huge_cells_cost_their_own_row_or_only_themselves() -> None:
    text = f"Name,Company\n{'x' * 100_000},A\nB,{'y' * 100_000}\nC,{'z' * 500_000}\nD,E\n"
    assert names(text) == ["B", "D"]
    assert told(text) == [
        (2, "the name has 100,000 characters, and 120 are the most"),
        (3, "“Organisation” is left out: it has 100,000 characters"),
        (4, "a cell is too long, or a quotation mark in it is never closed"),
    ]


def test_formulas_are_told_and_never_taken_over() -> None:
    text = (
        "Name,Company,Phone\n=HYPERLINK(\"http://x\"),A,1\nB,=cmd|' /C calc'!A0,+1 555\n"
        'C,"=""Roche""","=""0123"""\n'
    )
    assert told(text) == [(2, "the name is a formula"), (3, "“Organisation” is left out: it is a formula")]
    [first, second] = found(text).people
    assert (first.details.name, first.details.organisation, first.details.phone) == ("B", "", "+1 555")
    assert (second.details.organisation, second.details.phone) == ("Roche", "0123")


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    text = 'Name,Company\n\n"Two\nlines",X\n,Y\n'
    assert told(text) == [(4, "there is no name")]


def test_excels_own_word_for_the_separator_is_heard() -> None:
    assert names("sep=;\nName;Company\nDana;X, Y, Z\n") == ["Dana"]


def test_without_headings_addresses_and_words_tell_the_columns() -> None:
    [person] = found("Dana Wu\tGenentech\tlinkedin.com/in/danawu\td@x.example").people
    assert person.details.organisation == "Genentech"
    assert (person.details.email, person.details.linkedin) == (
        "d@x.example",
        "https://linkedin.com/in/danawu",
    )


def test_headings_that_nobody_knows_are_asked_about() -> None:
    table = read_table("Wer,Wo,Post\nDana,X,d@x.example\n")
    assert Known.NAME not in guessed_columns(table)
    assert guessed_columns(table)[Known.EMAIL] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Name\n" + "a\n" * (MOST_PEOPLE + 1),
        "\n" * 5_000_000,
        "," * 5_000_000,
        '"' * 3_000_001,
        "Name,Company\n",
        " \n\t",
    ],
    ids=["many", "lines", "commas", "quotes", "header", "blank"],
)
def test_what_is_no_list_or_too_long_a_one_is_refused_soon(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable):
        found(text)
    assert time.monotonic() - began < 20
