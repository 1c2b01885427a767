"""`/interview share`: the form with its preview, the post in the channel, and the sharer's own message."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from core.model import NOWHERE, Interview, Member
from core.takeaway import Takeaway, Wanted
from core.takeaways import TEXT_LIMIT, Composed, ToShare
from core.wording import short_day
from views import inputs, kit
from views.draft_form import block_name, digest_of
from views.ids import Do, Form

TYPED = "typed"
"""The choice of no conversation."""

PEOPLE, PLACES, SIGNED = "people", "places", "signed"
_LABEL_SHOWN, _TEXT_SHOWN = 60, 150
_TAKEN_OUT = (
    "I took out who and where. Read it as a stranger would: I may have missed a word, or taken out one too "
    "many. Change your words above, or tick what may stay."
)
_ALL_OF_IT = "This is all that anybody sees. Your notes, and everything else you logged, stay with you."


@dataclass(frozen=True, slots=True)
class Made:
    """What the form was given and has shown: carried in its private metadata.

    ``number`` tells its text from those before it, ``given`` from what the member makes of it; ``seen`` is of
    the post that the form shows. ``takeaway_id``: the one that is changed, and ``talk_id`` its talk; 0: none.
    """

    number: int = 1
    given: str = ""
    seen: str = ""
    takeaway_id: int = 0
    talk_id: int = 0
    version: int = 1

    @classmethod
    def load(cls, private_metadata: str) -> "Made":
        """From the metadata of a view."""
        return cls(**json.loads(private_metadata))

    def dump(self) -> str:
        return json.dumps(asdict(self))


def seen(text: str, *, signed: bool) -> str:
    """What tells two posts apart."""
    return digest_of(str(signed), text)


def block_id_of(name: str, made: Made) -> str:
    """Where an error about a field is shown."""
    return f"{name}.{made.number}" if name == "text" else name


def wanted_from(values: Mapping[str, str], made: Made) -> Wanted:
    """What the form holds: its values by block id."""
    named = {block_name(block_id): value for block_id, value in values.items()}
    boxes = named.get("boxes", "").split(",")
    talk = named.get("talk", "") or str(made.talk_id or TYPED)
    return Wanted(
        text=named.get("text", ""),
        interview_id=int(talk) if talk.isascii() and talk.isdigit() and len(talk) < 19 else None,
        names_people=PEOPLE in boxes,
        names_places=PLACES in boxes,
        is_signed=SIGNED in boxes,
    )


def share_form(
    to_share: ToShare, composed: Composed, made: Made, member: Member, remark: str = ""
) -> kit.View:
    """The form, with the post as it would stand in the channel. ``remark``: why it is shown again."""
    is_new = not made.takeaway_id
    return kit.modal(
        "Share a takeaway" if is_new else "Change your takeaway",
        [
            *([kit.section(f"*{remark}*")] if remark else []),
            *(_talk(to_share, composed.wanted, member) if is_new else []),
            *_fields(composed.wanted, made),
            kit.divider(),
            *_preview(to_share.channel, composed, member),
            *(_standing(to_share, member) if is_new else []),
        ],
        callback_id=Form.TAKEAWAY,
        submit="Post it" if is_new else "Change it",
        close="Cancel",
        private_metadata=made.dump(),
    )


def _talk(to_share: ToShare, wanted: Wanted, member: Member) -> list[kit.Block]:
    if not to_share.talks:
        return []
    options = [kit.option("I type something", TYPED)]
    options += [_option(talk, member) for talk in to_share.talks]
    chosen = str(wanted.interview_id or TYPED)
    return [inputs.choice("talk", "From which conversation?", Do.TAKEAWAY_TALK, options, chosen)]


def _option(talk: Interview, member: Member) -> kit.Json:
    name = kit.shorten(" ".join(talk.contact.label.split()), _LABEL_SHOWN)
    said = " ".join(talk.debrief.takeaway.split())
    return kit.option(f"{name}, {short_day(talk.ended_at, member.zone)}", str(talk.id), said)


def _fields(wanted: Wanted, made: Made) -> list[kit.Block]:
    text = inputs.text_input(
        kit.shorten(wanted.text, TEXT_LIMIT),
        TEXT_LIMIT,
        multiline=True,
        example="Labs hire people whom they have met: visit one.",
    )
    options = [
        kit.option("Leave the names of people in it", PEOPLE),
        kit.option("Leave the names of organisations in it", PLACES),
        kit.option("Say that it comes from me", SIGNED),
    ]
    chosen = [name for name, on in zip((PEOPLE, PLACES, SIGNED), _ticked(wanted), strict=True) if on]
    boxes = inputs.field("boxes", "What may be seen", inputs.checkboxes(options, chosen), optional=True)
    field = inputs.field(block_id_of("text", made), "What did you take away?", text)
    return [inputs.live(field, Do.TAKEAWAY_TEXT), inputs.live(boxes, Do.TAKEAWAY_BOXES)]


def _ticked(wanted: Wanted) -> tuple[bool, bool, bool]:
    return wanted.names_people, wanted.names_places, wanted.is_signed


def _preview(channel: str, composed: Composed, member: Member) -> list[kit.Block]:
    if not composed.text:
        return [kit.context(f"What will stand in <#{channel}> is shown here as you write.")]
    shown = post(composed.text, member.owner.user_id if composed.wanted.is_signed else "")
    return [
        kit.section(f"*This is how it will stand in <#{channel}>:*"),
        *shown.blocks,
        kit.context(_TAKEN_OUT if composed.changed else _ALL_OF_IT),
    ]


def _standing(to_share: ToShare, member: Member) -> list[kit.Block]:
    """What can be changed or taken back."""
    blocks: list[kit.Block] = []
    for takeaway in to_share.standing:
        shared = f"Shared {short_day(takeaway.shared_at, member.zone)}"
        blocks.append(kit.section(f"{shared}: “{kit.typed(takeaway.text, _TEXT_SHOWN)}”"))
        blocks.append(kit.actions(_steps(takeaway)))
    return [kit.divider(), *blocks] if blocks else []


def post(text: str, sharer: str = "") -> kit.Message:
    """A takeaway as everybody in the channel sees it. ``sharer``: who shared it; "" where they don't say."""
    who = f"<@{sharer}>" if sharer else "a cohort mate"
    headline = f"*A takeaway from {who}*"
    return kit.message(f"{headline}\n{kit.escape(text)}", [kit.section(headline), kit.quote(text)])


