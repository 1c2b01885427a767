"""The text of a note in its forms, below its subject where it has one."""

from dataclasses import dataclass

from core.outreach import Channel, Draft
from views import inputs, kit
from views.ids import Do

TEXT_LIMIT = 3000
SUBJECT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Fields:
    """The block and action ids of a note's subject and text."""

    subject: str
    subject_typed: Do
    text: str
    text_typed: Do


def text_fields(written: Draft, fields: Fields) -> list[kit.Block]:
    """The text to write, below its subject where it has one."""
    blocks = []
    if written.channel is Channel.EMAIL:
        subject = inputs.text_input(written.subject[:SUBJECT_LIMIT], SUBJECT_LIMIT)
        field = inputs.field(fields.subject, "Subject", subject, optional=True)
        blocks.append(inputs.live(field, fields.subject_typed))
    label = "What to say" if written.channel is Channel.PHONE else "Your text"
    text = inputs.text_input(kit.shorten(written.text, TEXT_LIMIT), TEXT_LIMIT, multiline=True)
    hint = "Put it in your own words; what stands in [brackets] is yours to write."
    return [*blocks, inputs.live(inputs.field(fields.text, label, text, hint=hint), fields.text_typed)]
