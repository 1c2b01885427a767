"""The form in which an ask is drafted: what to choose on top, the text, and the check beside it.

Slack keeps what stands in an input as long as its block id stays. So the text's block id has a number: a text
that is made anew gets the next one, and one that the member changed keeps its own, with what they wrote.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field as default, replace
from hashlib import sha256
from zlib import crc32

from core.draft_choice import OFFERED, Composed
from core.guard import Collision
from core.model import Contact
from core.outreach import ASKS, FIRST_ASKS, Draft, Situation
from core.outreach_rules import Finding
from core.outreaches import Permission
from core.people_choice import Whom
from core.skeletons import WHY_GAP, channels
from views import guard, inputs, kit, person_field
from views.draft_check import check
from views.draft_text import TEXT_LIMIT, Fields, text_fields
from views.draft_words import CHANNELS, PERMISSIONS, SITUATIONS, TITLES
from views.ids import Do, Form

WHY_LIMIT = 500
SCHOOL_LIMIT = 100
REMEMBERED = ("channel", "referrer", "school", "why_you", "subject")
_ANEW = "Once sent, this ask takes the place of that one."
REASONS = 10
"""How many reasons to write are offered, the best (our choice)."""


@dataclass(frozen=True, slots=True)
class Made:
    """Which text the form was given: carried in its private metadata.

    ``number`` tells it from the texts before it, ``digest`` from what the member makes of it. ``said``: what
    stood in the fields of ``REMEMBERED``: a field that goes with its situation comes back with what it held.
    ``warned``: what the form said of others who are in touch with the person (core.guard.Collision).
    ``became``: for the value of a person who was new, that of who they are since.
    """

    number: int = 1
    situation: str = ""
    digest: str = ""
    said: dict[str, str] = default(default_factory=dict)
    warned: str = Collision.CLEAR.value
    became: dict[str, str] = default(default_factory=dict)
    version: int = 1

    @classmethod
    def of(cls, draft: Draft, number: int, said: Mapping[str, str] | None = None) -> "Made":
        """The text that is being given."""
        return cls(number, draft.situation.value, digest_of(draft.subject, draft.text), dict(said or {}))

    @classmethod
    def load(cls, private_metadata: str) -> "Made":
        """The text that the form had been given."""
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def is_unchanged(self, subject: str, text: str) -> bool:
        """Whether the member has left the text as it was given."""
        return self.digest == digest_of(subject, text)


def digest_of(subject: str, text: str) -> str:
    """What tells two texts apart, however Slack counts blanks."""
    return sha256(" ".join([*subject.split(), "|", *text.split()]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Start:
    """What the form opens with: carried by buttons. ``person`` is the value of a person field."""

    person: str = ""
    situation: Situation = Situation.COLD
    referrer: str = ""

    @classmethod
    def load(cls, value: str) -> "Start":
        """What a button carries; a bare number is a person."""
        if ":" not in value:
            return cls(value)
        situation, referrer, person = value.split(":", 2)
        return cls(person, Situation(situation), referrer)

    def dump(self) -> str:
        return f"{self.situation}:{self.referrer}:{self.person}"


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Those who may be meant by what was typed."""

    typed: str = ""
    similar: tuple[Contact, ...] = ()


NOBODY = Perhaps()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The two people as the form names them: known, typed, or nobody yet."""

    person: Contact | str = ""
    referrer: Contact | str = ""
    perhaps: Perhaps = NOBODY


def block_name(block_id: str) -> str:
    """The field whose block it is: ``text.3`` is the third text."""
    return block_id.partition(".")[0]


def block_id_of(name: str, made: Made, whom: Whom | None = None) -> str:
    """Where an error about a field is shown. ``whom``: the person that the form names."""
    if name == guard.KNOWINGLY:
        return guard.block_id_of(whom)
    return f"{name}.{made.number}" if name in {"text", "subject"} else name


def permission_block(whom: Whom | None, referrer: Whom | None) -> str:
    """Where the referrer's answer about that person is chosen: of another pair it is another one."""
    return f"permission.{crc32(f'{whom}|{referrer}'.encode())}"


def reason_block(whom: Whom | None) -> str:
    """Where the reason to write to that person is chosen: another person has others."""
    return f"reason.{crc32(str(whom).encode())}"


def draft_form(
    composed: Composed, chosen: Chosen, made: Made, written: Draft, findings: Sequence[Finding]
) -> kit.View:
    """The form. ``written``: the text in it, as made or as the member has it by now."""
    changed = not made.is_unchanged(written.subject, written.text)
    return kit.modal(
        TITLES.get(composed.wanted.situation, "Draft an ask"),
        [
            *guard.warning(composed.collision, composed.wanted.whom, knowingly=composed.wanted.knowingly),
            *_choices(composed, chosen),
            *_remarks(composed),
            *_reason(composed),
            *_text(composed, made, written, changed=changed),
            kit.divider(),
            *check(findings),
        ],
        callback_id=Form.DRAFT,
        submit="Ready to copy",
        close="Cancel",
        private_metadata=made.dump(),
    )


def _choices(composed: Composed, chosen: Chosen) -> list[kit.Block]:
    wanted = composed.wanted
    situations = [kit.option(SITUATIONS[each], each) for each in OFFERED]
    blocks = [
        _person("person", "Whom do you want to write to?", Do.DRAFT_PERSON, chosen.person, chosen.perhaps),
        inputs.choice("situation", "Why you write", Do.DRAFT_SITUATION, situations, wanted.situation),
    ]
    if wanted.situation is Situation.REFERRED:
        blocks += _referral(composed, chosen)
    if composed.reasons:
        blocks.append(_reason_to_write(composed))
    offered = channels(composed.situation)
    if len(offered) > 1:
        ways = [kit.option(CHANNELS[each], each) for each in offered]
        blocks.append(inputs.choice("channel", "How", Do.DRAFT_CHANNEL, ways, composed.channel))
    return blocks


