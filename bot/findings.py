"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is: from nothing to what keeps Inroad from running."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and how it is mended."""

    grade: Grade
    about: str
    sentence: str
    mend: str = ""


def ok(about: str, sentence: str) -> Finding:
    """It is as it should be."""
    return Finding(Grade.OK, about, sentence)


def warning(about: str, sentence: str, mend: str) -> Finding:
    """Inroad runs, but somebody should look at it."""
    return Finding(Grade.WARNING, about, sentence, mend)


def problem(about: str, sentence: str, mend: str) -> Finding:
    """Inroad does not run, or not rightly, until it is mended."""
    return Finding(Grade.PROBLEM, about, sentence, mend)
