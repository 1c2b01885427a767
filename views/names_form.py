"""The form in which the people whom somebody named become people to ask, and what follows from it.

A student who wrote names down should not have to type them again, and no sentence should become a person: so
the names are read, shown in fields that can be mended or emptied, and kept only when the form is saved.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field as default

from core.model import Contact, Interview
from core.outreach import Situation
from core.outreaches import Permission
from core.referral import Named
from views import inputs, kit
from views.draft_form import Start
from views.draft_words import PERMISSIONS
from views.ids import Do, Form
from views.outreach import draft_button

NEW = "new"
NAME_LIMIT = 120
AFFILIATION_LIMIT = 420
"""Room for an organisation, a role and an e-mail address."""

ROWS = 10
"""People in one form: of more, the others come after these (our choice; Slack takes 100 blocks)."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One person of the form as it stands; ``same``: the known person that was chosen, or ``NEW``."""

    name: str = ""
    affiliation: str = ""
    permission: str = Permission.NOT_ASKED
    same: str = ""


@dataclass(frozen=True, slots=True)
class NamesForm:
    """What the form is about, carried in its private metadata. ``shown``: similar people, row by row."""

    interview_id: int
    shown: list[list[int]] = default(default_factory=list)
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "NamesForm":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))


def block_id(name: str, row: int) -> str:
    """A field of the form by its row, counted from 0."""
    return f"{name}.{row}"


def names_form(
    interview: Interview, rows: Sequence[NameRow], similar: Sequence[Sequence[Contact]]
) -> kit.View:
    """The form. ``similar``: for each row the known people who may be meant."""
    name = interview.contact.details.name
    blocks: list[kit.Block] = [kit.labelled(f"{name} named", kit.shorten(interview.debrief.referrals, 2000))]
    blocks.append(kit.context("They become people to ask. Empty a name to leave it out."))
    for place, (row, known) in enumerate(zip(rows, similar, strict=True)):
        blocks += [kit.divider(), *_row(place, row, known, name)]
    about = NamesForm(interview.id, [[contact.id for contact in known] for known in similar])
    return kit.modal(
        "People they named",
        blocks,
        callback_id=Form.NAMES,
        submit="Add",
        close="Cancel",
        private_metadata=about.dump(),
    )


def _row(place: int, row: NameRow, similar: Sequence[Contact], referrer: str) -> list[kit.Block]:
    options = [kit.option(PERMISSIONS[each], each) for each in Permission]
    may = f"May you use {kit.shorten(referrer, 60)}'s name?"
    blocks = [
        inputs.field(block_id("name", place), "Name", inputs.text_input(row.name, NAME_LIMIT), optional=True),
        inputs.field(
            block_id("affiliation", place),
            "Organisation, role, e-mail",
            inputs.text_input(row.affiliation, AFFILIATION_LIMIT, example="scientist at NOAA"),
            optional=True,
        ),
        inputs.field(
            block_id("permission", place), may, inputs.choice_input(options, row.permission), optional=True
        ),
    ]
    if similar:
        known = [kit.option(contact.label, str(contact.id)) for contact in similar]
        same = inputs.choice_input([*known, kit.option("Someone new", NEW)], row.same or known[0]["value"])
        label = "You know somebody like that. Is it the same person?"
        blocks.append(inputs.field(block_id("same", place), label, same, optional=True))
    return blocks


def added(interview: Interview, named: Sequence[Named], left: int) -> kit.View:
    """Who is to be asked now, and when the reminder comes. ``left``: how many names are left to add."""
    blocks: list[kit.Block] = []
    for one in named:
        draft = ask_button(one)
        blocks.append(kit.section(f"{kit.bold(one.contact.label)}\n{_what_next(one)}", draft))
    if not named:
        blocks.append(kit.paragraph("Nobody was added."))
    if left:
        more = f"Add the other {left}" if left > 1 else "Add the other one"
        blocks.append(kit.actions([kit.button(more, Do.NAMES_ADD, interview.id)]))
    return kit.modal("Added", blocks, close="Done")


def _what_next(named: Named) -> str:
    if named.is_asked:
        return "You have been in touch with them before."
    if named.is_archived:
        return "They are archived, so I will not remind you of them."
    if named.ask_on is None:
        return "Not to be asked, as you chose."
    return f"To ask. I will remind you on {named.ask_on:%a} {named.ask_on.day} {named.ask_on:%b}."


def ask_button(named: Named, *, style: str = "") -> kit.Element:
    """The button that opens the draft of the ask, by whoever named them first."""
    start = Start(str(named.contact.id), Situation.REFERRED, str(named.ties[0].referrer.id))
    return draft_button("Draft the ask", start, style=style, about=named.contact.details.name)


def names_steps(interview: Interview, *, style: str = "") -> list[kit.Element]:
    """The button that opens the form, where somebody was named in the talk."""
    if not interview.debrief.referrals:
        return []
    about = interview.contact.details.name
    return [kit.button("Add the people they named", Do.NAMES_ADD, interview.id, style=style, about=about)]
