"""What a long story is made of: the talks that are held, and what is heard and not heard in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

HELD_AT = ((10, 13, 0), (15, 17, 0), (19, 21, 0), (11, 17, 2), (12, 13, 0))
"""When a talk begins, when it is logged, and how many days later."""

SENT_NEXT_DAY, SENT_AT_ONCE, SKIPPED, FORGOTTEN = range(4)
_TURN = re.compile(r"\*(?P<name>[^*,\n]+)[^*\n]*\*\nLast in touch")
_TASK = re.compile(r"^(?:You promised \*[^*\n]*\*|\*[^*\n]*\* advised you): (?P<task>[^\n]*)$", re.MULTILINE)
_BOLD = re.compile(r"\*(?P<name>[^*,\n]+)")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, by the student's own clock. ``thanks``: what becomes of its note."""

    name: str
    organisation: str
    starts: datetime
    logged: datetime
    cadence: int | None = None
    takeaway: str = ""
    promise: str = ""
    advice: str = ""
    thanks: int = FORGOTTEN


@dataclass(frozen=True, slots=True)
class Heard:
    """A reminder as it came. ``turns``: whose turn it says it is; ``bold``: everybody it names."""

    at: datetime
    kind: str
    text: str
    subject_id: int
    occurrence: int

    @property
    def turns(self) -> list[str]:
        return _TURN.findall(self.text) if self.kind == "keep_in_touch" else []

    @property
    def tasks(self) -> list[str]:
        return _TASK.findall(self.text) if self.kind == "keep_in_touch" else []

    @property
    def bold(self) -> list[str]:
        return _BOLD.findall(self.text)

    @property
    def line(self) -> str:
        """It on one line."""
        shown = " / ".join(part.strip() for part in self.text.replace("\u200b", "").splitlines() if part)
        return f"{self.at:%a %d %b %Y %H:%M %Z}  {self.kind:<17} {shown}"


@dataclass(frozen=True, slots=True)
class Morning:
    """A day until early afternoon: whose turn it was by the story's own count, and who was named."""

    on: date
    expected: list[str]
    named: list[str]


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is to be heard of somebody in this time. ``of_turns``: only their turn is over."""

    name: str
    why: str
    since: datetime
    until: datetime | None = None
    of_turns: bool = False
