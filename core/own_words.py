"""Use cases about a member's own words: what they say about themselves, and their skeletons."""

from dataclasses import dataclass

from core.errors import InvalidFields
from core.model import Owner
from core.outreach import Channel, Situation, Skeleton
from core.ports import Uow
from core.profile import Profile, tidied
from core.skeleton_texts import DEFAULTS
from core.skeletons import problems

NEEDED = {
    "name": "Write your name as it should stand under an e-mail.",
    "introduction": "Write who you are, such as “a second-year PhD student in biology at UW”.",
    "looking_for": "Write what you want to learn, such as “how people move from the bench into policy”.",
}
"""The parts of a profile that must be there, and what to say where one is missing: three, as in any form."""


@dataclass(frozen=True, slots=True)
class OwnSkeleton:
    """The skeleton that holds for one situation and channel; ``changed``: it is the member's own."""

    situation: Situation
    channel: Channel
    skeleton: Skeleton
    changed: bool


def profile(uow: Uow, owner: Owner) -> Profile | None:
    """What the member says about themselves; None for one who was never asked."""
    with uow() as work:
        return work.profiles.get(owner)


def save_profile(uow: Uow, owner: Owner, said: Profile) -> Profile:
    """Keep it, as its parts fit into sentences. Raises InvalidFields for what is missing."""
    kept = tidied(said)
    missing = {part: sentence for part, sentence in NEEDED.items() if not getattr(kept, part)}
    if missing:
        raise InvalidFields(missing)
    with uow() as work:
        work.members.hold(owner)
        work.profiles.save(owner, kept)
        work.commit()
    return kept


def changed_skeletons(uow: Uow, owner: Owner) -> set[tuple[Situation, Channel]]:
    """Which skeletons are the member's own."""
    with uow() as work:
        return work.skeletons.changed(owner)


def skeleton(uow: Uow, owner: Owner, situation: Situation, channel: Channel) -> OwnSkeleton:
    """The member's own skeleton, or else the default one. Raises KeyError where there is no default."""
    default = DEFAULTS[situation, channel]
    with uow() as work:
        own = work.skeletons.get(owner, situation, channel)
    return OwnSkeleton(situation, channel, own or default, changed=own is not None)


def save_skeleton(
    uow: Uow, owner: Owner, situation: Situation, channel: Channel, subject: str, text: str
) -> OwnSkeleton:
    """Keep a member's own skeleton. Raises InvalidFields for fields that there are not."""
    wrong = {name: " ".join(found) for name, found in _problems(subject, text).items() if found}
    if not text.strip():
        wrong["text"] = "Write something, or press Reset for the text that Inroad brings."
    if wrong:
        raise InvalidFields(wrong)
    own = Skeleton(text.strip(), (subject.strip(),) if subject.strip() else ())
    default = DEFAULTS[situation, channel]
    same = own.text == default.text and own.subjects == default.subjects[:1]
    with uow() as work:
        work.members.hold(owner)
        if same:
            work.skeletons.remove(owner, situation, channel)
        else:
            work.skeletons.save(owner, situation, channel, own)
        work.commit()
    return OwnSkeleton(situation, channel, own, changed=not same)


def _problems(subject: str, text: str) -> dict[str, list[str]]:
    return {"subject": problems(subject), "text": problems(text)}


def reset_skeleton(uow: Uow, owner: Owner, situation: Situation, channel: Channel) -> OwnSkeleton:
    """Let the default hold again."""
    with uow() as work:
        work.members.hold(owner)
        work.skeletons.remove(owner, situation, channel)
        work.commit()
    return OwnSkeleton(situation, channel, DEFAULTS[situation, channel], changed=False)
