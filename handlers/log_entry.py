"""Reading what a member typed into the log: after the command, and in the form's fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.errors import InvalidFields, UnreadableTime
from core.model import Contact, ContactDetails, Debrief, KeepInTouch, Member, Nudging
from core.nudges import HowOften
from core.people import tidied_name
from core.when import Span, looks_like_when, read_when
from handlers.cadence_entry import read_how_often
from handlers.requests import Submission
from views.log_form import (
    AFFILIATION_LIMIT,
    EMAIL_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    WHEN_LIMIT,
    Checked,
    LogEntry,
)
from views.same_person import chosen_contact

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ROLE_AT = re.compile(r"^(?P<role>.+?)\s+(?:at|@)\s+(?P<organisation>.+)$", re.IGNORECASE)
# “University of Texas at Austin” is one name.
_SCHOOL = re.compile(r"(the\s+)?(university|institute|college|school|faculty)\b", re.IGNORECASE)


def read_command(text: str, now: datetime, zone: str) -> LogEntry:
    """``Dana Wu, Genentech, yesterday 3pm, 40 min`` → the form's first three fields."""
    words: list[str] = []
    when: list[str] = []
    email = ""
    for part in (part.strip() for part in text.split(",")):
        if part and (looks_like_when(part, now, zone) or (when and re.fullmatch(r"\d{4}", part))):
            when.append(part)
        elif EMAIL.fullmatch(part):
            email = part
        elif part:
            words.append(part)
    name, affiliation = (words[0] if words else ""), ", ".join(words[1:])
    if not affiliation and (at := _ROLE_AT.match(name)):
        name, affiliation = at["role"], at["organisation"]
    return replace(_fitting(name, affiliation, ", ".join(when), text), email=email)


def _fitting(name: str, affiliation: str, when: str, text: str) -> LogEntry:
    """What is too long for its field is cut there and stands in full in the notes."""
    entry = LogEntry(name[:NAME_LIMIT], affiliation[:AFFILIATION_LIMIT], when[:WHEN_LIMIT])
    cut = (entry.name, entry.affiliation, entry.when) != (name, affiliation, when)
    return replace(entry, notes=text[:TEXT_LIMIT]) if cut else entry


def read_form(submission: Submission) -> LogEntry:
    """The form's fields as typed, the names without marks that nobody sees."""
    values = submission.values
    entry = LogEntry(**{name: values.get(name, "") for name in LogEntry.__dataclass_fields__})
    return replace(entry, name=tidied_name(entry.name), affiliation=tidied_name(entry.affiliation))


def understood(entry: LogEntry, checked: Checked, now: datetime, member: Member) -> Span:
    """When it took place. Words that were shown before keep the meaning that was shown.

    Raises InvalidFields with a sentence for each field that cannot be saved.
    """
    problems = {**_missing(entry), **_without_days(entry, member.nudging)}
    span = checked.span if entry.when == checked.when else None
    try:
        span = span or read_when(entry.when, now, member.zone)
    except UnreadableTime as unreadable:
        problems["when"] = unreadable.sentence
    if problems or span is None:
        raise InvalidFields(problems)
    return span


def _missing(entry: LogEntry) -> dict[str, str]:
    problems = {}
    if not entry.name:
        problems["name"] = "Write the name of the person you talked with."
    if not entry.affiliation:
        problems["affiliation"] = (
            "Write their organisation or their role; it tells two people of one name apart."
        )
    if entry.email and not (EMAIL.fullmatch(entry.email) and len(entry.email) <= EMAIL_LIMIT):
        problems["email"] = "This does not look like an e-mail address. Mend it, or leave it empty."
    return problems


def _without_days(entry: LogEntry, nudging: Nudging) -> Mapping[str, str]:
    try:
        how_often_of(entry, nudging)
    except InvalidFields as invalid:
        return invalid.problems
    return {}


def how_often_of(entry: LogEntry, nudging: Nudging) -> HowOften | None:
    """How often to be in touch, None where it was left open. Raises InvalidFields."""
    return read_how_often({"cadence": entry.cadence, "cadence_days": entry.cadence_days}, nudging)


def details_of(entry: LogEntry) -> ContactDetails:
    """The person. “scientist at Genentech” is a role and an organisation, anything else an organisation."""
    affiliation = tidied_name(entry.affiliation)
    match = None if _SCHOOL.match(affiliation) else _ROLE_AT.match(affiliation)
    role, organisation = (match["role"], match["organisation"]) if match else ("", affiliation)
    return ContactDetails(tidied_name(entry.name), organisation, role, entry.email)


def debrief_of(entry: LogEntry) -> Debrief:
    """What was written down."""
    return Debrief(
        takeaway=entry.takeaway,
        advice=entry.advice,
        promise=entry.promise,
        referrals=entry.referrals,
        notes=entry.notes,
        keep_in_touch=KeepInTouch(entry.keep_in_touch or KeepInTouch.NOT_ASKED),
    )


def is_agreed(entry: LogEntry, checked: Checked, similar: Sequence[Contact]) -> bool:
    """Whether it is the one with whom the talk was agreed, known by the name that the form came with."""
    agreed = next((contact for contact in similar if contact.id == checked.person), None)
    return agreed is not None and agreed.details.name[:NAME_LIMIT] == entry.name


def chosen_person(entry: LogEntry) -> int | None:
    """The known contact that was chosen, or None for someone new."""
    return chosen_contact(entry.same_person)
