"""A thank-you note filled from the log: a skeleton in the student's words, for them to finish.

One specific thing, what comes of it, thanks (rcelconnect, Yale Postdocs); thanks for a referral. What
the log does not say stays a bracketed gap: the one specific sentence is the student's.
"""

from datetime import datetime

from core.local_time import in_zone
from core.model import Debrief, Interview, KeepInTouch

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx"}
LONGEST_PART = 500
GAP = "[the one thing that stayed with you]"


def draft_note(interview: Interview, zone: str, now: datetime, name: str = "") -> str:
    """The note as plain text, ready to be finished and copied. ``name``: the member's, to sign with."""
    debrief = interview.debrief
    paragraphs = [
        f"Dear {salutation(interview.contact.details.name)},",
        f"Thank you for taking the time to talk with me {_on_day(interview, zone, now)}. "
        f"What stays with me most: {_sentence(debrief.takeaway) or f'{GAP}.'}",
        *_middle(debrief),
        _closing(debrief),
        f"Best wishes,\n{name}".rstrip(),
    ]
    return "\n\n".join(paragraphs)


def salutation(name: str) -> str:
    """How to address someone: the first name, or title and last name where a title was typed."""
    words = name.split()
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        return f"{words[0].capitalize()} {words[-1]}"
    # "van der Berg" has no first name to call; in doubt the whole name is never wrong.
    return words[0] if words and not words[0].islower() else name


def _middle(debrief: Debrief) -> list[str]:
    lines = []
    if debrief.advice:
        lines.append(f"I am taking up your advice: {_sentence(debrief.advice)}")
    if debrief.promise:
        lines.append(f"On my list, as promised: {_sentence(debrief.promise)}")
    if debrief.referrals:
        lines.append(f"Thank you also for the names you gave me: {_sentence(debrief.referrals)}")
    return lines


def _closing(debrief: Debrief) -> str:
    if debrief.keep_in_touch is KeepInTouch.YES:
        return "I am glad that I may keep in touch, and will let you know how things go."
    return "Thank you again for your time and your candour."


def _on_day(interview: Interview, zone: str, now: datetime) -> str:
    held, today = in_zone(interview.started_at, zone).date(), in_zone(now, zone).date()
    days = (today - held).days
    if days <= 1:
        return "today" if days <= 0 else "yesterday"
    wall = datetime.combine(held, datetime.min.time())
    return f"on {wall:%A}" if days < 6 else f"on {wall.day} {wall:%B}"


def _sentence(text: str) -> str:
    """The text on one line, not longer than a note bears, closed by a full stop where it has no end mark."""
    line = " ".join(text.split())
    if len(line) > LONGEST_PART:
        line = f"{line[: LONGEST_PART - 1].rsplit(' ', 1)[0]}…"
    return line if not line or line[-1] in ".!?…)" else f"{line}."
