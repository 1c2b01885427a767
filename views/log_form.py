"""The form in which a conversation is logged, its check before saving, and what happens next.

The form saves only when the time shown in it is the time it reads: a first submission comes back with
the understood time (and similar people, if any) on top, a second one saves.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field as default
from datetime import datetime

from core import thank_you_rules as rules
from core.conversations import Logged
from core.model import Contact, Interview, KeepInTouch, Member
from core.panel import OWED
from core.when import ASSUMED_LENGTH, Span
from core.when_words import EXAMPLES
from core.wording import length, soon, span as span_in_words
from views import inputs, kit, reflection, tasks
from views.cadence_field import cadence_fields
from views.ids import Do, Form
from views.names_form import names_steps
from views.others_field import Other, everybody, others_field, shown
from views.person_words import BROUGHT_BACK, keeping_in_words
from views.same_person import QUESTION, same_person_field

NAME_LIMIT = 120
AFFILIATION_LIMIT = 160
WHEN_LIMIT = 120
EMAIL_LIMIT = 254
TEXT_LIMIT = 3000

_KEEP_IN_TOUCH = {
    KeepInTouch.YES: "Yes, they said I may",
    KeepInTouch.NO: "No",
    KeepInTouch.NOT_ASKED: "I did not ask",
}

_LEFT_OPEN = "Left open: warm, if they said yes. What you chose for somebody before stays."


@dataclass(frozen=True, slots=True)
class LogEntry:
    """The form's fields as typed."""

    name: str = ""
    affiliation: str = ""
    when: str = ""
    others: str = ""
    takeaway: str = ""
    advice: str = ""
    promise: str = ""
    referrals: str = ""
    keep_in_touch: str = ""
    cadence: str = ""
    cadence_days: str = ""
    notes: str = ""
    email: str = ""
    same_person: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The scheduled conversation that is being logged, and the contact with whom it was agreed; 0: none."""

    scheduled: int = 0
    person: int = 0


NOT_AGREED = Agreed()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the member has been shown for which words: carried in the form's private metadata.

    ``scheduled`` and ``person`` are those of `Agreed`; ``others``: what was shown about the other people.
    """

    when: str = ""
    started_at: str = ""
    ended_at: str = ""
    people: list[int] = default(default_factory=list)
    scheduled: int = 0
    person: int = 0
    others: str = ""
    version: int = 1

    @classmethod
    def of(
        cls,
        when: str,
        span: Span,
        people: Sequence[Contact],
        agreed: Agreed = NOT_AGREED,
        others: Sequence[Other] = (),
    ) -> "Checked":
        """What is being shown now."""
        known = [each.id for each in people]
        start, end = span.started_at.isoformat(), span.ended_at.isoformat()
        return cls(when, start, end, known, agreed.scheduled, agreed.person, shown(others))

    @classmethod
    def load(cls, private_metadata: str) -> "Checked":
        """What had been shown when the form was submitted."""
        return cls(**json.loads(private_metadata)) if private_metadata else cls()

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @property
    def agreed(self) -> Agreed:
        """What is being logged."""
        return Agreed(self.scheduled, self.person)

    @property
    def span(self) -> Span | None:
        """The time that was shown."""
        if not self.started_at:
            return None
        return Span(datetime.fromisoformat(self.started_at), datetime.fromisoformat(self.ended_at))


def log_form(entry: LogEntry, member: Member, span: Span | None = None, problem: str = "") -> kit.View:
    """The empty or pre-filled form; ``span``: how the pre-filled time reads, ``problem``: why it does not."""
    if span is None:
        return _form(entry, member, [kit.paragraph(problem)] if problem else [], Checked(), submit="Next")
    return _form(entry, member, [_understood(span, member)], Checked.of(entry.when, span, []), submit="Save")


def check_form(
    entry: LogEntry,
    member: Member,
    span: Span,
    similar: Sequence[Contact],
    agreed: Agreed = NOT_AGREED,
    others: Sequence[Other] = (),
) -> kit.View:
    """The form again, with what is about to be saved on top."""
    top = [_understood(span, member)]
    if similar:
        chosen = entry.same_person
        top.append(same_person_field("same_person", QUESTION, similar, entry.affiliation, chosen))
    top += everybody(f"{entry.name}, {entry.affiliation}", others)
    checked = Checked.of(entry.when, span, similar, agreed, others)
    return _form(entry, member, top, checked, title="Check and save", submit="Save")


def _understood(span: Span, member: Member) -> kit.Block:
    text = f"*Saves as:* {span_in_words(span.started_at, span.ended_at, member.zone)}"
    if span.assumed_length:
        text += f". You gave no length, so it is {length(ASSUMED_LENGTH)}."
    return kit.section(text)


def _form(
    entry: LogEntry,
    member: Member,
    top: list[kit.Block],
    checked: Checked,
    *,
    submit: str,
    title: str = "Log a conversation",
) -> kit.View:
    return kit.modal(
        title,
        [*top, *_required(entry), *_debrief(entry), *_last(entry, member)],
        callback_id=Form.CONVERSATION,
        submit=submit,
        close="Cancel",
        private_metadata=checked.dump(),
    )


