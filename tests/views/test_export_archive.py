"""The zip file of an export, opened: every file in it is what its name says."""

import csv
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

from ical.calendar_stream import IcsCalendarStream

from core.belongings import Belongings, Row
from core.export_notes import _PAGES
from core.exporting import Gathered
from core.import_reading import read_sent_file
from core.model import Member, Owner
from views.export_archive import _IN_WORDS, _WHAT, BOM, archive, comment
from views.member_calendar import entries

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
MAYA = Member(Owner("T1", "U1"), "America/New_York", NOW)


def person(number: int, name: str, **said: str) -> Row:
    parts = ("organisation", "role", "email", "phone", "linkedin", "field", "tags", "notes")
    return {"name": name, **{part: said.get(part, "") for part in parts}, "person_number": number}


def talk(number: int, name: str, started_at: datetime, **said: str) -> Row:
    texts = ("takeaway", "said", "advice", "promise", "referrals", "notes", "thank_you_note", "panel")
    return {
        "person": name,
        "organisation": "NOAA",
        "started_at": started_at,
        "ended_at": started_at + timedelta(minutes=40),
        **{part: said.get(part, "") for part in texts},
        "thank_you": said.get("thank_you", "sent"),
        "panel_place": int(said.get("place", "0")),
        "person_number": number,
        "conversation_number": number,
    }


def meeting(number: int, name: str, starts_at: datetime, state: str, conversation: int | None = None) -> Row:
    ends_at = starts_at + timedelta(minutes=30)
    return {
        "person": name, "organisation": "", "starts_at": starts_at, "ends_at": ends_at,
        "medium": "video", "place": "https://meet.example/1", "state": state, "times_changed": 2,
        "meeting_number": number, "conversation_number": conversation, "person_number": number,
    }  # fmt: skip


def held(**sheets: list[Row]) -> Belongings:
    names = {"people", *_PAGES, *_WHAT, *_IN_WORDS}
    return {**{name: [] for name in names}, **sheets}


def opened(belongings: Belongings) -> dict[str, bytes]:
    packed = archive(Gathered(MAYA, belongings, NOW))
    with ZipFile(BytesIO(packed.content)) as zipped:
        assert zipped.testzip() is None
        return {name.removeprefix("inroad/"): zipped.read(name) for name in zipped.namelist()}


FULL = held(
    people=[person(1, "Dana Wu", phone="+1 206 555 0100", notes="=SUM(A1)"), person(2, "José Núñez")],
    conversations=[talk(1, "Dana Wu", NOW - timedelta(days=2), takeaway="Ask for the team")],
    meetings=[meeting(2, "José Núñez", NOW + timedelta(days=2), "scheduled")],
    touches=[{"person_number": 2, "touched_at": NOW, "note": "met at the poster"}],
    settings=[{"zone": "America/New_York", "a_day": 3}],
)


def test_there_is_a_file_for_everything_and_none_that_is_empty() -> None:
    files = opened(FULL)
    assert set(files) == {
        "README.txt", "people.csv", "people.vcf", "conversations.csv", "conversations.ics", "profile.md",
        "more/meetings.csv", "more/touches.csv", "notes/Dana Wu.md", "notes/José Núñez.md",
    }  # fmt: skip
    readme = files["README.txt"].decode()
    assert "more/touches.csv: when you were in touch" in readme
    assert "more/tasks.csv" not in readme
    assert "Times in the tables and notes are New York time." in readme
    assert "- Zone: America/New_York" in files["profile.md"].decode()
    assert "Ask for the team" in files["notes/Dana Wu.md"].decode()


def test_the_line_beside_the_file_counts_nothing_that_is_not_there() -> None:
    said = comment(Gathered(MAYA, held(profile=[{"name": "Maya"}]), NOW))
    assert said.startswith("Here is everything that I keep of you. In the zip file are")


def test_a_table_opens_in_excel_and_computes_nothing() -> None:
    text = opened(FULL)["people.csv"].decode()
    assert text.startswith(BOM)
    [_, dana, _] = csv.reader(StringIO(text.removeprefix(BOM), newline=""))
    assert "'+1 206 555 0100" in dana
    assert "'=SUM(A1)" in dana


def test_the_zip_file_itself_can_be_brought_in_again() -> None:
    packed = archive(Gathered(MAYA, FULL, NOW))
    reading = read_sent_file(packed.filename, packed.content)
    assert [each.details.name for each in reading.found.people] == ["Dana Wu", "José Núñez"]
    assert reading.found.people[0].details.phone == "+1 206 555 0100"
    assert reading.found.people[0].notes == "=SUM(A1)"
    assert reading.found.amiss == []


def test_another_library_reads_the_calendar() -> None:
    calendar = IcsCalendarStream.calendar_from_ics(opened(FULL)["conversations.ics"].decode())
    told = {event.summary: event for event in calendar.events}
    assert set(told) == {"Conversation with Dana Wu, NOAA", "Conversation with José Núñez"}
    coming = told["Conversation with José Núñez"]
    assert coming.dtstart == NOW + timedelta(days=2)
    assert coming.uid == "scheduled-2-U1-T1@inroad"
    assert coming.sequence == 2
    assert coming.alarm == []


def test_a_conversation_is_in_the_calendar_once() -> None:
    found = held(
        conversations=[
            talk(1, "Dana Wu", NOW - timedelta(hours=5)),
            talk(2, "Ann", NOW - timedelta(hours=3), panel="p", place="1"),
            talk(3, "Ben", NOW - timedelta(hours=3), panel="p", place="0"),
        ],
        meetings=[
            meeting(1, "Dana Wu", NOW - timedelta(hours=5), "held", 1),
            meeting(2, "Eve", NOW, "cancelled"),
            meeting(3, "Eve", NOW, "no_show"),
        ],
    )
    assert [(each.uid.partition("-U1")[0], each.summary) for each in entries(found, MAYA.owner, NOW)] == [
        ("scheduled-1", "Conversation with Dana Wu"),
        ("conversation-3", "Conversation with Ben, NOAA, Ann, NOAA"),
    ]


def test_a_thank_you_stands_before_its_deadline_until_it_is_sent_or_far_too_late() -> None:
    found = held(
        conversations=[
            talk(1, "Dana Wu", NOW - timedelta(hours=5), thank_you="due"),
            talk(2, "Sam", NOW - timedelta(hours=5), thank_you="sent"),
            talk(3, "Kim", NOW - timedelta(days=9), thank_you="due"),
        ]
    )
    [due] = [each for each in entries(found, MAYA.owner, NOW) if "Thank-you" in each.summary]
    assert due.summary == "Thank-you to Dana Wu is due"
    assert due.ends_at == NOW - timedelta(hours=5) + timedelta(minutes=40, hours=24)
    assert not due.takes_time


def test_five_thousand_people_are_packed_within_seconds() -> None:
    people = [person(n, f"Person {n}", email=f"p{n}@x.example", notes="met at a fair") for n in range(5_000)]
    talks = [talk(n, f"Person {n}", NOW - timedelta(days=n)) for n in range(500)]
    began = time.perf_counter()
    files = opened(held(people=people, conversations=talks))
    assert time.perf_counter() - began < 20
    assert files["notes.md"].decode().count("\n## Notes\n") == 5_000
    assert len(files) == 7
