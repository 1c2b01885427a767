"""What is stored of one member, counted, and as rows to be taken along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time

Value = str | int | bool | datetime | date | time | None
"""What stands in a cell. Instants are aware UTC."""

Row = Mapping[str, Value]
"""A row of a sheet, by the names of its columns."""

Belongings = Mapping[str, Sequence[Row]]
"""The sheets by name (``storage.belongings``): all that is stored of a member, but for what only links it."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many of each a member has. ``reminders``: waiting and told. ``words``: profile and own skeletons.

    ``shared``: people of whom something is shared with the cohort, questions to it, and takeaways.
    """

    people: int = 0
    conversations: int = 0
    meetings: int = 0
    drafts: int = 0
    touches: int = 0
    tasks: int = 0
    news: int = 0
    words: int = 0
    shared: int = 0
    reminders: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing at all that the member wrote down."""
        return not any(getattr(self, part.name) for part in fields(self) if part.name != "reminders")