def _required(entry: LogEntry) -> list[kit.Block]:
    return [
        _text("name", "Whom did you talk with?", entry.name, NAME_LIMIT, example="Dana Wu"),
        _text(
            "affiliation",
            "Organisation or role",
            entry.affiliation,
            AFFILIATION_LIMIT,
            example="Genentech, or: scientist at Genentech",
        ),
        _text("when", "When, and how long?", entry.when, WHEN_LIMIT, hint=f"In your own words: {EXAMPLES}."),
        others_field(entry.others),
    ]


def _debrief(entry: LogEntry) -> list[kit.Block]:
    return [
        _long("takeaway", "What stays with you most?", entry.takeaway, hint="Goes into the thank-you note."),
        _long("advice", "What did they advise you to do, read or join?", entry.advice),
        _long("promise", "What did you promise?", entry.promise),
        _long("referrals", "Whom else should you talk with?", entry.referrals),
    ]


def _last(entry: LogEntry, member: Member) -> list[kit.Block]:
    options = [kit.option(label, answer.value) for answer, label in _KEEP_IN_TOUCH.items()]
    chosen = inputs.radio(options, entry.keep_in_touch)
    return [
        inputs.field("keep_in_touch", "May you keep in touch?", chosen, optional=True),
        *cadence_fields(member.nudging, entry.cadence, entry.cadence_days, hint=_LEFT_OPEN, optional=True),
        _long("notes", "Anything else to remember", entry.notes),
        inputs.field("email", "Their e-mail", inputs.email_input(entry.email), optional=True),
    ]


def _text(name: str, label: str, value: str, limit: int, *, example: str = "", hint: str = "") -> kit.Block:
    return inputs.field(name, label, inputs.text_input(value, limit, example=example), hint=hint)


def _long(name: str, label: str, value: str, *, hint: str = "") -> kit.Block:
    return inputs.field(
        name, label, inputs.text_input(value, TEXT_LIMIT, multiline=True), hint=hint, optional=True
    )


def saved(logged: Logged, member: Member, now: datetime) -> kit.View:
    """What was saved, and what happens next."""
    interview = logged.interview
    blocks = [
        *_with_whom(logged, now),
        kit.paragraph(span_in_words(interview.started_at, interview.ended_at, member.zone)),
        kit.divider(),
        kit.section(what_happens_next(logged, member, now)),
        kit.section(keeping_in_words(logged.keeping, member, now)),
        *([kit.section(BROUGHT_BACK)] if logged.brought_back else []),
    ]
    steps = []
    if logged.panel is None and rules.standing(interview, now) in OWED:
        steps.append(kit.button("Draft the note now", Do.NOTE_DRAFT, interview.id, style="primary"))
    if logged.prepared:
        steps.append(kit.button("Write down the answers", Do.ANSWERS_WRITE, interview.contact.id))
    steps.append(kit.button("Change how often", Do.CADENCE_CHANGE, interview.contact.id))
    steps += names_steps(interview)
    together = logged.panel.interviews if logged.panel else ()
    asked = reflection.questions(interview, together)
    blocks += [kit.actions(steps), *tasks.saved_blocks(logged.tasks), *asked]
    return kit.modal("Saved", blocks, close="Done")


def _with_whom(logged: Logged, now: datetime) -> list[kit.Block]:
    """Who it was; of several people each with their note."""
    if logged.panel is None:
        return [kit.section(kit.bold(logged.interview.contact.label))]
    return [_with(each, now) for each in logged.panel.interviews]


def _with(interview: Interview, now: datetime) -> kit.Block:
    about = interview.contact.details.name
    note = kit.button("Draft the note", Do.NOTE_DRAFT, interview.id, about=about)
    owed = rules.standing(interview, now) in OWED
    return kit.section(kit.bold(interview.contact.label), accessory=note if owed else None)


def what_happens_next(logged: Logged, member: Member, now: datetime) -> str:
    """One or two sentences on the thank-you, or those of a panel, and the reminders."""
    interview, zone, several = logged.interview, member.zone, logged.panel is not None
    standing = rules.standing(interview, now)
    if standing is rules.Standing.CLOSED:
        return (
            "It was more than a week ago, so no thank-you is due. Should you want to write one all the same, "
            "`/interview thanks` fills it in."
        )
    if standing is rules.Standing.LATE:
        what = "your thank-yous are" if several else "your thank-you is"
        return (
            f"A day has passed: {what} *late, still worth sending*. "
            "A reminder is on its way to our direct messages."
        )
    due = f"due *{soon(rules.deadline(interview.ended_at), now, zone)}*."
    told = f"A thank-you note to each of them is {due}" if several else f"Your thank-you note is {due}"
    if not logged.reminders:
        return told
    times = [soon(max(reminder.due_at, now), now, zone) for reminder in logged.reminders]
    if logged.reminders[0].due_at <= now:
        times[0] = "at once"
    of_all = " of all of them" if several else ""
    return f"{told} I will remind you{of_all} in our direct messages: {', then '.join(times)}."
