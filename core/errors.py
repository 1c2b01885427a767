"""Errors that a member is meant to read: each carries the sentence that they see."""

from collections.abc import Mapping


class InroadError(Exception):
    """A refusal with one plain sentence for the member."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InvalidFields(InroadError):
    """What a form's fields need changed: field name → sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class UnreadableTime(InroadError):
    """A date or time that cannot be understood, or cannot have happened."""


class NotYours(InroadError):
    """A record that does not exist or belongs to somebody else; the two are never told apart."""

    def __init__(self) -> None:
        super().__init__(
            "I can't find that any more. It may have been changed or removed since this was posted."
        )


class TooLate(InroadError):
    """Something asked for after its moment has passed."""
