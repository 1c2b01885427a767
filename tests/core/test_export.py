"""What is taken along: nothing that a spreadsheet computes, and the same people when brought in again."""

import csv
import re
from datetime import UTC, date, datetime, time
from io import StringIO

import pytest
from hypothesis import example, given, settings, strategies as st

from core.belongings import Row
from core.cells import guarded, unguarded
from core.export_csv import cell, csv_of, heading, shown
from core.export_notes import pages
from core.export_vcard import vcards_of
from core.file_names import LONGEST, FileNames, safe_name
from core.import_csv import guessed_columns, people_of, read_table
from core.import_person import Known, NewPerson, read_person
from core.import_vcard import people_of_cards
from tests.examples import about

BEGINS_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
STORED = ("people", "conversations", "meetings", "preparations", "drafts", "referrals", "touches", "tasks")

texts = st.text(st.characters(codec="utf-8"), max_size=40)
risky = st.sampled_from(
    ["=1+1", "+1 206 555 0100", "-5", "@home", "'=x", "''+x", "\t=x", "\uff1d1", "a;=1", 'say "hi"']
)
anything = texts | risky | st.builds("{}{}".format, risky, texts)


@st.composite
def people(draw: st.DrawFn) -> list[NewPerson]:
    """As they are stored: what was typed went through the same tidying."""
    columns: list[Known] = [known for known in Known if known is not Known.LAST_NAME]
    said = st.fixed_dictionaries(dict.fromkeys(columns, anything))
    read = [
        read_person(1, each, from_sheet=False)[0] for each in draw(st.lists(said, min_size=1, max_size=4))
    ]
    found = [each for each in read if each]
    return found or [NewPerson(read_person(1, {Known.NAME: "Dana Wu"})[0].details)]  # type: ignore[union-attr]


def row_of(person: NewPerson, number: int = 1) -> Row:
    """As a row of the sheet of people."""
    details = person.details
    names = ("name", "organisation", "role", "email", "phone", "linkedin", "field")
    return {
        **{name: getattr(details, name) for name in names},
        "tags": ", ".join(sorted(person.tags)),
        "time_zone": "Europe/Berlin",
        "notes": person.notes,
        "cadence_days": 60,
        "person_number": number,
    }


def alike(people: list[NewPerson]) -> list[tuple[object, ...]]:
    return [(each.details, sorted(each.tags), each.notes) for each in people]


@given(anything)
@example("+1 206 555 0100")
def test_no_cell_begins_as_a_formula_and_each_is_read_as_it_was(text: str) -> None:
    safe = guarded(text)
    assert not safe.startswith(BEGINS_FORMULA)
    assert unguarded(safe) == text


@given(st.lists(st.fixed_dictionaries({"note": anything, "text": anything}), min_size=1, max_size=5))
def test_every_cell_of_a_sheet_is_text_and_none_is_lost(rows: list[dict[str, str]]) -> None:
    header, *cells = csv.reader(StringIO(csv_of(rows, "UTC"), newline=""))
    read = [dict(zip(header, map(unguarded, line), strict=True)) for line in cells]
    assert read == [{heading(name): text for name, text in row.items()} for row in rows]
    assert not any(each.startswith(BEGINS_FORMULA) for line in cells for each in line)


@settings(max_examples=about(40))
@given(people())
def test_our_own_csv_brings_the_same_people_in_again(found: list[NewPerson]) -> None:
    text = csv_of([row_of(each) for each in found], "UTC")
    table = read_table(text)
    again = people_of(table, guessed_columns(table))
    assert alike(again.people) == alike(found)
    assert again.amiss == []


@settings(max_examples=about(40))
@given(people())
def test_our_own_vcards_bring_the_same_people_in_again(found: list[NewPerson]) -> None:
    text = vcards_of(row_of(each) for each in found)
    again = people_of_cards(text)
    assert alike(again.people) == alike(found)
    assert again.amiss == []
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VCARD") == lines.count("VERSION:4.0") == lines.count("END:VCARD") == len(found)


