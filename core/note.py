"""The thank-you note in three lengths, filled from the log: a skeleton for the student to finish.

One specific thing, what comes of it, thanks (rcelconnect, Yale Postdocs); thanks for a referral. What the
log does not say, or says at more length than a card bears, stays a gap in [brackets]: the one specific
sentence is the student's. How long each of the three is, is our choice.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.local_time import in_zone
from core.model import Interview, KeepInTouch
from core.note_words import Wording, wording_of
from core.outreach_text import words
from core.wording import in_one_line

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx"}
LONGEST_PART = 500
GAP = "[the one thing that stayed with you]"

CARD_WORDS = (50, 70)
LINKEDIN_CHARACTERS = 300
_CARD_THING, _CARD_STEP = 15, 12
_LINKEDIN_THING = 110
_REMINDER_OF = 40
"""Characters of a text that is too long, as they stand in the gap that asks for a shorter one."""

_WARMTH = "I know how full your weeks are, and am grateful that you made room for a student."
_NEXT = "I'll let you know how things go."


class Length(StrEnum):
    """In which form the note is sent."""

    EMAIL = "email"
    CARD = "card"
    LINKEDIN = "linkedin"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as plain text, ready to be finished and copied. Only an e-mail has a subject."""

    length: Length
    text: str
    subject: str = ""


def write_note(interview: Interview, length: Length, zone: str, now: datetime, name: str = "") -> Note:
    """The note, with its day as it is said in ``zone``. ``name``: the member's, to sign with."""
    when = _on_day(interview, zone, now)
    match length:
        case Length.EMAIL:
            return Note(length, _email(interview, when, name), f"Thank you for our conversation {when}")
        case Length.CARD:
            return Note(length, _card(interview, when, name))
        case Length.LINKEDIN:
            return Note(length, _linkedin(interview, when, name))


def salutation(name: str) -> str:
    """How to address someone: the first name, or title and last name where a title was typed."""
    parts = name.split()
    if len(parts) > 1 and parts[0].rstrip(".").casefold() in _TITLES:
        return f"{parts[0].capitalize()} {parts[-1]}"
    # "van der Berg" has no first name to call; in doubt the whole name is never wrong.
    return parts[0] if parts and not parts[0].islower() else name


def gap_of(interview: Interview) -> str:
    """What stands where the one specific sentence is still to be written."""
    if not interview.panel:
        return GAP
    return f"[what {_unbracketed(salutation(interview.contact.details.name))} said that stays with you]"


def with_their_words(written: Note, interview: Interview) -> Note:
    """A text that the member changed, with what this one of several people said in the gap left for it."""
    said, gap = _sentence(interview.said), gap_of(interview)
    if not interview.panel or not said:
        return written
    return replace(written, text=written.text.replace(f"{gap}.", said).replace(gap, said))


def _email(interview: Interview, when: str, name: str) -> str:
    said = wording_of(interview)
    paragraphs = [
        f"Dear {salutation(interview.contact.details.name)},",
        f"{said.opening.format(when=when)} {said.thing} {_thing(interview) or f'{gap_of(interview)}.'}",
        *_middle(interview, said),
        _closing(interview, said),
        f"Best wishes,\n{name}".rstrip(),
    ]
    return "\n\n".join(paragraphs)


def _middle(interview: Interview, said: Wording) -> list[str]:
    debrief = interview.debrief
    parts = [
        (said.together, debrief.takeaway if interview.panel else ""),
        (said.advice, debrief.advice),
        (said.promise, debrief.promise),
        (said.names, debrief.referrals),
    ]
    return [f"{lead} {_sentence(text)}" for lead, text in parts if text.strip()]


def _card(interview: Interview, when: str, name: str) -> str:
    said = wording_of(interview)
    thing = _thing(interview) or f"{gap_of(interview)}."
    if words(thing) > _CARD_THING:
        thing = _shorter(thing)
    sentences = [said.short_opening.format(when=when), f"{said.thing} {thing}"]
    lead, step = _step(interview, said)
    if step:
        sentences.append(f"{lead} {step if words(step) <= _CARD_STEP else _shorter(step)}")
    if interview.debrief.referrals:
        sentences.append(said.short_names)
    ended = [f"Dear {salutation(interview.contact.details.name)},", f"With best wishes,\n{name}".rstrip()]
    if sum(words(part) for part in (*ended, *sentences, _NEXT)) < CARD_WORDS[0]:
        sentences.append(_WARMTH)
    return "\n\n".join([ended[0], " ".join([*sentences, _NEXT]), ended[1]])


def _linkedin(interview: Interview, when: str, name: str) -> str:
    """As much as fits, the specific thing first."""
    said = wording_of(interview)
    to, opening = salutation(interview.contact.details.name), said.short_opening.format(when=when)
    start = f"Hi {to}, {opening[0].lower()}{opening[1:]} {said.thing} "
    thing = _thing(interview) or f"{gap_of(interview)}."
    if len(thing) > min(_LINKEDIN_THING, LINKEDIN_CHARACTERS - len(start)):
        thing = _shorter(thing)
    text = f"{start}{thing}"
    names = [said.short_names] if interview.debrief.referrals else []
    lead, step = _step(interview, said)
    more = [*([f"{lead} {step}"] if step else []), *names, _NEXT, salutation(name)]
    for sentence in filter(None, more):
        if len(text) + 1 + len(sentence) <= LINKEDIN_CHARACTERS:
            text = f"{text} {sentence}"
    return text


def _thing(interview: Interview) -> str:
    """The one specific sentence: of several people who were there, what this one said."""
    return _sentence(interview.said if interview.panel else interview.debrief.takeaway)


def _step(interview: Interview, said: Wording) -> tuple[str, str]:
    """The one thing to do of which a short note tells: a promise binds more than advice."""
    debrief = interview.debrief
    if debrief.promise.strip():
        return said.promise, _sentence(debrief.promise)
    return said.advice, _sentence(debrief.advice)


def _closing(interview: Interview, said: Wording) -> str:
    return said.in_touch if interview.debrief.keep_in_touch is KeepInTouch.YES else said.closing


def _on_day(interview: Interview, zone: str, now: datetime) -> str:
    held, today = in_zone(interview.started_at, zone).date(), in_zone(now, zone).date()
    days = (today - held).days
    if days <= 1:
        return "today" if days <= 0 else "yesterday"
    wall = datetime.combine(held, datetime.min.time())
    return f"on {wall:%A}" if days < 6 else f"on {wall.day} {wall:%B}"


def _sentence(text: str) -> str:
    """The text on one line, not longer than a note bears, closed by a full stop where it has no end mark."""
    line = in_one_line(text)
    if len(line) > LONGEST_PART:
        line = f"{line[: LONGEST_PART - 1].rsplit(' ', 1)[0]}…"
    return line if not line or line[-1] in ".!?…)" else f"{line}."


def _shorter(text: str) -> str:
    """A gap that asks for the same in a few words: a sentence that breaks off is none to send."""
    begun = text[:_REMINDER_OF].rsplit(" ", 1)[0].rstrip(".,;:… ")
    return f"[in a few words: {_unbracketed(begun)}…]."


def _unbracketed(text: str) -> str:
    """The text for inside a gap."""
    return text.replace("[", "(").replace("]", ")")