def post_of(takeaway: Takeaway) -> kit.Message:
    """The same of one that is stored."""
    return post(takeaway.text, takeaway.owner.user_id if takeaway.is_signed else "")


def message(takeaway: Takeaway, member: Member) -> kit.Message:
    """The sharer's own message: where it stands, and how it is changed or taken back."""
    if takeaway.withdrawn_at:
        return _withdrawn(takeaway, member)
    told = f"Your takeaway stands in <#{takeaway.posted.channel}>:"
    if takeaway.posted == NOWHERE:
        told = (
            "Slack has not told me that your takeaway is in the cohort's channel. Look there first. If it is "
            "missing, press *Post it*."
        )
    blocks = [kit.section(told), *post_of(takeaway).blocks, kit.actions(_steps(takeaway))]
    return kit.message(f"{told}\n{post_of(takeaway).text}", blocks)


def on_its_way(takeaway: Takeaway) -> kit.Message:
    """The same while it is being posted."""
    told = "Your takeaway goes to the cohort's channel:"
    return kit.message(f"{told}\n{post_of(takeaway).text}", [kit.section(told), *post_of(takeaway).blocks])


def _withdrawn(takeaway: Takeaway, member: Member) -> kit.Message:
    on = short_day(takeaway.withdrawn_at or takeaway.shared_at, member.zone)
    told = f"You took this takeaway back on {on}. It is not in the channel any more."
    if takeaway.posted == NOWHERE:
        told = (
            f"You took this takeaway back on {on}. If it is in the channel all the same, ask an admin to "
            "delete it."
        )
    return kit.message(f"{told}\n{kit.escape(takeaway.text)}", [kit.section(told), kit.quote(takeaway.text)])


def _steps(takeaway: Takeaway) -> list[kit.Element]:
    about = kit.shorten(" ".join(takeaway.text.split()), _LABEL_SHOWN)
    sure = kit.confirm(
        "Take it back?", "It is deleted in the channel. What was read is read.", "Take it back", "Keep it"
    )
    again = kit.button("Post it", Do.TAKEAWAY_POST, takeaway.id, style="primary", about=about)
    return [
        *([again] if takeaway.posted == NOWHERE else []),
        kit.button("Edit", Do.TAKEAWAY_EDIT, takeaway.id, about=about),
        kit.button("Withdraw", Do.TAKEAWAY_WITHDRAW, takeaway.id, about=about, confirm=sure),
    ]


def done(channel: str, *, changed: bool) -> kit.View:
    """What stands in place of the form."""
    told = f"It will stand in <#{channel}> in a moment."
    if changed:
        told = f"It is changed in <#{channel}> in a moment."
    hint = "Our messages have *Edit* and *Withdraw*, for whenever you think better of it."
    return kit.modal("Share a takeaway", [kit.section(f"{told} {hint}")], close="Done")
