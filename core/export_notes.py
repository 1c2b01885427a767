"""What is written down about each person, as a page in Markdown that one can read, search and print."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from core.belongings import Belongings, Row, Value
from core.export_csv import cell, heading
from core.file_names import FileNames
from core.local_time import in_zone
from core.wording import day

_FACTS = ("role", "organisation", "field", "email", "phone", "linkedin", "tags")
_TALK = ("takeaway", "said", "advice", "promise", "referrals", "notes", "thank_you_note")
_PREPARED = ("about_the_organisation", "about_the_person", "aim", "questions")
_PAGES = (
    *("conversations", "meetings", "preparations", "drafts", "referrals", "touches", "tasks", "news_notes"),
)
"""What makes a page: whoever was only imported is in the list of people and has none."""


def pages(belongings: Belongings, zone: str) -> dict[str, str]:
    """The pages by the names of their files, without an ending; instants as the clock in this zone shows."""
    about: Mapping[str, Mapping[Value, Sequence[Row]]] = {
        name: _by_person(belongings[name]) for name in _PAGES
    }
    names = FileNames()
    told: dict[str, str] = {}
    for person in belongings["people"]:
        number = person["person_number"]
        rows = {name: found[number] for name, found in about.items() if number in found}
        if rows or person["notes"]:
            told[names.name(_label(person))] = _page(person, rows, zone)
    return told


def _by_person(rows: Sequence[Row]) -> dict[Value, list[Row]]:
    found: dict[Value, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["person_number"]].append(row)
    return dict(found)


def _label(person: Row) -> str:
    return ", ".join(str(part) for part in (person["name"], person["organisation"]) if part)


def _page(person: Row, rows: Mapping[str, Sequence[Row]], zone: str) -> str:
    parts = [f"# {_line(person['name'])}", *_facts(person, _FACTS)]
    if person["notes"]:
        parts += ["## Notes", str(person["notes"])]
    for row in rows.get("preparations", ()):
        parts += ["## Preparation", *_texts(row, _PREPARED)]
    for row in _latest_first(rows.get("conversations", ()), "started_at"):
        parts += [f"## Conversation on {_day(row['started_at'], zone)}", *_texts(row, _TALK)]
    parts += _list(
        "Conversations that were agreed", rows.get("meetings", ()), zone, "starts_at", "place", "state"
    )
    parts += _list("In touch", rows.get("touches", ()), zone, "touched_at", "note")
    parts += _list("Promised and advised", rows.get("tasks", ()), zone, "due_on", "kind", "text", "state")
    parts += _list("Named by", rows.get("referrals", ()), zone, "referred_at", "named_by", "result")
    for row in _latest_first(rows.get("drafts", ()), "drafted_at"):
        parts += [f"## {_written(row, zone)}", *_texts(row, ("subject", "text"))]
    for row in rows.get("news_notes", ()):
        parts += ["## A note about my news", *_texts(row, ("news", "subject", "text"))]
    return "\n\n".join(parts) + "\n"


def _written(row: Row, zone: str) -> str:
    sent = row["sent_at"] or row["followed_up_at"]
    return f"Sent on {_day(sent, zone)}" if sent else f"Drafted on {_day(row['drafted_at'], zone)}"


def _facts(row: Row, names: Sequence[str]) -> Iterator[str]:
    lines = [f"- {heading(name)}: {_line(row[name])}" for name in names if row[name]]
    if lines:
        yield "\n".join(lines)


def _texts(row: Row, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if row[name]:
            yield f"**{heading(name)}**\n\n{row[name]}"


def _list(title: str, rows: Sequence[Row], zone: str, *names: str) -> Iterator[str]:
    if rows:
        yield f"## {title}"
        lines = [[_line(cell(name, row[name], zone)) for name in names] for row in rows]
        yield "\n".join(f"- {first}: {', '.join(filter(None, rest))}".rstrip(": ") for first, *rest in lines)


def _latest_first(rows: Sequence[Row], by: str) -> list[Row]:
    return sorted(rows, key=lambda row: str(row[by]), reverse=True)


def _day(value: Value, zone: str) -> str:
    return day(in_zone(value, zone)) if isinstance(value, datetime) else ""


def _line(value: Value) -> str:
    return " ".join(str(value).split())
