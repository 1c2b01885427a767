"""The form in which a thank-you note is finished, to be copied or opened in a mail program.

As in the form of an ask, a text that is made anew gets a block id of its own, and one that the member changed
keeps its block, with what they wrote.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from core import thank_you_rules as rules
from core.model import Interview, Member
from core.note import Length, Note, salutation
from core.outreach_text import GAP
from core.thank_you import Begun
from core.thank_you_rules import Standing
from views import inputs, kit, mailto, reflection, thank_you
from views.draft_form import digest_of
from views.draft_text import SUBJECT_LIMIT
from views.ids import Do, Form

NOTE_LIMIT = 3000
SAID_LIMIT = 300

_LENGTHS = {
    Length.EMAIL: "E-mail",
    Length.CARD: "Handwritten card",
    Length.LINKEDIN: "LinkedIn message",
}
_REMARKS = {
    Standing.LATE: "It is late, and still worth sending. There is no need to say why.",
    Standing.CLOSED: "It is off your list, and you owe nothing. A note is kind whenever it comes.",
    Standing.ARCHIVED: "They are archived, so nothing reminds you of this. A note is kind all the same.",
    Standing.SKIPPED: "You skipped this one. Should you want to write after all, here it is.",
}


@dataclass(frozen=True, slots=True)
class Made:
    """Whose note it is, and which text the form was given: carried in its private metadata.

    ``number`` tells the text from those before it, ``digest`` from what the member makes of it. ``subject``:
    the one that stood there last, while the length has none.
    """

    interview_id: int
    number: int = 1
    digest: str = ""
    subject: str = ""
    version: int = 1

    @classmethod
    def of(cls, interview_id: int, note: Note, number: int) -> "Made":
        """The text that is being given."""
        return cls(interview_id, number, digest_of(note.subject, note.text))

    @classmethod
    def load(cls, private_metadata: str) -> "Made":
        """The text that the form had been given."""
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def block_id_of(name: str, made: Made) -> str:
    """Where an error about a field is shown."""
    return f"{name}.{made.number}" if name in {"note", "subject"} else name


def note_form(begun: Begun, made: Made, written: Note, now: datetime) -> kit.View:
    """The form. ``written``: the text in it, as made or as the member has it by now."""
    changed = made.digest != digest_of(written.subject, written.text)
    return kit.modal(
        "Thank-you note",
        [
            *_about(begun.interview, now),
            _length(begun.note.length),
            *_said(begun.interview),
            *_text(begun.note.length, made, written),
            *_ways_out(begun, written, changed=changed),
        ],
        callback_id=Form.NOTE,
        submit="I sent it",
        close="Close",
        private_metadata=made.dump(),
    )


def sent_note(interview: Interview, member: Member) -> kit.View:
    """A note that was sent, to be read again."""
    blocks: list[kit.Block] = [kit.section(thank_you.record(interview, member).text)]
    if interview.thank_you_note:
        blocks.append(kit.copy_ready(interview.thank_you_note))
    else:
        blocks.append(kit.context("Its text is not kept here: you marked it as sent without the form."))
    return kit.modal("Thank-you note", blocks, close="Done")


def sent_form(interview: Interview, member: Member) -> kit.View:
    """What the form turns into once the note was sent."""
    blocks = [kit.section(thank_you.record(interview, member).text)]
    if not interview.reflected_on:
        blocks += reflection.questions(interview)
    return kit.modal("Thank-you note", blocks, close="Done")


def _about(interview: Interview, now: datetime) -> list[kit.Block]:
    blocks: list[kit.Block] = [
        kit.section(
            f"To {kit.bold(interview.contact.label)}. "
            "Put it in your own words, copy it, and send it yourself: I never write to anyone for you."
        )
    ]
    if remark := _REMARKS.get(rules.standing(interview, now)):
        blocks.append(kit.context(remark))
    return blocks


def _length(length: Length) -> kit.Block:
    options = [kit.option(label, each) for each, label in _LENGTHS.items()]
    return inputs.choice("length", "How you send it", Do.NOTE_LENGTH, options, length)


def _said(interview: Interview) -> list[kit.Block]:
    """Of several people, the line that makes this note theirs."""
    if not interview.panel:
        return []
    name = kit.shorten(salutation(interview.contact.details.name), 60)
    field = inputs.field(
        "said",
        f"What did {name} say that stays with you?",
        inputs.text_input(interview.said[:SAID_LIMIT], SAID_LIMIT, multiline=True),
        hint="One line of their own: people who were in one room compare their notes.",
        optional=True,
    )
    return [inputs.live(field, Do.NOTE_SAID)]


def _text(length: Length, made: Made, written: Note) -> list[kit.Block]:
    blocks: list[kit.Block] = []
    if length is Length.EMAIL:
        subject = inputs.text_input(written.subject[:SUBJECT_LIMIT], SUBJECT_LIMIT)
        field = inputs.field(f"subject.{made.number}", "Subject", subject, optional=True)
        blocks.append(inputs.live(field, Do.NOTE_SUBJECT))
    text = inputs.text_input(kit.shorten(written.text, NOTE_LIMIT), NOTE_LIMIT, multiline=True)
    hint = "“I sent it” keeps this text. Closing loses changes, so copy it first."
    return [
        *blocks,
        inputs.live(inputs.field(f"note.{made.number}", "Your note", text, hint=hint), Do.NOTE_TEXT),
    ]


def _ways_out(begun: Begun, written: Note, *, changed: bool) -> list[kit.Block]:
    blocks: list[kit.Block] = []
    details = begun.interview.contact.details
    if begun.note.length is Length.EMAIL:
        blocks += _mail(details.email, written)
    if begun.note.length is Length.LINKEDIN and details.linkedin:
        blocks.append(kit.facts([("LinkedIn", details.linkedin)]))
    if changed:
        sure = kit.confirm(
            "Start it anew?", "The text is made again from your log.", "Start anew", "Keep mine"
        )
        kept = "You changed this text, so it stays as it is, whatever you choose above."
        blocks += [kit.context(kept), kit.actions([kit.button("Start it anew", Do.NOTE_ANEW, confirm=sure)])]
    return blocks


def _mail(address: str, written: Note) -> list[kit.Block]:
    if GAP.search(written.text):
        told = "Write what stands in [brackets]; then a link here opens it in your mail program."
        return [kit.section(told)]
    return mailto.ways(address, written.subject, written.text)
