"""The skeletons that drafts start from: the list of them, and changing one."""

from collections.abc import Collection

from core.outreach import Channel, Situation
from core.own_words import OwnSkeleton
from core.skeleton_texts import DEFAULTS
from core.skeletons import FIELDS
from views import inputs, kit
from views.draft_words import CHANNELS, NOTES, SITUATIONS
from views.ids import Do, Form

TEXT_LIMIT = 3000
SUBJECT_LIMIT = 200


def skeleton_list(changed: Collection[tuple[Situation, Channel]]) -> kit.View:
    """All skeletons, each with its button."""
    intro = "Every draft starts from one of these. Change the words as you like; you can always reset them."
    blocks: list[kit.Block] = [kit.section(intro)]
    for situation, channel in DEFAULTS:
        yours = " · yours" if (situation, channel) in changed else ""
        name = f"{SITUATIONS[situation]}: {NOTES[channel]}"
        change = kit.button("Change", Do.SKELETON_EDIT, f"{situation}:{channel}", about=name)
        blocks.append(kit.section(f"*{SITUATIONS[situation]}*\n{CHANNELS[channel]}{yours}", change))
    return kit.modal("My skeletons", blocks)


def skeleton_form(own: OwnSkeleton, number: int = 0) -> kit.View:
    """One skeleton to change. ``number``: a text that was reset takes the place of what was typed."""
    skeleton = own.skeleton
    blocks: list[kit.Block] = [kit.section(f"*{SITUATIONS[own.situation]}: {NOTES[own.channel]}*")]
    if own.channel is Channel.EMAIL:
        subject = inputs.text_input(skeleton.subjects[0] if skeleton.subjects else "", SUBJECT_LIMIT)
        blocks.append(inputs.field(f"subject.{number}", "Subject", subject, optional=True))
    text = inputs.text_input(skeleton.text, TEXT_LIMIT, multiline=True)
    blocks += [
        inputs.field(
            f"text.{number}", "Text", text, hint="What stands in {braces} is filled in for each draft."
        ),
        kit.actions([_reset(own)]),
        kit.facts([(f"{{{name}}}", what) for name, what in FIELDS.items()]),
    ]
    return kit.modal(
        "Change the skeleton",
        blocks,
        callback_id=Form.SKELETON,
        submit="Save",
        close="Cancel",
        private_metadata=f"{own.situation}:{own.channel}:{number}",
    )


def saved(own: OwnSkeleton) -> kit.View:
    """What was saved."""
    whose = "your words" if own.changed else "the words that Inroad brings"
    told = (
        f"*{SITUATIONS[own.situation]}: {NOTES[own.channel]}* starts from {whose} now. "
        "A draft that is open takes them with *Start it anew*."
    )
    return kit.modal("Saved", [kit.section(told)], close="Done")


def _reset(own: OwnSkeleton) -> kit.Element:
    sure = kit.confirm(
        "Reset it?", "Your words are replaced by the ones Inroad brings.", "Reset", "Keep mine"
    )
    return kit.button("Reset", Do.SKELETON_RESET, f"{own.situation}:{own.channel}", confirm=sure)
