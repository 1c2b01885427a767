"""Reading what a member chose and typed in the draft's form, and what the form shows next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.draft_choice import Composed, Wanted
from core.drafting import judge, with_reason
from core.guard import Collision
from core.outreach import Channel, Draft, Situation
from core.outreaches import Permission
from handlers.person_field import chosen_person
from handlers.requests import record_id
from views import draft_form, guard, person_field
from views.draft_form import NOBODY, Chosen, Made, Perhaps, Start
from views.draft_text import TEXT_LIMIT
from views.kit import View


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """The form as it stands: its fields by name, and which text it had been given.

    Fields that are not shown hold what they held last. ``chosen``: the same as shown, by block id: an answer
    about one person holds for no other. ``has_subject``: whether the subject is shown.
    """

    values: Mapping[str, str]
    chosen: Mapping[str, str]
    made: Made
    has_subject: bool

    @classmethod
    def read(cls, values: Mapping[str, str], private_metadata: str) -> "DraftEntry":
        """From the values and the metadata of a view."""
        made = Made.load(private_metadata)
        shown = draft_form.by_name(values)
        person = shown.get("person", "")
        known = {"person": made.became[person]} if person in made.became else {}
        return cls({**made.said, **shown, **known}, values, made, has_subject="subject" in shown)

    @property
    def subject(self) -> str:
        return self.values.get("subject", "") if self.has_subject else ""

    @property
    def text(self) -> str:
        return self.values.get("text", "")

    @property
    def is_unchanged(self) -> bool:
        """Whether the text is still the one that was given."""
        return self.made.is_unchanged(self.subject, self.text)

    def wanted(self) -> Wanted:
        """What was chosen. Raises NotYours."""
        values = self.values
        whom, referrer = chosen_person(values), chosen_person(values, "referrer")
        permission = self.chosen.get(draft_form.permission_block(whom, referrer), "")
        return Wanted(
            whom=whom,
            situation=Situation(values.get("situation") or Situation.COLD),
            channel=Channel(values.get("channel") or Channel.EMAIL),
            referrer=referrer,
            permission=Permission(permission) if permission else None,
            why_you=values.get("why_you", ""),
            school=values.get("school", ""),
            reason=record_id(self.chosen.get(draft_form.reason_block(whom)) or "0"),
            knowingly=bool(self.chosen.get(guard.block_id_of(whom))),
        )

    def written(self) -> Draft:
        """The text that stands there, as one of the situation that it was made for.

        The specific sentence is in its gap, unless the text would grow too long for its field.
        """
        wanted = self.wanted()
        filled = with_reason(self.text, wanted.why_you)
        text = filled if len(filled) <= TEXT_LIMIT else self.text
        return Draft(Situation(self.made.situation), wanted.channel, self.subject, text)


def wanted_from(start: Start) -> Wanted:
    """What a button or command chose beforehand. Raises NotYours."""
    values = {"person": start.person, "referrer": start.referrer}
    return Wanted(
        whom=chosen_person(values), situation=start.situation, referrer=chosen_person(values, "referrer")
    )


def first_view(composed: Composed, start: Start, perhaps: Perhaps = NOBODY) -> View:
    """The form as it opens."""
    # A note to a referrer shows no field for whom it tells of: the form carries it.
    said = {"referrer": start.referrer} if start.referrer and composed.about else None
    chosen = replace(_chosen(composed, start.person, start.referrer), perhaps=perhaps)
    return _view(composed, chosen, Made.of(composed.draft, 1, said))


def next_view(composed: Composed, form: DraftEntry, *, anew: bool = False) -> View:
    """The form after a change: its text made anew, unless the member has changed it."""
    chosen = _chosen(composed, form.values.get("person", ""), form.values.get("referrer", ""))
    said = {name: form.values[name] for name in draft_form.REMEMBERED if form.values.get(name)}
    draft = composed.draft
    if anew or form.is_unchanged:
        again = replace(Made.of(draft, form.made.number + 1, said), became=form.made.became)
        same = not anew and again.digest == form.made.digest
        return _view(composed, chosen, replace(again, number=form.made.number) if same else again)
    written = form.written()
    # The sentence went into the gap that was left for it: that is a new text for Slack, and still their own.
    number = form.made.number if written.text == form.text else form.made.number + 1
    made = replace(form.made, number=number, said=said)
    subject = form.subject if form.has_subject else form.values.get("subject") or draft.subject
    own = Draft(draft.situation, draft.channel, subject, written.text)
    return _view(composed, chosen, made, own)


def is_outdated(composed: Composed, form: DraftEntry) -> bool:
    """Whether the text has to be made anew from what was chosen meanwhile, or others are in touch by now."""
    if composed.collision not in {Collision.CLEAR, form.made.warned}:
        return True
    return form.is_unchanged and form.made.digest != Made.of(composed.draft, 0).digest


def _view(composed: Composed, chosen: Chosen, made: Made, written: Draft | None = None) -> View:
    shown = written or composed.draft
    warned = replace(made, warned=composed.collision.value)
    return draft_form.draft_form(composed, chosen, warned, shown, judge(composed, shown))


def _chosen(composed: Composed, person: str, referrer: str) -> Chosen:
    return Chosen(
        composed.known_person or person.removeprefix(person_field.NEW),
        composed.known_referrer or referrer.removeprefix(person_field.NEW),
    )
