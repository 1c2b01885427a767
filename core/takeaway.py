"""A takeaway that a member shares with the cohort, and what is taken out of it first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.folding import folded_words, is_unspaced
from core.model import NOWHERE, Interview, Owner, PostedMessage
from core.name_removal import Removal
from core.passages import Forms, spellings


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One that was shared. ``text``: as it stands in the channel; ``is_signed``: with the sharer's name.

    ``posted``: where it stands there; ``told``: where the sharer's own message about it is.
    """

    id: int
    owner: Owner
    text: str
    is_signed: bool
    shared_at: datetime
    interview_id: int | None = None
    withdrawn_at: datetime | None = None
    posted: PostedMessage = NOWHERE
    told: PostedMessage = NOWHERE

    @property
    def stands(self) -> bool:
        """Whether it is meant to be read in the channel."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class KnownName:
    """What one of a member's people is called, and where they are."""

    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member wants to share. ``text``: as typed; ``interview_id``: which talk it is of, None where
    they only typed. ``names_people`` and ``names_places``: these stay in it as they were typed.
    """

    text: str = ""
    interview_id: int | None = None
    names_people: bool = False
    names_places: bool = False
    is_signed: bool = False


def removal_of_talk(wanted: Wanted, talks: Sequence[Interview], known: Iterable[KnownName]) -> Removal:
    """What goes from the takeaway of a talk: all that names those who were there, and others in full."""
    there = [talk.contact.details for talk in talks]
    names = tuple(dict.fromkeys(each.name for each in there))
    others = tuple(each.name for each in _mentioned(wanted.text, known) if each.name not in names)
    return Removal(
        () if wanted.names_people else names,
        others,
        () if wanted.names_places else tuple({each.organisation for each in there if each.organisation}),
        there[0].role if len(there) == 1 else "",
    )


def removal_of_typed(wanted: Wanted, known: Sequence[KnownName]) -> Removal:
    """What goes from a text that is of no particular talk: all that names anybody whom the member knows."""
    said = folded_words(wanted.text)
    people = () if wanted.names_people else tuple(each.name for each in _mentioned(wanted.text, known))
    written = {word.text for word in said}
    places = () if wanted.names_places else {each.organisation for each in known if each.organisation}
    initials = {letters for size in (2, 3, 4, 5) for letters in _initials([word.text for word in said], size)}
    return Removal(people, (), tuple(place for place in places if _is_said(place, written | initials)))


def _mentioned(text: str, known: Iterable[KnownName]) -> list[KnownName]:
    """Those of whom a part of the name is in the text: of hundreds, the few that are worth a closer look."""
    written = {word.text for word in folded_words(text)}
    written |= {word.removesuffix("s") for word in written}
    unspaced = [word for word in written if is_unspaced(word)]
    return [each for each in known if _is_written(each.name, written, unspaced)]


def _is_written(name: str, written: set[str], unspaced: Sequence[str]) -> bool:
    for spelling in spellings(name):
        parts = [word.text for word in folded_words(spelling)]
        forms = {*parts, "".join(parts), "".join(part[0] for part in parts)}
        if not parts or forms & written or any(part in word for part in parts for word in unspaced):
            return True
    return False


def _is_said(place: str, written: set[str]) -> bool:
    forms = Forms.of(place)
    words = {word for spelt in forms.spelt_out for word in spelt} | forms.short
    return bool(words & written) or any(is_unspaced(one) for one in forms.whole)


def _initials(words: Sequence[str], size: int) -> list[str]:
    """``u w`` as it is written in ``U.W.``"""
    runs = (words[at : at + size] for at in range(len(words) - size + 1))
    return ["".join(run) for run in runs if all(len(word) == 1 for word in run)]
