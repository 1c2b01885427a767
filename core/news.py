"""A member's news, and one note for each person who should hear them.

Whoever decides on something, or lands it, tells everyone who helped (Yale; Santa Clara: defaults, section 5).
What each of them did is taken from the log; what only the member knows stays a gap in brackets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.model import NOWHERE, Contact, Owner, PostedMessage
from core.outreach import Channel, Situation, Skeleton
from core.profile import Profile
from core.skeletons import FIELDS, drafted, known_fields
from core.wording import in_one_line

LONGEST_PART = 200
"""Characters of what was written down about a person that stand in a note; longer ones become a gap."""

NAMED = 3
"""How many people one sentence names whom somebody pointed the member to."""

FRESH_FOR = timedelta(days=90)
"""For how long news are worth writing about to whoever has not heard them: a term (our choice)."""

_BEGUN = 60
_GAP = f"[{FIELDS['their_part']}]"


class NoteState(StrEnum):
    """Where a note stands; the last two are final, but for a skipped one that is sent after all."""

    DRAFTED = "drafted"
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class NewsNote:
    """What one person is told."""

    contact: Contact
    subject: str
    text: str
    state: NoteState = NoteState.DRAFTED
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Something that a member decided or landed. ``posted``: where its notes are listed in their DM."""

    id: int
    owner: Owner
    text: str
    told_at: datetime
    notes: tuple[NewsNote, ...]
    posted: PostedMessage = NOWHERE

    def in_state(self, state: NoteState) -> list[NewsNote]:
        """Its notes that stand there, in order."""
        return [note for note in self.notes if note.state is state]

    def is_fresh(self, now: datetime) -> bool:
        """Whether it is still worth writing about."""
        return now - self.told_at <= FRESH_FOR

    def note_to(self, contact_id: int) -> NewsNote | None:
        """The note to one person, if there is one."""
        return next((note for note in self.notes if note.contact.id == contact_id), None)

    def next_note(self, after: int = 0) -> NewsNote | None:
        """The next one to write: that comes after the one to this person, or else the first."""
        left = self.in_state(NoteState.DRAFTED)
        places = {note.contact.id: place for place, note in enumerate(self.notes)}
        passed = places.get(after, -1)
        return next((note for note in left if places[note.contact.id] > passed), left[0] if left else None)


@dataclass(frozen=True, slots=True)
class Part:
    """What a person did, as it was written down, the latest of each. ``names``: whom they named."""

    advice: str = ""
    takeaway: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helped: talked with, gave advice, or referred."""

    contact: Contact
    part: Part


def their_parts(parts: Sequence[Part]) -> list[str]:
    """For each person the sentence that tells what they did. No two are alike, unless a gap is in them.

    A visit to several people may be written down as one: what was said of another one already is passed over,
    and where nothing else is known, the member has to say what was this one's. Without anything it is empty.
    """
    said: set[str] = set()
    told = []
    for part in parts:
        sentences = _sentences(part)
        own = next((sentence for sentence in sentences if sentence.casefold() not in said), "")
        said.add(own.casefold())
        told.append(own or (f"{sentences[0]} {_GAP}" if sentences else ""))
    return told


def _sentences(part: Part) -> list[str]:
    """What can be said of them, the best first."""
    advice, takeaway = _short(part.advice), _short(part.takeaway)
    named = f"You pointed me to {_listed(part.names)}." if part.names else ""
    sentences = [
        f"Your advice has stayed with me: {advice}" if advice else "",
        f"This has stayed with me from our conversation: {takeaway}" if takeaway else "",
    ]
    told = [f"{sentence} {named}".strip() for sentence in sentences if sentence]
    return told or ([named] if named else [])


def _listed(names: Sequence[str]) -> str:
    first, others = [_unbracketed(name) for name in names[:NAMED]], len(names) > NAMED
    parts = [*first, "others"] if others else first
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _short(text: str) -> str:
    """The text as a sentence; a gap that asks for it in a few words, where it is long: none breaks off."""
    line = _unbracketed(in_one_line(text))
    if len(line) > LONGEST_PART:
        return f"[in a few words: {line[:_BEGUN].rsplit(' ', 1)[0]} …]."
    return line if not line or line[-1] in ".!?…)" else f"{line}."


def _unbracketed(text: str) -> str:
    """Brackets are the marks of gaps."""
    return text.replace("[", "(").replace("]", ")")


def notes_for(
    text: str, helpers: Sequence[Helper], profile: Profile, skeleton: Skeleton | None
) -> list[NewsNote]:
    """A draft to each of them, in this order, from the member's own skeleton or else the default one."""
    parts = their_parts([helper.part for helper in helpers])
    notes = []
    for helper, their_part in zip(helpers, parts, strict=True):
        fields = known_fields(profile, helper.contact.details)
        fields |= {"news": _unbracketed(text), "their_part": their_part}
        draft = drafted(Situation.NEWS, Channel.EMAIL, fields, skeleton)
        notes.append(NewsNote(helper.contact, draft.subject, draft.text))
    return notes
