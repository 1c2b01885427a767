"""The forms in which a person is added or edited, and two entries of one person are merged."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from core.model import Contact, Member
from core.people import PersonRecord
from core.people_changes import Merge
from views import inputs, kit
from views.cadence_field import fields_for
from views.ids import Do, Form
from views.log_form import AFFILIATION_LIMIT, NAME_LIMIT, TEXT_LIMIT
from views.person_field import person_field
from views.person_words import recorded
from views.reflection import field_field
from views.same_person import QUESTION, same_person_field
from views.schedule_form import zone_option

PHONE_LIMIT = 60
LINKEDIN_LIMIT = 300
TAGS_LIMIT = 300


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What such a form is about: the person, the modal below that shows them, and whom to merge them with."""

    contact_id: int
    view_id: str = ""
    other_id: int = 0
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "PersonForm":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class AddedPerson:
    """What the form of a new person has asked so far: which known people were shown as perhaps the same."""

    shown: list[int] = field(default_factory=list)
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "AddedPerson":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))


def edit_form(record: PersonRecord, about: PersonForm, member: Member, now: datetime) -> kit.View:
    """The form with what is known."""
    return kit.modal(
        "Edit",
        _known_fields(record, member, now),
        callback_id=Form.PERSON,
        submit="Save",
        close="Cancel",
        private_metadata=about.dump(),
    )


def add_form(
    record: PersonRecord, member: Member, now: datetime, similar: Sequence[Contact] = ()
) -> kit.View:
    """The form of somebody who is to be added; those who are ``similar`` may be the same person."""
    asked = []
    if similar:
        organisation = record.contact.details.organisation
        asked.append(same_person_field("same_person", QUESTION, similar, organisation))
    return kit.modal(
        "Add a person",
        [*asked, *_known_fields(record, member, now)],
        callback_id=Form.PERSON_NEW,
        submit="Add",
        close="Cancel",
        private_metadata=AddedPerson([contact.id for contact in similar]).dump(),
    )


def _known_fields(record: PersonRecord, member: Member, now: datetime) -> list[kit.Block]:
    details = record.contact.details
    zone = inputs.suggesting_input("Type a city", Do.ZONE_CHOOSE, zone_option(details.zone, now))
    return [
        inputs.field("name", "Name", inputs.text_input(details.name, NAME_LIMIT)),
        _text("organisation", "Organisation", details.organisation, AFFILIATION_LIMIT),
        _text("role", "Role", details.role, AFFILIATION_LIMIT),
        inputs.field("email", "E-mail", inputs.email_input(details.email), optional=True),
        _text("phone", "Phone", details.phone, PHONE_LIMIT),
        _text("linkedin", "LinkedIn", details.linkedin, LINKEDIN_LIMIT, "linkedin.com/in/…"),
        inputs.field("zone", "Their time zone", zone, optional=True),
        field_field(details.field),
        _text("tags", "Tags", ", ".join(record.tags), TAGS_LIMIT, "policy, oceans"),
        *fields_for(record.keeping.cadence_days, member.nudging),
        _notes(record.notes),
    ]


def _notes(notes: str) -> kit.Block:
    hint = "Here is the beginning; what follows it stays as it is." if len(notes) > TEXT_LIMIT else ""
    shown = inputs.text_input(notes[:TEXT_LIMIT], TEXT_LIMIT, multiline=True)
    return inputs.field("notes", "Notes about them", shown, hint=hint, optional=True)


def _text(name: str, label: str, value: str, limit: int, example: str = "") -> kit.Block:
    # What was stored by other ways may be longer than a form takes by itself.
    element = inputs.text_input(value, max(limit, len(value)), example=example)
    return inputs.field(name, label, element, optional=True)


def merge_form(record: PersonRecord, about: PersonForm) -> kit.View:
    """Asks who is the same person."""
    name = record.contact.details.name
    return kit.modal(
        "Merge",
        [
            kit.section(
                f"Is {kit.bold(name)} written down twice? Everything of both is kept: conversations, asks, "
                "touches, referrals, tags, preparation and notes."
            ),
            person_field("The other entry of the same person"),
        ],
        callback_id=Form.MERGE,
        submit="Next",
        close="Cancel",
        private_metadata=about.dump(),
    )


def merge_check(planned: Merge, about: PersonForm, member: Member) -> kit.View:
    """Both side by side, and what is going to be kept of what differs."""
    blocks: list[kit.Block] = [
        kit.section(f"*Stays:* {kit.typed(planned.record.contact.label)}"),
        kit.facts(recorded(planned.record, member)),
        kit.section(f"*Goes into it:* {kit.typed(planned.other.contact.label)}"),
        kit.facts(recorded(planned.other, member)),
        kit.divider(),
    ]
    if planned.kept:
        blocks.append(kit.section("*They differ.* This is kept as a note about the person:"))
        blocks += [kit.paragraph(text) for text in planned.kept]
    else:
        blocks.append(kit.section("*They do not contradict each other.* Gaps are filled from both."))
    return kit.modal(
        "Check and merge",
        blocks,
        callback_id=Form.MERGE,
        submit="Merge",
        close="Cancel",
        private_metadata=about.dump(),
    )