def _person(
    name: str, label: str, action_id: Do, person: Contact | str, perhaps: Perhaps = NOBODY
) -> kit.Block:
    if isinstance(person, Contact):
        field = person_field.person_field(label, name=name, known=person)
    else:
        typed = person or perhaps.typed
        field = person_field.person_field(label, name=name, typed=typed, similar=perhaps.similar)
    return inputs.live(field, action_id)


def _referral(composed: Composed, chosen: Chosen) -> list[kit.Block]:
    blocks = [_person("referrer", "Who referred you?", Do.DRAFT_REFERRER, chosen.referrer)]
    if composed.referrer:
        options = [kit.option(PERMISSIONS[each], each) for each in Permission]
        blocks.append(
            inputs.choice(
                permission_block(composed.wanted.whom, composed.wanted.referrer),
                "May you use their name?",
                Do.DRAFT_PERMISSION,
                options,
                composed.permission,
            )
        )
    return blocks


def _reason_to_write(composed: Composed) -> kit.Block:
    offered = composed.reasons[:REASONS]
    options = [kit.option(reason.line, str(place)) for place, reason in enumerate(offered)]
    block_id = reason_block(composed.wanted.whom)
    chosen = str(min(composed.wanted.reason, len(offered) - 1))
    return inputs.choice(block_id, "What to write about", Do.DRAFT_REASON, options, chosen)


def _remarks(composed: Composed) -> list[kit.Block]:
    """What the member should know before they write."""
    referrer = kit.typed(composed.referrer.name) if composed.referrer else ""
    if composed.situation is Situation.PERMISSION:
        return [
            kit.section(
                f"*First ask {referrer} whether you may use their name.* This note does. "
                "Once they say yes, the draft to "
                f"{kit.typed(composed.person.name) or 'the person'} names them."
            )
        ]
    if composed.wanted.situation is Situation.REFERRED and composed.permission is Permission.NO:
        return [kit.section(f"{referrer} would rather not be named: this ask stands on its own.")]
    if composed.situation is Situation.FOLLOW_UP and composed.followed_up:
        return [kit.section("*You have followed up once already.* A second time is seldom welcome (SFU).")]
    if composed.situation in ASKS and composed.asked:
        again = "This is the one follow-up." if composed.situation is Situation.FOLLOW_UP else _ANEW
        return [kit.section(f"*You asked {composed.asked}*, and no answer is marked yet. {again}")]
    return []


def _reason(composed: Composed) -> list[kit.Block]:
    blocks = []
    if composed.situation is Situation.ALUMNI:
        school = inputs.text_input(composed.wanted.school, SCHOOL_LIMIT, example="UW")
        field = inputs.field("school", "The school you share", school, optional=True)
        blocks.append(inputs.live(field, Do.DRAFT_SCHOOL))
    if composed.situation in FIRST_ASKS:
        why = inputs.text_input(
            composed.wanted.why_you,
            WHY_LIMIT,
            multiline=True,
            example="Your talk on salmon hatcheries changed how I read my own data.",
        )
        field = inputs.field(
            "why_you",
            "One specific sentence: why this person?",
            why,
            hint="Only you can write it: a talk, a paper, a turn in their path.",
            optional=True,
        )
        blocks.append(inputs.live(field, Do.DRAFT_WHY))
    return blocks


def _text(composed: Composed, made: Made, written: Draft, *, changed: bool) -> list[kit.Block]:
    shown = replace(written, channel=composed.channel)
    fields = Fields(f"subject.{made.number}", Do.DRAFT_SUBJECT, f"text.{made.number}", Do.DRAFT_TEXT)
    return [*text_fields(shown, fields), *_fit(composed, written), *_steps(composed, changed=changed)]


def _fit(composed: Composed, written: Draft) -> list[kit.Block]:
    """What does not fit into the text, so that nothing is cut without a word."""
    if len(written.text) > TEXT_LIMIT:
        return [kit.context(f"Only its first {TEXT_LIMIT} characters fit in here: shorten your skeleton.")]
    if composed.wanted.why_you.strip() and WHY_GAP in written.text:
        told = (
            "Your specific sentence does not fit in here any more: shorten your text, and it fills its gap."
        )
        return [kit.context(told)]
    return []


def _steps(composed: Composed, *, changed: bool) -> list[kit.Block]:
    sure = kit.confirm(
        "Start it anew?", "The text is made again from what you chose above.", "Start anew", "Keep mine"
    )
    draft = composed.draft
    buttons = [
        kit.button("Check again", Do.DRAFT_CHECK),
        kit.button("Start it anew", Do.DRAFT_ANEW, confirm=sure if changed else None),
        kit.button("Change this skeleton", Do.SKELETON_EDIT, f"{draft.situation}:{draft.channel}"),
    ]
    if not changed:
        return [kit.actions(buttons)]
    kept = "You changed this text, so it stays as it is, whatever you choose above."
    return [kit.context(kept), kit.actions(buttons)]


def by_name(values: Mapping[str, str]) -> dict[str, str]:
    """What the form holds, by field."""
    return {block_name(block_id): value for block_id, value in values.items()}
