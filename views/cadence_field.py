"""The choice how often to be in touch, wherever it is offered, and the small form that changes it."""

import json
from dataclasses import asdict, dataclass

from core.keep_in_touch_rules import LONGEST_DAYS, SHORTEST_DAYS, Cadence, cadence_of
from core.model import NOWHERE, Nudging, PostedMessage
from core.nudges import InTouch
from views import inputs, kit
from views.ids import Form
from views.person_words import cadence_choices

DAYS_LIMIT = 10


def cadence_fields(
    nudging: Nudging, chosen: str, typed: str = "", *, hint: str = "", optional: bool = False
) -> list[kit.Block]:
    """The choice and the field for a number of days of one's own, with what is ``chosen`` and ``typed``."""
    choices = [kit.option(label, choice.value) for choice, label in cadence_choices(nudging).items()]
    days = inputs.text_input(typed, max(DAYS_LIMIT, len(typed)))
    return [
        inputs.field(
            "cadence",
            "How often to be in touch?",
            inputs.radio(choices, chosen),
            hint=hint,
            optional=optional,
        ),
        inputs.field(
            "cadence_days",
            f"The number of days, {SHORTEST_DAYS} to {LONGEST_DAYS}",
            days,
            hint="For “another number of days” above.",
            optional=True,
        ),
    ]


def fields_for(days: int | None, nudging: Nudging) -> list[kit.Block]:
    """The same with the cadence that is set."""
    cadence = cadence_of(days, nudging)
    return cadence_fields(nudging, cadence.value, str(days) if cadence is Cadence.CUSTOM else "")


@dataclass(frozen=True, slots=True)
class CadenceForm:
    """Whom the small form is about, and the nudge from which it was opened, if it was."""

    contact_id: int
    reminder_id: int = 0
    channel: str = ""
    ts: str = ""
    version: int = 1

    @classmethod
    def of(cls, contact_id: int, reminder_id: int, posted: PostedMessage | None) -> "CadenceForm":
        """For a click, in that message or elsewhere."""
        where = posted if posted and reminder_id else NOWHERE
        return cls(contact_id, reminder_id, where.channel, where.ts)

    @classmethod
    def load(cls, private_metadata: str) -> "CadenceForm":
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @property
    def posted(self) -> PostedMessage:
        """Where the nudge stands."""
        return PostedMessage(self.channel, self.ts)


def cadence_form(known: InTouch, nudging: Nudging, about: CadenceForm) -> kit.View:
    """The small form about one person."""
    return kit.modal(
        "How often?",
        [kit.section(kit.bold(known.contact.label)), *fields_for(known.keeping.cadence_days, nudging)],
        callback_id=Form.CADENCE,
        submit="Save",
        close="Cancel",
        private_metadata=about.dump(),
    )