@pytest.mark.parametrize("mark", ["END:VCARD", "begin:vcard"])
@pytest.mark.parametrize("length", range(55, 75))
def test_a_note_that_reads_like_the_end_of_a_card_does_not_end_it(mark: str, length: int) -> None:
    found = read_person(1, {Known.NAME: "Dana Wu", Known.NOTES: "x" * length + mark}, from_sheet=False)[0]
    assert found
    assert alike(people_of_cards(vcards_of([row_of(found)])).people) == alike([found])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), "2026-11-23 15:30"),
        (date(2026, 11, 23), "2026-11-23"),
        (time(9, 0), "09:00"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (0, "0"),
    ],
)
def test_a_value_is_shown_as_somebody_reads_it(value: object, expected: str) -> None:
    assert shown(value, "America/New_York") == expected  # type: ignore[arg-type]


def test_a_heading_is_what_the_column_is_called() -> None:
    assert heading("quiet_start") == "Quiet start"
    assert heading("referrals") == "They named"


def test_a_choice_among_few_is_told_in_plain_words() -> None:
    assert cell("keep_in_touch", "not_asked", "UTC") == "not asked"
    assert cell("notes", "not_asked", "UTC") == "not_asked"


@given(st.lists(anything, max_size=8))
@example(["../../etc/passwd", "CON", "con", "a/b", "A\\B", "", ".", "Jose\u0301", "José", "x\u202egnp.exe"])
def test_a_file_name_stays_in_its_folder_and_no_two_are_alike(wanted: list[str]) -> None:
    names = FileNames()
    given_out = [names.name(each) for each in wanted]
    assert len({name.casefold() for name in given_out}) == len(wanted)
    for name in given_out:
        assert name.strip(" .") == name
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202e]', name)
        assert 0 < len(name) <= LONGEST + 8
        assert name.casefold() not in {"con", "nul", "aux", "prn"}


def test_a_name_that_a_system_keeps_for_itself_is_changed() -> None:
    assert safe_name("CON") == "CON_"
    assert safe_name("Dana Wu, Genentech: labs") == "Dana Wu, Genentech labs"
    assert safe_name("../") == "Somebody"


def _stored(**sheets: list[Row]) -> dict[str, list[Row]]:
    return {**{name: [] for name in (*STORED, "news_notes")}, **sheets}


def test_a_page_reads_as_notes_do() -> None:
    dana = row_of(read_person(1, {Known.NAME: "Dana Wu", Known.ORGANISATION: "Genentech"})[0])  # type: ignore[arg-type]
    talked_at = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
    talk: Row = {
        "person_number": 1, "started_at": talked_at, "takeaway": "Ask for the team.\nNot the title.",
        "said": "", "advice": "Read her paper", "promise": "", "referrals": "Sam Reyes", "notes": "",
        "thank_you_note": "",
    }  # fmt: skip
    touch: Row = {"person_number": 1, "touched_at": talked_at, "note": "wrote to\nher"}
    told = pages(_stored(people=[dana], conversations=[talk], touches=[touch]), "America/New_York")
    assert told == {
        "Dana Wu, Genentech": (
            "# Dana Wu\n\n- Organisation: Genentech\n\n"
            "## Conversation on Monday 23 November 2026\n\n"
            "**Takeaway**\n\nAsk for the team.\nNot the title.\n\n**They advised**\n\nRead her paper\n\n"
            "**They named**\n\nSam Reyes\n\n"
            "## In touch\n\n- 2026-11-23 15:30: wrote to her\n"
        )
    }


def test_whoever_was_only_imported_has_no_page() -> None:
    people_ = [row_of(NewPerson(read_person(1, {Known.NAME: "Dana Wu"})[0].details), n) for n in range(3)]  # type: ignore[union-attr]
    assert pages(_stored(people=people_), "UTC") == {}
