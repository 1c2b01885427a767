"""`/interview touch`: whom, a reason to write to them, and that the two were in touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.keep_in_touch_rules import Cadence, cadence_of
from core.model import Contact, ContactDetails, Member
from core.nudges import InTouch, Keeping
from core.outreach import Situation
from core.reasons import Reason
from core.when import MOMENTS
from core.wording import dated, zone_name
from views import inputs, kit
from views.cadence_field import cadence_fields
from views.draft_form import Start
from views.ids import Do, Form
from views.person_field import person_field
from views.person_words import keeping_in_words

TITLE = "Keep in touch"
WHEN_LIMIT = 120
NOTE_LIMIT = 3000
REASONS = 3
"""How many reasons to write are shown, the best (our choice)."""
REASON_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Touching:
    """Whom the form is about: ``person`` is the value of a person field, ``known`` of whom it is known."""

    person: str
    details: ContactDetails
    known: InTouch | None = None

    @property
    def keeping(self) -> Keeping:
        return self.known.keeping if self.known else Keeping()


def whom_form(typed: str = "", similar: Sequence[Contact] = ()) -> kit.View:
    """Asks whom it is about."""
    return kit.modal(
        TITLE,
        [person_field("With whom?", typed=typed, similar=similar)],
        callback_id=Form.TOUCH_PERSON,
        submit="Next",
        close="Cancel",
    )


def touch_form(about: Touching, member: Member, now: datetime) -> kit.View:
    """Why to write to them, and below it what to note about a touch."""
    return kit.modal(
        TITLE,
        [
            kit.section(f"{kit.bold(about.details.name)}\n{_standing(about.keeping, member, now)}"),
            *(why_to_write(about.known.contact.id, about.known.reasons) if about.known else []),
            kit.divider(),
            *_fields(about, member),
        ],
        callback_id=Form.TOUCH,
        submit="Save",
        close="Cancel",
        private_metadata=about.person,
    )


def _standing(keeping: Keeping, member: Member, now: datetime) -> str:
    last = f"Last in touch {dated(keeping.touched_at, member.zone)}. " if keeping.touched_at else ""
    return f"{last}{keeping_in_words(keeping, member, now)}"


def why_to_write(contact_id: int, reasons: tuple[Reason, ...]) -> list[kit.Block]:
    """The best reasons to write to somebody, and the way to a draft."""
    lines = [kit.typed(reason.line, REASON_SHOWN) for reason in reasons[:REASONS]]
    said = lines or ["Nothing is written down yet: how you are, and a question, will do."]
    draft = kit.actions([draft_button(contact_id, style="primary")])
    return [kit.section("*A reason to write*"), *(kit.section(f"• {line}") for line in said), draft]


def draft_button(contact_id: int, *, style: str = "", about: str = "") -> kit.Element:
    """Opens the draft of a note with the best reason in it."""
    start = Start(str(contact_id), Situation.KEEP_IN_TOUCH)
    return kit.button("Draft", Do.DRAFT_START, start.dump(), style=style, about=about)


def _fields(about: Touching, member: Member) -> list[kit.Block]:
    keeping = about.keeping
    cadence = cadence_of(keeping.cadence_days, member.nudging)
    is_set = keeping.is_chosen or keeping.cadence_days is not None
    return [
        inputs.field(
            "when",
            "When were you in touch, whoever wrote?",
            inputs.text_input("today", WHEN_LIMIT),
            hint=f"In your own words, {zone_name(member.zone)} time: {MOMENTS}. Empty: you were not.",
            optional=True,
        ),
        inputs.field(
            "note", "What was it about?", inputs.text_input("", NOTE_LIMIT, multiline=True), optional=True
        ),
        *cadence_fields(
            member.nudging,
            cadence.value if is_set else "",
            str(keeping.cadence_days) if cadence is Cadence.CUSTOM else "",
            optional=True,
        ),
    ]


def saved(known: InTouch, member: Member, now: datetime) -> kit.View:
    """What is noted, and when a nudge comes."""
    said = f"{kit.bold(known.contact.label)}\n{_standing(known.keeping, member, now)}"
    often = kit.button("Change how often", Do.CADENCE_CHANGE, known.contact.id)
    show = kit.button("Show", Do.PERSON_SHOW, known.contact.id, about=known.contact.details.name)
    return kit.modal("Saved", [kit.section(said), kit.actions([often, show])], close="Done")
