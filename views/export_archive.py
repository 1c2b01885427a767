"""The zip file with everything of a member, and what is said beside it."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from core.belongings import Belongings
from core.export_csv import csv_of, heading, shown
from core.export_notes import pages
from core.export_vcard import vcards_of
from core.exporting import Gathered
from core.local_time import in_zone
from core.wording import counted, day, zone_name
from views.calendar_file import whole_calendar
from views.import_words import people as counted_people
from views.member_calendar import entries

BOM = "\ufeff"
"""By which Excel knows a CSV file to be UTF-8."""

MOST_PAGES = 500
"""Files of notes; more pages are one file (our choice): our own import opens no zip file of thousands."""

_TOP = ("people", "conversations")
"""The sheets that are looked for first; the others are in a folder."""

_IN_WORDS = ("profile", "settings", "cohort", "calendar", "skeletons")
"""What is no list of things, and stands in a page instead."""

_WHAT = {
    "meetings": "conversations that were agreed, and what became of them",
    "preparations": "research and questions",
    "drafts": "asks, follow-ups and other notes",
    "referrals": "who named whom",
    "touches": "when you were in touch",
    "nudges": "about whom I wrote to you, for which day",
    "tasks": "what you promised and were advised",
    "news": "your news",
    "news_notes": "your news, as you told each person",
    "takeaways": "what you shared in the cohort's channel",
    "cohort_questions": "what you asked the cohort",
    "introductions": "when a cohort mate asked you for an introduction, and what you answered",
    "practice": "when you practised on the phone",
    "reminders": "what I reminded you of, and what is waiting",
}


@dataclass(frozen=True, slots=True)
class Archive:
    """The file, and the line beside it in the DM."""

    filename: str
    content: bytes
    title: str
    comment: str


def archive(gathered: Gathered) -> Archive:
    """Everything, packed. It takes a second for thousands of people: not for the event loop."""
    packed = BytesIO()
    wall = in_zone(gathered.gathered_at, gathered.member.zone)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in _files(gathered):
            entry = zipfile.ZipInfo(f"inroad/{name}", wall.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Readable by whoever unpacks it, and by nobody else on a shared machine.
            entry.external_attr = 0o600 << 16
            zipped.writestr(entry, content)
    return Archive(
        f"inroad-{wall:%Y-%m-%d}.zip", packed.getvalue(), "Everything of yours in Inroad", comment(gathered)
    )


def comment(gathered: Gathered) -> str:
    """What is in the file."""
    held = gathered.belongings
    talks = len({row["panel"] or row["conversation_number"] for row in held["conversations"]})
    people = counted_people(len(held["people"])) if held["people"] else ""
    what = " and ".join(each for each in (people, counted(talks, "conversation")) if each)
    said = f": {what}, with all that you wrote down" if what else ""
    return (
        f"Here is everything that I keep of you{said}. In the zip file are "
        "tables for Excel or Sheets (CSV), your people for an address book (vCard), your conversations for a "
        "calendar (iCalendar), your notes to read (Markdown), and a README that says what is what. These are "
        "your private notes: keep the file where only you can open it."
    )


def _files(gathered: Gathered) -> Iterator[tuple[str, str | bytes]]:
    held, member = gathered.belongings, gathered.member
    yield "README.txt", _readme(gathered)
    for name, rows in held.items():
        if rows and name not in _IN_WORDS:
            folder = "" if name in _TOP else "more/"
            yield f"{folder}{name}.csv", BOM + csv_of(rows, member.zone)
    yield "people.vcf", vcards_of(held["people"])
    calendar = entries(held, member.owner, gathered.gathered_at)
    yield "conversations.ics", whole_calendar(calendar, gathered.gathered_at)
    notes = pages(held, member.zone)
    if len(notes) > MOST_PAGES:
        yield "notes.md", "\n".join(notes.values())
    else:
        yield from ((f"notes/{name}.md", page) for name, page in notes.items())
    yield "profile.md", _profile(held, member.zone)


def _readme(gathered: Gathered) -> str:
    held, wall = gathered.belongings, in_zone(gathered.gathered_at, gathered.member.zone)
    more = [f"  more/{name}.csv: {what}" for name, what in _WHAT.items() if held[name]]
    lines = [
        "Everything of yours in Inroad",
        f"Gathered on {day(wall)}.",
        "",
        "people.csv: everybody you know. For Excel, Numbers or Google Sheets.",
        "people.vcf: the same people for an address book: open it with Contacts, Outlook or Gmail.",
        "conversations.csv: your conversations, what you wrote down, and your thank-yous.",
        "conversations.ics: your conversations for a calendar, agreed and held.",
        "notes: a page for each person of whom there is more than a name (for many, all in notes.md).",
        "profile.md: your profile, your own skeletons, your settings.",
        *(["more: the rest, a table each:", *more] if more else []),
        "",
        f"Times in the tables and notes are {zone_name(gathered.member.zone)} time.",
        "A cell that begins with = + - or @ has an apostrophe before it, so that no spreadsheet computes it.",
        "To bring your people into another Inroad, send it this zip file or people.csv: /interview import.",
        "What cohort mates wrote is theirs, and not in here.",
    ]
    return "\r\n".join([*lines, ""])


def _profile(held: Belongings, zone: str) -> str:
    parts = ["# About me"]
    for name in ("profile", "settings", "cohort", "calendar"):
        for row in held[name]:
            lines = [
                f"- {heading(key)}: {shown(value, zone)}" for key, value in row.items() if shown(value, zone)
            ]
            parts += [f"## {_TITLES[name]}", "\n".join(lines)]
    for row in held["skeletons"]:
        parts += [f"## My skeleton: {row['situation']}, {row['channel']}"]
        parts += [str(row[part]) for part in ("subject", "text") if row[part]]
    return "\n\n".join(parts) + "\n"


_TITLES: Mapping[str, str] = {
    "profile": "My profile",
    "settings": "My settings",
    "cohort": "In the cohort",
    "calendar": "My calendar's address",
}
