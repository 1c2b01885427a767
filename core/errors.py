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


class NoCohort(InroadError):
    """Something of the cohort's, asked for in a workspace that has none."""

    def __init__(self) -> None:
        super().__init__("There is no cohort here yet. Type /interview cohort to set one up.")


class NotInCohort(InroadError):
    """Something of the cohort's, asked for by somebody who is not in it. ``channel``: where the cohort is.

    The sentence does not name it: whoever is not in a private channel must not learn its name.
    """

    def __init__(self, channel: str) -> None:
        super().__init__("That is for the cohort. Join its channel to take part.")
        self.channel = channel


class CohortAway(InroadError):
    """Something of the cohort's, asked for while the bot cannot see who is in its channel."""

    def __init__(self) -> None:
        super().__init__(
            "I am not in the cohort's channel any more, so I can't tell who is in the cohort. "
            "Invite me there again, and everything is as it was."
        )


class NotFacilitator(InroadError):
    """Something that the cohort's facilitator does."""

    def __init__(self) -> None:
        super().__init__("Only a facilitator of the cohort can change that.")
